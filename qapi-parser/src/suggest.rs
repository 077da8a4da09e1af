//! Suggestion of an existing name for a misspelt one.

use strsim::osa_distance;

/// Finds the candidate that is most similar to `word`: the first candidate with the fewest edits. Returns `None` if all
/// candidates need too many edits for the length of the word.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    // One edit turns any letter into any other letter.
    if word.len() < 2 {
        return None;
    }
    let limit = (word.len() / 3).clamp(1, 4);
    let folded = fold_case(word);
    candidates
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit && candidate.len() <= 80)
        .map(|candidate| (osa_distance(&folded, &fold_case(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Upper case equals lower case, and `-` equals `_`.
fn fold_case(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
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
