//! Reading objects: structs, the arguments of commands, the data of events.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::member::Present;
use super::names::index_of;
use super::path;
use super::slots::{Slots, Source};

/// Deserialises an object whose members are `names`, in the order of the slots. Unknown members are skipped.
///
/// # Errors
/// The value is no object, a member does not fit, or a required one is missing.
pub fn read<'de, T: Slots<'de>, O, D: Deserializer<'de>, const N: usize>(
    deserializer: D,
    names: &'static [&'static str; N],
    make: impl FnOnce(T) -> O,
) -> Result<O, D::Error> {
    const { assert!(N == T::COUNT, "a name for each member") };
    deserializer.deserialize_map(ObjectVisitor {
        names,
        make,
        slots: PhantomData,
    })
}

/// Deserialises an object without members. Unknown members are skipped.
///
/// # Errors
/// The value is no object.
pub fn read_empty<'de, O, D: Deserializer<'de>>(deserializer: D, empty: O) -> Result<O, D::Error> {
    read(deserializer, &[], |()| empty)
}

struct ObjectVisitor<T, F> {
    names: &'static [&'static str],
    /// Called by the visitor, so that large objects are not moved more often than needed.
    make: F,
    slots: PhantomData<T>,
}

impl<'de, T: Slots<'de>, O, F: FnOnce(T) -> O> Visitor<'de> for ObjectVisitor<T, F> {
    type Value = O;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<O, A::Error> {
        let mut state = T::State::default();
        let mut plain = Plain { access, name: "" };
        while let Some(known) = plain.access.next_key_seed(IndexIn(self.names))? {
            if let Some(index) = known {
                plain.name = self.names[index];
                T::put(&mut state, index, &mut plain)?;
            } else {
                plain.access.next_value::<IgnoredAny>()?;
            }
        }
        T::finish(state, self.names).map(self.make)
    }
}

/// The members of an object that is no union: each value is read when its name is met.
struct Plain<A> {
    access: A,
    name: &'static str,
}

impl<'de, A: MapAccess<'de>> Source<'de> for Plain<A> {
    type Error = A::Error;

    // Inlining here and in the slots saves large objects a move at each step.
    #[inline]
    fn value<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        self.access
            .next_value_seed(Present(PhantomData))
            .map_err(|error| path::decoding(self.name, error))
    }
}

/// Reads the name of a member as an index in a list; `None` for a name that the list does not have.
pub(super) struct IndexIn(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for IndexIn {
    type Value = Option<usize>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for IndexIn {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(index_of(name, self.0))
    }
}
