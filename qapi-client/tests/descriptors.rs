//! Descriptors travel with exactly the bytes of their command.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]
#![cfg(any(feature = "async-std", feature = "smol"))]

mod common;

use std::fs::File;
use std::io::{self, IoSliceMut, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::thread;

use common::run;
use futures_util::future::join_all;
use qapi_client::{Error, Protocol, Session};
use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, recvmsg};
use serde_json::{Value, json};

/// A descriptor from which `text` can be read.
fn descriptor(text: &str) -> OwnedFd {
    let (reader, mut writer) = io::pipe().unwrap();
    writer.write_all(text.as_bytes()).unwrap();
    reader.into()
}

/// Result of one read.
fn receive(stream: &UnixStream) -> (Vec<u8>, Vec<OwnedFd>) {
    let mut bytes = vec![0; 1 << 16];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(253))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let read = recvmsg(
        stream,
        &mut [IoSliceMut::new(&mut bytes)],
        &mut control,
        RecvFlags::empty(),
    )
    .unwrap();
    bytes.truncate(read.bytes);
    let mut descriptors = Vec::new();
    for message in control.drain() {
        if let RecvAncillaryMessage::ScmRights(rights) = message {
            descriptors.extend(rights);
        }
    }
    (bytes, descriptors)
}

/// Keeps the descriptors that came last, as QEMU does, and answers each command with what can be read from them.
fn serve(mut stream: UnixStream) {
    let mut unread = Vec::new();
    let mut last = Vec::new();
    loop {
        let (bytes, descriptors) = receive(&stream);
        if bytes.is_empty() {
            return;
        }
        unread.extend_from_slice(&bytes);
        if !descriptors.is_empty() {
            assert_eq!(
                bytes.last(),
                Some(&b'\n'),
                "nothing follows a command with descriptors in its message"
            );
            last = descriptors;
        }
        let end = unread
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let mut replies = Vec::new();
        for line in unread[..end].split_inclusive(|byte| *byte == b'\n') {
            let command: Value = serde_json::from_slice(line).unwrap();
            let mut texts = Vec::new();
            if command["execute"] == "getfd" {
                for descriptor in last.drain(..) {
                    let mut text = String::new();
                    File::from(descriptor).read_to_string(&mut text).unwrap();
                    texts.push(text);
                }
            }
            let reply = json!({"return": texts, "id": command["id"]});
            writeln!(replies, "{reply}").unwrap();
        }
        unread.drain(..end);
        stream.write_all(&replies).unwrap();
    }
}

/// Runs a test with a session whose peer is [`serve`].
fn with_peer(test: impl AsyncFnOnce(Session)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    let listener = UnixListener::bind(&path).unwrap();
    let server = thread::spawn(move || serve(listener.accept().unwrap().0));
    run(async {
        let bare = Session::builder().protocol(Protocol::Bare);
        test(bare.connect(&path).await.unwrap()).await;
    });
    server.join().unwrap();
}

#[test]
fn eight_writers_get_their_own_descriptors_through() {
    with_peer(async |session| {
        let writers = (0..8).map(|writer| {
            let session = session.clone();
            async_std::task::spawn(async move {
                for round in 0..200 {
                    let texts = [format!("{writer}:{round}"), format!("{writer}.{round}")];
                    let mut call = session.execute_raw("getfd", json!({"writer": writer}));
                    for text in &texts {
                        call = call.with_fd(descriptor(text));
                    }
                    let plain = session.execute_raw("plain", json!({"filler": "x".repeat(round)}));
                    let (got, none) = futures_util::join!(call, plain);
                    assert_eq!((got.unwrap(), none.unwrap()), (json!(texts), json!([])));
                }
            })
        });
        join_all(writers).await;
    });
}

#[test]
fn more_descriptors_than_a_message_carries_cost_one_call() {
    with_peer(async |session| {
        for (count, carried) in [(300, false), (253, true)] {
            let mut call = session.execute_raw("getfd", Value::Null);
            for _ in 0..count {
                call = call.with_fd(descriptor("x"));
            }
            match call.await {
                Ok(texts) => assert!(carried && texts == json!(vec!["x"; count])),
                Err(error) => assert!(
                    !carried && matches!(error, Error::Unsupported { .. }),
                    "{error}"
                ),
            }
        }
    });
}

#[test]
fn a_connection_that_carries_no_descriptors_says_so() {
    run(async {
        let (session, mut peer) = common::ready().await;
        let call = session
            .execute_raw("getfd", Value::Null)
            .with_fd(descriptor("x"));
        let error = call.await.unwrap_err();
        assert!(matches!(error, Error::Unsupported { .. }), "{error}");
        let (reply, ()) = futures_util::join!(session.execute_raw("stop", Value::Null), async {
            let id = peer.expect("stop").await;
            peer.reply(&id, "{}").await;
        });
        assert_eq!(reply.unwrap(), json!({}));
    });
}
