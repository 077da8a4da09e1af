//! Requests: QMP specification, "Issuing Commands".

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::reply::Reply;
use crate::decode::{CALLER_STACK_DEPTH, depth_of};

/// Valid request of a client.
pub(super) struct ParsedRequest {
    pub(super) name: String,
    pub(super) arguments: Map<String, Value>,
    pub(super) out_of_band: bool,
}

/// Reads a request. `oob` is true if out-of-band execution was negotiated. The id is returned separately, because a
/// refusal needs the id too.
pub(super) fn read_request(
    text: &RawValue,
    oob: bool,
) -> (Option<Box<RawValue>>, Result<ParsedRequest, Reply>) {
    let members: BTreeMap<String, Box<RawValue>> = match serde_json::from_str(text.get()) {
        Ok(members) => members,
        Err(_) => return (None, Err(refuse("QMP input must be a JSON object"))),
    };
    let id = members.get("id").cloned();
    (id, read_members(&members, oob))
}

fn read_members(
    members: &BTreeMap<String, Box<RawValue>>,
    oob: bool,
) -> Result<ParsedRequest, Reply> {
    let known = |name: &str| match name {
        "arguments" | "execute" | "id" => true,
        "exec-oob" => oob,
        _ => false,
    };
    if let Some(name) = members.keys().find(|name| !known(name)) {
        return Err(refuse(&format!("QMP input member '{name}' is unexpected")));
    }
    let (key, name) = match (members.get("execute"), members.get("exec-oob")) {
        (Some(_), Some(_)) => {
            return Err(refuse("QMP input member 'execute' clashes with 'exec-oob'"));
        }
        (Some(name), None) => ("execute", name),
        (None, Some(name)) => ("exec-oob", name),
        (None, None) => return Err(refuse("QMP input lacks member 'execute'")),
    };
    let name = serde_json::from_str(name.get())
        .map_err(|_| refuse(&format!("QMP input member '{key}' must be a string")))?;
    let arguments = match members.get("arguments") {
        Some(text) if depth_of(text.get()) > CALLER_STACK_DEPTH => return Err(too_deep()),
        Some(text) => serde_json::from_str(text.get())
            .map_err(|_| refuse("QMP input member 'arguments' must be an object"))?,
        None => Map::new(),
    };
    Ok(ParsedRequest {
        name,
        arguments,
        out_of_band: key == "exec-oob",
    })
}

/// Refusal of arguments that a real peer would read.
fn too_deep() -> Reply {
    refuse(&format!(
        "QMP input member 'arguments' nests deeper than the {CALLER_STACK_DEPTH} levels that the fake server reads"
    ))
}

fn refuse(desc: &str) -> Reply {
    Reply::refuse(desc)
}
