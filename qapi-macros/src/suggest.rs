//! Hints in error texts.

use qapi_parser::nearest;

/// Suggests the candidate that is most similar to `name`. Returns `None` if no candidate is similar.
pub(crate) fn did_you_mean<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<String> {
    nearest(name, candidates).map(|best| format!("did you mean `{best}`?"))
}

/// Quotes names and joins them: `` `a`, `b`, `c` ``.
pub(crate) fn quoted(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_similar_names_are_suggested() {
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
