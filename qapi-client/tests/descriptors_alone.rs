//! A command with descriptors is alone on the wire where out-of-band execution is granted.
//!
//! QEMU then reads in a thread of its own, which races with its main thread over the descriptors.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]
#![cfg(feature = "async-std")]

mod common;
mod sockets;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use common::run;
use futures_util::future::join_all;
use futures_util::{FutureExt, StreamExt, join};
use qapi_client::{EndReason, Error, EventError, RawCall, Session};
use serde_json::{Value, json};
use sockets::{Connection, SocketPeer, name};

const MS: Duration = Duration::from_millis(1);

/// Repetitions of a conversation.
const ROUNDS: usize = 4;

/// Time in which a command that may leave has left.
const PAUSE: Duration = Duration::from_millis(60);

/// A peer that replies to each batch of commands when no more come, the newest first; `seen` gets the batches.
fn reply_in_batches(peer: &mut Connection, seen: &Sender<Vec<String>>) -> io::Result<()> {
    peer.greet()?;
    loop {
        let mut batch = VecDeque::from([peer.command()?]);
        while let Some(command) = peer.command_within(PAUSE)? {
            batch.push_front(command);
        }
        let names = batch.iter().rev().map(|command| name(command).to_owned());
        let _ = seen.send(names.collect());
        // Backwards, so that a reply to the oldest is no sign of anything.
        for command in batch {
            peer.reply(&command, "{}")?;
        }
    }
}

/// A session with such a peer, and the batches that the peer sees.
async fn start(oob: bool) -> (SocketPeer, Session, Receiver<Vec<String>>) {
    let (sender, batches) = channel();
    let peer = SocketPeer::start(move |connection| reply_in_batches(connection, &sender));
    let session = peer.connect(Session::builder().oob(oob)).await;
    assert_eq!(session.has_oob(), oob);
    (peer, session, batches)
}

fn with_descriptor(session: &Session, name: &str) -> RawCall {
    let null = File::open("/dev/null").unwrap();
    session
        .execute_raw(name, json!({ "fdname": "null" }))
        .with_fd(null)
}

fn plain(session: &Session, name: &str) -> RawCall {
    session.execute_raw(name, Value::Null)
}

/// Everything that the peer saw, once the session has closed.
async fn all(session: &Session, batches: &Receiver<Vec<String>>) -> Vec<Vec<String>> {
    session.close().await;
    batches.try_iter().collect()
}

#[test]
fn nothing_leaves_while_a_command_with_descriptors_is_unanswered() {
    run(async {
        let (_peer, session, batches) = start(true).await;
        let (with, others, oob, health) = join!(
            with_descriptor(&session, "getfd"),
            join_all((0..5).map(|_| plain(&session, "plain"))),
            plain(&session, "urgent").oob(),
            session.health(),
        );
        with.unwrap();
        oob.unwrap();
        assert!(others.iter().all(Result::is_ok), "{others:?} {health:?}");
        let seen = all(&session, &batches).await;
        assert_eq!(seen[0], ["getfd"], "{seen:?}");
    });
}

/// QEMU reads one byte at a time, and therefore runs the command when it has read the last brace.
#[test]
fn the_newline_of_a_command_with_descriptors_waits_for_the_reply() {
    run(async {
        let (sender, unread) = channel();
        let peer = SocketPeer::start(move |connection| {
            connection.greet()?;
            for _ in 0..ROUNDS {
                let command = connection.command()?;
                let stream = connection.reader.get_ref();
                stream.set_read_timeout(Some(5 * PAUSE))?;
                let _ = sender.send(connection.reader.fill_buf().map(<[u8]>::to_vec));
                connection.reply(&command, "{}")?;
                let _ = sender.send(connection.reader.fill_buf().map(<[u8]>::to_vec));
                let command = connection.command()?;
                connection.reply(&command, "{}")?;
            }
            Ok(())
        });
        let session = peer.connect(Session::builder()).await;
        for _ in 0..ROUNDS {
            with_descriptor(&session, "getfd").await.unwrap();
            plain(&session, "next").await.unwrap();
            let early = unread.recv().unwrap();
            assert_eq!(early.unwrap_err().kind(), io::ErrorKind::WouldBlock);
            let late = unread.recv().unwrap().unwrap();
            let is_line = late.starts_with(b"\n{") && late.ends_with(b"}\n");
            assert!(is_line, "{late:?}");
        }
    });
}

