//! Comparison of two answers to `query-qmp-schema`, in which types can have different names.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use qapi_parser::SchemaInfo;
use qapi_tests::RawQmp;
use serde_json::Value;

/// Elements of a reply to `query-qmp-schema`, by name.
pub(crate) type Reply = HashMap<String, Value>;

pub(crate) fn by_name(infos: impl IntoIterator<Item = Value>) -> Reply {
    let name = |info: &Value| info["name"].as_str().expect("a name").to_owned();
    infos.into_iter().map(|info| (name(&info), info)).collect()
}

pub(crate) fn ask(socket: &Path, command: &str) -> Value {
    let mut raw = RawQmp::connect(socket).expect("the peer listens");
    let line = raw
        .ask(&format!("{{\"execute\":\"{command}\"}}\n"))
        .expect("the peer replies");
    let mut reply: Value = serde_json::from_slice(line).expect("the peer speaks JSON");
    reply["return"].take()
}

pub(crate) fn list<'v>(info: &'v Value, key: &str) -> &'v [Value] {
    info[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Finds the element of a list whose `key` has the value.
pub(crate) fn entry<'v>(
    info: &'v Value,
    list_key: &str,
    key: &str,
    value: &str,
) -> Option<&'v Value> {
    list(info, list_key)
        .iter()
        .find(|entry| entry[key] == value)
}

/// Comparison of two replies: equal commands and events, and types of equal structure. Names of types may differ.
pub(crate) struct Comparison<'a> {
    ours: &'a Reply,
    theirs: &'a Reply,
    names: HashMap<&'a str, &'a str>,
    open: Vec<(&'a str, &'a str)>,
    pub(crate) differences: Vec<String>,
    pub(crate) compared: usize,
}

impl<'a> Comparison<'a> {
    pub(crate) fn run(ours: &'a Reply, theirs: &'a Reply) -> Self {
        let (names, open) = Default::default();
        let mut comparison = Self {
            ours,
            theirs,
            names,
            open,
            differences: Vec::new(),
            compared: 0,
        };
        for (name, _) in ours.iter().filter(|(_, info)| is_root(info)) {
            comparison.open.push((name, name));
        }
        for (name, _) in theirs
            .iter()
            .filter(|(name, info)| is_root(info) && !ours.contains_key(*name))
        {
            comparison
                .differences
                .push(format!("{name} is only in QEMU's reply"));
        }
        comparison.pairs();
        comparison.unreached();
        comparison
    }

    fn pairs(&mut self) {
        while let Some((ours, theirs)) = self.open.pop() {
            self.pair(ours, theirs);
        }
    }

    /// Compares types that are used only by items with a false condition. Types of one shape belong together.
    fn unreached(&mut self) {
        let mut rest: Vec<&str> = self.ours.keys().map(|name| &**name).collect();
        rest.sort_unstable();
        for ours in rest {
            if is_root(&self.ours[ours]) || self.names.contains_key(ours) {
                continue;
            }
            let reached: HashSet<&str> = self.names.values().copied().collect();
            let (theirs, shape) = (self.theirs, shape(&self.ours[ours]));
            let alike = theirs.iter().filter(|(name, info)| {
                !is_root(info) && !reached.contains(&***name) && self::shape(info) == shape
            });
            match alike.collect::<Vec<_>>().as_slice() {
                [(theirs, _)] => self.names(ours, theirs, "unreached"),
                several => self.differences.push(format!("{ours} may be {several:?}")),
            }
            self.pairs();
        }
    }

    fn pair(&mut self, ours: &'a str, theirs: &'a str) {
        let (Some(our), Some(their)) = (self.ours.get(ours), self.theirs.get(theirs)) else {
            self.differences
                .push(format!("{ours} is only in our reply"));
            return;
        };
        self.compared += 1;
        self.value(our, their, "", ours);
    }

    /// Compares two values of a key, at a place.
    fn value(&mut self, ours: &'a Value, theirs: &'a Value, key: &str, place: &str) {
        match (ours, theirs) {
            (Value::Object(our), Value::Object(their)) => {
                let keys = |object: &'a serde_json::Map<String, Value>| {
                    object.keys().collect::<HashSet<_>>()
                };
                if keys(our) != keys(their) {
                    self.differences
                        .push(format!("{place}: {ours} differs from {theirs}"));
                    return;
                }
                for (key, value) in our
                    .iter()
                    .filter(|(key, _)| !(place_is_type(place, ours) && *key == "name"))
                {
                    self.value(value, &their[key], key, place);
                }
            }
            (Value::Array(our), Value::Array(their)) => self.lists(our, their, key, place),
            (Value::String(our), Value::String(their)) if is_type(key) => {
                self.names(our, their, place)
            }
            _ if ours == theirs => {}
            _ => self
                .differences
                .push(format!("{place}: {key} is {ours} here and {theirs} there")),
        }
    }

    /// Compares two lists. The order of elements with names does not matter.
    fn lists(&mut self, ours: &'a [Value], theirs: &'a [Value], key: &str, place: &str) {
        if ours.len() != theirs.len() {
            let difference = format!(
                "{place}: {key} has {} here and {} there",
                ours.len(),
                theirs.len()
            );
            self.differences.push(difference);
            return;
        }
        for (index, our) in ours.iter().enumerate() {
            let id = ["name", "case"]
                .into_iter()
                .find(|id| our.get(id).is_some());
            let same = |their: &&Value| match id {
                Some(id) => their[id] == our[id],
                None => our.is_object() || *their == our,
            };
            let their = match id {
                None if our.is_object() => theirs.get(index),
                _ => theirs.iter().find(same),
            };
            match their {
                Some(their) => self.value(our, their, key, &format!("{place} {}", label(our, id))),
                None => self
                    .differences
                    .push(format!("{place}: {our} is not in QEMU's {key}")),
            }
        }
    }

    /// Compares two names of types: each type of ours is always the same type of theirs.
    fn names(&mut self, ours: &'a str, theirs: &'a str, place: &str) {
        match self.names.insert(ours, theirs) {
            None => self.open.push((ours, theirs)),
            Some(before) if before == theirs => {}
            Some(before) => {
                self.differences
                    .push(format!("{place}: {ours} is both {before} and {theirs}"));
            }
        }
    }
}

fn label<'v>(value: &'v Value, id: Option<&str>) -> &'v str {
    id.and_then(|id| value[id].as_str()).unwrap_or_default()
}

/// Whether the object at a place is a type. The name of a type does not matter.
fn place_is_type(place: &str, info: &Value) -> bool {
    let meta = info["meta-type"].as_str();
    info["name"] == place && !matches!(meta, None | Some("command" | "event"))
}

pub(crate) fn is_root(info: &Value) -> bool {
    info["meta-type"] == "command" || info["meta-type"] == "event"
}

/// Names in the lists of a type.
fn shape(info: &Value) -> (&Value, Vec<&str>) {
    let named = |key| {
        list(info, key)
            .iter()
            .filter_map(|entry| entry["name"].as_str())
    };
    (&info["meta-type"], named("members").collect())
}

pub(crate) fn is_type(key: &str) -> bool {
    matches!(key, "type" | "element-type" | "arg-type" | "ret-type")
}

pub(crate) fn reply(infos: &[SchemaInfo]) -> Reply {
    let parse = |info: &SchemaInfo| {
        serde_json::from_str(&info.to_string()).unwrap_or_else(|error| panic!("{info}: {error}"))
    };
    by_name(infos.iter().map(parse))
}
