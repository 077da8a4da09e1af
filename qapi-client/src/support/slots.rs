//! The members of an object as tuples, so that a generated `deserialize` is one call and one struct literal.

use serde::de::{self, DeserializeOwned};

use super::items::Items;
use super::object::Source;

/// A member that must be there.
#[derive(Debug)]
pub struct Required<T>(pub T);

/// An array that must be there.
#[derive(Debug)]
pub struct RequiredItems<T>(pub Vec<T>);

/// An array that may be absent.
#[derive(Debug)]
pub struct OptionalItems<T>(pub Option<Vec<T>>);

/// More members than one tuple holds.
#[derive(Debug)]
pub struct Many<A, B>(pub A, pub B);

/// One member. `Option` is one that may be absent; it does not take null for absent.
pub trait Slot: Sized {
    /// What is read.
    type Value: DeserializeOwned;

    /// Makes the member of its value, if there was one.
    ///
    /// # Errors
    /// It is required and there was none.
    fn fill<E: de::Error>(value: Option<Self::Value>, name: &'static str) -> Result<Self, E>;
}

impl<T: DeserializeOwned> Slot for Required<T> {
    type Value = T;

    fn fill<E: de::Error>(value: Option<T>, name: &'static str) -> Result<Self, E> {
        value.map(Self).ok_or_else(|| missing(name))
    }
}

impl<T: DeserializeOwned> Slot for Option<T> {
    type Value = T;

    fn fill<E: de::Error>(value: Self, _name: &'static str) -> Result<Self, E> {
        Ok(value)
    }
}

impl<T: DeserializeOwned> Slot for RequiredItems<T> {
    type Value = Items<T>;

    fn fill<E: de::Error>(value: Option<Items<T>>, name: &'static str) -> Result<Self, E> {
        value
            .map(|items| Self(items.0))
            .ok_or_else(|| missing(name))
    }
}

impl<T: DeserializeOwned> Slot for OptionalItems<T> {
    type Value = Items<T>;

    fn fill<E: de::Error>(value: Option<Items<T>>, _name: &'static str) -> Result<Self, E> {
        Ok(Self(value.map(|items| items.0)))
    }
}

#[cold]
pub(super) fn missing<E: de::Error>(name: &str) -> E {
    E::custom(format_args!("{name}: required member is missing"))
}

/// All members of an object, by number.
pub trait Slots: Sized {
    /// What was read so far.
    type State: Default;

    /// How many there are.
    const COUNT: usize;

    /// Reads member number `index`.
    ///
    /// # Errors
    /// Those of the source.
    fn put<'de, S: Source<'de>>(
        state: &mut Self::State,
        index: usize,
        source: &mut S,
    ) -> Result<(), S::Error>;

    /// Makes the members of what was read.
    ///
    /// # Errors
    /// A required member is missing.
    fn finish<E: de::Error>(state: Self::State, names: &[&'static str]) -> Result<Self, E>;
}

impl<A: Slots, B: Slots> Slots for Many<A, B> {
    type State = (A::State, B::State);

    const COUNT: usize = A::COUNT + B::COUNT;

    fn put<'de, S: Source<'de>>(
        state: &mut Self::State,
        index: usize,
        source: &mut S,
    ) -> Result<(), S::Error> {
        match index.checked_sub(A::COUNT) {
            Some(index) => B::put(&mut state.1, index, source),
            None => A::put(&mut state.0, index, source),
        }
    }

    fn finish<E: de::Error>(state: Self::State, names: &[&'static str]) -> Result<Self, E> {
        let (first, second) = names.split_at(A::COUNT.min(names.len()));
        Ok(Self(
            A::finish(state.0, first)?,
            B::finish(state.1, second)?,
        ))
    }
}

macro_rules! tuple {
    ($count:literal: $($slot:ident $index:tt)*) => {
        impl<$($slot: Slot),*> Slots for ($($slot,)*) {
            type State = ($(Option<$slot::Value>,)*);

            const COUNT: usize = $count;

            #[allow(unused_variables, reason = "the empty tuple needs none")]
            fn put<'de, S: Source<'de>>(
                state: &mut Self::State,
                index: usize,
                source: &mut S,
            ) -> Result<(), S::Error> {
                match index {
                    $($index => state.$index = Some(source.value()?),)*
                    _ => {}
                }
                Ok(())
            }

            #[allow(unused_variables, reason = "the empty tuple needs none")]
            fn finish<E: de::Error>(state: Self::State, names: &[&'static str]) -> Result<Self, E> {
                let name = |index: usize| names.get(index).copied().unwrap_or_default();
                Ok(($($slot::fill(state.$index, name($index))?,)*))
            }
        }
    };
}

tuple!(0:);
tuple!(1: A 0);
tuple!(2: A 0 B 1);
tuple!(3: A 0 B 1 C 2);
tuple!(4: A 0 B 1 C 2 D 3);
tuple!(5: A 0 B 1 C 2 D 3 F 4);
tuple!(6: A 0 B 1 C 2 D 3 F 4 G 5);
tuple!(7: A 0 B 1 C 2 D 3 F 4 G 5 H 6);
tuple!(8: A 0 B 1 C 2 D 3 F 4 G 5 H 6 I 7);
tuple!(9: A 0 B 1 C 2 D 3 F 4 G 5 H 6 I 7 J 8);
tuple!(10: A 0 B 1 C 2 D 3 F 4 G 5 H 6 I 7 J 8 K 9);
tuple!(11: A 0 B 1 C 2 D 3 F 4 G 5 H 6 I 7 J 8 K 9 L 10);
tuple!(12: A 0 B 1 C 2 D 3 F 4 G 5 H 6 I 7 J 8 K 9 L 10 M 11);
