//! Suggestion of an existing name for a misspelt one.

/// Finds the candidate that is most similar to `word`: the first candidate with the fewest edits. Returns `None` if all
/// candidates need too many edits for the length of the word.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    // One edit turns any letter into any other letter.
    if word.len() < 2 {
        return None;
    }
    let limit = (word.len() / 3).clamp(1, 4);
    candidates
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit && candidate.len() <= 80)
        .filter_map(|candidate| Some((distance(word, candidate, limit)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Number of edits between two names; `None` above the limit. An edit inserts, removes or replaces a character, or
/// swaps two neighbours. Upper case equals lower case, and `-` equals `_`.
fn distance(one: &str, other: &str, limit: usize) -> Option<usize> {
    let (one, other): (Vec<u8>, Vec<u8>) = (
        one.bytes().map(fold_case).collect(),
        other.bytes().map(fold_case).collect(),
    );
    // Each row has the distances of one prefix of `one` from all prefixes of `other`.
    let mut rows: [Vec<usize>; 2] = [Vec::new(), (0..=other.len()).collect()];
    for (i, a) in one.iter().enumerate() {
        let [before, above] = &rows;
        let mut row = Vec::with_capacity(other.len() + 1);
        row.push(i + 1);
        for (j, b) in other.iter().enumerate() {
            let replaced = above[j] + usize::from(a != b);
            let mut least = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && *b == one[i - 1] {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        let best = rows[1].iter().chain(&row).min();
        if best.is_some_and(|best| *best > limit) {
            return None;
        }
        rows.rotate_left(1);
        rows[1] = row;
    }
    rows[1]
        .last()
        .copied()
        .filter(|distance| *distance <= limit)
}

fn fold_case(byte: u8) -> u8 {
    if byte == b'_' {
        b'-'
    } else {
        byte.to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const NAMES: [&str; 6] = [
        "b",
        "BlockdevOptions",
        "BlockdevRef",
        "str",
        "query-block",
        "stop",
    ];

    #[test]
    fn a_misspelt_name_is_found() {
        for (misspelt, meant) in [
            ("BlockdevOption", "BlockdevOptions"),
            ("BlockDevOptions", "BlockdevOptions"),
            ("BlokdevOptoins", "BlockdevOptions"),
            ("query_block", "query-block"),
            ("query-blcok", "query-block"),
            ("sotp", "stop"),
        ] {
            assert_eq!(
                nearest(misspelt, NAMES.into_iter()),
                Some(meant),
                "{misspelt}"
            );
        }
    }

    #[test]
    fn a_different_word_has_no_suggestion() {
        for word in ["Thermostat", "in", "BlockdevOptionsThrottle", "a", ""] {
            assert_eq!(nearest(word, NAMES.into_iter()), None, "{word}");
        }
    }
}
