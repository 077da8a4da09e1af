//! Real QEMUs take descriptors beside busy callers, with out-of-band execution granted, and live.
//!
//! QEMU 7.2 and 10.0 crash if anything arrives while they work on a command with descriptors.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use async_std::task;
use qapi_client::Session;
use qapi_tests::{Qemu, bare_qemus, is_slow_run, load, require, soak_time, within};
use serde_json::{Value, json};

/// Passes descriptors in one task while `busy` tasks query the version. Returns the number of descriptors that QEMU
/// received.
async fn pass_descriptors(session: &Session, wanted: u64, busy: usize) -> u64 {
    let done = Arc::new(AtomicBool::new(false));
    let asked = Arc::new(AtomicU64::new(0));
    let busy: Vec<_> = (0..busy)
        .map(|_| {
            let (session, done, asked) = (session.clone(), done.clone(), asked.clone());
            task::spawn(async move {
                while !done.load(Ordering::Relaxed)
                    && session
                        .execute_raw("query-version", Value::Null)
                        .await
                        .is_ok()
                {
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let set = json!({ "fdset-id": 1 });
    let mut passed = 0;
    while passed < wanted {
        let null = File::open("/dev/null").unwrap();
        let add = session.execute_raw("add-fd", set.clone()).with_fd(null);
        if add.await.is_err() {
            break;
        }
        passed += 1;
        if session.execute_raw("remove-fd", set.clone()).await.is_err() {
            break;
        }
    }
    done.store(true, Ordering::Relaxed);
    for task in busy {
        task.await;
    }
    let asked = asked.load(Ordering::Relaxed);
    assert!(
        passed < wanted || asked > wanted / 10,
        "{asked} questions beside {passed}"
    );
    passed
}

/// Count of the descriptors that QEMU has open.
fn open_descriptors(qemu: &Qemu) -> usize {
    let folder = format!("/proc/{}/fd", qemu.pid());
    std::fs::read_dir(folder).expect("QEMU lives").count()
}

#[test]
fn descriptors_beside_busy_callers_crash_no_qemu() {
    let wanted = if is_slow_run() { 100_000 } else { 1_000 };
    for (name, builder) in bare_qemus() {
        let mut qemu = require!(builder.start(), "qemu-system-x86_64");
        let deadline = Duration::from_secs(60 + wanted / 100);
        within(deadline, async {
            let session = Session::connect(qemu.address()).await.unwrap();
            assert!(session.has_oob());
            // QEMU 7.2 closes removed descriptors of running machines only.
            session.execute_raw("cont", Value::Null).await.unwrap();
            let before = open_descriptors(&qemu);
            let passed = pass_descriptors(&session, wanted, 6).await;
            assert!(
                passed == wanted && qemu.is_running(),
                "{name} died after {passed} descriptors"
            );
            assert_eq!(open_descriptors(&qemu), before);
        });
    }
}

#[test]
fn descriptors_without_out_of_band_crash_no_qemu() {
    for (name, builder) in bare_qemus() {
        let mut qemu = require!(builder.start(), "qemu-system-x86_64");
        within(Duration::from_secs(60), async {
            let builder = Session::builder().oob(false);
            let session = builder.connect(qemu.address()).await.unwrap();
            let passed = pass_descriptors(&session, 300, 6).await;
            assert!(
                passed == 300 && qemu.is_running(),
                "{name} died after {passed} descriptors"
            );
        });
    }
}

#[test]
fn fifty_callers_that_do_everything_crash_no_qemu() {
    let time = soak_time(2);
    for (name, builder) in bare_qemus() {
        let mut qemu = require!(builder.start(), "qemu-system-x86_64");
        within(time + Duration::from_secs(60), async {
            let session = Session::connect(qemu.address()).await.unwrap();
            let start = Instant::now();
            let counts = load(&session, 50, start + time).await;
            let (took, lives) = (start.elapsed(), qemu.is_running());
            assert!(lives, "{name} died after {took:?}: {counts}");
            assert!(counts.are_right(), "{name}: {counts}");
            let passed = counts.descriptors.load(Ordering::Relaxed);
            assert!(passed > 20, "{name}: {counts}");
        });
    }
}
