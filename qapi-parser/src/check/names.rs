//! Naming rules (QAPI language, "Naming rules and reserved names", "Downstream extensions").

use crate::error::{CamelCaseRule, DefinitionKind, Diagnostics, NameError, PragmaName};
use crate::source::Span;

/// Removes the downstream prefix `__RFQDN_` and the prefix `x-` from a name. Returns `None` for an invalid name.
fn strip_prefixes(name: &str) -> Option<&str> {
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

/// Checks the characters and the first characters of a name, and returns the name without prefixes. Names that start
/// with `q_` in C are reserved for generated code.
fn check_characters<'n>(
    name: &'n str,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<&'n str> {
    let generator = name.starts_with("q_") || name.starts_with("q-") || name.starts_with("q.");
    let stem = strip_prefixes(name).filter(|_| !generator);
    if stem.is_none() {
        let name = name.to_owned();
        let kind = if generator {
            NameError::ReservedPrefix { name }
        } else {
            NameError::Invalid { name }
        };
        diagnostics.report(kind, span);
    }
    stem
}

/// Checks the name of a definition.
pub(super) fn check_definition_name(
    kind: DefinitionKind,
    name: &str,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    if let Some(stem) = check_characters(name, span, diagnostics) {
        match kind {
            DefinitionKind::Command => check_command_name(stem, name, span, diagnostics),
            DefinitionKind::Event
                if stem.contains(|c: char| c.is_ascii_lowercase() || c == '-') =>
            {
                diagnostics.report(
                    NameError::NotUpper {
                        name: name.to_owned(),
                    },
                    span,
                );
            }
            DefinitionKind::Event => {}
            _ => check_camel_case(stem, name, span, diagnostics),
        }
    }
    if name.ends_with("List") {
        diagnostics.report(
            NameError::ReservedList {
                name: name.to_owned(),
            },
            span,
        );
    }
}

fn check_command_name(stem: &str, name: &str, span: Span, diagnostics: &mut Diagnostics) {
    let not_lower = || NameError::NotLower {
        name: name.to_owned(),
    };
    if stem.contains(|c: char| c.is_ascii_uppercase()) {
        diagnostics.report(not_lower(), span);
    } else if stem.contains('_') {
        diagnostics.report_unless_exempt(
            PragmaName::CommandNameExceptions,
            name,
            not_lower(),
            span,
        );
    }
}

fn check_camel_case(stem: &str, name: &str, span: Span, diagnostics: &mut Diagnostics) {
    let needs = broken_camel_case_rules(stem);
    if !needs.is_empty() {
        let name = name.to_owned();
        diagnostics.report(NameError::NotCamel { name, needs }, span);
    }
}

/// Rules of CamelCase that a name breaks.
fn broken_camel_case_rules(stem: &str) -> Vec<CamelCaseRule> {
    let rules = [
        (
            CamelCaseRule::CapitalFirst,
            stem.starts_with(|c: char| c.is_ascii_uppercase()),
        ),
        (
            CamelCaseRule::LettersAndDigits,
            stem.bytes().all(|b| b.is_ascii_alphanumeric()),
        ),
        (
            CamelCaseRule::LowerCaseLetter,
            stem.bytes().any(|b| b.is_ascii_lowercase()),
        ),
    ];
    let broken = rules.into_iter().filter(|(_, holds)| !holds);
    broken.map(|(rule, _)| rule).collect()
}

/// Checks that a name is in lower case. A pragma that lists `owner` exempts the name.
fn check_lower_case(
    stem: &str,
    name: &str,
    owner: Option<&str>,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    if !stem.contains(|c: char| c.is_ascii_uppercase() || c == '_') {
        return;
    }
    let kind = NameError::NotLower {
        name: name.to_owned(),
    };
    match owner {
        Some(owner) => {
            diagnostics.report_unless_exempt(PragmaName::MemberNameExceptions, owner, kind, span)
        }
        None => diagnostics.report(kind, span),
    }
}

/// Checks the name of a member. A pragma that lists `owner` exempts the name.
pub(super) fn check_member_name(
    name: &str,
    owner: Option<&str>,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let Some(stem) = check_characters(name, span, diagnostics) else {
        return;
    };
    check_lower_case(stem, name, owner, span, diagnostics);
    if name == "u" || name.starts_with("has_") || name.starts_with("has-") {
        diagnostics.report(
            NameError::Reserved {
                name: name.to_owned(),
            },
            span,
        );
    }
}

/// Checks an enum value, which may start with a digit.
pub(super) fn check_value_name(name: &str, owner: &str, span: Span, diagnostics: &mut Diagnostics) {
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        let behind = name.trim_start_matches(|c: char| c.is_ascii_digit());
        if behind
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
        {
            check_lower_case(name, name, Some(owner), span, diagnostics);
        } else {
            let name = name.to_owned();
            diagnostics.report(NameError::InvalidValue { name }, span);
        }
    } else if let Some(stem) = check_characters(name, span, diagnostics) {
        check_lower_case(stem, name, Some(owner), span, diagnostics);
    }
}

/// Checks the name of a feature or of a branch of an alternate.
pub(super) fn check_plain_name(name: &str, span: Span, diagnostics: &mut Diagnostics) {
    if let Some(stem) = check_characters(name, span, diagnostics) {
        check_lower_case(stem, name, None, span, diagnostics);
    }
}

#[cfg(test)]
mod tests {
    use super::{CamelCaseRule, broken_camel_case_rules, strip_prefixes};

    #[test]
    fn prefixes_are_stripped() {
        for (name, expected) in [
            ("block-resize", "block-resize"),
            ("x-colo", "colo"),
            ("x-1", "x-1"),
            ("__com.redhat_drive-mirror", "drive-mirror"),
            ("__org.qemu_x-vm", "vm"),
        ] {
            assert_eq!(strip_prefixes(name), Some(expected), "{name}");
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
            assert_eq!(strip_prefixes(name), None, "{name}");
        }
    }

    #[test]
    fn broken_camel_case_rules_are_found() {
        use CamelCaseRule::{CapitalFirst, LettersAndDigits, LowerCaseLetter};
        for name in ["Foo", "X86CPURegister32", "ACPISlotType", "A1b"] {
            assert_eq!(broken_camel_case_rules(name), [], "{name}");
        }
        for (name, needs) in [
            ("foo", vec![CapitalFirst]),
            ("FOO", vec![LowerCaseLetter]),
            ("F", vec![LowerCaseLetter]),
            ("Foo-Bar", vec![LettersAndDigits]),
            ("foo_bar", vec![CapitalFirst, LettersAndDigits]),
            ("1FOO", vec![CapitalFirst, LowerCaseLetter]),
        ] {
            assert_eq!(broken_camel_case_rules(name), needs, "{name}");
        }
    }
}
