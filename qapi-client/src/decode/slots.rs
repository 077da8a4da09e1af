//! Members of an object as a tuple, so that a generated `deserialize` is one call.

use serde::de::{self, Deserialize};

use super::member::{absent, missing};

/// Source of the values of members.
pub trait Source<'de> {
    /// Error of the source.
    type Error: de::Error;

    /// Reads the value of the member whose name was read last.
    ///
    /// # Errors
    /// The value does not fit the type; the message starts with the path.
    fn value<T: Deserialize<'de>>(&mut self) -> Result<T, Self::Error>;
}

/// Members of an object with more members than a tuple can have.
#[derive(Debug)]
pub struct Many<A, B>(pub A, pub B);

/// Members of an object, by number. Members of type `Option` may be absent.
pub trait Slots<'de>: Sized {
    /// Members that were read.
    type State: Default;

    /// The number of members.
    const COUNT: usize;

    /// Reads member number `index`.
    ///
    /// # Errors
    /// The errors of the source.
    fn read_member<S: Source<'de>>(
        state: &mut Self::State,
        index: usize,
        source: &mut S,
    ) -> Result<(), S::Error>;

    /// Adds values for the absent members, and returns all members.
    ///
    /// # Errors
    /// A required member is missing.
    fn into_members<E: de::Error>(state: Self::State, names: &[&'static str]) -> Result<Self, E>;
}

impl<'de, A: Slots<'de>, B: Slots<'de>> Slots<'de> for Many<A, B> {
    type State = (A::State, B::State);

    const COUNT: usize = A::COUNT + B::COUNT;

    #[inline]
    fn read_member<S: Source<'de>>(
        state: &mut Self::State,
        index: usize,
        source: &mut S,
    ) -> Result<(), S::Error> {
        match index.checked_sub(A::COUNT) {
            Some(index) => B::read_member(&mut state.1, index, source),
            None => A::read_member(&mut state.0, index, source),
        }
    }

    #[inline]
    fn into_members<E: de::Error>(state: Self::State, names: &[&'static str]) -> Result<Self, E> {
        let (first, second) = names.split_at(A::COUNT.min(names.len()));
        match (
            A::into_members(state.0, first),
            B::into_members(state.1, second),
        ) {
            (Ok(first), Ok(second)) => Ok(Self(first, second)),
            (Err(error), _) | (_, Err(error)) => Err(error),
        }
    }
}

macro_rules! tuple {
    ($count:literal: $($slot:ident $index:tt)*) => {
        impl<'de, $($slot: Deserialize<'de>),*> Slots<'de> for ($($slot,)*) {
            type State = ($(Option<$slot>,)*);

            const COUNT: usize = $count;

            #[allow(unused_variables, reason = "the empty tuple needs none")]
            #[inline]
            fn read_member<S: Source<'de>>(
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

            #[allow(unused, non_snake_case, reason = "the empty tuple needs none; the slots give their names to values")]
            #[inline]
            fn into_members<E: de::Error>(mut state: Self::State, names: &[&'static str]) -> Result<Self, E> {
                let name = |index: usize| names.get(index).copied().unwrap_or_default();
                // The steps that can fail come first, so that the compiler moves all members at once.
                $(
                    if state.$index.is_none() {
                        state.$index = Some(absent(name($index))?);
                    }
                )*
                match state {
                    ($(Some($slot),)*) => Ok(($($slot,)*)),
                    _ => Err(missing("")),
                }
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
