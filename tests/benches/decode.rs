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

/// What serde's derive makes of the reply of `query-block`: every member that the schema has, optional ones as well.
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
    io_status: Option<IoStatus>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum IoStatus {
    Ok,
    Failed,
    Nospace,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct Inserted {
    file: String,
    #[serde(rename = "node-name")]
    node_name: String,
    ro: bool,
    drv: String,
    backing_file: Option<String>,
    backing_file_depth: i64,
    children: Option<Vec<Child>>,
    active: Option<bool>,
    encrypted: bool,
    detect_zeroes: DetectZeroes,
    bps: i64,
    bps_rd: i64,
    bps_wr: i64,
    iops: i64,
    iops_rd: i64,
    iops_wr: i64,
    image: Image,
    bps_max: Option<i64>,
    bps_rd_max: Option<i64>,
    bps_wr_max: Option<i64>,
    iops_max: Option<i64>,
    iops_rd_max: Option<i64>,
    iops_wr_max: Option<i64>,
    bps_max_length: Option<i64>,
    bps_rd_max_length: Option<i64>,
    bps_wr_max_length: Option<i64>,
    iops_max_length: Option<i64>,
    iops_rd_max_length: Option<i64>,
    iops_wr_max_length: Option<i64>,
    iops_size: Option<i64>,
    group: Option<String>,
    cache: Cache,
    write_threshold: i64,
    #[serde(rename = "dirty-bitmaps")]
    dirty_bitmaps: Option<Vec<Bitmap>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Child {
    child: String,
    node_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DetectZeroes {
    Off,
    On,
    Unmap,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct Bitmap {
    name: Option<String>,
    count: i64,
    granularity: u32,
    recording: bool,
    busy: bool,
    persistent: bool,
    inconsistent: Option<bool>,
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
    encrypted: Option<bool>,
    compressed: Option<bool>,
    backing_filename: Option<String>,
    full_backing_filename: Option<String>,
    backing_filename_format: Option<String>,
    snapshots: Option<Vec<Snapshot>>,
    limits: Option<Limits>,
    format_specific: Option<Specific>,
    backing_image: Option<Box<Image>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Snapshot {
    id: String,
    name: String,
    vm_state_size: i64,
    date_sec: i64,
    date_nsec: i64,
    vm_clock_sec: i64,
    vm_clock_nsec: i64,
    icount: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Limits {
    request_alignment: u32,
    max_discard: Option<u64>,
    pdiscard_alignment: Option<u32>,
    max_write_zeroes: Option<u64>,
    pwrite_zeroes_alignment: Option<u32>,
    opt_transfer: Option<u32>,
    max_transfer: Option<u32>,
    max_hw_transfer: Option<u32>,
    max_iov: i64,
    max_hw_iov: Option<i64>,
    min_mem_alignment: u64,
    opt_mem_alignment: u64,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
enum Specific {
    Qcow2(Qcow2),
    Vmdk(Vmdk),
    Luks(Luks),
    Rbd(Rbd),
    File(Extents),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Qcow2 {
    compat: String,
    data_file: Option<String>,
    data_file_raw: Option<bool>,
    extended_l2: Option<bool>,
    lazy_refcounts: Option<bool>,
    corrupt: Option<bool>,
    refcount_bits: i64,
    encrypt: Option<Encryption>,
    bitmaps: Option<Vec<Flags>>,
    compression_type: String,
}

#[derive(Deserialize)]
#[serde(tag = "format", rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
enum Encryption {
    Aes,
    Luks(Luks),
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only decoded")]
struct Flags {
    name: String,
    granularity: u32,
    flags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Vmdk {
    create_type: String,
    cid: i64,
    parent_cid: i64,
    extents: Vec<Extent>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Extent {
    filename: String,
    format: String,
    virtual_size: i64,
    cluster_size: Option<i64>,
    compressed: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Luks {
    cipher_alg: String,
    cipher_mode: String,
    ivgen_alg: String,
    ivgen_hash_alg: Option<String>,
    hash_alg: String,
    detached_header: Option<bool>,
    payload_offset: i64,
    master_key_iters: i64,
    uuid: String,
    slots: Vec<Slot>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Slot {
    active: bool,
    iters: Option<i64>,
    stripes: Option<i64>,
    key_offset: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Rbd {
    encryption_format: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "only decoded")]
struct Extents {
    extent_size_hint: Option<u64>,
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
