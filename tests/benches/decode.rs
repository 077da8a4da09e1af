//! Decoding into generated types, beside serde's derive on types written by hand for the same replies.
//!
//! `cargo bench -p qapi-tests --bench decode [-- --check]`: with `--check` a ratio above 1.3 fails the run.

use std::hint::black_box;
use std::time::{Duration, Instant};

use qapi_client::qmp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// What serde's derive makes of the reply of `query-qmp-schema`.
#[derive(Deserialize)]
#[serde(tag = "meta-type", rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
enum Info {
    Builtin {
        name: String,
        #[serde(rename = "json-type")]
        json_type: String,
    },
    Enum {
        name: String,
        members: Vec<EnumMember>,
        values: Vec<String>,
    },
    Array {
        name: String,
        #[serde(rename = "element-type")]
        element_type: String,
    },
    Object {
        name: String,
        members: Vec<Member>,
        tag: Option<String>,
        variants: Option<Vec<Variant>>,
    },
    Alternate {
        name: String,
        members: Vec<Kind>,
    },
    Command {
        name: String,
        #[serde(rename = "arg-type")]
        arg_type: String,
        #[serde(rename = "ret-type")]
        ret_type: String,
        #[serde(rename = "allow-oob")]
        allow_oob: Option<bool>,
        features: Option<Vec<String>>,
    },
    Event {
        name: String,
        #[serde(rename = "arg-type")]
        arg_type: String,
    },
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct EnumMember {
    name: String,
    features: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct Member {
    name: String,
    r#type: String,
    default: Option<Value>,
    features: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct Variant {
    case: String,
    r#type: String,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct Kind {
    r#type: String,
}

/// A reply like QEMU's: as long, and in its order, which is that of a hash table.
fn schema_reply() -> String {
    let mut items = Vec::new();
    for n in 0..230 {
        items.push(format!(
            r#"{{"name":"command-{n}","ret-type":"{n}","meta-type":"command","arg-type":"{}"}}"#,
            n + 1
        ));
    }
    for n in 0..620 {
        let members: Vec<String> = (0..5)
            .map(|m| {
                format!(
                    r#"{{"name":"member-{m}","default":null,"type":"{}"}}"#,
                    n + m
                )
            })
            .collect();
        let members = members.join(",");
        items.push(format!(
            r#"{{"name":"{n}","members":[{members}],"meta-type":"object"}}"#
        ));
    }
    for n in 0..150 {
        let names: Vec<String> = (0..8)
            .map(|m| format!(r#"{{"name":"value-{m}"}}"#))
            .collect();
        let values: Vec<String> = (0..8).map(|m| format!(r#""value-{m}""#)).collect();
        items.push(format!(
            r#"{{"name":"{n}","members":[{}],"meta-type":"enum","values":[{}]}}"#,
            names.join(","),
            values.join(",")
        ));
    }
    format!("[{}]", items.join(","))
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Block {
    device: String,
    qdev: Option<String>,
    r#type: String,
    removable: bool,
    locked: bool,
    inserted: Option<Inserted>,
    tray_open: Option<bool>,
    io_status: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct Inserted {
    file: String,
    #[serde(rename = "node-name")]
    node_name: Option<String>,
    ro: bool,
    drv: String,
    backing_file: Option<String>,
    backing_file_depth: i64,
    encrypted: bool,
    detect_zeroes: String,
    bps: i64,
    bps_rd: i64,
    bps_wr: i64,
    iops: i64,
    iops_rd: i64,
    iops_wr: i64,
    image: Image,
    cache: Cache,
    write_threshold: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Image {
    filename: String,
    format: String,
    dirty_flag: Option<bool>,
    actual_size: Option<i64>,
    virtual_size: i64,
    cluster_size: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Cache {
    writeback: bool,
    direct: bool,
    no_flush: bool,
}

fn block_reply() -> String {
    let device = |n: usize| {
        json!({"device": format!("drive{n}"), "qdev": format!("/machine/peripheral/disk{n}"), "type": "unknown",
            "removable": false, "locked": false, "io-status": "ok", "inserted": {
                "file": format!("/images/{n}.qcow2"), "node-name": format!("node{n}"), "ro": false, "drv": "qcow2",
                "backing_file_depth": 0, "encrypted": false, "detect_zeroes": "off", "bps": 0, "bps_rd": 0, "bps_wr": 0,
                "iops": 0, "iops_rd": 0, "iops_wr": 0, "write_threshold": 0,
                "cache": {"writeback": true, "direct": false, "no-flush": false},
                "image": {"filename": format!("/images/{n}.qcow2"), "format": "qcow2", "dirty-flag": false,
                    "actual-size": 200704, "virtual-size": 10737418240_i64, "cluster-size": 65536}}})
    };
    Value::from((0..1000).map(device).collect::<Vec<_>>()).to_string()
}

fn main() {
    let check = std::env::args().any(|argument| argument == "--check");
    let (schema, blocks) = (schema_reply(), block_reply());
    let ratios = [
        compare::<qmp::SchemaInfo, Info>("query-qmp-schema", &schema),
        compare::<qmp::BlockInfo, Block>("query-block", &blocks),
    ];
    if check && ratios.iter().any(|ratio| *ratio > 1.3) {
        std::process::exit(1);
    }
}

/// The two in turns, so that both meet the same weather; the best round of each counts.
fn compare<Ours: DeserializeOwned, Theirs: DeserializeOwned>(what: &str, text: &str) -> f64 {
    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    for _ in 0..40 {
        ours = ours.min(time::<Ours>(text));
        theirs = theirs.min(time::<Theirs>(text));
    }
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    report(&format!(
        "{what}: {} bytes, {ours:?}, derive {theirs:?}, ratio {ratio:.2} (bar 1.30)",
        text.len()
    ));
    ratio
}

fn time<T: DeserializeOwned>(text: &str) -> Duration {
    let start = Instant::now();
    let value: Vec<T> = serde_json::from_str(text).expect("the reply conforms");
    black_box(&value);
    start.elapsed()
}

#[allow(clippy::print_stdout, reason = "the report of a bench")]
fn report(line: &str) {
    println!("{line}");
}
