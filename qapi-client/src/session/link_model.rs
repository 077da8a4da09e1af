//! Model check of the link, the driver and callers with loom: no order of threads causes a deadlock or loses a wake-up.
//!
//! `RUSTFLAGS='--cfg qapi_model' cargo test -p qapi-client --lib --release link_model` checks all orders with at most
//! `LOOM_MAX_PREEMPTIONS` preemptions (2 unless set).

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use loom::future::block_on;
use loom::model::Builder;
use loom::thread;
use serde_json::Value;

use super::{Driver, Session, Settings};
use crate::error::EndReason;
use crate::protocol::{Frame, Outgoing, Protocol};
use crate::transport::Transport;

/// Stand-in for the alarm. The stand-in never rings, because loom cannot control the timer thread. The model therefore
/// covers no deadlines.
#[derive(Debug, Default)]
pub(super) struct Alarm;

impl Alarm {
    pub(super) fn set(&mut self, _at: Instant, _waker: &Waker) {}

    pub(super) fn clear(&mut self) {}
}

/// Transport to a peer that replies to each command at once, with the id of the command. A reply wakes the reader, like
/// a readable socket.
#[derive(Debug, Default)]
struct Echo {
    replies: VecDeque<String>,
    reader: Option<Waker>,
}

impl Transport for Echo {
    fn poll_send(
        &mut self,
        _cx: &mut Context<'_>,
        outgoing: &mut Outgoing,
    ) -> Poll<io::Result<()>> {
        while !outgoing.is_empty() {
            let bytes = outgoing.next_chunk().0.to_vec();
            outgoing.remove_written(bytes.len());
            for line in bytes
                .split(|byte| *byte == b'\n')
                .filter(|line| !line.is_empty())
            {
                let command: Value = serde_json::from_slice(line)?;
                let id = &command["id"];
                self.replies
                    .push_back(format!("{{\"return\":{id},\"id\":{id}}}"));
            }
            self.reader.take().into_iter().for_each(Waker::wake);
        }
        Poll::Ready(Ok(()))
    }

    fn poll_receive(
        &mut self,
        cx: &mut Context<'_>,
        take: &mut dyn FnMut(Frame<'_>),
    ) -> Poll<io::Result<bool>> {
        // Each call delivers one message, so that several replies need several rounds.
        if self.reader.is_none()
            && let Some(reply) = self.replies.pop_front()
        {
            take(Frame::Message(reply.as_bytes()));
            return Poll::Ready(Ok(true));
        }
        self.reader = Some(cx.waker().clone());
        Poll::Pending
    }
}

fn session() -> (Session, Driver) {
    let settings = Settings {
        protocol: Protocol::Bare,
        ..Settings::default()
    };
    Session::start(settings, Box::new(Echo::default()), None)
}

fn run_call(session: &Session) {
    let reply = block_on(session.execute_raw("x", Value::Null));
    assert!(reply.is_ok_and(|reply| reply.is_u64()));
}

/// Polls a call once, and drops it.
fn cancel_call(session: &Session) {
    let mut call = session.execute_raw("x", Value::Null);
    let mut cx = Context::from_waker(Waker::noop());
    let _ = Pin::new(&mut call).poll(&mut cx);
}

fn check_all_orders(threads: fn()) {
    let mut model = Builder::new();
    model.preemption_bound = model.preemption_bound.or(Some(2));
    model.max_branches = 100_000;
    model.check(threads);
}

#[test]
fn one_caller_and_a_driver() {
    check_all_orders(|| {
        let (session, driver) = session();
        let driver = thread::spawn(move || block_on(driver));
        run_call(&session);
        drop(session);
        assert!(matches!(driver.join().unwrap(), EndReason::Dropped));
    });
}

#[test]
fn two_callers_a_driver_and_a_canceller() {
    check_all_orders(|| {
        let (session, driver) = session();
        let driver = thread::spawn(move || block_on(driver));
        let other = session.clone();
        let other = thread::spawn(move || run_call(&other));
        cancel_call(&session);
        run_call(&session);
        other.join().unwrap();
        drop(session);
        assert!(matches!(driver.join().unwrap(), EndReason::Dropped));
    });
}

#[test]
fn a_caller_and_close() {
    check_all_orders(|| {
        let (session, driver) = session();
        let driver = thread::spawn(move || block_on(driver));
        let other = session.clone();
        let other = thread::spawn(move || {
            let reply = block_on(other.execute_raw("x", Value::Null));
            assert!(reply.is_ok_and(|reply| reply.is_u64()));
        });
        other.join().unwrap();
        block_on(session.close());
        assert!(matches!(driver.join().unwrap(), EndReason::Closed));
    });
}
