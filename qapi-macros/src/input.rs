//! Parser of the macro's input. Each error has the span of the wrong token.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitBool, LitStr, Token, braced, bracketed};

use crate::model::Protocol;
use crate::options::{Config, Options, Share};
use crate::suggest::{did_you_mean, quoted};
use crate::version::Version;

const OPTIONS: [&str; 12] = [
    "path",
    "config",
    "commands",
    "events",
    "protocol",
    "since",
    "optional",
    "strict",
    "reference",
    "notes",
    "docs",
    "share",
];
const PROTOCOLS: [&str; 3] = ["qmp", "guest_agent", "bare"];

/// Options that were read. Each option may occur once.
#[derive(Default)]
struct ReadOptions {
    path: Option<LitStr>,
    config: Option<Config>,
    commands: Option<Vec<LitStr>>,
    events: Option<Vec<LitStr>>,
    protocol: Option<Protocol>,
    since: Option<Version>,
    optional: Option<Vec<(LitStr, bool)>>,
    strict: Option<bool>,
    reference: Option<String>,
    notes: Option<LitStr>,
    docs: Option<LitStr>,
    share: Option<Share>,
}

impl Parse for Options {
    /// Parses the input. The client's macro `qapi_schema!` puts `@$crate` before the user's options.
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let at = input.parse::<Option<Token![@]>>()?;
        let client = at.map(|_| input.call(Ident::parse_any)).transpose()?;
        let options = parse_options(input, Span::call_site())?;
        Ok(Options { client, ..options })
    }
}

