//! Values that nest deeply: backing chains of many images, in replies and in arguments.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use qapi_client::{Error, Session, qmp};
use qapi_tests::{GREETING, QemuBuilder, find_program, require, run};
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// A session with a peer that gives this reply to every query, and the arguments that the peer receives.
async fn session(reply: String) -> (Session, Receiver<String>) {
    let (near, mut far) = UnixStream::pair().unwrap();
    let (sender, arguments) = channel();
    thread::spawn(move || {
        far.write_all(GREETING.as_bytes()).unwrap();
        for line in BufReader::new(far.try_clone().unwrap()).lines() {
            let line = line.unwrap();
            let members: BTreeMap<&str, &RawValue> = serde_json::from_str(&line).unwrap();
            let is_query = members["execute"].get().starts_with("\"query-");
            let reply = if is_query { &reply } else { "{}" };
            if let Some(arguments) = members.get("arguments") {
                // The test may have ended.
                let _ = sender.send(arguments.get().to_owned());
            }
            let text = format!("{{\"return\": {reply}, \"id\": {}}}\r\n", members["id"]);
            if far.write_all(text.as_bytes()).is_err() {
                return;
            }
        }
    });
    let session = Session::builder().from_fd(near).await.unwrap();
    // Of `qmp_capabilities`.
    arguments.recv().unwrap();
    (session, arguments)
}

/// A chain of images as QEMU describes it.
fn chain(images: usize) -> String {
    let mut text = String::new();
    for number in 1..images {
        let _ = write!(
            text,
            "{{\"filename\":\"{number}\",\"format\":\"qcow2\",\"virtual-size\":1,\"backing-image\":"
        );
    }
    text += "{\"filename\":\"base\",\"format\":\"raw\",\"virtual-size\":1}";
    text + &"}".repeat(images - 1)
}

/// The reply to `query-named-block-nodes` of one node with this chain.
fn nodes(images: usize) -> String {
    let node = r#""node-name":"disk","children":[],"detect_zeroes":"off","iops_rd":0,"iops_wr":0,"iops":0,"bps_rd":0,"bps_wr":0,"bps":0,"ro":false,"encrypted":false,
        "drv":"qcow2","file":"1","write_threshold":0,"backing_file_depth":0,
        "cache":{"writeback":true,"direct":false,"no-flush":false}"#;
    format!("[{{{node},\"image\":{}}}]", chain(images)).replace('\n', "")
}

fn length(image: &qmp::ImageInfo) -> usize {
    1 + std::iter::successors(image.backing_image.as_deref(), |image| {
        image.backing_image.as_deref()
    })
    .count()
}

fn raw_length(image: &Value) -> usize {
    std::iter::successors(Some(image), |image| image.get("backing-image")).count()
}

#[test]
fn backing_chains_are_read_typed_and_as_json() {
    for images in [1, 100, 130, 131, 500, 1000] {
        run(async move {
            let (session, _arguments) = session(nodes(images)).await;
            let client = qmp::Client::from(session.clone());
            let typed = client.query_named_block_nodes(()).await.unwrap();
            assert_eq!(length(&typed[0].image), images);
            let shown = format!("{:?}", typed[0]);
            assert_eq!(
                shown.contains("<...>"),
                images > 126,
                "cut beyond 127 levels"
            );

            let raw = session.execute_raw("query-named-block-nodes", Value::Null);
            assert_eq!(raw_length(&raw.await.unwrap()[0]["image"]), images);
        });
    }
}

#[test]
fn a_reply_that_does_not_fit_says_where_at_any_depth() {
    run(async {
        let reply = nodes(300).replace("\"base\"", "7");
        let (session, _arguments) = session(reply).await;
        let error = qmp::Client::from(session)
            .query_named_block_nodes(())
            .await
            .unwrap_err();
        let text = error.to_string();
        assert!(matches!(error, Error::Decode { .. }), "{error:?}");
        assert!(text.contains("return[0].image.backing-image"), "{text}");
        assert!(!text.contains("recursion"), "{text}");
    });
}

#[test]
fn a_reply_beyond_the_limit_costs_its_call_only() {
    run(async {
        let (session, _arguments) = session(nodes(2000)).await;
        let client = qmp::Client::from(session);
        let error = client.query_named_block_nodes(()).await.unwrap_err();
        assert!(error.to_string().contains("limit"), "{error}");
        client.system_reset().await.unwrap();
    });
}

/// Options of a block node over other ones, and as many levels of JSON.
fn options(levels: usize) -> qmp::BlockdevOptions {
    let null = qmp::BlockdevOptionsNull::new();
    let mut options = qmp::BlockdevOptions::new(qmp::BlockdevOptionsDriver::NullCo(null));
    for _ in 1..levels {
        let raw = qmp::BlockdevOptionsRaw::new(options);
        options = qmp::BlockdevOptions::new(qmp::BlockdevOptionsDriver::Raw(raw));
    }
    options
}

#[test]
fn arguments_are_written_at_any_depth() {
    run(async {
        let (session, arguments) = session("{}".to_owned()).await;
        let client = qmp::Client::from(session.clone());
        for levels in [1, 127, 128, 500, 1023] {
            client.blockdev_add(options(levels)).await.unwrap();
            let typed = arguments.recv().unwrap();
            assert_eq!(typed.matches("\"driver\"").count(), levels);

            let mut value = json!({ "driver": "null-co" });
            for _ in 1..levels {
                value = json!({ "driver": "raw", "file": value });
            }
            session.execute_raw("blockdev-add", value).await.unwrap();
            assert_eq!(arguments.recv().unwrap(), typed);
        }
        let error = client.blockdev_add(options(1024)).await.unwrap_err();
        assert!(matches!(error, Error::Encode { .. }), "{error:?}");
        assert!(
            error.to_string().contains("limit is 1023 levels"),
            "{error}"
        );
    });
}

/// Makes images of which each is backed by the one before it; returns the last.
fn make_images(folder: &Path, count: usize) -> String {
    let name = |number: usize| format!("{number}.qcow2");
    let make = |number: usize| {
        let mut make = Command::new("qemu-img");
        make.current_dir(folder)
            .args(["create", "-q", "-f", "qcow2"]);
        if number > 0 {
            // `-u`: the backing file need not exist yet.
            make.args(["-u", "-F", "qcow2", "-b", &name(number - 1)]);
        }
        make.args([&name(number), "1M"]).spawn().unwrap()
    };
    // All programs run at once, because each mostly waits for the disk.
    let made: Vec<_> = (0..count).map(make).collect();
    for mut making in made {
        assert!(making.wait().unwrap().success());
    }
    name(count - 1)
}

#[test]
fn qemu_describes_a_chain_of_200_images() {
    const IMAGES: usize = 200;
    run(async {
        require!(find_program("qemu-img"), "qemu-img");
        let folder = tempfile::tempdir().unwrap();
        let last = folder.path().join(make_images(folder.path(), IMAGES));
        let drive = format!("if=none,readonly=on,format=qcow2,file={}", last.display());
        let vm = QemuBuilder::bare().args(["-drive", &drive]).start();
        let vm = require!(vm, "qemu-system-x86_64");
        let client = qmp::Client::connect(vm.address()).await.unwrap();
        let drives = client.query_block(()).await.unwrap();
        let disk = drives[0].inserted.as_ref().unwrap();
        assert_eq!(length(&disk.image), IMAGES);
    });
}
