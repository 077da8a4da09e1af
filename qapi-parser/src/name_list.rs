//! Lists of names: search for repeated names and for a name, in linear time.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// Maximum length of a list that is searched name by name. A hash table is faster for longer lists.
const SHORT_LIST: usize = 16;

/// Finds repeated names: the index of each repeated name, and the index of the equal name before it.
pub(crate) fn repeats<K: Eq + Hash>(
    names: impl ExactSizeIterator<Item = K> + Clone,
) -> Vec<(usize, usize)> {
    let mut repeats = Vec::new();
    if names.len() <= SHORT_LIST {
        for (index, name) in names.clone().enumerate() {
            let before = names.clone().take(index).position(|other| other == name);
            repeats.extend(before.map(|before| (index, before)));
        }
        return repeats;
    }
    let mut table = HashMap::with_capacity(names.len());
    for (index, name) in names.enumerate() {
        repeats.extend(table.insert(name, index).map(|before| (index, before)));
    }
    repeats
}

/// Set of names.
pub(crate) enum NameSet<'n> {
    Few(Vec<&'n str>),
    Many(HashSet<&'n str>),
}

impl<'n> NameSet<'n> {
    pub(crate) fn new(names: impl ExactSizeIterator<Item = &'n str>) -> Self {
        if names.len() <= SHORT_LIST {
            Self::Few(names.collect())
        } else {
            Self::Many(names.collect())
        }
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        match self {
            Self::Few(names) => names.contains(&name),
            Self::Many(names) => names.contains(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_found_in_short_and_long_lists() {
        for filler in [0, 100] {
            let names = (0..filler).chain([1000, 1001, 1000, 1001]);
            let names: Vec<u32> = names.collect();
            let expected = [(filler + 2, filler), (filler + 3, filler + 1)];
            let expected = expected.map(|(repeat, before)| (repeat as usize, before as usize));
            assert_eq!(repeats(names.iter()), expected, "{filler}");
        }
    }

    #[test]
    fn names_are_found_in_short_and_long_lists() {
        for length in [3, 100] {
            let names: Vec<String> = (0..length).map(|number| number.to_string()).collect();
            let set = NameSet::new(names.iter().map(String::as_str));
            assert!(set.contains("2"), "{length}");
            assert!(!set.contains("200"), "{length}");
        }
    }
}
