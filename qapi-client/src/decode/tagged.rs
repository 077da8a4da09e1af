//! Reading of unions: objects in which the discriminator determines the other members.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, IntoDeserializer, MapAccess, Visitor,
};
use serde_json::{Map, Value};

use super::buffer::Buffer;
use super::member::{Present, missing, present};
use super::names::index_of;
use super::path;
use super::slots::{Slots, Source};
use super::text::Text;

/// Enum for the discriminator of a union.
pub trait Branches<'de>: Sized {
    /// Reads the branch that `tag` selects. `branch` is an object with only the members of the branch.
    ///
    /// # Errors
    /// The members do not fit the type of the branch.
    fn read<D: Deserializer<'de>>(tag: String, branch: D) -> Result<Self, D::Error>;
}

/// Index of `tag` in the values of a discriminator; the number of values if `tag` is unknown.
pub fn position(tag: &str, values: &[&str]) -> usize {
    index_of(tag, values).unwrap_or(values.len())
}

/// Deserialises a branch.
///
/// # Errors
/// The members do not fit the type of the branch.
pub fn read_branch<'de, T: Deserialize<'de>, B, D: Deserializer<'de>>(
    branch: D,
    variant: impl FnOnce(T) -> B,
) -> Result<B, D::Error> {
    T::deserialize(branch).map(variant)
}

/// Deserialises a branch that the schema does not know.
///
/// # Errors
/// The errors of the deserialiser.
pub fn read_rest<'de, B, D: Deserializer<'de>>(
    tag: String,
    branch: D,
    variant: impl FnOnce(String, Map<String, Value>) -> B,
) -> Result<B, D::Error> {
    Map::deserialize(branch).map(|members| variant(tag, members))
}

/// Deserialises a union. `names` are the names of the common members: the discriminator, then the members in the slots.
///
/// # Errors
/// The value is not an object, a member does not fit, or a required member is missing.
pub fn read_union<'de, B: Branches<'de>, T: Slots<'de>, O, D: Deserializer<'de>, const N: usize>(
    deserializer: D,
    names: &'static [&'static str; N],
    make: impl FnOnce(B, T) -> O,
) -> Result<O, D::Error> {
    const { assert!(N == T::COUNT + 1, "a name for each member") };
    let types = PhantomData;
    let (branch, slots) = deserializer.deserialize_map(UnionVisitor { names, types })?;
    match branch {
        Some(branch) => Ok(make(branch, slots)),
        None => Err(missing(names.first().unwrap_or(&""))),
    }
}

/// Like [`read_union`], for a discriminator that an older peer does not send. Without the discriminator, the members of
/// the branch are skipped.
///
/// # Errors
/// Like [`read_union`], but an absent discriminator is not an error.
pub fn read_optional_tag<
    'de,
    B: Branches<'de>,
    T: Slots<'de>,
    O,
    D: Deserializer<'de>,
    const N: usize,
>(
    deserializer: D,
    names: &'static [&'static str; N],
    make: impl FnOnce(Option<B>, T) -> O,
) -> Result<O, D::Error> {
    const { assert!(N == T::COUNT + 1, "a name for each member") };
    let types = PhantomData;
    deserializer
        .deserialize_map(UnionVisitor { names, types })
        .map(|(branch, slots)| make(branch, slots))
}

struct UnionVisitor<B, T> {
    names: &'static [&'static str],
    types: PhantomData<(B, T)>,
}

impl<'de, B: Branches<'de>, T: Slots<'de>> Visitor<'de> for UnionVisitor<B, T> {
    type Value = (Option<B>, T);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        let names = self.names;
        let (mut state, mut branch) = (T::State::default(), None);
        let mut members = Members::new(access, names);
        while let Some(index) = members.next_common()? {
            match index.checked_sub(1) {
                Some(index) => T::read_member(&mut state, index, &mut members)?,
                None => {
                    let tag = members.value()?;
                    branch = Some(B::read(tag, &mut members)?);
                    members.skip_rest()?;
                }
            }
        }
        let others = names.get(1..).unwrap_or_default();
        Ok((branch, T::into_members(state, others)?))
    }
}

