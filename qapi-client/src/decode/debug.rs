//! `Debug` of objects, as JSON text.

use std::fmt::{self, Display};

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Error, Value};

use super::depth::CALLER_STACK_DEPTH;
use super::secret::{SECRET, is_secret};

/// Text that replaces a secret.
const MASK: &str = "<secret>";

/// Text that replaces a value that nests too deeply for the stack of the caller.
const TOO_DEEP: &str = "<...>";

/// Prints the name of the type and its members as JSON. Absent members are left out, and secrets are masked.
///
/// # Errors
/// The errors of the formatter.
pub fn debug<T: Serialize>(name: &str, value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value
        .serialize(Masking { depth: 0 })
        .and_then(|tree| json_text(&tree, f.alternate()))
    {
        Ok(json) => write!(f, "{name} {json}"),
        Err(error) => write!(f, "{name} <{error}>"),
    }
}

fn json_text(tree: &Tree, pretty: bool) -> Result<String, Error> {
    match pretty {
        true => serde_json::to_string_pretty(tree),
        false => serde_json::to_string(tree),
    }
}

/// A JSON value whose members keep their order.
enum Tree {
    Scalar(Value),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Scalar(value) => value.serialize(serializer),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

/// Serialiser that creates a [`Tree`] with masked secrets.
#[derive(Clone, Copy)]
struct Masking {
    depth: usize,
}

impl Masking {
    /// Serialises a value one level deeper.
    fn inner<T: Serialize + ?Sized>(self, value: &T) -> Result<Tree, Error> {
        if self.depth >= CALLER_STACK_DEPTH {
            return Ok(Tree::Scalar(Value::from(TOO_DEEP)));
        }
        value.serialize(Self {
            depth: self.depth + 1,
        })
    }
}

/// Serialiser of an array.
struct ArraySerializer(Vec<Tree>, Masking);

impl SerializeSeq for ArraySerializer {
    type Ok = Tree;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.0.push(self.1.inner(value)?);
        Ok(())
    }

    fn end(self) -> Result<Tree, Error> {
        Ok(Tree::Array(self.0))
    }
}

/// Serialiser of an object, with the name of the next member.
struct ObjectSerializer {
    members: Vec<(String, Tree)>,
    name: String,
    masking: Masking,
}

impl SerializeMap for ObjectSerializer {
    type Ok = Tree;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.name = match key.serialize(self.masking)? {
            Tree::Scalar(Value::String(name)) => name,
            _ => return Err(not_json("a key that is no string")),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let name = std::mem::take(&mut self.name);
        let value = match self.masking.inner(value)? {
            tree if is_secret(&name) => masked(tree),
            tree => tree,
        };
        self.members.push((name, value));
        Ok(())
    }

    fn end(self) -> Result<Tree, Error> {
        Ok(Tree::Object(self.members))
    }
}

/// Masks a secret value. Booleans and null stay, because they reveal nothing.
fn masked(tree: Tree) -> Tree {
    match tree {
        Tree::Scalar(Value::Null | Value::Bool(_)) => tree,
        _ => Tree::Scalar(Value::from(MASK)),
    }
}

#[cold]
fn not_json(what: &str) -> Error {
    serde::ser::Error::custom(format_args!("{what} is no JSON"))
}

/// Writes the methods for scalar JSON values.
macro_rules! scalar {
    ($($method:ident($type:ty))*) => {
        $(fn $method(self, value: $type) -> Result<Tree, Error> {
            Ok(Tree::Scalar(Value::from(value)))
        })*
    };
}

/// Writes the methods for values that no QAPI type has.
macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $ok:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$ok, Error> {
            Err(not_json(stringify!($method)))
        })*
    };
}

impl Serializer for Masking {
    type Ok = Tree;
    type Error = Error;
    type SerializeSeq = ArraySerializer;
    type SerializeTuple = Impossible<Tree, Error>;
    type SerializeTupleStruct = Impossible<Tree, Error>;
    type SerializeTupleVariant = Impossible<Tree, Error>;
    type SerializeMap = ObjectSerializer;
    type SerializeStruct = Impossible<Tree, Error>;
    type SerializeStructVariant = Impossible<Tree, Error>;

    scalar! {
        serialize_bool(bool)
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
        serialize_f32(f32) serialize_f64(f64)
        serialize_str(&str)
    }

    fn serialize_none(self) -> Result<Tree, Error> {
        self.serialize_unit()
    }

    fn serialize_unit(self) -> Result<Tree, Error> {
        Ok(Tree::Scalar(Value::Null))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Tree, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Tree, Error> {
        if name == SECRET {
            return self.serialize_str(MASK);
        }
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<Tree, Error> {
        Err(not_json("an enum variant"))
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<ArraySerializer, Error> {
        Ok(ArraySerializer(
            Vec::with_capacity(len.unwrap_or_default()),
            self,
        ))
    }

    fn serialize_map(self, len: Option<usize>) -> Result<ObjectSerializer, Error> {
        Ok(ObjectSerializer {
            members: Vec::with_capacity(len.unwrap_or_default()),
            name: String::new(),
            masking: self,
        })
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<Tree, Error> {
        self.serialize_str(&value.to_string())
    }

    refuse! {
        serialize_char(char) -> Tree;
        serialize_bytes(&[u8]) -> Tree;
        serialize_unit_struct(&'static str) -> Tree;
        serialize_unit_variant(&'static str, u32, &'static str) -> Tree;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct(&'static str, usize) -> Self::SerializeStruct;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::secret::Secret;
    use super::*;

    /// JSON value with a generated `Debug`.
    struct Sample(Value);

    impl fmt::Debug for Sample {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug("Sample", &self.0, f)
        }
    }

    #[test]
    fn secrets_are_masked_at_any_depth() {
        let sample = Sample(json!({
            "user": "u", "password": "p4ss", "nested": [{"api_key": 17, "token": null, "pin": true}],
            "env": ["A=p4ss"], "password-secret": "sec0",
        }));
        assert_eq!(
            format!("{sample:?}"),
            "Sample {\"env\":\"<secret>\",\"nested\":[{\"api_key\":\"<secret>\",\"pin\":true,\"token\":null}],\
             \"password\":\"<secret>\",\"password-secret\":\"sec0\",\"user\":\"u\"}"
        );
    }

    #[test]
    fn only_debug_masks_a_secret_value() {
        struct Marked;
        impl Serialize for Marked {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Secret("p4ss").serialize(serializer)
            }
        }
        impl fmt::Debug for Marked {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                debug("Marked", self, f)
            }
        }
        assert_eq!(format!("{Marked:?}"), "Marked \"<secret>\"");
        assert_eq!(
            serde_json::to_string(&Marked).ok().as_deref(),
            Some("\"p4ss\"")
        );
    }

    #[test]
    fn the_alternate_form_prints_several_lines() {
        let sample = Sample(json!({"a": [1, -1, 1.5], "b": {}}));
        assert_eq!(
            format!("{sample:#?}"),
            "Sample {\n  \"a\": [\n    1,\n    -1,\n    1.5\n  ],\n  \"b\": {}\n}"
        );
    }
}
