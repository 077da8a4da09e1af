//! Conditions: a symbol, or an object with one operator (QAPI language, "Configuring the schema").

use crate::check::object::{get, keys, string, wrong_form};
use crate::condition::Condition;
use crate::error::{Diagnostics, StructureError};
use crate::parser::{Expression, Object, Value};

pub(super) fn of(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Option<Condition> {
    check(get(object, "if")?, diagnostics)
}

fn check(expression: &Expression<'_>, diagnostics: &mut Diagnostics) -> Option<Condition> {
    if let Some(symbol) = string(expression) {
        if is_symbol(symbol) {
            return Some(Condition::Defined(symbol.to_owned()));
        }
        let kind = StructureError::ConditionSymbol {
            text: symbol.to_owned(),
        };
        diagnostics.report(kind, expression.span);
        return None;
    }
    let Value::Object(object) = &expression.value else {
        wrong_form(
            "`if`",
            "a symbol, or an object with `all`, `any` or `not`",
            expression.span,
            diagnostics,
        );
        return None;
    };
    keys(
        object,
        expression.span,
        "`if`",
        &[],
        &["all", "any", "not"],
        diagnostics,
    );
    let [entry] = object.as_slice() else {
        diagnostics.report(StructureError::ConditionKeys, expression.span);
        return None;
    };
    match &*entry.key {
        "not" => Some(Condition::Not(Box::new(check(&entry.value, diagnostics)?))),
        "all" => operands(&entry.value, "`all`", diagnostics).map(Condition::All),
        "any" => operands(&entry.value, "`any`", diagnostics).map(Condition::Any),
        _ => None,
    }
}

fn operands(
    expression: &Expression<'_>,
    operator: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Condition>> {
    let Value::Array(operands) = &expression.value else {
        wrong_form(
            operator,
            "an array of conditions",
            expression.span,
            diagnostics,
        );
        return None;
    };
    if operands.is_empty() {
        diagnostics.report(StructureError::ConditionEmpty, expression.span);
        return None;
    }
    let checked: Vec<_> = operands
        .iter()
        .filter_map(|operand| check(operand, diagnostics))
        .collect();
    (checked.len() == operands.len()).then_some(checked)
}

fn is_symbol(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
