//! Conditions: a symbol, or an object with one operator (QAPI language, "Configuring the schema").

use crate::check::object::{as_string, check_keys, report_wrong_form, value_of};
use crate::condition::Condition;
use crate::error::{Diagnostics, StructureError};
use crate::parser::{Expression, Object, Value};

/// Checks the key `if` of an object.
pub(super) fn check_if(object: &Object<'_>, diagnostics: &mut Diagnostics) -> Option<Condition> {
    check_condition(value_of(object, "if")?, diagnostics)
}

fn check_condition(
    expression: &Expression<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Condition> {
    if let Some(symbol) = as_string(expression) {
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
        report_wrong_form(
            "`if`",
            "a symbol, or an object with `all`, `any` or `not`",
            expression.span,
            diagnostics,
        );
        return None;
    };
    check_keys(
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
        "not" => Some(Condition::Not(Box::new(check_condition(
            &entry.value,
            diagnostics,
        )?))),
        "all" => check_operands(&entry.value, "`all`", diagnostics).map(Condition::All),
        "any" => check_operands(&entry.value, "`any`", diagnostics).map(Condition::Any),
        _ => None,
    }
}

fn check_operands(
    expression: &Expression<'_>,
    operator: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Condition>> {
    let Value::Array(operands) = &expression.value else {
        report_wrong_form(
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
        .filter_map(|operand| check_condition(operand, diagnostics))
        .collect();
    (checked.len() == operands.len()).then_some(checked)
}

fn is_symbol(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
