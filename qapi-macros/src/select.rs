//! What of the schema is expanded.

use std::collections::HashSet;

use qapi_parser::{CommandId, EventId, Schema, TypeId};
use syn::LitStr;

use crate::options::Options;
use crate::suggest::did_you_mean;

/// The parts of a schema that are expanded.
#[derive(Debug)]
pub(crate) struct Selection {
    pub(crate) types: HashSet<TypeId>,
    pub(crate) commands: Vec<CommandId>,
    pub(crate) events: Vec<EventId>,
}

/// What the user asks for: everything, or what is named and the types that it reaches.
pub(crate) fn select(schema: &Schema, options: &Options) -> syn::Result<Selection> {
    let commands: Vec<(CommandId, &str)> = schema
        .commands()
        .map(|(id, command)| (id, command.name.as_str()))
        .collect();
    let events: Vec<(EventId, &str)> = schema
        .events()
        .map(|(id, event)| (id, event.name.as_str()))
        .collect();
    if options.commands.is_none() && options.events.is_none() {
        return Ok(Selection {
            types: schema
                .types()
                .filter(|(_, ty)| ty.module.is_some())
                .map(|(id, _)| id)
                .collect(),
            commands: commands.into_iter().map(|(id, _)| id).collect(),
            events: events.into_iter().map(|(id, _)| id).collect(),
        });
    }
    let mut errors = None;
    let commands = matching(
        "command",
        &commands,
        options.commands.as_deref(),
        &mut errors,
    );
    let events = matching("event", &events, options.events.as_deref(), &mut errors);
    match errors {
        Some(errors) => Err(errors),
        None => {
            let types = schema.reachable(commands.iter().copied(), events.iter().copied());
            Ok(Selection {
                types: types.into_iter().collect(),
                commands,
                events,
            })
        }
    }
}

/// Those of `all` that a pattern names, in the order of the schema. A pattern that names none is an error.
fn matching<I: Copy>(
    kind: &str,
    all: &[(I, &str)],
    patterns: Option<&[LitStr]>,
    errors: &mut Option<syn::Error>,
) -> Vec<I> {
    let mut named = vec![false; all.len()];
    for literal in patterns.unwrap_or_default() {
        let pattern = literal.value();
        let mut any = false;
        for (named, (_, name)) in named.iter_mut().zip(all) {
            if fits(pattern.as_bytes(), name.as_bytes()) {
                (*named, any) = (true, true);
            }
        }
        if !any {
            let error = syn::Error::new(literal.span(), unknown(kind, &pattern, all));
            match errors {
                Some(errors) => errors.combine(error),
                None => *errors = Some(error),
            }
        }
    }
    all.iter()
        .zip(named)
        .filter(|(_, named)| *named)
        .map(|((id, _), _)| *id)
        .collect()
}

fn unknown<I>(kind: &str, pattern: &str, all: &[(I, &str)]) -> String {
    if pattern.contains('*') {
        return format!("no {kind} of the schema fits `{pattern}`");
    }
    let help = did_you_mean(pattern, all.iter().map(|(_, name)| *name));
    let help = help.map(|help| format!("; {help}")).unwrap_or_default();
    format!("the schema has no {kind} `{pattern}`{help}")
}

/// Whether the pattern, in which `*` stands for any text, is the name.
fn fits(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n) = (0, 0);
    let mut retry = None;
    while n < name.len() {
        if pattern.get(p) == Some(&b'*') {
            retry = Some((p, n));
            p += 1;
        } else if pattern.get(p) == Some(&name[n]) {
            (p, n) = (p + 1, n + 1);
        } else if let Some((star, from)) = retry {
            (p, n) = (star + 1, from + 1);
            retry = Some((star, from + 1));
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns() {
        for (pattern, name, expected) in [
            ("stop", "stop", true),
            ("stop", "stopped", false),
            ("query-*", "query-block", true),
            ("query-*", "query", false),
            ("*-add", "device-add", true),
            ("*-add", "device_add", false),
            ("*", "", true),
            ("x-*-*", "x-a-b", true),
            ("*a*b", "aXbXb", true),
            ("*a*b", "aXbXc", false),
            ("", "stop", false),
        ] {
            assert_eq!(
                fits(pattern.as_bytes(), name.as_bytes()),
                expected,
                "{pattern} {name}"
            );
        }
    }
}
