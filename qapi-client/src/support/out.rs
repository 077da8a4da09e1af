//! Objects on their way out.

use std::fmt::Display;

use serde::ser::{Impossible, Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::path;
use super::slots::Many;

/// The members of a JSON object on their way out. It remembers the first error, so that writers need not.
#[derive(Debug)]
pub struct Out<S: SerializeMap>(Result<S, S::Error>);

impl<S: SerializeMap> Out<S> {
    /// An object without members.
    pub fn new<T: Serializer<SerializeMap = S, Error = S::Error>>(serializer: T) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// A member that is always there.
    pub fn put<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Ok(map) = &mut self.0
            && let Err(error) = map.serialize_entry(name, value)
        {
            self.0 = Err(path::encoding(name, error));
        }
    }

    /// A member that may be absent.
    pub fn put_some<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// The members of a union's branch.
    pub fn branch<T: Serialize + ?Sized>(&mut self, branch: &T) {
        if let Ok(map) = &mut self.0
            && let Err(error) = branch.serialize(Flat(map))
        {
            self.0 = Err(error);
        }
    }

    /// Members that the schema does not know.
    pub fn rest(&mut self, members: &Map<String, Value>) {
        for (name, value) in members {
            self.put(name, value);
        }
    }

    /// The end of the object.
    ///
    /// # Errors
    /// The first one.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }
}

/// Serialises an object whose members are `names`, in the order of `members`.
///
/// # Errors
/// Those of the serialiser, and a number that JSON cannot express.
pub fn write<T: Members, S: Serializer>(
    serializer: S,
    names: &[&str],
    members: T,
) -> Result<S::Ok, S::Error> {
    let mut out = Out::new(serializer);
    members.put(names, &mut out);
    out.end()
}

/// A member that may be absent.
#[derive(Debug)]
pub struct Maybe<'a, T>(pub &'a Option<T>);

/// One member to be written.
pub trait Member {
    /// Writes it, unless it is absent.
    fn put<S: SerializeMap>(self, name: &str, out: &mut Out<S>);
}

impl<T: Serialize> Member for &T {
    fn put<S: SerializeMap>(self, name: &str, out: &mut Out<S>) {
        out.put(name, self);
    }
}

impl<T: Serialize> Member for Maybe<'_, T> {
    fn put<S: SerializeMap>(self, name: &str, out: &mut Out<S>) {
        if let Some(value) = self.0 {
            out.put(name, value);
        }
    }
}

/// All members of an object, to be written.
pub trait Members {
    /// How many there are.
    const COUNT: usize;

    /// Writes those that are not absent.
    fn put<S: SerializeMap>(self, names: &[&str], out: &mut Out<S>);
}

impl<A: Members, B: Members> Members for Many<A, B> {
    const COUNT: usize = A::COUNT + B::COUNT;

    fn put<S: SerializeMap>(self, names: &[&str], out: &mut Out<S>) {
        let (first, second) = names.split_at(A::COUNT.min(names.len()));
        self.0.put(first, out);
        self.1.put(second, out);
    }
}

macro_rules! tuple {
    ($count:literal: $($member:ident $index:tt)*) => {
        impl<$($member: Member),*> Members for ($($member,)*) {
            const COUNT: usize = $count;

            #[allow(unused_variables, reason = "the empty tuple needs none")]
            fn put<S: SerializeMap>(self, names: &[&str], out: &mut Out<S>) {
                let name = |index: usize| names.get(index).copied().unwrap_or_default();
                $(self.$index.put(name($index), out);)*
            }
        }
    };
}

tuple!(0:);
tuple!(1: A 0);
tuple!(2: A 0 B 1);
tuple!(3: A 0 B 1 C 2);
tuple!(4: A 0 B 1 C 2 D 3);
tuple!(5: A 0 B 1 C 2 D 3 E 4);
tuple!(6: A 0 B 1 C 2 D 3 E 4 F 5);
tuple!(7: A 0 B 1 C 2 D 3 E 4 F 5 G 6);
tuple!(8: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
tuple!(9: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8);
tuple!(10: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9);
tuple!(11: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10);
tuple!(12: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11);

/// Writes the members of an object into another one.
struct Flat<'a, S>(&'a mut S);

impl<'a, S: SerializeMap> SerializeMap for Flat<'a, S> {
    type Ok = ();
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.0.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.0.serialize_value(value)
    }

    fn serialize_entry<K, V>(&mut self, key: &K, value: &V) -> Result<(), S::Error>
    where
        K: Serialize + ?Sized,
        V: Serialize + ?Sized,
    {
        self.0.serialize_entry(key, value)
    }

    fn end(self) -> Result<(), S::Error> {
        Ok(())
    }
}

/// What cannot be the branch of a union.
macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $ok:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$ok, S::Error> {
            Err(no_object())
        })*
    };
}

#[cold]
fn no_object<E: serde::ser::Error>() -> E {
    E::custom("the branch of a union is no object")
}

impl<'a, S: SerializeMap> Serializer for Flat<'a, S> {
    type Ok = ();
    type Error = S::Error;
    type SerializeSeq = Impossible<(), S::Error>;
    type SerializeTuple = Impossible<(), S::Error>;
    type SerializeTupleStruct = Impossible<(), S::Error>;
    type SerializeTupleVariant = Impossible<(), S::Error>;
    type SerializeMap = Self;
    type SerializeStruct = Impossible<(), S::Error>;
    type SerializeStructVariant = Impossible<(), S::Error>;

    fn serialize_map(self, _len: Option<usize>) -> Result<Self, S::Error> {
        Ok(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<(), S::Error> {
        Err(no_object())
    }

    fn collect_str<T: Display + ?Sized>(self, _value: &T) -> Result<(), S::Error> {
        Err(no_object())
    }

    refuse! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_str(&str) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct(&'static str, usize) -> Self::SerializeStruct;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}
