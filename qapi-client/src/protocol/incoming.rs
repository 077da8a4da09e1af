//! Messages of the peer: QMP specification, "Protocol Specification".

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::members::Members;
use super::message::{Greeting, Timestamp};
use super::refusal::Refusal;
use super::text;
use crate::decode::Text;
use crate::error::{CommandError, TEXT_EXCERPT, excerpt};

/// Message from the peer. The payload is still JSON text.
#[derive(Debug)]
pub(crate) enum Incoming<'a> {
    Greeting(Greeting),
    Reply {
        id: Option<Id>,
        result: &'a RawValue,
    },
    Error {
        id: Option<Id>,
        error: CommandError,
    },
    Event {
        name: Cow<'a, str>,
        data: Option<&'a RawValue>,
        timestamp: Timestamp,
    },
    /// A reply or an event whose payload is not JSON. The id or the name can be read.
    Unreadable {
        /// Id of a reply.
        id: Option<Id>,
        /// Name of an event.
        event: Option<Cow<'a, str>>,
        /// Member that cannot be read, and the error.
        why: String,
    },
    /// Any other message.
    Unknown,
}

/// The `id` of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Id {
    Ours(u64),
    /// An id that this crate cannot have sent.
    Foreign,
}

impl Id {
    fn read(value: &[u8]) -> Self {
        text::read_integer(value).map_or(Self::Foreign, Self::Ours)
    }
}

impl<'a> Incoming<'a> {
    /// Reads a message. Unknown members are skipped.
    ///
    /// # Errors
    /// The message is not JSON, and neither an id nor the name of an event can be read.
    pub(crate) fn parse(message: &'a [u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(message)
            .or_else(|error| Envelope::read_tolerantly(message).ok_or(error))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Incoming<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Envelope::default())
    }
}

/// Visitor that collects the members of a message. A derived implementation would read `"return": null` as absent.
#[derive(Default)]
struct Envelope<'a> {
    greeting: Option<Greeting>,
    result: Option<&'a RawValue>,
    error: Option<Refusal>,
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
                "id" => self.id = Some(Id::read(next_raw_value(&mut map)?)),
                "error" => self.error = Some(Refusal::read(next_raw_value(&mut map)?)),
                "event" => self.event = Some(map.next_value::<Text<'de>>()?.0),
                "data" => self.data = Some(map.next_value()?),
                "timestamp" => self.timestamp = Some(Timestamp::read(next_raw_value(&mut map)?)),
                "QMP" => self.greeting = Greeting::read(next_raw_value(&mut map)?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(self.into_message())
    }
}

/// Bytes of the next value of `map`, unchanged.
fn next_raw_value<'de, A: MapAccess<'de>>(map: &mut A) -> Result<&'de [u8], A::Error> {
    Ok(map.next_value::<&RawValue>()?.get().as_bytes())
}