/// Reads the options of an expansion. `span` is the span for an error about a missing option.
fn parse_options(input: ParseStream<'_>, span: Span) -> syn::Result<Options> {
    let mut options = ReadOptions::default();
    if input.peek(LitStr) {
        options.path = Some(input.parse()?);
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    while !input.is_empty() {
        options.parse_option(input)?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    let Some(path) = options.path else {
        return Err(syn::Error::new(
            span,
            "expected the path of a schema: `qapi_schema!(\"schemas/own.json\")` or `path: \"schemas/own.json\"`",
        ));
    };
    Ok(Options {
        path,
        client: None,
        config: options.config.unwrap_or(Config::Decided {
            symbols: Vec::new(),
            closed: false,
        }),
        commands: options.commands,
        events: options.events,
        protocol: options.protocol,
        since: options.since,
        optional: options.optional.unwrap_or_default(),
        strict: options.strict.unwrap_or_default(),
        reference: options.reference,
        notes: options.notes,
        docs: options.docs,
        share: options.share,
    })
}

impl ReadOptions {
    fn parse_option(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if !input.peek(Ident::peek_any) {
            return Err(input.error(format!("expected an option: {}", quoted(&OPTIONS))));
        }
        let key = input.call(Ident::parse_any)?;
        let name = key.to_string();
        if !OPTIONS.contains(&name.as_str()) {
            let help = did_you_mean(&name, OPTIONS.iter().copied())
                .unwrap_or_else(|| format!("the options are {}", quoted(&OPTIONS)));
            return Err(syn::Error::new(
                key.span(),
                format!("unknown option `{name}`; {help}"),
            ));
        }
        input.parse::<Token![:]>()?;
        match name.as_str() {
            "path" => set_once(&mut self.path, &key, input.parse()?),
            "config" => set_once(&mut self.config, &key, parse_config(input)?),
            "commands" => set_once(&mut self.commands, &key, parse_patterns(input)?),
            "events" => set_once(&mut self.events, &key, parse_patterns(input)?),
            "protocol" => set_once(&mut self.protocol, &key, parse_protocol(input)?),
            "since" => set_once(&mut self.since, &key, parse_version(input)?),
            "optional" => set_once(&mut self.optional, &key, parse_members(input)?),
            "strict" => set_once(&mut self.strict, &key, input.parse::<LitBool>()?.value()),
            "notes" => set_once(&mut self.notes, &key, input.parse()?),
            "docs" => set_once(&mut self.docs, &key, input.parse()?),
            "share" => set_once(&mut self.share, &key, parse_share(input, &key)?),
            _ => set_once(&mut self.reference, &key, input.parse::<LitStr>()?.value()),
        }
    }
}

fn set_once<T>(slot: &mut Option<T>, key: &Ident, value: T) -> syn::Result<()> {
    if slot.replace(value).is_some() {
        let name = key.unraw();
        return Err(syn::Error::new(
            key.span(),
            format!("option `{name}` is given twice"),
        ));
    }
    Ok(())
}

/// Reads a Rust path: `::a::b` or `crate::b`.
fn parse_rust_path(input: ParseStream<'_>, expected: &str) -> syn::Result<String> {
    let mut path = String::new();
    if input.parse::<Option<Token![::]>>()?.is_some() {
        path.push_str("::");
    }
    loop {
        if !input.peek(Ident::peek_any) {
            return Err(input.error(expected));
        }
        let segment = input.call(Ident::parse_any)?.to_string();
        path.push_str(&segment);
        if input.parse::<Option<Token![::]>>()?.is_none() {
            return Ok(path);
        }
        path.push_str("::");
    }
}

/// Reads the value of `share`: `crate::qmp { "schemas/qmp.json", since: "7.2" }`.
fn parse_share(input: ParseStream<'_>, key: &Ident) -> syn::Result<Share> {
    if !input.peek(Token![::]) && !input.peek(Token![crate]) {
        return Err(input.error(HOME_FORM));
    }
    let home = parse_rust_path(input, HOME_FORM)?;
    if !input.peek(syn::token::Brace) {
        let place = if input.is_empty() {
            key.span()
        } else {
            input.span()
        };
        return Err(syn::Error::new(place, SHARE_FORM));
    }
    let content;
    let braces = braced!(content in input);
    let options = Box::new(parse_options(&content, braces.span.join())?);
    Ok(Share { home, options })
}

const HOME_FORM: &str =
    "expected the absolute path of the other expansion's module: `crate::qmp` or `::some::qmp`";
const SHARE_FORM: &str =
    "expected the options of the other expansion in braces: `crate::qmp { \"schemas/qmp.json\" }`";

/// Reads the value of `config`: `{ CONFIG_X, !CONFIG_Y, !_ }` or `cfg`.
fn parse_config(input: ParseStream<'_>) -> syn::Result<Config> {
    if !input.peek(syn::token::Brace) {
        let word = input
            .peek(Ident::peek_any)
            .then(|| input.call(Ident::parse_any))
            .transpose()?;
        return match word {
            Some(word) if word == "cfg" => Ok(Config::CargoFeatures),
            Some(word) => Err(syn::Error::new(word.span(), CONFIG_FORM)),
            None => Err(input.error(CONFIG_FORM)),
        };
    }
    let content;
    braced!(content in input);
    let (mut symbols, mut closed) = (Vec::<(Ident, bool)>::new(), false);
    while !content.is_empty() {
        let defined = content.parse::<Option<Token![!]>>()?.is_none();
        if !defined && content.parse::<Option<Token![_]>>()?.is_some() {
            closed = true;
        } else {
            let symbol: Ident = content.call(Ident::parse_any)?;
            if symbols.iter().any(|(known, _)| *known == symbol) {
                return Err(syn::Error::new(
                    symbol.span(),
                    format!("`{symbol}` is given twice"),
                ));
            }
            symbols.push((symbol, defined));
        }
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(Config::Decided { symbols, closed })
}

const CONFIG_FORM: &str =
    "expected `{ CONFIG_X, !CONFIG_Y }`, or `cfg` to use the features of this crate as conditions";

/// Reads a list of patterns: `["query-*", "stop"]`.
fn parse_patterns(input: ParseStream<'_>) -> syn::Result<Vec<LitStr>> {
    let content;
    bracketed!(content in input);
    let items = Punctuated::<LitStr, Token![,]>::parse_terminated(&content)?;
    Ok(items.into_iter().collect())
}

/// Reads the value of `optional`: `{ "Type.member", !"Type.other" }`.
fn parse_members(input: ParseStream<'_>) -> syn::Result<Vec<(LitStr, bool)>> {
    let content;
    braced!(content in input);
    let mut members = Vec::new();
    while !content.is_empty() {
        let optional = content.parse::<Option<Token![!]>>()?.is_none();
        members.push((content.parse()?, optional));
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(members)
}

/// Reads the value of `since`: `"7.2"`.
fn parse_version(input: ParseStream<'_>) -> syn::Result<Version> {
    let literal: LitStr = input.parse()?;
    Version::parse(&literal.value())
        .ok_or_else(|| syn::Error::new(literal.span(), "expected a release number such as \"7.2\""))
}

fn parse_protocol(input: ParseStream<'_>) -> syn::Result<Protocol> {
    let word: Ident = input.call(Ident::parse_any)?;
    match word.to_string().as_str() {
        "qmp" => Ok(Protocol::Qmp),
        "guest_agent" => Ok(Protocol::GuestAgent),
        "bare" => Ok(Protocol::Bare),
        other => {
            let help = did_you_mean(other, PROTOCOLS.iter().copied())
                .unwrap_or_else(|| format!("the protocols are {}", quoted(&PROTOCOLS)));
            Err(syn::Error::new(
                word.span(),
                format!("unknown protocol `{other}`; {help}"),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Options, String> {
        syn::parse_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_path_alone_leaves_everything_open() {
        let input = parse("\"a.json\"").expect("it parses");
        assert_eq!(input.path.value(), "a.json");
        assert!(
            matches!(&input.config, Config::Decided { symbols, closed: false } if symbols.is_empty())
        );
        assert!(input.commands.is_none() && input.client.is_none() && input.protocol.is_none());
    }

    #[test]
    fn all_options_at_once() {
        let input = parse(
            "path: \"a.json\", config: { CONFIG_A, !CONFIG_B, !_ }, \
             commands: [\"query-*\", \"stop\"], events: [], protocol: guest_agent, reference: \"u\", strict: true,",
        )
        .expect("it parses");
        assert_eq!(input.protocol, Some(Protocol::GuestAgent));
        assert!(input.strict);
        assert_eq!(input.commands.expect("it is given").len(), 2);
        assert_eq!(input.events.expect("it is given").len(), 0);
        let Config::Decided {
            symbols,
            closed: true,
        } = input.config
        else {
            panic!("closed")
        };
        let symbols: Vec<_> = symbols
            .iter()
            .map(|(symbol, defined)| (symbol.to_string(), *defined))
            .collect();
        assert_eq!(
            symbols,
            [("CONFIG_A".into(), true), ("CONFIG_B".into(), false)]
        );
    }

    #[test]
    fn the_token_of_the_client_is_parsed() {
        let input = parse("@renamed \"a\"").expect("it parses");
        assert!(input.client.is_some_and(|client| client == "renamed"));
    }

    #[test]
    fn share_parses_the_options_of_the_other_expansion() {
        for (text, home) in [
            ("\"a\", share: crate::b { \"b.json\" }", "crate::b"),
            (
                "\"a\", share: ::b::c { path: \"b.json\", since: \"1.0\", },",
                "::b::c",
            ),
            ("\"a\", share: crate { \"b.json\" }", "crate"),
        ] {
            let share = parse(text).expect("it parses").share;
            let share = share.expect("it is given");
            assert_eq!(share.home, home);
            assert_eq!(share.options.path.value(), "b.json");
        }
    }

    #[test]
    fn errors_say_what_to_do() {
        for (text, expected) in [
            ("", "expected the path of a schema"),
            ("config: cfg", "expected the path of a schema"),
            ("\"a\" \"b\"", "expected `,`"),
            ("\"a\", 1", "expected an option: `path`"),
            (
                "\"a\", comands: []",
                "unknown option `comands`; did you mean `commands`?",
            ),
            ("\"a\", frobnicate: 1", "the options are `path`, `config`"),
            ("\"a\", path: \"b\"", "option `path` is given twice"),
            (
                "\"a\", config: cfg, config: cfg",
                "option `config` is given twice",
            ),
            ("\"a\", config: features", "or `cfg` to use"),
            ("\"a\", config: { A, !A }", "`A` is given twice"),
            (
                "\"a\", protocol: qpm",
                "unknown protocol `qpm`; did you mean `qmp`?",
            ),
            ("\"a\", crate: x", "unknown option `crate`"),
            (
                "\"a\", share: super::b { \"b\" }",
                "expected the absolute path",
            ),
            ("\"a\", share: { \"b\" }", "expected the absolute path"),
            (
                "\"a\", share: crate:: { \"b\" }",
                "expected the absolute path",
            ),
            ("\"a\", share: crate::b", "in braces: `crate::qmp {"),
            ("\"a\", share: crate::b {}", "expected the path of a schema"),
            ("\"a\", commands: \"stop\"", "expected square brackets"),
            ("\"a\", commands: [stop]", "expected string literal"),
            ("\"a\", strict: yes", "expected boolean literal"),
            ("\"a\", optional: [\"A.b\"]", "expected curly braces"),
            ("\"a\", optional: { A.b }", "expected string literal"),
        ] {
            let Err(error) = parse(text) else {
                panic!("{text} is taken")
            };
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
