//! A waker that panics harms only its own task. The test is a separate program, because the timer belongs to the whole
//! process.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};
use std::time::{Duration, Instant};

use common::{ready, run};
use qapi_client::Session;
use serde_json::Value;

const MS: Duration = Duration::from_millis(1);

/// Panics when woken for the first time.
#[derive(Default)]
struct Bad {
    woken: AtomicBool,
}

impl Wake for Bad {
    fn wake(self: Arc<Self>) {
        if !self.woken.swap(true, Ordering::SeqCst) {
            panic!("a waker that panics, as this test wants it");
        }
    }
}

/// Starts a call whose task panics when it is woken, and waits until its deadline has passed.
async fn wake_badly(session: &Session) {
    let mut call = session.execute_raw("late", Value::Null).timeout(20 * MS);
    let waker = Waker::from(Arc::new(Bad::default()));
    let polled = Pin::new(&mut call).poll(&mut Context::from_waker(&waker));
    assert!(polled.is_pending());
    async_std::task::sleep(60 * MS).await;
}

#[test]
fn deadlines_outlive_a_waker_that_panics() {
    run(async {
        let (session, _peer) = ready().await;
        for _ in 0..3 {
            let (bad, _bad_peer) = ready().await;
            wake_badly(&bad).await;
            let start = Instant::now();
            let late = session.execute_raw("late", Value::Null).timeout(50 * MS);
            let limit = Duration::from_secs(3);
            let ended = async_std::future::timeout(limit, late).await;
            let error = ended.expect("the timer lives").unwrap_err();
            assert!(error.is_timeout(), "{error}");
            assert!(start.elapsed() >= 50 * MS);
        }
    });
}
