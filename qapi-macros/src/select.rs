//! Selection of the definitions that are expanded.

use std::collections::{HashMap, HashSet};

use qapi_parser::{CommandId, Definition, EventId, Schema, TypeId};
use syn::LitStr;

use crate::options::Options;
use crate::suggest::did_you_mean;

/// Definitions that are expanded.
#[derive(Debug)]
pub(crate) struct Selection {
    pub(crate) types: HashSet<TypeId>,
    pub(crate) commands: Vec<CommandId>,
    pub(crate) events: Vec<EventId>,
    /// Exceptions to `since`: required members, and whether each member may be absent from received values.
    pub(crate) optional: HashMap<(TypeId, String), bool>,
}

/// Selects definitions by the options: all definitions, or some commands and events with the types that they need.
pub(crate) fn select(schema: &Schema, options: &Options) -> syn::Result<Selection> {
    let commands: Vec<(CommandId, &str)> = schema
        .commands()
        .map(|(id, command)| (id, command.name.as_str()))
        .collect();
    let events: Vec<(EventId, &str)> = schema
        .events()
        .map(|(id, event)| (id, event.name.as_str()))
        .collect();
    let mut errors = None;
    let optional = find_optional_members(schema, &options.optional, &mut errors);
    let selection = if options.commands.is_none() && options.events.is_none() {
        let types = schema.types().filter(|(_, ty)| ty.module.is_some());
        Selection {
            types: types.map(|(id, _)| id).collect(),
            commands: commands.into_iter().map(|(id, _)| id).collect(),
            events: events.into_iter().map(|(id, _)| id).collect(),
            optional,
        }
    } else {
        let patterns = |given: &'_ Option<Vec<LitStr>>| given.clone().unwrap_or_default();
        let commands = find_matching(
            "command",
            &commands,
            &patterns(&options.commands),
            &mut errors,
        );
        let events = find_matching("event", &events, &patterns(&options.events), &mut errors);
        let types = schema.reachable(commands.iter().copied(), events.iter().copied());
        Selection {
            types: types.into_iter().collect(),
            commands,
            events,
            optional,
        }
    };
    errors.map_or(Ok(selection), Err)
}

/// Finds the members in the option `optional`: `Type.member` or `EVENT.member`, and whether the member may be absent.
fn find_optional_members(
    schema: &Schema,
    given: &[(LitStr, bool)],
    errors: &mut Option<syn::Error>,
) -> HashMap<(TypeId, String), bool> {
    let mut members = HashMap::new();
    for (literal, optional) in given {
        match find_member(schema, &literal.value()) {
            Ok(member) => {
                members.insert(member, *optional);
            }
            Err(message) => add_error(errors, syn::Error::new(literal.span(), message)),
        }
    }
    members
}

fn find_member(schema: &Schema, text: &str) -> Result<(TypeId, String), String> {
    let Some((owner, member)) = text.split_once('.') else {
        return Err(format!("expected `Type.member`, found `{text}`"));
    };
    let id = match schema.find(owner) {
        Some(Definition::Type(id)) => Some(id),
        Some(Definition::Event(id)) => schema[id].data,
        _ => {
            let names = schema.types().map(|(_, ty)| ty.name.as_str());
            let help = suggestion(
                owner,
                names.chain(schema.events().map(|(_, e)| e.name.as_str())),
            );
            return Err(format!("the schema has no type or event `{owner}`{help}"));
        }
    };
    let members = id.map(|id| schema.members(id)).unwrap_or_default();
    let names = || members.iter().map(|member| member.name.as_str());
    match id.filter(|_| names().any(|name| name == member)) {
        Some(id) => Ok((id, member.to_owned())),
        None => Err(format!(
            "`{owner}` has no member `{member}`{}",
            suggestion(member, names())
        )),
    }
}

/// Finds the entries of `all` that match a pattern, in the order of the schema. A pattern without a match is an error.
fn find_matching<I: Copy>(
    kind: &str,
    all: &[(I, &str)],
    patterns: &[LitStr],
    errors: &mut Option<syn::Error>,
) -> Vec<I> {
    let mut named = vec![false; all.len()];
    for literal in patterns {
        let pattern = literal.value();
        let mut any = false;
        for (named, (_, name)) in named.iter_mut().zip(all) {
            if matches_pattern(pattern.as_bytes(), name.as_bytes()) {
                (*named, any) = (true, true);
            }
        }
        if !any {
            let message = unknown_name(kind, &pattern, all);
            add_error(errors, syn::Error::new(literal.span(), message));
        }
    }
    all.iter()
        .zip(named)
        .filter(|(_, named)| *named)
        .map(|((id, _), _)| *id)
        .collect()
}

fn add_error(errors: &mut Option<syn::Error>, error: syn::Error) {
    match errors {
        Some(errors) => errors.combine(error),
        None => *errors = Some(error),
    }
}

fn unknown_name<I>(kind: &str, pattern: &str, all: &[(I, &str)]) -> String {
    if pattern.contains('*') {
        return format!("no {kind} of the schema matches `{pattern}`");
    }
    let help = suggestion(pattern, all.iter().map(|(_, name)| *name));
    format!("the schema has no {kind} `{pattern}`{help}")
}

fn suggestion<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> String {
    let help = did_you_mean(name, candidates);
    help.map(|help| format!("; {help}")).unwrap_or_default()
}

/// Whether a name matches a pattern. `*` matches any text.
fn matches_pattern(pattern: &[u8], name: &[u8]) -> bool {
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
    use super::matches_pattern;

    #[test]
    fn patterns_match_names() {
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
                matches_pattern(pattern.as_bytes(), name.as_bytes()),
                expected,
                "{pattern} {name}"
            );
        }
    }
}
