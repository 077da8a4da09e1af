//! Arrays, with the index in the path of an error.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::path::{Step, message};

/// Space reserved on the word of a size hint.
const HINTED: usize = 1024;

/// Deserialises an array.
///
/// # Errors
/// The value is no array, or an element does not fit the type.
pub fn read_items<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Items::deserialize(deserializer).map(|items| items.0)
}

/// Reads what a command returns that returns an array.
///
/// # Errors
/// As [`read_items`].
pub fn read_returned_items<'de, T: Deserialize<'de>>(
    reply: &'de RawValue,
) -> Result<Vec<T>, serde_json::Error> {
    serde_json::from_str(reply.get()).map(|items: Items<T>| items.0)
}

/// An array on its way in.
#[derive(Debug)]
pub struct Items<T>(pub Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ItemsVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for ItemsVisitor<T> {
            type Value = Items<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Items<T>, A::Error> {
                let mut items = Vec::with_capacity(seq.size_hint().unwrap_or(0).min(HINTED));
                loop {
                    match seq.next_element() {
                        Ok(Some(item)) => items.push(item),
                        Ok(None) => return Ok(Items(items)),
                        Err(error) => return Err(at(items.len(), error)),
                    }
                }
            }
        }

        deserializer.deserialize_seq(ItemsVisitor(PhantomData))
    }
}

#[cold]
fn at<E: de::Error>(index: usize, error: E) -> E {
    E::custom(message(Step::Index(index), &error))
}
