//! Round trips for every type, command and event of the stock schemas. The generated code reads and writes valid values
//! without change, ignores the additions of newer peers, and refuses invalid values with the path of the fault.
//!
//! This test makes the values from the schema, without the generated code.

#![allow(deprecated, reason = "deprecated items have to work too")]

mod older;
mod values;

use std::path::Path;

use qapi_client::{Command, EventSet};
use qapi_parser::{Schema, TypeId, load};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use values::{Maker, Rng, Wrong, shuffled};

/// Function that reads a value from JSON and writes the value again.
type Pass = fn(&str) -> Result<Value, String>;

/// Round-trip functions for the types, commands and events of a schema, with their names.
struct Table {
    types: &'static [(&'static str, Pass)],
    commands: &'static [(&'static str, Pass, Pass)],
    events: &'static [(&'static str, Pass)],
    event: fn(&str, &str) -> Result<String, String>,
}

include!(concat!(env!("OUT_DIR"), "/stock.rs"));

fn passed<T: DeserializeOwned + Serialize>(text: &str) -> Result<Value, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_value(value).map_err(|error| error.to_string())
}

fn returned<C: Command<Return: Serialize>>(text: &str) -> Result<Value, String> {
    let raw = RawValue::from_string(text.to_owned()).map_err(|error| error.to_string())?;
    let value = C::read_return(&raw).map_err(|error| error.to_string())?;
    serde_json::to_value(value).map_err(|error| error.to_string())
}

fn event<E: EventSet + std::fmt::Debug>(name: &str, data: &str) -> Result<String, String> {
    let raw = RawValue::from_string(data.to_owned()).map_err(|error| error.to_string())?;
    let event = E::decode(name, Some(&raw)).map_err(|error| error.to_string())?;
    Ok(format!("{event:?}"))
}

fn schema(path: &str) -> Schema {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/qemu");
    load(root.join(path)).expect("the stock schema is right")
}

/// Only command that accepts members which the schema does not declare.
const FREE: &str = "device_add";

/// Number of values for each type, command or event.
const ROUNDS: u64 = 12;

/// Numbers of values that were checked.
#[derive(Default, Debug)]
struct Count {
    passed: usize,
    newer: usize,
    refused: usize,
}

/// Checks one type, command or event: reads and writes valid values, with and without the additions of newer peers, and
/// checks that invalid values are refused with the path of the fault.
fn probe(schema: &Schema, what: &str, ty: TypeId, pass: Pass, count: &mut Count) {
    let mut rng = Rng::new(what);
    for _ in 0..ROUNDS {
        let value = Maker::new(schema, &mut rng).value(ty);
        let text = shuffled(&value, &mut rng);
        let again = pass(&text).unwrap_or_else(|error| panic!("{what}: {text}: {error}"));
        assert_eq!(again, value, "{what}: {text}");
        assert_eq!(
            pass(&again.to_string()).as_ref(),
            Ok(&value),
            "{what}: twice"
        );
        count.passed += 1;

        let mut newer = Maker::new(schema, &mut rng).newer(ty, &value);
        if what == FREE {
            newer.kept["x-newer"] = newer.sent["x-newer"].clone();
        }
        let text = shuffled(&newer.sent, &mut rng);
        let again = pass(&text).unwrap_or_else(|error| panic!("{what}, newer: {text}: {error}"));
        assert_eq!(again, newer.kept, "{what}, newer: {text}");
        count.newer += 1;

        for Wrong { value, starts, .. } in Maker::new(schema, &mut rng).wrong(ty, &value) {
            let text = shuffled(&value, &mut rng);
            let error = pass(&text).map(|again| format!("taken as {again}"));
            let error = error
                .err()
                .unwrap_or_else(|| panic!("{what}: {text} is taken, but {starts}"));
            assert!(
                error.starts_with(&starts),
                "{what}: {text}\n is refused with {error}\n not with  {starts}"
            );
            count.refused += 1;
        }
    }
}

fn all(path: &str, table: &Table) {
    let schema = schema(path);
    let mut count = Count::default();
    for (name, pass) in table.types {
        let ty = schema.find_type(name).expect("the list is of this schema");
        probe(&schema, name, ty, *pass, &mut count);
    }
    for (name, pass, returned) in table.commands {
        let (_, command) = schema
            .commands()
            .find(|(_, c)| c.name == *name)
            .expect("it is listed");
        if let Some(arguments) = command.arguments {
            probe(&schema, name, arguments, *pass, &mut count);
        } else {
            assert_eq!(pass(r#"{"newer": 1}"#), Ok(serde_json::json!({})), "{name}");
        }
        match command.returns {
            Some(returns) => probe(
                &schema,
                &format!("{name} returns"),
                returns,
                *returned,
                &mut count,
            ),
            None => assert_eq!(
                returned(r#"{"newer": 1}"#),
                Ok(serde_json::json!({})),
                "{name}"
            ),
        }
    }
    for (name, pass) in table.events {
        let (_, event) = schema
            .events()
            .find(|(_, e)| e.name == *name)
            .expect("it is listed");
        if let Some(data) = event.data {
            probe(&schema, name, data, *pass, &mut count);
            let value = Maker::new(&schema, &mut Rng::new(name)).value(data);
            (table.event)(name, &value.to_string()).expect("the enum of all events takes it too");
        }
    }
    let unknown = (table.event)("NO_SUCH_EVENT", r#"{"x": 1}"#).expect("any event goes");
    assert!(unknown.starts_with("Other("), "{unknown}");
    assert!(
        count.refused > count.passed,
        "there is more to refuse than to take"
    );
}

#[test]
fn monitor() {
    all("qapi/qapi-schema.json", &QMP);
}

#[test]
fn guest_agent() {
    all("qga/qapi-schema.json", &QGA);
}

#[test]
fn storage_daemon() {
    all("storage-daemon/qapi/qapi-schema.json", &QSD);
}
