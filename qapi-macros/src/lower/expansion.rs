//! Model of a whole expansion.

use qapi_parser::Schema;

use super::calls::CallNames;
use super::lowering::{Lowering, Style};
use super::names::Names;
use super::{boxing, directions, later_members};
use crate::model::{Expansion, Protocol, RustModule, Shared};
use crate::select::Selection;

/// Builds the model of the selected definitions.
pub(crate) fn lower(schema: &Schema, selection: &Selection, style: &Style) -> Expansion {
    // The documentation contains the releases of members. Another documentation must not change types.
    let later_members = later_members::later_members(schema, selection, style.since.as_ref());
    let documented = style.docs.as_ref().map(|docs| schema.with_docs_of(docs));
    let schema = documented.as_ref().unwrap_or(schema);
    let names = Names::new(schema, selection);
    let boxes = boxing::back_edges(schema, selection);
    let lowering = Lowering {
        schema,
        style,
        names,
        calls: CallNames::new(schema, selection),
        boxes,
        directions: directions::directions(schema, selection),
        later_members,
        optional: &selection.optional,
    };
    let mut modules: Vec<RustModule> = schema
        .modules()
        .filter_map(|(id, _)| lowering.module(id, selection))
        .collect();
    modules.extend(lowering.builtin_module());
    let commands = lowering.commands(selection);
    let (events, other_event) = lowering.events(selection);
    Expansion {
        modules,
        commands,
        events,
        other_event,
        protocol: style.protocol.unwrap_or_else(|| spoken(schema)),
        shared: Shared::default(),
    }
}

/// Finds the protocol of a schema. The command of the handshake identifies the protocol.
fn spoken(schema: &Schema) -> Protocol {
    let has = |name| schema.commands().any(|(_, command)| command.name == name);
    if has("qmp_capabilities") {
        Protocol::Qmp
    } else if has("guest-sync-delimited") || has("guest-sync") {
        Protocol::GuestAgent
    } else {
        Protocol::Bare
    }
}
