//! Writing of objects.

use std::fmt::Display;
use std::str::Split;

use serde::ser::{Impossible, Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::path;
use super::slots::Many;

/// Writer of a JSON object. The writer stores the first error, so generated code need not check each member.
#[derive(Debug)]
pub struct Out<S: SerializeMap>(Result<S, S::Error>);

impl<S: SerializeMap> Out<S> {
    /// Creates a writer of an object without members.
    pub fn new<T: Serializer<SerializeMap = S, Error = S::Error>>(serializer: T) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// Writes a required member.
    pub fn put<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Ok(map) = &mut self.0
            && let Err(error) = map.serialize_entry(name, value)
        {
            self.0 = Err(path::encoding_error(name, error));
        }
    }

    /// Writes an optional member if it is present.
    pub fn put_some<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// Writes the members of a union's branch.
    pub fn branch<T: Serialize + ?Sized>(&mut self, branch: &T) {
        if let Ok(map) = &mut self.0
            && let Err(error) = branch.serialize(InlineMembers(map))
        {
            self.0 = Err(error);
        }
    }

    /// Writes undeclared members. `taken` are the names of the declared members.
    pub fn rest(&mut self, members: &Map<String, Value>, taken: &[&str]) {
        for (name, value) in members {
            if taken.contains(&name.as_str()) {
                self.refuse(path::encoding_error(name, duplicate_member()));
            }
            self.put(name, value);
        }
    }

    /// Writes a member with the next name of a list.
    fn put_next<T: Serialize + ?Sized>(&mut self, names: &mut Names<'_>, value: &T) {
        match names.next() {
            Some(name) => self.put(name, value),
            None => self.refuse(wrong_name_count()),
        }
    }

    /// Skips the next name of a list.
    fn skip(&mut self, names: &mut Names<'_>) {
        if names.next().is_none() {
            self.refuse(wrong_name_count());
        }
    }

    /// Keeps the first error.
    fn refuse(&mut self, error: S::Error) {
        if self.0.is_ok() {
            self.0 = Err(error);
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    /// The first error of all members.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }
}

/// Serialises an object: the required members, then the optional members. `names` are the names in this order,
/// separated by spaces.
///
/// A text and two tuples compile faster than a list of names or a wrapper for each member.
///
/// # Errors
/// The errors of the serialiser. NaN and infinite numbers are errors.
pub fn write<R: Required, O: Optional, S: Serializer>(
    serializer: S,
    names: &str,
    required: R,
    optional: O,
) -> Result<S::Ok, S::Error> {
    let mut out = Out::new(serializer);
    let mut names = names.split(' ');
    required.put(&mut names, &mut out);
    optional.put(&mut names, &mut out);
    if names.next().is_some() {
        out.refuse(wrong_name_count());
    }
    out.end()
}

#[cold]
fn wrong_name_count<E: serde::ser::Error>() -> E {
    E::custom("the expansion has more or fewer names than members, which is a bug of qapi_schema!")
}

#[cold]
fn duplicate_member<E: serde::ser::Error>() -> E {
    E::custom(
        "the object would have the member twice: as a declared member and as an undeclared member",
    )
}

/// Serialises an object without members.
///
/// # Errors
/// The errors of the serialiser.
pub fn write_empty<S: Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_map(Some(0))?.end()
}

type Names<'a> = Split<'a, char>;

/// References to the required members of an object.
pub trait Required {
    /// Writes the members.
    fn put<S: SerializeMap>(self, names: &mut Names<'_>, out: &mut Out<S>);
}

/// References to the optional members of an object.
pub trait Optional {
    /// Writes the members that are present.
    fn put<S: SerializeMap>(self, names: &mut Names<'_>, out: &mut Out<S>);
}

impl<A: Required, B: Required> Required for Many<A, B> {
    fn put<S: SerializeMap>(self, names: &mut Names<'_>, out: &mut Out<S>) {
        self.0.put(names, out);
        self.1.put(names, out);
    }
}

impl<A: Optional, B: Optional> Optional for Many<A, B> {
    fn put<S: SerializeMap>(self, names: &mut Names<'_>, out: &mut Out<S>) {
        self.0.put(names, out);
        self.1.put(names, out);
    }
}

macro_rules! tuple {
    ($($member:ident $index:tt)*) => {
        impl<$($member: Serialize),*> Required for ($(&$member,)*) {
            #[allow(unused_variables, reason = "the empty tuple needs none")]
            fn put<S: SerializeMap>(self, names: &mut Names<'_>, out: &mut Out<S>) {
                $(out.put_next(names, self.$index);)*
            }
        }

        impl<$($member: Serialize),*> Optional for ($(&Option<$member>,)*) {
            #[allow(unused_variables, reason = "the empty tuple needs none")]
            fn put<S: SerializeMap>(self, names: &mut Names<'_>, out: &mut Out<S>) {
                $(match self.$index {
                    Some(value) => out.put_next(names, value),
                    None => out.skip(names),
                })*
            }
        }
    };
}

tuple!();
tuple!(A 0);
tuple!(A 0 B 1);
tuple!(A 0 B 1 C 2);
tuple!(A 0 B 1 C 2 D 3);
tuple!(A 0 B 1 C 2 D 3 E 4);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11);

/// Serialiser that writes the members of an object into another object.
struct InlineMembers<'a, S>(&'a mut S);

impl<'a, S: SerializeMap> SerializeMap for InlineMembers<'a, S> {
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

/// Writes the methods for values that cannot be the branch of a union.
macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $ok:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$ok, S::Error> {
            Err(no_object())
        })*
    };
}

#[cold]
fn no_object<E: serde::ser::Error>() -> E {
    E::custom("the branch of a union is not an object")
}

impl<'a, S: SerializeMap> Serializer for InlineMembers<'a, S> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written<R: Required, O: Optional>(
        names: &str,
        required: R,
        optional: O,
    ) -> Result<String, String> {
        let mut json = Vec::new();
        write(
            &mut serde_json::Serializer::new(&mut json),
            names,
            required,
            optional,
        )
        .map_err(|error| error.to_string())?;
        String::from_utf8(json).map_err(|error| error.to_string())
    }

    #[test]
    fn members_get_their_names_in_order() {
        assert_eq!(
            written("a c b", (&1, &2), (&Some(3),)).as_deref(),
            Ok(r#"{"a":1,"c":2,"b":3}"#)
        );
        assert_eq!(
            written("a b", (&1,), (&None::<i32>,)).as_deref(),
            Ok(r#"{"a":1}"#)
        );
    }

    #[test]
    fn a_wrong_number_of_names_is_an_error() {
        for error in [
            written("a", (&1, &2), ()),
            written("a b", (&1,), ()),
            written("a", (&1,), (&Some(2),)),
            written("a", (&1,), (&None::<i32>,)),
            written("a b c", (&1,), (&None::<i32>,)),
        ] {
            let error = error.expect_err("the counts differ");
            assert!(
                error.contains("more or fewer names than members"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_member_is_not_written_twice() {
        let mut rest = Map::new();
        rest.insert("driver".to_owned(), Value::from("b"));
        let mut json = Vec::new();
        let mut serializer = serde_json::Serializer::new(&mut json);
        let mut out = Out::new(&mut serializer);
        out.put("driver", "a");
        out.rest(&rest, &["driver"]);
        let error = out.end().expect_err("the name is taken").to_string();
        assert!(
            error.starts_with("driver: the object would have the member twice"),
            "{error}"
        );
    }
}
