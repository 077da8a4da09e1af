//! Names (QAPI language, "Naming rules and reserved names", "Downstream extensions").

use crate::error::{DefinitionKind, NameError, PragmaName, Sink};
use crate::source::Span;

/// A name without its downstream prefix `__RFQDN_` and without `x-`; `None` if it is no valid name.
fn stem(name: &str) -> Option<&str> {
    let rest = match name.strip_prefix("__") {
        Some(downstream) => {
            let (domain, rest) = downstream.split_once('_')?;
            let valid = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
            if domain.is_empty() || !domain.bytes().all(valid) {
                return None;
            }
            rest
        }
        None => name,
    };
    let experimental = rest.strip_prefix("x-").or_else(|| rest.strip_prefix("X-"));
    experimental
        .filter(|rest| is_plain(rest))
        .or(Some(rest))
        .filter(|rest| is_plain(rest))
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// The stem of a valid name; reports one that is not. `q_` and what becomes it in C belong to the generator.
fn valid<'n>(name: &'n str, span: Span, sink: &mut Sink) -> Option<&'n str> {
    let generator = name.starts_with("q_") || name.starts_with("q-") || name.starts_with("q.");
    let stem = stem(name).filter(|_| !generator);
    if stem.is_none() {
        sink.report(
            NameError::Invalid {
                name: name.to_owned(),
            },
            span,
        );
    }
    stem
}

/// The name of a definition.
pub(super) fn definition(kind: DefinitionKind, name: &str, span: Span, sink: &mut Sink) {
    if let Some(stem) = valid(name, span, sink) {
        match kind {
            DefinitionKind::Command => command(stem, name, span, sink),
            DefinitionKind::Event
                if stem.contains(|c: char| c.is_ascii_lowercase() || c == '-') =>
            {
                sink.report(
                    NameError::NotUpper {
                        name: name.to_owned(),
                    },
                    span,
                );
            }
            DefinitionKind::Event => {}
            _ if !is_camel(stem) => sink.report(
                NameError::NotCamel {
                    name: name.to_owned(),
                },
                span,
            ),
            _ => {}
        }
    }
    if name.ends_with("List") {
        sink.report(
            NameError::ReservedList {
                name: name.to_owned(),
            },
            span,
        );
    }
}

fn command(stem: &str, name: &str, span: Span, sink: &mut Sink) {
    let not_lower = || NameError::NotLower {
        name: name.to_owned(),
    };
    if stem.contains(|c: char| c.is_ascii_uppercase()) {
        sink.report(not_lower(), span);
    } else if stem.contains('_') {
        sink.report_unless(PragmaName::CommandNameExceptions, name, not_lower(), span);
    }
}

fn is_camel(stem: &str) -> bool {
    stem.starts_with(|c: char| c.is_ascii_uppercase())
        && stem.bytes().all(|b| b.is_ascii_alphanumeric())
        && stem.bytes().any(|b| b.is_ascii_lowercase())
}

/// A lower case name, unless `owner` is excepted by pragma.
fn lower(stem: &str, name: &str, owner: Option<&str>, span: Span, sink: &mut Sink) {
    if !stem.contains(|c: char| c.is_ascii_uppercase() || c == '_') {
        return;
    }
    let kind = NameError::NotLower {
        name: name.to_owned(),
    };
    match owner {
        Some(owner) => sink.report_unless(PragmaName::MemberNameExceptions, owner, kind, span),
        None => sink.report(kind, span),
    }
}

/// The name of a member; `owner` may be excepted by pragma.
pub(super) fn member(name: &str, owner: Option<&str>, span: Span, sink: &mut Sink) {
    let Some(stem) = valid(name, span, sink) else {
        return;
    };
    lower(stem, name, owner, span, sink);
    if name == "u" || name.starts_with("has_") || name.starts_with("has-") {
        sink.report(
            NameError::Reserved {
                name: name.to_owned(),
            },
            span,
        );
    }
}

/// The name of an enum value, which may start with a digit.
pub(super) fn value(name: &str, owner: &str, span: Span, sink: &mut Sink) {
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        let behind = name.trim_start_matches(|c: char| c.is_ascii_digit());
        if behind
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
        {
            lower(name, name, Some(owner), span, sink);
        } else {
            sink.report(
                NameError::Invalid {
                    name: name.to_owned(),
                },
                span,
            );
        }
    } else if let Some(stem) = valid(name, span, sink) {
        lower(stem, name, Some(owner), span, sink);
    }
}

/// The name of a feature or of a branch of an alternate.
pub(super) fn plain(name: &str, span: Span, sink: &mut Sink) {
    if let Some(stem) = valid(name, span, sink) {
        lower(stem, name, None, span, sink);
    }
}

#[cfg(test)]
mod tests {
    use super::{is_camel, stem};

    #[test]
    fn stems() {
        for (name, expected) in [
            ("block-resize", "block-resize"),
            ("x-colo", "colo"),
            ("x-1", "x-1"),
            ("__com.redhat_drive-mirror", "drive-mirror"),
            ("__org.qemu_x-vm", "vm"),
        ] {
            assert_eq!(stem(name), Some(expected), "{name}");
        }
        for name in [
            "",
            "-a",
            "1a",
            "_a",
            "__a",
            "___a",
            "__a b_c",
            "a b",
            "a.b",
            "*a",
            "__org.qemu_",
        ] {
            assert_eq!(stem(name), None, "{name}");
        }
    }

    #[test]
    fn camels() {
        for name in ["Foo", "X86CPURegister32", "ACPISlotType", "A1b"] {
            assert!(is_camel(name), "{name}");
        }
        for name in ["foo", "FOO", "Foo-Bar", "Foo_Bar", "1Foo", "F"] {
            assert!(!is_camel(name), "{name}");
        }
    }
}
