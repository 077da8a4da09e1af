//! Links from documentation text to definitions.

/// Function that finds the path of a definition; `None` if the expansion does not contain the definition.
pub(crate) type Links<'a> = dyn Fn(&str) -> Option<String> + 'a;
