//! A hard life: fifty callers that send, drop, pass descriptors, time out and are cut, on real QEMUs.
//!
//! `QAPI_SOAK_SECONDS` makes it longer: ten minutes in a slow run.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use qapi_client::Session;
use qapi_tests::{CutProxy, Qemu, bare_qemus, report_of, require, run, soak_time};
use serde_json::{Value, json};

const CALLERS: &str = "50";

/// Resident memory that the client may have.
const MOST_MEMORY: u64 = 16 << 20;

/// Pause between two cuts.
const BETWEEN_CUTS: Duration = Duration::from_millis(700);

/// Count of the descriptors that QEMU has open.
fn open_descriptors(qemu: &Qemu) -> usize {
    let folder = format!("/proc/{}/fd", qemu.pid());
    std::fs::read_dir(folder).expect("QEMU lives").count()
}

/// Lets QEMU run, which closes removed descriptors of running machines only; gives the count of its descriptors.
async fn prepare(qemu: &Qemu) -> usize {
    let session = Session::connect(qemu.address()).await.unwrap();
    session.execute_raw("cont", Value::Null).await.unwrap();
    session.close().await;
    settled_descriptors(qemu, 0).await
}

/// Count of QEMU's descriptors without a client, or the first count that is not above `wanted`.
async fn settled_descriptors(qemu: &Qemu, wanted: usize) -> usize {
    let start = Instant::now();
    // QEMU closes the connection shortly after the client has left.
    let limit = Duration::from_millis(if wanted == 0 { 200 } else { 5_000 });
    while start.elapsed() < limit && open_descriptors(qemu) > wanted {
        async_std::task::sleep(Duration::from_millis(20)).await;
    }
    open_descriptors(qemu)
}

/// Takes back the descriptors whose callers were cut in between.
async fn remove_descriptors(qemu: &Qemu) {
    let session = Session::connect(qemu.address()).await.unwrap();
    let sets = session.execute_raw("query-fdsets", Value::Null).await;
    for set in sets.unwrap().as_array().unwrap() {
        let set = json!({ "fdset-id": set["fdset-id"] });
        session.execute_raw("remove-fd", set).await.unwrap();
    }
    session.close().await;
}

/// Runs the client through a proxy that is cut again and again; gives the client's report and the count of the cuts.
fn soak(qemu: &Qemu, time: Duration) -> (Value, usize) {
    let proxy = Arc::new(CutProxy::start(qemu.socket(0)));
    let (address, seconds) = (proxy.address(), time.as_secs().to_string());
    let done = Arc::new(AtomicBool::new(false));
    let cutter = std::thread::spawn({
        let (proxy, done) = (Arc::clone(&proxy), Arc::clone(&done));
        move || {
            let mut cuts = 0;
            while !done.load(Ordering::Relaxed) {
                std::thread::sleep(BETWEEN_CUTS);
                cuts += proxy.cut();
            }
            cuts
        }
    });
    let arguments = [address.as_str(), CALLERS, seconds.as_str()];
    let limit = time + Duration::from_secs(60);
    let report = report_of(env!("CARGO_BIN_EXE_qapi-soak"), &arguments, limit);
    done.store(true, Ordering::Relaxed);
    let cuts = cutter.join().unwrap();
    (report.unwrap_or_else(|error| panic!("{error}")), cuts)
}

#[test]
fn fifty_callers_live_through_cuts() {
    let time = soak_time(3);
    for (name, builder) in bare_qemus() {
        let mut qemu = require!(builder.start(), "qemu-system-x86_64");
        let before = run(prepare(&qemu));
        let (report, cuts) = soak(&qemu, time);
        if !qemu.is_running() {
            panic!("{name} died with {}: {report}", qemu.wait());
        }
        let number = |member: &str| report[member].as_u64().expect("a number");
        assert_eq!(report["right"], true, "{name}: {report}");
        assert!(
            cuts > 1 && number("lost") > 0,
            "{name}: {cuts} cuts: {report}"
        );
        let (answered, passed) = (number("answered"), number("descriptors_passed"));
        let seconds = time.as_secs();
        assert!(
            answered > 50 * seconds && passed > 5 * seconds,
            "{name}: {report}"
        );
        assert!(number("resident") < MOST_MEMORY, "{name}: {report}");
        let (first, last) = (number("descriptors_before"), number("descriptors_after"));
        assert!(last <= first + 1, "{name}: {report}");

        let after = run(async {
            remove_descriptors(&qemu).await;
            settled_descriptors(&qemu, before).await
        });
        assert_eq!(after, before, "descriptors of {name}: {report}");
    }
}
