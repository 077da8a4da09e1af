//! Examples of the toolkit.
