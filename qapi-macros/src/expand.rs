//! From the options to the tokens: find the file, load it, decide conditions, select, lower, emit.

use std::io;
use std::path::{Path, PathBuf};

use proc_macro::{LexError, TokenStream};
use proc_macro2::TokenTree;
use qapi_parser::{Errors, Files, Loader, Schema};

use crate::conditions::config;
use crate::emit;
use crate::lower::{Style, lower};
use crate::model::Expansion;
use crate::options::{Config, Options, Share};
use crate::select::select;
use crate::share::share;
use crate::show::show;
use crate::unusable::unusable;

/// Maximal number of errors that are shown; a schema may have thousands.
const SHOWN: usize = 20;

/// Tokens of the expansion, or every error at the token that is wrong.
pub(crate) fn expand(options: &Options) -> syn::Result<TokenStream> {
    let root = Root(
        std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .unwrap_or_default(),
    );
    let (expansion, files) = model(options, &root)?;
    let text = emit::expansion(&expansion) + &track(&files);
    show(
        &options.path.value(),
        &(emit::client_import("::qapi_client") + &text),
    );
    let mut tokens = TokenStream::new();
    match &options.client {
        // No text stands for `$crate`: the token itself knows the crate that it is from.
        Some(client) => {
            tokens.extend(lexed("use", options)?);
            tokens.extend(TokenStream::from(proc_macro2::TokenStream::from(
                TokenTree::Ident(client.clone()),
            )));
            // Without the braces this needs Rust 1.89.
            tokens.extend(lexed("::{self as __qapi_client};", options)?);
        }
        None => tokens.extend(lexed(&emit::client_import("::qapi_client"), options)?),
    }
    tokens.extend(lexed(&text, options)?);
    Ok(tokens)
}

/// The text as tokens, made by the compiler itself: proc-macro2 would first check the text with a lexer of its own,
/// which, unoptimised, takes twice as long as all the rest.
fn lexed(text: &str, options: &Options) -> syn::Result<TokenStream> {
    text.parse().map_err(|error: LexError| {
        let message = format!("the expansion is no Rust, which is a bug of the macro: {error}");
        syn::Error::new(options.path.span(), message)
    })
}

/// Folder of the crate's manifest. Paths of schemas are relative to this folder.
pub(crate) struct Root(pub(crate) PathBuf);

impl Files for &Root {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(self.0.join(path))
    }
}

/// Model of the expansion, and every file that the model depends on.
pub(crate) fn model(options: &Options, root: &Root) -> syn::Result<(Expansion, Vec<PathBuf>)> {
    let (mut own, mut files) = unshared(options, root)?;
    if let Some(Share { home, options }) = &options.share {
        // Modules of the other expansion also name what that expansion shares with a third.
        let (other, read) = unshared(options, root)?;
        files.extend(read);
        share(&mut own, &other, home);
    }
    Ok((own, files))
}

/// Model of an expansion without `share`, and the files of its schema.
fn unshared(options: &Options, root: &Root) -> syn::Result<(Expansion, Vec<PathBuf>)> {
    let schema = load(options, root)?;
    let selection = select(&schema, options)?;
    let files = schema.sources().paths().map(|path| root.0.join(path));
    Ok((lower(&schema, &selection, &style(options)), files.collect()))
}

/// Reads the schema and removes what `config` rules out.
fn load(options: &Options, root: &Root) -> syn::Result<Schema> {
    let path = options.path.value();
    if let Some(problem) = unusable(&path, &root.0.join(&path)) {
        return Err(syn::Error::new(options.path.span(), problem));
    }
    let schema = Loader::new()
        .files(root)
        .strict(options.strict)
        .load(&path)
        .map_err(|errors| refused(options, &errors))?;
    match config(&schema, options)? {
        Some(config) => Ok(schema.with_config(&config)),
        None => Ok(schema),
    }
}

/// Errors of the schema as compile errors at the path literal.
fn refused(options: &Options, errors: &Errors) -> syn::Error {
    let all = errors.iter().count();
    let mut messages: Vec<String> = errors
        .iter()
        .take(SHOWN)
        .map(|error| error.render(errors.sources()).to_string())
        .collect();
    if all > SHOWN {
        messages.push(format!("and {} more errors in this schema", all - SHOWN));
    }
    let span = options.path.span();
    let mut messages = messages
        .iter()
        .map(|message| syn::Error::new(span, message.trim_end()));
    let Some(mut first) = messages.next() else {
        return syn::Error::new(span, "the schema is refused");
    };
    messages.for_each(|error| first.combine(error));
    first
}

fn style(options: &Options) -> Style {
    Style {
        cfg_features: matches!(options.config, Config::CargoFeatures),
        protocol: options.protocol,
        since: options.since.clone(),
        reference: options.reference.clone(),
    }
}

/// Items that make the compiler expand again when one of these files changes.
fn track(files: &[PathBuf]) -> String {
    let mut code = String::from("const _: () = {");
    for path in files {
        let path = path.display().to_string();
        code.push_str(&format!(
            " const _: &[u8] = ::core::include_bytes!({path:?});"
        ));
    }
    code.push_str(" };");
    code
}
