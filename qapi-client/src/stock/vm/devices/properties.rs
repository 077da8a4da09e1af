//! Properties of a driver in the connected QEMU, and the check of values against them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::error::DeviceError;
use super::suggest::suggest;
use crate::error::{Error, ErrorClass};
use crate::qmp::commands;
use crate::session::Session;
use crate::stock::vm::again::again;
use crate::stock::vm::by_version::ByVersion;

/// Members of `device_add` that are not properties of the driver.
const COMMON: [&str; 3] = ["driver", "id", "bus"];

/// Properties of one driver: names and types.
#[derive(Debug)]
pub(super) struct Properties {
    types: BTreeMap<String, String>,
}

impl Properties {
    /// Properties of a driver of the connected QEMU. They are queried once for a version of QEMU. `None` if QEMU does
    /// not list the properties, because the name is an alias or there is no such driver.
    pub(super) async fn of(session: &Session, driver: &str) -> Result<Option<Arc<Self>>, Error> {
        let cache = session.kept::<ByVersion<Self>>();
        let version = session.greeting().version.clone();
        if let Some(known) = cache.get(&version, driver) {
            return Ok(Some(known));
        }
        let list = match again(session, commands::DeviceListProperties::new(driver)).await {
            Err(error) if error.class() == Some(&ErrorClass::DeviceNotFound) => return Ok(None),
            list => list?,
        };
        let types = list
            .into_iter()
            .map(|property| (property.name, property.r#type));
        let properties = Arc::new(Self {
            types: types.collect(),
        });
        cache.put(version, driver, Arc::clone(&properties));
        Ok(Some(properties))
    }

    /// Checks names and JSON types.
    pub(super) fn check(
        &self,
        driver: &str,
        values: &Map<String, Value>,
    ) -> Result<(), DeviceError> {
        let of_driver = |name: &&String| !COMMON.contains(&name.as_str());
        for name in values.keys().filter(of_driver) {
            let Some(expected) = self.types.get(name) else {
                return Err(DeviceError::UnknownProperty {
                    driver: driver.to_owned(),
                    name: name.clone(),
                    suggestion: suggest(name, self.types.keys()).cloned(),
                });
            };
            let found = &values[name];
            if !fits(name, expected, found) {
                return Err(DeviceError::WrongType {
                    driver: driver.to_owned(),
                    name: name.clone(),
                    expected: expected.clone(),
                    found: json_type(found),
                });
            }
        }
        Ok(())
    }
}

/// True unless the value certainly has the wrong JSON type. Types without a rule are left to QEMU.
fn fits(name: &str, expected: &str, value: &Value) -> bool {
    match expected {
        // A PCI address is a number, or a string such as `05.0`.
        _ if name == "addr" => value.is_string() || is_integer(value),
        "bool" => value.is_boolean(),
        "int" | "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64"
        | "size" => is_integer(value),
        "str" | "string" | "OnOffAuto" => value.is_string(),
        _ if expected.starts_with("link<") => value.is_string(),
        _ => true,
    }
}

fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
}

fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) if is_integer(value) => "an integer",
        Value::Number(_) => "a fraction",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
