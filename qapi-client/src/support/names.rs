//! Enumerations: strings on the wire.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, Visitor};

/// Reads a value of an open enumeration.
///
/// # Errors
/// The value is no string.
pub fn read_name<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    struct Name<T>(PhantomData<T>);

    impl<T: for<'a> From<&'a str>> Visitor<'_> for Name<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: de::Error>(self, name: &str) -> Result<T, E> {
            Ok(T::from(name))
        }
    }

    deserializer.deserialize_str(Name(PhantomData))
}

/// The value of that name.
pub fn named<T: AsRef<str> + Clone>(name: &str, values: &[T]) -> Option<T> {
    values.iter().find(|value| value.as_ref() == name).cloned()
}
