//! Resolution: turns the syntax tree into a [`Schema`]. Ids replace names, and rules about several definitions are
//! checked.
//!
//! [`resolve`] runs the passes in order. Each pass has a file.

mod alternates;
mod builtin;
mod clashes;
mod commands;
mod declare;
mod definition_spans;
mod docs;
mod features;
mod link;
mod linked;
mod recursion;
mod references;
mod unions;

use crate::ast::{Pragmas, SyntaxTree};
use crate::error::Diagnostics;
use crate::schema::Schema;

/// Resolves the syntax tree of a schema. The schema is valid only if no error was reported.
pub(crate) fn resolve(
    tree: SyntaxTree,
    pragmas: &Pragmas,
    diagnostics: &mut Diagnostics,
) -> Schema {
    docs::check(&tree, pragmas, diagnostics);
    features::check(&tree, diagnostics);
    let declared = declare::declare(&tree, diagnostics);
    let mut linked = link::link(tree, declared, diagnostics);
    let finite = recursion::check(&linked, diagnostics);
    unions::check(&mut linked, &finite, diagnostics);
    clashes::check(&linked, &finite, diagnostics);
    alternates::check(&linked, diagnostics);
    commands::check(&linked, pragmas, &finite, diagnostics);
    diagnostics.set_context(None);
    linked.schema
}
