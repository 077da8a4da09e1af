//! Values for which serde and the standard library have no type.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

/// The type `null` of QAPI: a value that is JSON `null`, as opposed to an absent value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Null;

impl Serialize for Null {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for Null {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NullVisitor;

        impl Visitor<'_> for NullVisitor {
            type Value = Null;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("null")
            }

            fn visit_unit<E: de::Error>(self) -> Result<Null, E> {
                Ok(Null)
            }
        }

        deserializer.deserialize_any(NullVisitor)
    }
}

/// Collects the converted items of a list.
#[inline]
pub fn list<I: IntoIterator, T>(items: I, convert: impl FnMut(I::Item) -> T) -> Vec<T> {
    items.into_iter().map(convert).collect()
}

/// The return value of a command that returns nothing: the empty object. Members that a newer peer adds are skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Empty;

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

impl<'de> Deserialize<'de> for Empty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EmptyVisitor;

        impl<'de> Visitor<'de> for EmptyVisitor {
            type Value = Empty;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Empty, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Empty)
            }
        }

        deserializer.deserialize_map(EmptyVisitor)
    }
}

/// Serialises floating point numbers. Infinity and NaN are errors, because JSON has no such numbers.
#[derive(Debug)]
pub struct Finite<'a, T>(pub &'a T);

impl Serialize for Finite<'_, f64> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_finite() {
            serializer.serialize_f64(*self.0)
        } else {
            Err(S::Error::custom(format_args!(
                "{} is no JSON number",
                self.0
            )))
        }
    }
}

impl<T> Serialize for Finite<'_, Vec<T>>
where
    for<'a> Finite<'a, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.0.len()))?;
        for item in self.0 {
            seq.serialize_element(&Finite(item))?;
        }
        seq.end()
    }
}
