//! Resolution: syntax tree to [`Schema`]. Names become ids; rules about several definitions are checked.
//!
//! [`resolve`] is the ordered list of passes, one file each.

mod alternates;
mod builtin;
mod clashes;
mod commands;
mod declare;
mod docs;
mod features;
mod link;
mod linked;
mod place;
mod recursion;
mod references;
mod unions;

use crate::ast::{Loaded, Pragmas};
use crate::error::Diagnostics;
use crate::schema::Schema;

/// Resolves the syntax tree of a schema. The schema is valid only if `diagnostics` has no error afterwards.
pub(crate) fn resolve(loaded: Loaded, pragmas: &Pragmas, diagnostics: &mut Diagnostics) -> Schema {
    docs::check(&loaded, pragmas, diagnostics);
    features::check(&loaded, diagnostics);
    let declared = declare::declare(&loaded, diagnostics);
    let mut linked = link::link(loaded, declared, diagnostics);
    let finite = recursion::check(&linked, diagnostics);
    unions::check(&mut linked, &finite, diagnostics);
    clashes::check(&linked, &finite, diagnostics);
    alternates::check(&linked, diagnostics);
    commands::check(&linked, pragmas, &finite, diagnostics);
    diagnostics.set_context(None);
    linked.schema
}
