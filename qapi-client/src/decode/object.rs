//! Reading of objects: structs, arguments of commands, data of events.

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
/// The value is not an object, a member does not fit, or a required member is missing.
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
/// The value is not an object.
pub fn read_empty<'de, O, D: Deserializer<'de>>(deserializer: D, empty: O) -> Result<O, D::Error> {
    read(deserializer, &[], |()| empty)
}

struct ObjectVisitor<T, F> {
    names: &'static [&'static str],
    /// Function that creates the object from the members. The visitor calls the function, which saves moves of large
    /// objects.
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
        let mut plain = PlainMembers { access, name: "" };
        while let Some(known) = plain.access.next_key_seed(NameIndex(self.names))? {
            if let Some(index) = known {
                plain.name = self.names[index];
                T::read_member(&mut state, index, &mut plain)?;
            } else {
                plain.access.next_value::<IgnoredAny>()?;
            }
        }
        T::into_members(state, self.names).map(self.make)
    }
}

/// Source of the members of an object that is not a union. Each value is read directly after its name.
struct PlainMembers<A> {
    access: A,
    name: &'static str,
}

impl<'de, A: MapAccess<'de>> Source<'de> for PlainMembers<A> {
    type Error = A::Error;

    // Inlining here and in the slots saves a move of large objects at each step.
    #[inline]
    fn value<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        self.access
            .next_value_seed(Present(PhantomData))
            .map_err(|error| path::decoding_error(self.name, error))
    }
}

/// Reads the name of a member as an index in a list. Returns `None` for a name that is not in the list.
pub(super) struct NameIndex(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for NameIndex {
    type Value = Option<usize>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameIndex {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(index_of(name, self.0))
    }
}
