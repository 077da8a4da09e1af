//! Parts of messages that a program sees: greeting, version, timestamp.

use std::fmt;
use std::time::{Duration, SystemTime};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::text;
use crate::decode::Text;
use crate::error::SHORT;

/// Capability of out-of-band execution.
const OOB: &str = "oob";

/// First message of a monitor (QMP specification, "Server Greeting").
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Greeting {
    /// Version of the peer.
    pub version: Version,
    /// Capabilities beyond the baseline: `oob`, and those of later versions. The first 64 are kept.
    pub capabilities: Vec<String>,
}

impl Greeting {
    /// True if the peer offers out-of-band execution.
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
    /// Addition of the packager; often empty.
    pub package: String,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.micro)
    }
}

/// Time of an event by the clock of the peer, since the Unix epoch.
///
/// Both members are -1 if the peer could not read its clock (QMP specification, "Asynchronous events").
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
    /// Timestamp of a peer that cannot read its clock, or whose timestamp cannot be read.
    pub const UNKNOWN: Self = Self {
        seconds: -1,
        microseconds: -1,
    };

    /// Converts to a time of this system; `None` if the peer could not read its clock.
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

/// Texts of a greeting that are kept: a peer may send any number, of any size.
const CAPABILITIES: usize = 64;

/// Reads an object member by member; unknown members are skipped.
macro_rules! read_object {
    ($type:ty, $what:literal, $start:expr, $($key:literal => $($field:ident).+),+ $(,)?) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Members;
                impl<'de> Visitor<'de> for Members {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<$type, A::Error> {
                        let mut value: $type = $start;
                        while let Some(key) = map.next_key::<Text<'de>>()? {
                            match &*key.0 {
                                $($key => value.$($field).+ = map.next_value()?,)+
                                _ => drop(map.next_value::<IgnoredAny>()?),
                            }
                        }
                        Ok(value)
                    }
                }
                deserializer.deserialize_map(Members)
            }
        }
    };
}

read_object!(Timestamp, "a timestamp", Timestamp::UNKNOWN, "seconds" => seconds, "microseconds" => microseconds);
read_object!(Triple, "a version", Triple::default(), "major" => major, "minor" => minor, "micro" => micro);
read_object!(VersionInfo, "version information", VersionInfo::default(), "qemu" => qemu, "package" => package);
read_object!(Hello, "a greeting", Hello::default(), "version" => version, "capabilities" => capabilities);

#[derive(Default)]
struct Triple {
    major: u32,
    minor: u32,
    micro: u32,
}

#[derive(Default)]
struct VersionInfo {
    qemu: Triple,
    package: Package,
}

#[derive(Default)]
struct Hello {
    version: VersionInfo,
    capabilities: Capabilities,
}

/// The package of a version, cut where it is too long; empty if it is no string.
#[derive(Default)]
struct Package(String);

impl<'de> Deserialize<'de> for Package {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        let name = text::string(raw.get().as_bytes()).unwrap_or_default();
        Ok(Self(text::lossy(name, SHORT)))
    }
}

/// The first capabilities, and `oob` wherever it stands. What is no string is skipped.
#[derive(Default)]
struct Capabilities(Vec<String>);

impl<'de> Deserialize<'de> for Capabilities {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Capabilities;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of capabilities")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Capabilities, A::Error> {
                let mut names = Vec::new();
                while let Some(raw) = seq.next_element::<&RawValue>()? {
                    let Some(name) = text::string(raw.get().as_bytes()) else {
                        continue;
                    };
                    let is_late_oob = name == OOB.as_bytes() && names.len() == CAPABILITIES;
                    if names.len() < CAPABILITIES || is_late_oob {
                        names.push(text::lossy(name, SHORT));
                    }
                }
                Ok(Capabilities(names))
            }
        }
        deserializer.deserialize_seq(List)
    }
}

impl<'de> Deserialize<'de> for Greeting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hello = Hello::deserialize(deserializer)?;
        let VersionInfo { qemu, package } = hello.version;
        Ok(Self {
            version: Version {
                major: qemu.major,
                minor: qemu.minor,
                micro: qemu.micro,
                package: package.0,
            },
            capabilities: hello.capabilities.0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_keeps_no_more_than_it_needs() {
        let long = "x".repeat(1 << 20);
        let names = format!("\"{long}\",7,").repeat(3) + &"\"name\",".repeat(1000);
        let text = format!(
            r#"{{"version":{{"package":"{long}","qemu":{{"major":10}}}},"capabilities":[{names}"oob","oob"]}}"#
        );
        let greeting: Greeting = serde_json::from_str(&text).unwrap();
        assert_eq!(greeting.version.major, 10);
        assert!(greeting.version.package.ends_with("... (1048576 bytes)"));
        assert!(greeting.offers_oob());
        assert_eq!(greeting.capabilities.len(), CAPABILITIES + 1);
        let size: usize = greeting.capabilities.iter().map(String::len).sum();
        assert!(size < 2000, "{size}");
    }

    #[test]
    fn a_clock_that_cannot_be_read_gives_no_time() {
        assert_eq!(Timestamp::UNKNOWN.system_time(), None);
        let time = SystemTime::UNIX_EPOCH + Duration::from_micros(1_500_000);
        let timestamp = Timestamp::from(time);
        assert_eq!((timestamp.seconds, timestamp.microseconds), (1, 500_000));
        assert_eq!(timestamp.system_time(), Some(time));
    }
}
