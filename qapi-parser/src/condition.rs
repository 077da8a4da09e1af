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
///
/// ```
/// use qapi_parser::{Condition, Config};
///
/// let config = Config::new().define("CONFIG_LINUX").undefine("CONFIG_WIN32");
/// let symbol = |name: &str| Condition::Defined(name.to_owned());
/// assert_eq!(symbol("CONFIG_LINUX").evaluate(&config), Some(true));
/// assert_eq!(symbol("CONFIG_WIN32").evaluate(&config), Some(false));
/// assert_eq!(symbol("CONFIG_SPICE").evaluate(&config), None);
/// assert_eq!(symbol("CONFIG_SPICE").evaluate(&config.close()), Some(false));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    symbols: BTreeMap<String, bool>,
    closed: bool,
}

impl Config {
    /// Nothing is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// The symbol is defined.
    pub fn define(mut self, symbol: impl Into<String>) -> Self {
        self.symbols.insert(symbol.into(), true);
        self
    }

    /// The symbol is not defined.
    pub fn undefine(mut self, symbol: impl Into<String>) -> Self {
        self.symbols.insert(symbol.into(), false);
        self
    }

    /// No symbol is defined but those that were said to be.
    pub fn close(self) -> Self {
        Self {
            closed: true,
            ..self
        }
    }

    fn knows(&self, symbol: &str) -> Option<bool> {
        self.symbols
            .get(symbol)
            .copied()
            .or(self.closed.then_some(false))
    }
}

impl Condition {
    /// Whether the condition holds; `None` where what is known does not decide it.
    pub fn evaluate(&self, config: &Config) -> Option<bool> {
        match self {
            Self::Defined(symbol) => config.knows(symbol),
            Self::All(all) => decide(all, config, false),
            Self::Any(any) => decide(any, config, true),
            Self::Not(inner) => inner.evaluate(config).map(|holds| !holds),
        }
    }

    /// Every symbol that it names, in order.
    pub fn symbols(&self) -> Vec<&str> {
        match self {
            Self::Defined(symbol) => vec![symbol],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::symbols).collect(),
            Self::Not(inner) => inner.symbols(),
        }
    }
}

/// One operand that is `decisive` decides; else all must be known.
fn decide(operands: &[Condition], config: &Config, decisive: bool) -> Option<bool> {
    let mut known = true;
    for operand in operands {
        match operand.evaluate(config) {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => known = false,
        }
    }
    known.then_some(!decisive)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(name: &str) -> Condition {
        Condition::Defined(name.to_owned())
    }

    #[test]
    fn one_operand_can_decide() {
        let config = Config::new().define("A").undefine("B");
        let all = |parts: &[&str]| Condition::All(parts.iter().map(|p| symbol(p)).collect());
        let any = |parts: &[&str]| Condition::Any(parts.iter().map(|p| symbol(p)).collect());
        assert_eq!(all(&["A", "B", "C"]).evaluate(&config), Some(false));
        assert_eq!(all(&["C", "B"]).evaluate(&config), Some(false));
        assert_eq!(any(&["C", "A"]).evaluate(&config), Some(true));
        assert_eq!(all(&["A", "A"]).evaluate(&config), Some(true));
        assert_eq!(any(&["B"]).evaluate(&config), Some(false));
    }

    #[test]
    fn what_is_not_known_stays_open() {
        let config = Config::new().define("A").undefine("B");
        let open = Condition::Not(Box::new(symbol("C")));
        assert_eq!(open.evaluate(&config), None);
        assert_eq!(
            Condition::All(vec![symbol("A"), open.clone()]).evaluate(&config),
            None
        );
        assert_eq!(
            Condition::Any(vec![symbol("B"), open.clone()]).evaluate(&config),
            None
        );
        assert_eq!(open.evaluate(&config.close()), Some(true));
    }

    #[test]
    fn symbols_are_listed_in_order() {
        let inner = Condition::Any(vec![symbol("A"), symbol("B")]);
        let condition = Condition::All(vec![symbol("C"), Condition::Not(Box::new(inner))]);
        assert_eq!(condition.symbols(), ["C", "A", "B"]);
    }
}