/// Deserialises an object that may have undeclared members. `names` are the names of the declared members, in the order
/// of the slots.
///
/// # Errors
/// The value is not an object, a member does not fit, or a required member is missing.
pub fn read_free<'de, T: Slots<'de>, O, D: Deserializer<'de>, const N: usize>(
    deserializer: D,
    names: &'static [&'static str; N],
    make: impl FnOnce(Map<String, Value>, T) -> O,
) -> Result<O, D::Error> {
    const { assert!(N == T::COUNT, "a name for each member") };
    let slots = PhantomData;
    deserializer
        .deserialize_map(FreeVisitor { names, slots })
        .map(|(free, slots)| make(free, slots))
}

struct FreeVisitor<T> {
    names: &'static [&'static str],
    slots: PhantomData<T>,
}

impl<'de, T: Slots<'de>> Visitor<'de> for FreeVisitor<T> {
    type Value = (Map<String, Value>, T);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        let mut state = T::State::default();
        let mut members = Members::new(access, self.names);
        while let Some(index) = members.next_common()? {
            T::read_member(&mut state, index, &mut members)?;
        }
        let free = Map::deserialize(MapDeserializer::new(members.branch_members.into_iter()))?;
        Ok((free, T::into_members(state, self.names)?))
    }
}

type BufferedMembers<'de> = Vec<(Text<'de>, Buffer<'de>)>;

/// Reader of the members of a union.
///
/// Members arrive in any order. Members of the branch that arrive before the discriminator are buffered. After the
/// discriminator, the branch reads the buffered members and the rest of the input. Common members in the rest of the
/// input are buffered too.
struct Members<'de, A> {
    access: A,
    common: &'static [&'static str],
    /// Buffered members of the branch.
    branch_members: BufferedMembers<'de>,
    /// Common members that were found while the branch was read.
    later_common: BufferedMembers<'de>,
    /// Name of the current common member.
    name: &'static str,
    /// Buffered value of the current member; `None` if the value is the next value of `access`.
    current: Option<Buffer<'de>>,
    /// Set when `access` has no more members.
    exhausted: bool,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    fn new(access: A, common: &'static [&'static str]) -> Self {
        Self {
            access,
            common,
            branch_members: Vec::new(),
            later_common: Vec::new(),
            name: "",
            current: None,
            exhausted: false,
        }
    }

    /// Reads the next name in the input.
    fn next_key(&mut self) -> Result<Option<Text<'de>>, A::Error> {
        if self.exhausted {
            return Ok(None);
        }
        let key = self.access.next_key()?;
        self.exhausted = key.is_none();
        Ok(key)
    }

    fn position(&self, key: &Text<'de>) -> Option<usize> {
        index_of(&key.0, self.common)
    }

    /// Finds the index of the next common member. Members of the branch are buffered.
    fn next_common(&mut self) -> Result<Option<usize>, A::Error> {
        if let Some((key, value)) = self.later_common.pop()
            && let Some(index) = self.position(&key)
        {
            (self.name, self.current) = (self.common[index], Some(value));
            return Ok(Some(index));
        }
        while let Some(key) = self.next_key()? {
            if let Some(index) = self.position(&key) {
                self.name = self.common[index];
                return Ok(Some(index));
            }
            self.branch_members.push((key, self.access.next_value()?));
        }
        Ok(None)
    }

    /// Skips the members that the branch did not read.
    fn skip_rest(&mut self) -> Result<(), A::Error> {
        let mut rest = Branch(self);
        while rest.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>> Source<'de> for Members<'de, A> {
    type Error = A::Error;

    fn value<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        let value = match self.current.take() {
            Some(value) => present(value.into_deserializer()),
            None => self.access.next_value_seed(Present(PhantomData)),
        };
        value.map_err(|error| path::decoding_error(self.name, error))
    }
}

/// Deserialiser of the branch, as a separate object.
impl<'de, A: MapAccess<'de>> Deserializer<'de> for &mut Members<'de, A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(Branch(self))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum option identifier ignored_any
    }
}

/// Members of the branch: the buffered members, then the rest of the input without common members.
struct Branch<'m, 'de, A>(&'m mut Members<'de, A>);

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Branch<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let members = &mut *self.0;
        if let Some((key, value)) = members.branch_members.pop() {
            members.current = Some(value);
            return seed.deserialize(key.into_deserializer()).map(Some);
        }
        while let Some(key) = members.next_key()? {
            if members.position(&key).is_none() {
                return seed.deserialize(key.into_deserializer()).map(Some);
            }
            let value = members.access.next_value()?;
            members.later_common.push((key, value));
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.0.current.take() {
            Some(value) => seed.deserialize(value.into_deserializer()),
            None => self.0.access.next_value_seed(seed),
        }
    }
}
