//! Parts of messages that a program sees: greeting, version, timestamp.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::members::{Members, elements};
use super::text::{self, read_integer};
use crate::error::SHORT_EXCERPT;

/// Capability of out-of-band execution.
const OOB: &str = "oob";

/// First message of a monitor (QMP specification, "Server Greeting").
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Greeting {
    /// Version of the peer.
    pub version: Version,
    /// Capabilities, such as `oob`. At most 64 capabilities are kept.
    pub capabilities: Vec<String>,
}

impl Greeting {
    /// Whether the peer offers out-of-band execution.
    #[must_use]
    pub fn offers_oob(&self) -> bool {
        self.capabilities.iter().any(|name| name == OOB)
    }
}

/// Version of a peer, as in its greeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Version {
    /// Major number: 10 in 10.0.2.
    pub major: u32,
    /// Minor number: 0 in 10.0.2.
    pub minor: u32,
    /// Micro number: 2 in 10.0.2.
    pub micro: u32,
    /// Text that the packager added; often empty.
    pub package: String,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.micro)
    }
}

/// Time of an event by the clock of the peer, since the Unix epoch.
///
/// Both numbers are -1 if the peer could not read its clock (QMP specification, "Asynchronous events").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(
    clippy::exhaustive_structs,
    reason = "the specification calls it a fixed object"
)]
pub struct Timestamp {
    /// Whole seconds.
    pub seconds: i64,
    /// Microseconds within the second.
    pub microseconds: i64,
}

impl Timestamp {
    /// Timestamp when the peer cannot read its clock, or when the client cannot parse the timestamp.
    pub const UNKNOWN: Self = Self {
        seconds: -1,
        microseconds: -1,
    };

    /// Converts to the time type of the standard library. Returns `None` if the peer could not read its clock.
    #[must_use]
    pub fn system_time(&self) -> Option<SystemTime> {
        let seconds = u64::try_from(self.seconds).ok()?;
        let micros = u64::try_from(self.microseconds).ok()?;
        let since = Duration::from_secs(seconds).checked_add(Duration::from_micros(micros))?;
        SystemTime::UNIX_EPOCH.checked_add(since)
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let (since, sign) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => (since, 1),
            Err(before) => (before.duration(), -1),
        };
        Self {
            seconds: i64::try_from(since.as_secs()).map_or(i64::MAX, |seconds| seconds * sign),
            microseconds: i64::from(since.subsec_micros()) * sign,
        }
    }
}

/// Maximum number of capabilities that are kept of a greeting. A peer can send any number.
const MAX_CAPABILITIES: usize = 64;

impl Greeting {
    /// Reads the value of `QMP`. Returns `None` if the value is not an object. Unknown members are skipped, and missing
    /// members get default values.
    pub(super) fn read(value: &[u8]) -> Option<Self> {
        let mut greeting = Self::default();
        for (name, value) in Members::of(value)? {
            match &*name {
                "version" => greeting.version = Version::read(value),
                "capabilities" => greeting.capabilities = read_capabilities(value),
                _ => {}
            }
        }
        Some(greeting)
    }
}

/// Reads the first [`MAX_CAPABILITIES`] names, and `oob` even if it comes after them. Values other than strings are
/// skipped.
fn read_capabilities(value: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    for name in elements(value).filter_map(text::string_content) {
        let is_late_oob = name == OOB.as_bytes() && names.len() == MAX_CAPABILITIES;
        if names.len() < MAX_CAPABILITIES || is_late_oob {
            names.push(text::read_lossy(name, SHORT_EXCERPT));
        }
    }
    names
}

impl Version {
    fn read(value: &[u8]) -> Self {
        let mut version = Self::default();
        for (name, value) in Members::of(value).into_iter().flatten() {
            match &*name {
                "package" => {
                    let package = text::string_content(value).unwrap_or_default();
                    version.package = text::read_lossy(package, SHORT_EXCERPT);
                }
                "qemu" => version.read_numbers(value),
                _ => {}
            }
        }
        version
    }

    fn read_numbers(&mut self, value: &[u8]) {
        for (name, value) in Members::of(value).into_iter().flatten() {
            let number = match &*name {
                "major" => &mut self.major,
                "minor" => &mut self.minor,
                "micro" => &mut self.micro,
                _ => continue,
            };
            *number = read_integer(value).unwrap_or_default();
        }
    }
}

impl Timestamp {
    /// Reads the value of `timestamp`. Returns [`Timestamp::UNKNOWN`] if the value does not follow the specification.
    pub(super) fn read(value: &[u8]) -> Self {
        let (mut seconds, mut microseconds) = (None, None);
        for (name, value) in Members::of(value).into_iter().flatten() {
            match &*name {
                "seconds" => seconds = read_integer(value),
                "microseconds" => microseconds = read_integer(value),
                _ => {}
            }
        }
        match (seconds, microseconds) {
            (Some(seconds), Some(microseconds)) => Self {
                seconds,
                microseconds,
            },
            _ => Self::UNKNOWN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_greetings_are_shortened() {
        let long = "x".repeat(1 << 20);
        let names = format!("\"{long}\",7,").repeat(3) + &"\"name\",".repeat(1000);
        let text = format!(
            r#"{{"version":{{"package":"{long}","qemu":{{"major":10}}}},"capabilities":[{names}"oob","oob"]}}"#
        );
        let greeting = Greeting::read(text.as_bytes()).unwrap();
        assert_eq!(greeting.version.major, 10);
        assert!(greeting.version.package.ends_with("... (1048576 bytes)"));
        assert!(greeting.offers_oob());
        assert_eq!(greeting.capabilities.len(), MAX_CAPABILITIES + 1);
        let size: usize = greeting.capabilities.iter().map(String::len).sum();
        assert!(size < 2000, "{size}");
    }

    #[test]
    fn broken_members_of_a_greeting_get_defaults() {
        for (text, version, capabilities) in [
            ("{}", "0.0.0", &[][..]),
            (r#"{"version":7,"capabilities":7}"#, "0.0.0", &[]),
            (
                r#"{"capabilities":["a",[],{"b":"c"},"oob"],"version":{"qemu":{"major":"x","minor":2,"micro":-1}}}"#,
                "0.2.0",
                &["a", "oob"],
            ),
        ] {
            let greeting = Greeting::read(text.as_bytes()).unwrap();
            assert_eq!(greeting.version.to_string(), version, "{text}");
            assert_eq!(greeting.capabilities, capabilities, "{text}");
        }
        assert_eq!(Greeting::read(b"\"x\""), None);
    }

    #[test]
    fn an_unknown_timestamp_has_no_time() {
        assert_eq!(Timestamp::UNKNOWN.system_time(), None);
        let time = SystemTime::UNIX_EPOCH + Duration::from_micros(1_500_000);
        let timestamp = Timestamp::from(time);
        assert_eq!((timestamp.seconds, timestamp.microseconds), (1, 500_000));
        assert_eq!(timestamp.system_time(), Some(time));
    }
}