#[test]
fn what_was_sent_before_is_answered_first() {
    run(async {
        let (_peer, session, batches) = start(true).await;
        let (before, with, behind) = join!(
            join_all((0..3).map(|_| plain(&session, "before"))),
            with_descriptor(&session, "getfd"),
            join_all((0..3).map(|_| plain(&session, "behind"))),
        );
        with.unwrap();
        assert!(before.iter().chain(&behind).all(Result::is_ok));
        let seen = all(&session, &batches).await;
        let alone = seen.iter().position(|batch| batch == &["getfd"]);
        assert!(alone.is_some_and(|at| at > 0), "{seen:?}");
        assert_eq!(seen[0], ["before"; 3], "{seen:?}");
        assert_eq!(seen.concat().len(), 7, "{seen:?}");
    });
}

#[test]
fn descriptors_are_not_starved_by_busy_callers() {
    run(async {
        let (_peer, session, batches) = start(true).await;
        let busy: Vec<_> = (0..8)
            .map(|_| {
                let session = session.clone();
                async_std::task::spawn(async move {
                    for _ in 0..5 {
                        plain(&session, "busy").await.unwrap();
                    }
                })
            })
            .collect();
        for _ in 0..3 {
            with_descriptor(&session, "getfd").await.unwrap();
        }
        join_all(busy).await;
        let seen = all(&session, &batches).await;
        let with = seen
            .iter()
            .filter(|batch| batch.iter().any(|name| name == "getfd"));
        assert!(with.clone().all(|batch| batch.len() == 1), "{seen:?}");
        assert_eq!(with.count(), 3);
    });
}

#[test]
fn a_dropped_command_with_descriptors_is_waited_for_as_well() {
    run(async {
        let (_peer, session, batches) = start(true).await;
        let mut dropped = with_descriptor(&session, "getfd");
        assert!((&mut dropped).now_or_never().is_none());
        drop(dropped);
        plain(&session, "next").await.unwrap();
        let seen = all(&session, &batches).await;
        assert_eq!(seen, [["getfd"], ["next"]]);
    });
}

#[test]
fn the_last_handle_leaves_when_the_descriptors_are_answered() {
    run(async {
        let (sender, ended) = channel();
        let peer = SocketPeer::start(move |connection| {
            connection.greet()?;
            let command = connection.command()?;
            let early = connection.command_within(5 * PAUSE);
            connection.reply(&command, "{}")?;
            let late = connection.command_within(100 * PAUSE);
            let _ = sender.send((early.is_err(), late.is_err()));
            Ok(())
        });
        let session = peer.connect(Session::builder()).await;
        let mut events = session.raw_events();
        let mut dropped = with_descriptor(&session, "getfd");
        assert!((&mut dropped).now_or_never().is_none());
        drop(dropped);
        drop(session);
        let end = events.next().await;
        assert!(
            matches!(end, Some(Err(EventError::Closed(EndReason::Dropped)))),
            "{end:?}"
        );
        let ended = async_std::task::spawn_blocking(move || ended.recv()).await;
        assert_eq!(
            ended,
            Ok((false, true)),
            "the connection ends before, after the reply"
        );
    });
}

#[test]
fn a_timeout_sends_no_probe_beside_descriptors() {
    run(async {
        let (_peer, session, batches) = start(true).await;
        let (with, late) = join!(
            with_descriptor(&session, "getfd"),
            plain(&session, "late").timeout(10 * MS),
        );
        with.unwrap();
        let late = late.unwrap_err();
        assert!(matches!(late, Error::NotSent { .. }), "{late}");
        assert!(late.is_timeout(), "{late}");
        let seen = all(&session, &batches).await;
        assert_eq!(seen[0], ["getfd"], "{seen:?}");
    });
}

#[test]
fn a_late_command_with_descriptors_is_not_probed() {
    run(async {
        let (_peer, session, batches) = start(true).await;
        let late = with_descriptor(&session, "getfd").timeout(10 * MS).await;
        let late = late.unwrap_err();
        assert!(late.is_outcome_unknown() && late.is_timeout(), "{late}");
        plain(&session, "next").await.unwrap();
        let seen = all(&session, &batches).await;
        assert_eq!(seen[0], ["getfd"], "{seen:?}");
    });
}

#[test]
fn without_out_of_band_other_commands_go_on() {
    run(async {
        let (_peer, session, batches) = start(false).await;
        let (before, with, second, behind) = join!(
            plain(&session, "before"),
            with_descriptor(&session, "getfd"),
            with_descriptor(&session, "second"),
            plain(&session, "behind"),
        );
        for reply in [before, with, second, behind] {
            reply.unwrap();
        }
        let seen = all(&session, &batches).await;
        // Descriptors of two commands must not arrive together, because the peer keeps only the latest descriptors.
        let both = ["getfd".to_owned(), "second".to_owned()];
        for batch in &seen {
            assert!(!both.iter().all(|name| batch.contains(name)), "{seen:?}");
        }
        assert!(seen[0].len() > 1, "pipelined: {seen:?}");
    });
}
