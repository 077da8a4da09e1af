//! Releases, as documentation names them: `(since 10.1)`.

/// A release number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(Vec<u32>);

impl Version {
    /// `7.2` or `10.0.1`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.split('.')
            .map(|part| part.parse().ok())
            .collect::<Option<Vec<u32>>>()
            .map(Self)
    }

    /// The release that a description names in parentheses.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let (_, after) = text.split_once("(since")?;
        let number = after.trim_start_matches([':', ' ', '\n']);
        let end = number
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(number.len());
        Self::parse(number[..end].trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn releases_compare_by_number() {
        let version = |text| Version::parse(text).expect("it is a release");
        assert!(version("10.0") > version("7.2"));
        assert!(version("7.2.1") > version("7.2"));
        assert_eq!(Version::parse("new"), None);
        assert_eq!(Version::parse(""), None);
    }

    #[test]
    fn descriptions_name_releases_in_parentheses() {
        assert_eq!(Version::of("children (since 10.1)"), Version::parse("10.1"));
        assert_eq!(
            Version::of("(Since: 2.3; see there)"),
            Version::parse("2.3")
        );
        assert_eq!(Version::of("not used since 5.1"), None);
        assert_eq!(Version::of("(since long)"), None);
    }
}
