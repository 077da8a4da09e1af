//! `if` conditions and their evaluation (QAPI language, "Configuring the schema").

use std::collections::BTreeMap;

/// An `if` condition over preprocessor symbols.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Holds where the symbol is defined.
    Defined(String),
    /// Holds where all of them hold.
    All(Vec<Condition>),
    /// Holds where one of them holds.
    Any(Vec<Condition>),
    /// Holds where the inner one does not.
    Not(Box<Condition>),
}

/// What is known of a build: symbols that are defined, symbols that are not, and silence on the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    symbols: BTreeMap<String, bool>,
    closed: bool,
}