impl<'a> Envelope<'a> {
    fn into_message(self) -> Incoming<'a> {
        if let Some(result) = self.result {
            Incoming::Reply {
                id: self.id,
                result,
            }
        } else if let Some(Refusal { error, is_complete }) = self.error {
            match self.id {
                None if !is_complete => Incoming::Unknown,
                id => Incoming::Error { id, error },
            }
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

    /// Reads a message that the parser refused, member by member. Returns `None` if neither an id nor the name of an
    /// event can be read.
    fn read_tolerantly(message: &'a [u8]) -> Option<Incoming<'a>> {
        let mut envelope = Self::default();
        let (mut no_result, mut no_data) = (None, None);
        for (name, value) in Members::of(message)? {
            match &*name {
                "return" => envelope.result = read_json("return", value, &mut no_result),
                "id" => envelope.id = Some(Id::read(value)),
                "error" => envelope.error = Some(Refusal::read(value)),
                "event" => envelope.event = Some(serde_json::from_slice::<Text<'_>>(value).ok()?.0),
                "data" => envelope.data = read_json("data", value, &mut no_data),
                "timestamp" => envelope.timestamp = Some(Timestamp::read(value)),
                "QMP" => envelope.greeting = Greeting::read(value),
                _ => {}
            }
        }
        let id = envelope.id;
        if let Some(why) = no_result {
            return id.map(|id| Incoming::Unreadable {
                id: Some(id),
                event: None,
                why,
            });
        }
        match (envelope.into_message(), no_data) {
            (Incoming::Event { name, .. }, Some(why)) => Some(Incoming::Unreadable {
                id: None,
                event: Some(name),
                why,
            }),
            (Incoming::Unknown, _) => None,
            (whole, _) => Some(whole),
        }
    }
}

/// Reads `value` as JSON. If the value is not JSON, sets `broken` to the error.
fn read_json<'a>(name: &str, value: &'a [u8], broken: &mut Option<String>) -> Option<&'a RawValue> {
    match serde_json::from_slice(value) {
        Ok(json) => Some(json),
        Err(error) => {
            *broken = Some(excerpt(&format_args!("{name}: {error}"), TEXT_EXCERPT));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Incoming<'_> {
        Incoming::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn members_in_any_order_determine_the_kind_of_message() {
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
        for text in [r#"{"hello":1}"#, r#"{"QMP":1}"#, "{}"] {
            assert!(matches!(parse(text), Incoming::Unknown), "{text}");
        }
    }

    #[test]
    fn broken_json_without_id_or_event_is_an_error() {
        for text in [
            "{",
            "[]",
            r#"{"return":}"#,
            r#"{"return":NaN}"#,
            r#"{"id":1,"x":NaN}"#,
            r#"{"event":7}"#,
            r#"{"event":"\ud800"}"#,
            r#"{"event":"E" "data":1}"#,
            r#"{"error":{"class":7,"desc":"d"},"x":NaN}"#,
        ] {
            let parsed = Incoming::parse(text.as_bytes());
            assert!(parsed.is_err(), "{text}: {parsed:?}");
        }
        assert!(Incoming::parse(b"{\"return\":\"\xfe\"}").is_err());
    }

    /// Values that are not JSON.
    const BROKEN: &[&[u8]] = &[
        b"\"\xc3(\"",
        b"\"\xfe\"",
        b"{\"\xc3(\":1}",
        b"\"a\0b\"",
        b"\"a\tb\"",
        b"\"a\nb\"",
        b"NaN",
        b"inf",
        b"-inf",
        b"01",
        b"-01",
        b"0x10",
        b"[1,{\"b\":NaN}]",
        b"{\"a\":1,}",
        b"{\"a\":}",
        b"",
        b"\"\\q\"",
    ];

    #[test]
    fn the_tolerant_reader_agrees_with_the_parser() {
        for text in [
            r#"{"return": {"a": [1, "}"]}, "id": 7}"#,
            r#"{ "id" : "x" , "error" : { "class" : "C" , "desc" : "d\u00e9\n" } }"#,
            r#"{"timestamp": {"microseconds": 2, "seconds": 1}, "ev\u0065nt": "E", "data": null}"#,
            r#"{"event": "\u00e9", "new": {}}"#,
        ] {
            let tolerant = Envelope::read_tolerantly(text.as_bytes()).expect(text);
            assert_eq!(format!("{tolerant:?}"), format!("{:?}", parse(text)));
        }
    }

    #[test]
    fn random_bytes_cause_no_panic() {
        let mut state = 1_u64;
        let alphabet = b"{}[]\"\"\\:,, idreturn1\xc3\t";
        for _ in 0..20_000 {
            let mut noise = b"{\"id\":1,\"return\":".to_vec();
            noise.extend((0..40).map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                alphabet[(state >> 33) as usize % alphabet.len()]
            }));
            let _ = Incoming::parse(&noise);
            let _ = Refusal::read(&noise);
        }
    }

    #[test]
    fn the_id_of_a_broken_reply_is_read() {
        for value in BROKEN {
            let orders: [&[&[u8]]; 2] = [
                &[b"{\"return\":", value, b",\"id\":7}"],
                &[b"{\"id\": 7, \"return\": ", value, b"}"],
            ];
            for message in orders.map(<[_]>::concat) {
                let shown = String::from_utf8_lossy(&message).into_owned();
                let Ok(Incoming::Unreadable { id, event, why }) = Incoming::parse(&message) else {
                    panic!("{shown}");
                };
                assert_eq!((id, event), (Some(Id::Ours(7)), None), "{shown}");
                assert!(why.starts_with("return: "), "{why}");
            }
        }
    }

    #[test]
    fn the_name_of_a_broken_event_is_read() {
        for value in BROKEN {
            let message = [
                b"{\"event\":\"ODD\",\"data\":",
                *value,
                b",\"timestamp\":{}}",
            ]
            .concat();
            let shown = String::from_utf8_lossy(&message).into_owned();
            let Ok(Incoming::Unreadable { id, event, why }) = Incoming::parse(&message) else {
                panic!("{shown}");
            };
            assert_eq!((id, event.as_deref()), (None, Some("ODD")), "{shown}");
            assert!(why.starts_with("data: "), "{why}");
        }
    }

    #[test]
    fn a_broken_member_does_not_affect_other_members() {
        let reply = b"{\"x\":NaN,\"return\":{\"a\":[1]},\"id\":7}";
        let Ok(Incoming::Reply { id, result }) = Incoming::parse(reply) else {
            panic!("no reply");
        };
        assert_eq!((id, result.get()), (Some(Id::Ours(7)), "{\"a\":[1]}"));

        for timestamp in ["NaN", "\"a\tb\"", "{\"seconds\":01}", ""] {
            let text =
                format!("{{\"event\":\"E\",\"timestamp\":{timestamp},\"data\":{{\"n\":1}}}}");
            let Incoming::Event {
                name,
                data,
                timestamp,
            } = parse(&text)
            else {
                panic!("{text}");
            };
            assert_eq!((&*name, timestamp), ("E", Timestamp::UNKNOWN), "{text}");
            assert_eq!(data.map(RawValue::get), Some("{\"n\":1}"), "{text}");
        }
    }

    #[test]
    fn a_greeting_with_a_broken_package_is_accepted() {
        let message = b"{\"QMP\":{\"version\":{\"package\":\"caf\xe9\"},\"capabilities\":[]}}";
        let Ok(Incoming::Greeting(greeting)) = Incoming::parse(message) else {
            panic!("no greeting");
        };
        assert_eq!(greeting.version.package, "caf\u{fffd}");
    }

    #[test]
    fn an_event_with_a_broken_timestamp_is_accepted() {
        for timestamp in [
            "null",
            "7",
            "\"now\"",
            "[1,2]",
            r#"{"seconds":1.5,"microseconds":0}"#,
            r#"{"seconds":null,"microseconds":0}"#,
            r#"{"seconds":"1","microseconds":0}"#,
            r#"{"seconds":18446744073709551615,"microseconds":0}"#,
            r#"{"seconds":1,"microseconds":18446744073709551615}"#,
            r#"{"seconds":1e400,"microseconds":0}"#,
        ] {
            let text = format!("{{\"event\":\"E\",\"timestamp\":{timestamp}}}");
            let Incoming::Event { timestamp, .. } = parse(&text) else {
                panic!("{text}");
            };
            assert_eq!(timestamp, Timestamp::UNKNOWN, "{text}");
        }
    }

    #[test]
    fn an_error_without_id_follows_the_specification() {
        let lawful = parse(r#"{"error":{"class":"C","desc":"d"}}"#);
        assert!(matches!(lawful, Incoming::Error { id: None, .. }));
        for text in [
            r#"{"error":"x"}"#,
            r#"{"error":{}}"#,
            r#"{"error":{"class":"C"}}"#,
            r#"{"error":{"class":"C","desc":7}}"#,
            r#"{"error":{"class":null,"desc":"d"}}"#,
        ] {
            assert!(matches!(parse(text), Incoming::Unknown), "{text}");
        }
    }
}
