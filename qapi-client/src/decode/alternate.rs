//! Alternates. The JSON type of the value selects one of several types.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};

use super::member::Present;

/// An alternate. The trait has a method for each kind of JSON value. The expansion implements the methods for the kinds
/// that the branches take.
pub trait Alternate: Sized {
    /// Description of the kinds of values that the branches take.
    const EXPECTED: &'static str;

    /// Reads the branch that takes a string.
    ///
    /// # Errors
    /// No branch takes this kind of value, or the value does not fit the branch.
    fn string<'de, D: Deserializer<'de>>(_value: D) -> Result<Self, Unfit<D::Error>> {
        Err(Unfit::Kind)
    }

    /// Reads the branch that takes a number.
    ///
    /// # Errors
    /// No branch takes this kind of value, or the value does not fit the branch.
    fn number<'de, D: Deserializer<'de>>(_value: D) -> Result<Self, Unfit<D::Error>> {
        Err(Unfit::Kind)
    }

    /// Reads the branch that takes true or false.
    ///
    /// # Errors
    /// No branch takes this kind of value, or the value does not fit the branch.
    fn boolean<'de, D: Deserializer<'de>>(_value: D) -> Result<Self, Unfit<D::Error>> {
        Err(Unfit::Kind)
    }

    /// Reads the branch that takes null.
    ///
    /// # Errors
    /// No branch takes this kind of value, or the value does not fit the branch.
    fn null<'de, D: Deserializer<'de>>(_value: D) -> Result<Self, Unfit<D::Error>> {
        Err(Unfit::Kind)
    }

    /// Reads the branch that takes an array.
    ///
    /// # Errors
    /// No branch takes this kind of value, or the value does not fit the branch.
    fn array<'de, D: Deserializer<'de>>(_value: D) -> Result<Self, Unfit<D::Error>> {
        Err(Unfit::Kind)
    }

    /// Reads the branch that takes an object.
    ///
    /// # Errors
    /// No branch takes this kind of value, or the value does not fit the branch.
    fn object<'de, D: Deserializer<'de>>(_value: D) -> Result<Self, Unfit<D::Error>> {
        Err(Unfit::Kind)
    }
}

/// Reason why a value does not fit an alternate.
#[derive(Debug)]
pub enum Unfit<E> {
    /// No branch takes this kind of value.
    Kind,
    /// The value does not fit the branch for this kind of value.
    Value(E),
}

impl<E> From<E> for Unfit<E> {
    fn from(error: E) -> Self {
        Self::Value(error)
    }
}

/// Converts an [`Unfit`] to an error of the deserialiser.
fn unfit_error<T: Alternate, E: de::Error>(unfit: Unfit<E>, found: Unexpected<'_>) -> E {
    match unfit {
        Unfit::Kind => E::invalid_type(found, &T::EXPECTED),
        Unfit::Value(error) => error,
    }
}

/// Deserialises an alternate.
///
/// # Errors
/// No branch takes a value of this kind, or the value does not fit the branch.
pub fn read_alternate<'de, T: Alternate, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(AlternateVisitor(PhantomData))
}

struct AlternateVisitor<T>(PhantomData<T>);

impl<'de, T: Alternate> Visitor<'de> for AlternateVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        T::string(value.into_deserializer())
            .map_err(|e| unfit_error::<T, E>(e, Unexpected::Str(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        T::number(value.into_deserializer())
            .map_err(|e| unfit_error::<T, E>(e, Unexpected::Unsigned(value)))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        T::number(value.into_deserializer())
            .map_err(|e| unfit_error::<T, E>(e, Unexpected::Signed(value)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        T::number(value.into_deserializer())
            .map_err(|e| unfit_error::<T, E>(e, Unexpected::Float(value)))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<T, E> {
        T::boolean(value.into_deserializer())
            .map_err(|e| unfit_error::<T, E>(e, Unexpected::Bool(value)))
    }

    fn visit_unit<E: de::Error>(self) -> Result<T, E> {
        T::null(().into_deserializer()).map_err(|e| unfit_error::<T, E>(e, Unexpected::Unit))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        T::array(Present(SeqAccessDeserializer::new(seq)))
            .map_err(|e| unfit_error::<T, _>(e, Unexpected::Seq))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::object(MapAccessDeserializer::new(map))
            .map_err(|e| unfit_error::<T, _>(e, Unexpected::Map))
    }
}
