//! Links from prose to definitions.

/// Finds the path of a definition that is part of the expansion.
pub(crate) type Links<'a> = dyn Fn(&str) -> Option<String> + 'a;
