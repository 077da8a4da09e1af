//! The option `config`: the symbols in `if` conditions that the user decides.

use std::collections::BTreeSet;

use qapi_parser::{Condition, Feature, Schema, Type, TypeKind};

use crate::options::{Config, Options};
use crate::suggest::did_you_mean;

/// Returns the configuration that the user chose; `None` with `config: cfg`. A symbol that the schema does not name is
/// an error.
pub(crate) fn config(
    schema: &Schema,
    options: &Options,
) -> syn::Result<Option<qapi_parser::Config>> {
    let Config::Decided { symbols, closed } = &options.config else {
        return Ok(None);
    };
    if symbols.is_empty() && !closed {
        return Ok(None);
    }
    let known = symbols_of(schema);
    let mut config = qapi_parser::Config::new();
    let mut errors: Option<syn::Error> = None;
    for (symbol, defined) in symbols {
        let name = symbol.to_string();
        if !known.contains(name.as_str()) {
            let error = syn::Error::new(symbol.span(), unknown_symbol(&name, &known));
            match &mut errors {
                Some(errors) => errors.combine(error),
                None => errors = Some(error),
            }
        }
        config = match defined {
            true => config.define(name),
            false => config.undefine(name),
        };
    }
    let config = if *closed { config.close() } else { config };
    errors.map_or(Ok(Some(config)), Err)
}

fn unknown_symbol(name: &str, known: &BTreeSet<&str>) -> String {
    let help = did_you_mean(name, known.iter().copied());
    let help = help.map(|help| format!("; {help}")).unwrap_or_default();
    format!("no condition of the schema names `{name}`{help}")
}

/// Lists the symbols in all conditions of the schema.
fn symbols_of(schema: &Schema) -> BTreeSet<&str> {
    let mut conditions: Vec<&Condition> = Vec::new();
    for (_, ty) in schema.types() {
        type_conditions(ty, &mut conditions);
    }
    for (_, command) in schema.commands() {
        conditions.extend(&command.condition);
        conditions.extend(feature_conditions(&command.features));
    }
    for (_, event) in schema.events() {
        conditions.extend(&event.condition);
        conditions.extend(feature_conditions(&event.features));
    }
    conditions
        .into_iter()
        .flat_map(Condition::symbols)
        .collect()
}

fn type_conditions<'s>(ty: &'s Type, conditions: &mut Vec<&'s Condition>) {
    conditions.extend(&ty.condition);
    conditions.extend(feature_conditions(&ty.features));
    match &ty.kind {
        TypeKind::Enum(e) => {
            for value in &e.values {
                conditions.extend(&value.condition);
                conditions.extend(feature_conditions(&value.features));
            }
        }
        TypeKind::Struct(s) => {
            for member in &s.members {
                conditions.extend(&member.condition);
                conditions.extend(feature_conditions(&member.features));
            }
        }
        TypeKind::Union(u) => {
            conditions.extend(u.branches.iter().filter_map(|b| b.condition.as_ref()))
        }
        TypeKind::Alternate(a) => {
            conditions.extend(a.branches.iter().filter_map(|b| b.condition.as_ref()));
        }
        _ => {}
    }
}

fn feature_conditions(features: &[Feature]) -> impl Iterator<Item = &Condition> {
    features
        .iter()
        .filter_map(|feature| feature.condition.as_ref())
}
