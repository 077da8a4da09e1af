//! The messages of the protocol: QMP specification, "Protocol Specification".

use std::borrow::Cow;
use std::fmt;
use std::time::{Duration, SystemTime};

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// What a monitor says first (QMP specification, "Server Greeting").
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Greeting {
    /// The version of the peer.
    pub version: Version,
    /// What the peer offers beyond the baseline: `oob`, or what later versions invent.
    pub capabilities: Vec<String>,
}

impl Greeting {
    /// True if the peer offers out-of-band execution.
    #[must_use]
    pub fn offers_oob(&self) -> bool {
        self.capabilities.iter().any(|name| name == "oob")
    }
}

/// The version of a peer, as in its greeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Version {
    /// The 10 of 10.0.2.
    pub major: u32,
    /// The 0 of 10.0.2.
    pub minor: u32,
    /// The 2 of 10.0.2.
    pub micro: u32,
    /// What the packager added; often empty.
    pub package: String,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.micro)
    }
}

/// When an event occurred, by the clock of the peer, since the Unix epoch.
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
    /// The rest, in microseconds.
    pub microseconds: i64,
}

impl Timestamp {
    /// What a peer sends that cannot read its clock.
    pub const UNKNOWN: Self = Self {
        seconds: -1,
        microseconds: -1,
    };

    /// As a time of this system; `None` if the peer could not read its clock.
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

/// One message from the peer, its payload still text.
#[derive(Debug)]
pub(crate) enum Incoming<'a> {
    Greeting(Greeting),
    Reply {
        id: Option<Id>,
        result: &'a RawValue,
    },
    Error {
        id: Option<Id>,
        error: crate::CommandError,
    },
    Event {
        name: Cow<'a, str>,
        data: Option<&'a RawValue>,
        timestamp: Timestamp,
    },
    /// A message that is not valid JSON, though its id, or the name of its event, can be read.
    #[allow(dead_code, reason = "made by the reader of damaged messages")]
    Unreadable {
        id: Option<Id>,
        event: Option<Cow<'a, str>>,
        why: String,
    },
    /// None of these.
    Unknown,
}

/// The `id` of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Id {
    Ours(u64),
    /// Not of the kind that this crate sends.
    Foreign,
}

impl<'a> Incoming<'a> {
    /// Reads one message; members it does not know are skipped.
    pub(crate) fn parse(message: &'a [u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(message)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Incoming<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Envelope::default())
    }
}

/// The members seen so far. An own visitor, since `Option<&RawValue>` would read `"return": null` as absent.
#[derive(Default)]
struct Envelope<'a> {
    greeting: Option<Greeting>,
    result: Option<&'a RawValue>,
    error: Option<crate::CommandError>,
    id: Option<Id>,
    event: Option<Cow<'a, str>>,
    data: Option<&'a RawValue>,
    timestamp: Option<Timestamp>,
}

impl<'de> Visitor<'de> for Envelope<'de> {
    type Value = Incoming<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a message")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Incoming<'de>, A::Error> {
        while let Some(key) = map.next_key::<Text<'de>>()? {
            match &*key.0 {
                "return" => self.result = Some(map.next_value()?),
                "id" => self.id = Some(Id::read(map.next_value()?)),
                "error" => self.error = Some(map.next_value()?),
                "event" => self.event = Some(map.next_value::<Text<'de>>()?.0),
                "data" => self.data = Some(map.next_value()?),
                "timestamp" => self.timestamp = Some(map.next_value()?),
                "QMP" => self.greeting = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(self.finish())
    }
}

impl<'a> Envelope<'a> {
    fn finish(self) -> Incoming<'a> {
        if let Some(result) = self.result {
            Incoming::Reply {
                id: self.id,
                result,
            }
        } else if let Some(error) = self.error {
            Incoming::Error { id: self.id, error }
        } else if let Some(name) = self.event {
            Incoming::Event {
                name,
                data: self.data,
                timestamp: self.timestamp.unwrap_or(Timestamp::UNKNOWN),
            }
        } else if let Some(greeting) = self.greeting {
            Incoming::Greeting(greeting)
        } else {
            Incoming::Unknown
        }
    }
}

impl Id {
    fn read(raw: &RawValue) -> Self {
        raw.get().parse().map_or(Self::Foreign, Self::Ours)
    }
}

/// A string, borrowed where it holds no escape.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(TextVisitor)
    }
}

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
    package: String,
}

#[derive(Default)]
struct Hello {
    version: VersionInfo,
    capabilities: Vec<serde_json::Value>,
}

impl<'de> Deserialize<'de> for Greeting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hello = Hello::deserialize(deserializer).map_err(D::Error::custom)?;
        let VersionInfo { qemu, package } = hello.version;
        let capabilities = hello.capabilities.iter().filter_map(|name| name.as_str());
        Ok(Self {
            version: Version {
                major: qemu.major,
                minor: qemu.minor,
                micro: qemu.micro,
                package,
            },
            capabilities: capabilities.map(str::to_owned).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Incoming<'_> {
        Incoming::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn messages_are_told_apart_by_their_members_in_any_order() {
        let Incoming::Greeting(greeting) = parse(
            r#"{"QMP":{"capabilities":["oob",7],"version":{"package":"p","qemu":{"micro":2,"minor":1,"major":10,"x":0}}}}"#,
        ) else {
            panic!("no greeting");
        };
        assert_eq!(greeting.version.to_string(), "10.1.2");
        assert!(greeting.offers_oob());
        assert_eq!(greeting.capabilities, ["oob"]);

        let Incoming::Reply { id, result } = parse(r#"{"id":7,"return":null}"#) else {
            panic!("no reply");
        };
        assert_eq!((id, result.get()), (Some(Id::Ours(7)), "null"));

        let Incoming::Error { id, error } =
            parse(r#"{"error":{"class":"New","desc":"d\u00e9","more":1},"id":"x"}"#)
        else {
            panic!("no error");
        };
        assert_eq!(id, Some(Id::Foreign));
        assert_eq!(error.to_string(), "New: dé");

        let Incoming::Event {
            name,
            data,
            timestamp,
        } = parse(r#"{"timestamp":{"seconds":-1,"microseconds":-1},"ev\u0065nt":"STOP"}"#)
        else {
            panic!("no event");
        };
        assert_eq!(
            (&*name, data.is_none(), timestamp),
            ("STOP", true, Timestamp::UNKNOWN)
        );
        assert_eq!(timestamp.system_time(), None);
        assert!(matches!(parse(r#"{"hello":1}"#), Incoming::Unknown));
    }

    #[test]
    fn what_is_no_message_is_an_error() {
        for text in [
            "{",
            "[]",
            r#"{"return":}"#,
            r#"{"event":7}"#,
            r#"{"error":"x"}"#,
            r#"{"QMP":1}"#,
        ] {
            assert!(Incoming::parse(text.as_bytes()).is_err(), "{text}");
        }
        assert!(Incoming::parse(b"{\"return\":\"\xff\"}").is_err());
    }
}
