//! Conditions (`if`) and their evaluation (QAPI language, "Configuring the schema").

use std::collections::BTreeMap;

/// A condition (`if`) over preprocessor symbols.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// True if the symbol is defined.
    Defined(String),
    /// True if all operands are true.
    All(Vec<Condition>),
    /// True if one operand is true.
    Any(Vec<Condition>),
    /// True if the operand is false.
    Not(Box<Condition>),
}

/// Configuration of a build: which symbols are defined, and which are undefined. All other symbols are open (not
/// known).
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
    /// A configuration in which every symbol is open.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a symbol defined.
    pub fn define(mut self, symbol: impl Into<String>) -> Self {
        self.symbols.insert(symbol.into(), true);
        self
    }

    /// Makes a symbol undefined.
    pub fn undefine(mut self, symbol: impl Into<String>) -> Self {
        self.symbols.insert(symbol.into(), false);
        self
    }

    /// Makes all open symbols undefined.
    pub fn close(self) -> Self {
        Self {
            closed: true,
            ..self
        }
    }

    fn is_defined(&self, symbol: &str) -> Option<bool> {
        self.symbols
            .get(symbol)
            .copied()
            .or(self.closed.then_some(false))
    }
}

impl Condition {
    /// Whether the condition is true; `None` if the result depends on an open symbol.
    pub fn evaluate(&self, config: &Config) -> Option<bool> {
        match self {
            Self::Defined(symbol) => config.is_defined(symbol),
            Self::All(all) => evaluate_operands(all, config, false),
            Self::Any(any) => evaluate_operands(any, config, true),
            Self::Not(inner) => inner.evaluate(config).map(|holds| !holds),
        }
    }

    /// All symbols of the condition, in order.
    pub fn symbols(&self) -> Vec<&str> {
        match self {
            Self::Defined(symbol) => vec![symbol],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::symbols).collect(),
            Self::Not(inner) => inner.symbols(),
        }
    }
}

/// Evaluates `any` (with `decisive` true) or `all` (with `decisive` false). One operand with the value `decisive`
/// decides the result. Without such an operand, an open operand makes the result open.
fn evaluate_operands(operands: &[Condition], config: &Config, decisive: bool) -> Option<bool> {
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
    fn a_condition_on_an_open_symbol_is_open() {
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
