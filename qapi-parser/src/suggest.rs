//! Finds the name that somebody may have meant.

/// The candidate that is nearest to `word`, if one is near.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let limit = (word.len() / 3).clamp(1, 4);
    candidates
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit && candidate.len() <= 80)
        .filter_map(|candidate| Some((distance(word, candidate, limit)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The number of insertions, deletions and substitutions between two names, upper and lower case alike, if it is
/// within the limit.
fn distance(one: &str, other: &str, limit: usize) -> Option<usize> {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, a) in one.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (column, b) in other.bytes().enumerate() {
            let substitution = diagonal + usize::from(!a.eq_ignore_ascii_case(&b));
            diagonal = row[column + 1];
            row[column + 1] = substitution.min(diagonal + 1).min(row[column] + 1);
        }
        if row.iter().min().is_some_and(|least| *least > limit) {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const TYPES: [&str; 3] = ["BlockdevOptions", "BlockdevRef", "str"];

    #[test]
    fn slips_are_found() {
        for slip in ["BlockdevOption", "BlockDevOptions", "BlokdevOptoins"] {
            assert_eq!(
                nearest(slip, TYPES.into_iter()),
                Some("BlockdevOptions"),
                "{slip}"
            );
        }
    }

    #[test]
    fn other_words_are_not() {
        for word in ["Thermostat", "in", "BlockdevOptionsThrottle", ""] {
            assert_eq!(nearest(word, TYPES.into_iter()), None, "{word}");
        }
    }
}
