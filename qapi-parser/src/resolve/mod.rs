//! Definitions to a [`Schema`]: every name becomes an id, and the rules that concern more than one definition hold.

mod alternates;
mod clashes;
mod commands;
mod declare;
mod docs;
mod features;
mod link;
mod linked;
mod place;
mod recursion;
mod unions;

use crate::ast::{Loaded, Pragmas};
use crate::error::Diagnostics;
use crate::schema::Schema;

/// Resolves what was loaded. The schema is whole only if `diagnostics` has no error then.
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
