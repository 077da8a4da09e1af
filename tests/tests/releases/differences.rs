//! Replies compared with what their types write.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

/// A place where a reply and what its type writes differ. Places in a list count as one.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    /// The type does not write this member.
    Lost(String),
    /// The peer did not send this member.
    Invented(String),
    /// Another value is written than was sent.
    Changed(String, String, String),
}

impl Difference {
    /// Whether the difference is the loss of a member that the list has for this query, at any depth of the reply.
    pub(crate) fn is_loss_of(&self, query: &str, members: &[(&str, &str)]) -> bool {
        match self {
            Self::Lost(path) => members
                .iter()
                .any(|(name, member)| *name == query && path.rsplit('.').next() == Some(member)),
            _ => false,
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(path) => write!(f, "{path} is lost"),
            Self::Invented(path) => write!(f, "{path} is invented"),
            Self::Changed(path, sent, written) => {
                write!(f, "{path}: {sent} is written as {written}")
            }
        }
    }
}

/// All places where the two values differ.
pub(crate) fn differences(sent: &Value, written: &Value) -> BTreeSet<Difference> {
    let mut places = BTreeSet::new();
    compare("", sent, written, &mut places);
    places
}

fn compare(path: &str, sent: &Value, written: &Value, places: &mut BTreeSet<Difference>) {
    match (sent, written) {
        _ if sent == written => {}
        (Value::Object(sent), Value::Object(written)) => {
            for (name, value) in sent {
                let path = format!("{path}.{name}");
                match written.get(name) {
                    Some(written) => compare(&path, value, written, places),
                    None => drop(places.insert(Difference::Lost(path))),
                }
            }
            let added = written.keys().filter(|name| !sent.contains_key(*name));
            places.extend(added.map(|name| Difference::Invented(format!("{path}.{name}"))));
        }
        (Value::Array(sent), Value::Array(written)) if sent.len() == written.len() => {
            for (sent, written) in sent.iter().zip(written) {
                compare(&format!("{path}[]"), sent, written, places);
            }
        }
        // QEMU writes a whole `number` without a fraction.
        (Value::Number(sent), Value::Number(written))
            if written.is_f64() && sent.as_f64() == written.as_f64() => {}
        _ => {
            let changed =
                Difference::Changed(path.to_owned(), sent.to_string(), written.to_string());
            places.insert(changed);
        }
    }
}

#[test]
fn every_kind_of_difference_is_found() {
    use serde_json::json;
    let sent = json!({ "a": [{ "b": 1, "c": 2 }], "d": 1, "e": 3 });
    let written = json!({ "a": [{ "b": 1 }], "d": 1.0, "e": 4, "f": null });
    let found: Vec<String> = differences(&sent, &written)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        found,
        [".a[].c is lost", ".f is invented", ".e: 3 is written as 4"]
    );
}
