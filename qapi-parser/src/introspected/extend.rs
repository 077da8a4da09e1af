//! Union of two releases: a schema with everything that a newer schema adds.

use crate::error::Errors;
use crate::introspected::convert::parse_with_exceptions;
use crate::introspected::merge::Merger;
use crate::schema::Schema;

/// Schema of two releases at once, from [`extend`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Extended {
    /// The schema, with the modules of the older one.
    pub schema: Schema,
    /// What the newer schema adds: a line for each definition, member, value, branch and feature.
    pub additions: Vec<String>,
    /// Types in the same place that differ and cannot be united. The schema has the older one.
    pub conflicts: Vec<String>,
}

/// Adds everything to a schema that a newer schema has in addition: commands, events, types, members, values, branches
/// and features. Nothing is removed, so that the result describes both releases.
///
/// Types are compared where they are used, whatever their names. New members are optional, because the older release
/// does not know them. New names are documented as `since` the `release`.
///
/// A new definition goes to the module of the definition that uses it or, for a command or event, of the command or
/// event before it.
///
/// # Errors
/// The two schemas contradict each other: a name stands for a command in one and for a type in the other.
///
/// ```
/// let old = qapi_parser::parse_str("old.json", "
///     { 'struct': 'Fan', 'data': { 'speed': 'uint32' } }
///     { 'command': 'query-fan', 'returns': 'Fan' }
/// ")?;
/// let new = qapi_parser::parse_str("new.json", "
///     { 'struct': 'Fan', 'data': { 'speed': 'uint32', 'noise': 'int' } }
///     { 'command': 'query-fan', 'returns': 'Fan' }
///     { 'command': 'stop-fan' }
/// ")?;
/// let both = qapi_parser::extend(&old, &new, "2.1")?;
/// assert_eq!(both.additions, ["type Fan: member noise", "command stop-fan"]);
/// let (_, text) = qapi_parser::print(&both.schema).remove(0);
/// assert!(text.contains("# @noise: (since 2.1)"));
/// assert!(text.contains("'*noise': 'int'"));
/// # Ok::<(), qapi_parser::Errors>(())
/// ```
pub fn extend(schema: &Schema, newer: &Schema, release: &str) -> Result<Extended, Errors> {
    let mut merger = Merger::new(schema, newer, release);
    merger.run();
    Ok(Extended {
        schema: parse_with_exceptions(merger.additions.schema)?,
        additions: merger.additions.lines,
        conflicts: merger.conflicts,
    })
}
