//! Buffers for values whose type is not known yet: members of a union before the discriminator.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserialize, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::text::Text;

/// A JSON value. Numbers are exact, and strings are borrowed if possible.
#[derive(Debug)]
pub(crate) enum Buffer<'de> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Cow<'de, str>),
    Array(Vec<Buffer<'de>>),
    Object(Vec<(Text<'de>, Buffer<'de>)>),
}

impl<'de> Deserialize<'de> for Buffer<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BufferVisitor)
    }
}

struct BufferVisitor;

impl<'de> Visitor<'de> for BufferVisitor {
    type Value = Buffer<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffer<'de>, D::Error> {
        Buffer::deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Bool(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Unsigned(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Signed(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Float(value))
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Buffer<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Buffer::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Buffer<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Buffer::Object(members))
    }
}

/// Deserialiser that reads a [`Buffer`]. `E` is the error type of the deserialiser that filled the buffer.
pub(crate) struct BufferDeserializer<'de, E> {
    value: Buffer<'de>,
    error: PhantomData<E>,
}

impl<'de, E: de::Error> IntoDeserializer<'de, E> for Buffer<'de> {
    type Deserializer = BufferDeserializer<'de, E>;

    fn into_deserializer(self) -> BufferDeserializer<'de, E> {
        BufferDeserializer {
            value: self,
            error: PhantomData,
        }
    }
}

impl<'de, E: de::Error> IntoDeserializer<'de, E> for Text<'de> {
    type Deserializer = BufferDeserializer<'de, E>;

    fn into_deserializer(self) -> BufferDeserializer<'de, E> {
        Buffer::Text(self.0).into_deserializer()
    }
}

impl<'de, E: de::Error> Deserializer<'de> for BufferDeserializer<'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Buffer::Null => visitor.visit_unit(),
            Buffer::Bool(value) => visitor.visit_bool(value),
            Buffer::Unsigned(value) => visitor.visit_u64(value),
            Buffer::Signed(value) => visitor.visit_i64(value),
            Buffer::Float(value) => visitor.visit_f64(value),
            Buffer::Text(Cow::Borrowed(value)) => visitor.visit_borrowed_str(value),
            Buffer::Text(Cow::Owned(value)) => visitor.visit_string(value),
            Buffer::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter())),
            Buffer::Object(members) => visitor.visit_map(MapDeserializer::new(members.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Buffer::Null => visitor.visit_unit(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
