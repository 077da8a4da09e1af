//! Release numbers.

use std::fmt;

/// A release number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(Vec<u32>);

impl Version {
    /// Parses a release number such as `7.2` or `10.0.1`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.split('.')
            .map(|part| part.parse().ok())
            .collect::<Option<Vec<u32>>>()
            .map(Self)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(u32::to_string).collect();
        f.write_str(&parts.join("."))
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
}
