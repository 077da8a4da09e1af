//! Did you mean ..?

/// A hint to the candidate that is closest to `name`, if one is close.
pub(crate) fn did_you_mean<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let limit = (name.chars().count() / 3).max(1);
    let close = candidates.map(|candidate| (distance(name, candidate), candidate));
    let (_, best) = close
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(d, _)| *d)?;
    Some(format!("did you mean `{best}`?"))
}

/// `` `a`, `b`, `c` ``
pub(crate) fn quoted(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Edits from one name to the other: insertions, removals, replacements, and swaps of neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let same =
                a[i].eq_ignore_ascii_case(&b[j]) || "-_".contains(a[i]) && "-_".contains(b[j]);
            let mut cost = (above[j] + usize::from(!same))
                .min(above[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        let names = ["query-status", "query-block", "stop"];
        let hint = |name| did_you_mean(name, names.into_iter());
        assert_eq!(
            hint("query_status").as_deref(),
            Some("did you mean `query-status`?")
        );
        assert_eq!(
            hint("query-blcok").as_deref(),
            Some("did you mean `query-block`?")
        );
        assert_eq!(hint("sotp").as_deref(), Some("did you mean `stop`?"));
        assert_eq!(hint("migrate"), None);
        assert_eq!(hint("s"), None);
    }
}
