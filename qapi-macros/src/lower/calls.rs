//! Names of commands and events: structs, methods of `Client` and variants of `Event`.

use std::collections::HashMap;

use qapi_parser::{CommandId, EventId, Schema};

use crate::names::{Scope, ident, pascal, snake};
use crate::select::Selection;

/// Methods of `Client` that are not commands.
const METHODS: [&str; 6] = ["builder", "connect", "spawn", "events", "session", "clone"];

/// Names of the selected commands and events.
pub(super) struct CallNames {
    commands: HashMap<CommandId, (String, String)>,
    events: HashMap<EventId, (String, String)>,
    /// Variant for unknown events.
    pub(super) other_event: String,
}

impl CallNames {
    pub(super) fn new(schema: &Schema, selection: &Selection) -> Self {
        let (mut structs, mut methods) = (Scope::default(), Scope::new(&METHODS));
        let commands = selection.commands.iter().map(|id| {
            let name = &schema[*id].name;
            let method = ident(methods.claim(snake(name)));
            (*id, (structs.claim(pascal(name)), method))
        });
        let commands = commands.collect();
        let (mut structs, mut variants) = (Scope::new(&["Event"]), Scope::default());
        let events = selection.events.iter().map(|id| {
            let name = pascal(&schema[*id].name);
            (*id, (structs.claim(name.clone()), variants.claim(name)))
        });
        Self {
            commands,
            events: events.collect(),
            other_event: variants.claim("Other".to_owned()),
        }
    }

    /// Struct and method of a command; `None` if the command is not selected.
    pub(super) fn command(&self, id: CommandId) -> Option<(&str, &str)> {
        let (name, method) = self.commands.get(&id)?;
        Some((name, method))
    }

    /// Struct and variant of an event; `None` if the event is not selected.
    pub(super) fn event(&self, id: EventId) -> Option<(&str, &str)> {
        let (name, variant) = self.events.get(&id)?;
        Some((name, variant))
    }
}
