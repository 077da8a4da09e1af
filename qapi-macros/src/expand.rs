//! Expansion, from options to tokens: find the schema file, load the schema, decide conditions, select, lower, emit.

use std::io;
use std::path::{Path, PathBuf};

use proc_macro::{LexError, TokenStream};
use proc_macro2::TokenTree;
use qapi_parser::{Errors, Files, Loader, Schema};
use syn::LitStr;

use crate::conditions::config;
use crate::docs_path::{docs_path, docs_variable};
use crate::emit;
use crate::lower::{Style, lower};
use crate::model::Expansion;
use crate::notes::{Notes, read_notes};
use crate::options::{Config, Options, Share};
use crate::select::select;
use crate::share::share;
use crate::show::write_expansion;
use crate::unusable::unusable_path;

/// Maximum number of errors that are shown. A schema can have thousands.
const MAX_SHOWN: usize = 20;

/// Expands a schema. Returns the tokens, or all errors, each at the wrong token.
pub(crate) fn expand(options: &Options) -> syn::Result<TokenStream> {
    let root = Root(
        std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .unwrap_or_default(),
    );
    let (expansion, files) = build_model(options, &root)?;
    let variable = options.docs.as_ref().and_then(docs_variable);
    let text = emit::expansion(&expansion) + &tracking_items(&files, variable.as_deref());
    write_expansion(
        &options.path.value(),
        &(emit::client_import("::qapi_client") + &text),
    );
    let mut tokens = TokenStream::new();
    match &options.client {
        // `$crate` cannot be written as text. Only the token from the client knows the client's crate.
        Some(client) => {
            tokens.extend(lex("use", options)?);
            tokens.extend(TokenStream::from(proc_macro2::TokenStream::from(
                TokenTree::Ident(client.clone()),
            )));
            // The import without braces needs Rust 1.89.
            tokens.extend(lex("::{self as __qapi_client};", options)?);
        }
        None => tokens.extend(lex(&emit::client_import("::qapi_client"), options)?),
    }
    tokens.extend(lex(&text, options)?);
    Ok(tokens)
}

/// Converts text to tokens with the compiler's lexer. The lexer of proc-macro2, without optimisation, would take twice
/// as long as all other steps.
fn lex(text: &str, options: &Options) -> syn::Result<TokenStream> {
    text.parse().map_err(|error: LexError| {
        let message =
            format!("the expansion is not valid Rust, which is a bug of the macro: {error}");
        syn::Error::new(options.path.span(), message)
    })
}

/// Folder of the crate's `Cargo.toml`. Paths of schemas are relative to this folder.
pub(crate) struct Root(pub(crate) PathBuf);

impl Files for &Root {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(self.0.join(path))
    }
}

/// Builds the model of an expansion. Returns the model and the files that it depends on.
pub(crate) fn build_model(
    options: &Options,
    root: &Root,
) -> syn::Result<(Expansion, Vec<PathBuf>)> {
    let (mut own, mut files) = build_model_without_share(options, root)?;
    if let Some(Share { home, options }) = &options.share {
        // The modules of the other expansion also contain the names that it shares with a third expansion.
        let (other, read) = build_model_without_share(options, root)?;
        files.extend(read);
        share(&mut own, &other, home);
    }
    Ok((own, files))
}

/// Builds the model of an expansion without the option `share`. Returns the model and the schema files.
fn build_model_without_share(
    options: &Options,
    root: &Root,
) -> syn::Result<(Expansion, Vec<PathBuf>)> {
    let (schema, notes) = load_schema(options, root)?;
    let selection = select(&schema, options)?;
    let files = schema.sources().paths().map(|path| root.0.join(path));
    let mut files: Vec<PathBuf> = files.collect();
    files.extend(options.notes.iter().map(|path| root.0.join(path.value())));
    let docs = load_docs(options, root)?;
    if let Some(docs) = &docs {
        files.extend(docs.sources().paths().map(|path| root.0.join(path)));
    }
    let style = lowering_style(options, notes, docs);
    Ok((lower(&schema, &selection, &style), files))
}

/// Reads the schema and its notes, and removes definitions that `config` excludes.
fn load_schema(options: &Options, root: &Root) -> syn::Result<(Schema, Notes)> {
    let path = &options.path;
    let schema = read_schema(path, &path.value(), options.strict, root)?;
    // A note on an excluded definition is no error.
    let notes = match &options.notes {
        Some(path) => read_notes(&schema, path, &root.0)?,
        None => Notes::new(),
    };
    match config(&schema, options)? {
        Some(config) => Ok((schema.with_config(&config), notes)),
        None => Ok((schema, notes)),
    }
}

/// Reads the schema whose documentation is used.
fn load_docs(options: &Options, root: &Root) -> syn::Result<Option<Schema>> {
    let Some(option) = &options.docs else {
        return Ok(None);
    };
    match docs_path(option)? {
        Some(path) => read_schema(option, &path, false, root).map(Some),
        None => Ok(None),
    }
}

/// Reads the schema `path` that the literal `option` names.
fn read_schema(option: &LitStr, path: &str, strict: bool, root: &Root) -> syn::Result<Schema> {
    if let Some(problem) = unusable_path(path, &root.0.join(path)) {
        return Err(syn::Error::new(option.span(), problem));
    }
    let loader = Loader::new().files(root).strict(strict);
    let schema = loader.load(path);
    schema.map_err(|errors| compile_errors(option, &errors))
}

/// Turns the errors of a schema into compile errors at the path literal.
fn compile_errors(path: &LitStr, errors: &Errors) -> syn::Error {
    let all = errors.iter().count();
    let mut messages: Vec<String> = errors
        .iter()
        .take(MAX_SHOWN)
        .map(|error| error.render(errors.sources()).to_string())
        .collect();
    if all > MAX_SHOWN {
        messages.push(format!(
            "and {} more errors in this schema",
            all - MAX_SHOWN
        ));
    }
    let span = path.span();
    let mut messages = messages
        .iter()
        .map(|message| syn::Error::new(span, message.trim_end()));
    let Some(mut first) = messages.next() else {
        return syn::Error::new(span, "the schema has errors");
    };
    messages.for_each(|error| first.combine(error));
    first
}

fn lowering_style(options: &Options, notes: Notes, docs: Option<Schema>) -> Style {
    Style {
        cfg_features: matches!(options.config, Config::CargoFeatures),
        protocol: options.protocol,
        since: options.since.clone(),
        reference: options.reference.clone(),
        notes,
        docs,
    }
}

/// Rust items that make the compiler expand the schema again when a file or the environment variable changes.
fn tracking_items(files: &[PathBuf], variable: Option<&str>) -> String {
    let mut code = String::from("const _: () = {");
    for path in files {
        let path = path.display().to_string();
        code.push_str(&format!(
            " const _: &[u8] = ::core::include_bytes!({path:?});"
        ));
    }
    if let Some(variable) = variable {
        code.push_str(&format!(
            " const _: ::core::option::Option<&str> = ::core::option_env!({variable:?});"
        ));
    }
    code.push_str(" };");
    code
}
