//! Hard cases with real peers: large replies, half commands left behind, overtaking, descriptors, busy and stuck peers,
//! restarts. Those with scripted peers are in `hard_cases_scripted.rs`.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use async_std::prelude::*;
use async_std::task;
use qapi_client::qmp::{self, Client, commands, events};
use qapi_client::{Error, EventError, Health, Reconnect, qga};
use qapi_tests::{CutProxy, Guest, HostAgent, Qemu, QemuBuilder, RawQmp, require, run};
use serde_json::json;

async fn connect(vm: &Qemu) -> Client {
    Client::connect(vm.address().as_str())
        .await
        .expect("QEMU greets")
}

#[test]
fn qemu_tells_seven_mebibytes_in_thirty_replies() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let schemas: Vec<_> = (0..30)
            .map(|_| task::spawn(client.query_qmp_schema()))
            .collect();
        for schema in schemas {
            assert!(schema.await.unwrap().len() > 900);
        }
    });
}

#[test]
fn the_agent_tells_sixteen_mebibytes() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    let file = agent.path().join("big");
    std::fs::write(&file, vec![7; 12 << 20]).unwrap();
    run(async {
        let builder = qga::Client::builder().message_limit(32 << 20);
        let client = builder.connect(agent.address().as_str()).await.unwrap();
        let handle = client
            .guest_file_open(file.to_str().unwrap())
            .await
            .unwrap();
        for size in [4 << 20, 8 << 20, 12 << 20] {
            client
                .guest_file_seek(
                    qga::commands::GuestFileSeek::new()
                        .handle(handle)
                        .offset(0)
                        .whence(0),
                )
                .await
                .unwrap();
            let read = qga::commands::GuestFileRead::new(handle).count(size);
            let read = client.guest_file_read(read).await.unwrap();
            assert_eq!(read.count, size);
            assert_eq!(
                read.buf_b64.len() as i64,
                size / 3 * 4 + (size % 3 != 0) as i64 * 4
            );
        }
        client.guest_file_close(handle).await.unwrap();
        client.close().await;
    });
}

#[test]
fn an_agent_with_half_a_command_left_behind() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    let mut previous = RawQmp::connect_silent(agent.socket()).unwrap();
    previous.send(b"{\"execute\": \"guest-get-ho").unwrap();
    drop(previous);
    run(async {
        for _ in 0..3 {
            let client = qga::Client::connect(agent.address().as_str())
                .await
                .unwrap();
            client.guest_ping().await.unwrap();
            assert!(
                !client
                    .guest_get_host_name()
                    .await
                    .unwrap()
                    .host_name
                    .is_empty()
            );
            client.close().await;
        }
    });
}

#[test]
fn a_pretty_monitor() {
    let vm = require!(QemuBuilder::bare().pretty().start(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let mut events = client.events();
        client.cont().await.unwrap();
        assert!(matches!(
            events.next().await.unwrap().unwrap().event,
            events::Event::Resume(_)
        ));
        assert!(client.query_status().await.unwrap().running);
        assert!(client.query_qmp_schema().await.unwrap().len() > 900);
        assert!(
            client
                .execute_raw("nope", json!({}))
                .await
                .unwrap_err()
                .refusal()
                .is_some()
        );
    });
}

#[test]
fn out_of_band_overtakes_a_hundred_queries() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let done = Arc::new(AtomicUsize::new(0));
        let calls: Vec<_> = (0..100)
            .map(|_| {
                let (call, done) = (client.query_qmp_schema().raw(), done.clone());
                task::spawn(async move {
                    let reply = call.await;
                    done.fetch_add(1, Ordering::SeqCst);
                    reply
                })
            })
            .collect();
        while done.load(Ordering::SeqCst) == 0 {
            task::yield_now().await;
        }
        let before = done.load(Ordering::SeqCst);
        client.query_yank().oob().await.unwrap();
        let overtaken = 100 - done.load(Ordering::SeqCst);
        assert!(
            overtaken >= 80,
            "{before} were done before, {overtaken} still waited"
        );
        for call in calls {
            assert!(call.await.unwrap().get().len() > 100_000);
        }
    });
}

#[test]
fn every_descriptor_goes_with_its_own_command() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let writers: Vec<_> = (0..8u64)
            .map(|writer| task::spawn(pass_descriptors(client.clone(), writer)))
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        let without = client.add_fd(()).await.unwrap_err();
        assert!(without.refusal().is_some(), "{without}");
    });
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Passes files whose size identifies the writer and the round, and queries QEMU for the sizes of the files.
async fn pass_descriptors(client: Client, writer: u64) -> Result<(), Failure> {
    for turn in 0..10u64 {
        let size = (1 + writer * 10 + turn) * 512;
        let file = tempfile::NamedTempFile::new()?;
        file.as_file().set_len(size)?;
        // QEMU uses a descriptor of a set only if the access mode of the descriptor fits.
        let file = File::open(file.path())?;
        let name = format!("w{writer}t{turn}");
        let add = commands::AddFd::new().opaque(name.as_str());
        let set = client.add_fd(add).with_fd(file).await?.fdset_id;
        let node = json!({
            "driver": "file", "node-name": name, "read-only": true, "filename": format!("/dev/fdset/{set}"),
        });
        client.execute_raw("blockdev-add", node).await?;
        let nodes = client
            .execute_raw("query-named-block-nodes", json!({}))
            .await?;
        let mut nodes = nodes.as_array().ok_or("no list")?.iter();
        let node = nodes
            .find(|node| node["node-name"] == name)
            .ok_or("no such node")?;
        let got = node["image"]["virtual-size"].as_u64().ok_or("no size")?;
        assert_eq!(got, size, "writer {writer}, turn {turn}");
        client.blockdev_del(name.as_str()).await?;
        client.remove_fd(set).await?;
    }
    Ok(())
}

/// Timeout whose second half is long enough for the reply to a probe, even on a machine with other load.
const PROBED: Duration = Duration::from_millis(200);

/// Keeps QEMU's main loop busy for at least this time without a pause. Calls expire during this time. Gives how long
/// each took to report that QEMU is busy.
async fn reports_while_busy(client: &Client, at_least: Duration) -> Vec<Duration> {
    // Where there is no memory QEMU reads a few bytes at a time, which takes it some 8 ms a mebibyte.
    let dump = |size| client.pmemsave(commands::Pmemsave::new("/dev/null").val(1 << 40).size(size));
    let mut size = 32 << 20;
    loop {
        let start = Instant::now();
        let mut dumping = dump(size);
        assert!(
            futures_util::poll!(&mut dumping).is_pending(),
            "its turn comes before that of the next call"
        );
        let mut reports = Vec::new();
        loop {
            let asked = Instant::now();
            let call = client.query_status().timeout(PROBED);
            let Err(error) = call.await else {
                break;
            };
            let health = error.health();
            assert!(matches!(health, Some(Health::Busy { .. })), "{error}");
            reports.push(asked.elapsed());
        }
        dumping.await.expect("the device takes all");
        let took = start.elapsed();
        if took >= at_least {
            return reports;
        }
        // The first round measures the machine, and another one is needed where it was slower then.
        let more = 1.2 * at_least.as_secs_f64() / took.as_secs_f64();
        size = (size as f64 * more) as u64;
    }
}

#[test]
fn busy_is_told_from_stuck_and_gone() {
    let mut vm = require!(Qemu::q35(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm).await;
        let mut reports = reports_while_busy(&client, Duration::from_secs(10)).await;
        reports.sort();
        // Half of them, since the machine may have other work.
        let typical = reports[reports.len() / 2];
        assert!(typical < PROBED + Duration::from_millis(50), "{reports:?}");

        vm.freeze();
        let error = client
            .query_status()
            .timeout(Duration::from_millis(100))
            .await
            .unwrap_err();
        assert_eq!(error.health(), Some(Health::Stuck), "{error}");
        vm.resume();
        assert!(
            !client.query_status().await.unwrap().running,
            "nothing was lost"
        );

        vm.kill();
        let error = client
            .query_status()
            .timeout(Duration::from_secs(5))
            .await
            .unwrap_err();
        assert!(error.end_reason().is_some(), "{error}");
    });
}

#[test]
fn a_second_client_on_one_monitor() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let first = connect(&vm).await;
        let deadline = Duration::from_millis(300);
        let second = Client::builder().greeting_deadline(deadline);
        let error = second.connect(vm.address().as_str()).await.unwrap_err();
        assert!(
            matches!(error, Error::NoGreeting { after } if after == deadline),
            "{error}"
        );
        first
            .query_status()
            .await
            .expect("the first is not disturbed");
        first.close().await;
        let third = connect(&vm).await;
        third.query_status().await.unwrap();
    });
}

#[test]
fn the_agent_is_restarted_in_the_middle_of_a_command() {
    let guest = require!(Guest::start(), "tiny guest");
    run(async {
        let vm = connect(&guest).await;
        vm.cont().await.unwrap();
        let booting = qga::Client::builder().greeting_deadline(Duration::from_secs(50));
        let agent = booting.connect(guest.agent_address()).await.unwrap();
        // The agent is stopped first, so that it certainly does not reply to the next commands before it is killed.
        let script = "busybox killall -STOP qemu-ga; sleep 0.5; busybox killall -KILL qemu-ga";
        let kill = qga::commands::GuestExec::new("/bin/sh")
            .arg(["-c", script].map(str::to_owned).to_vec());
        let _ = agent.guest_exec(kill).timeout(Duration::from_secs(1)).await;
        let (start, mut in_a_row, mut timeouts) = (Instant::now(), 0, 0);
        while in_a_row < 10 || timeouts == 0 {
            let call = agent.guest_get_osinfo().timeout(Duration::from_millis(300));
            match call.await {
                Ok(system) => {
                    assert_eq!(system.id.as_deref(), Some("tiny"), "its own reply");
                    in_a_row += 1;
                }
                Err(error) => {
                    assert!(error.is_timeout(), "{error}");
                    (in_a_row, timeouts) = (0, timeouts + 1);
                }
            }
            assert!(
                start.elapsed() < Duration::from_secs(40),
                "{timeouts} timeouts"
            );
        }
    });
}

#[test]
fn a_job_is_followed_over_a_reconnect() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    let proxy = CutProxy::start(vm.socket(0));
    run(async {
        let client = Client::builder()
            .reconnect(Reconnect::new())
            .connect(proxy.address().as_str())
            .await
            .unwrap();
        let mut changes = client.subscribe::<events::JobStatusChange>();
        for node in ["source", "target"] {
            let options = json!({ "driver": "null-co", "node-name": node, "size": 1 << 30, "read-zeroes": true });
            client.execute_raw("blockdev-add", options).await.unwrap();
        }
        let backup = qmp::BlockdevBackup::new(qmp::MirrorSyncMode::Full)
            .device("source")
            .target("target")
            .job_id("job1")
            .auto_dismiss(false)
            .speed(64 << 20);
        client.blockdev_backup(backup).await.unwrap();
        assert_eq!(proxy.cut(), 1);
        // The stream yields the gap. After the gap, a query returns the current state.
        loop {
            match changes.next().await.expect("the stream goes on") {
                Ok(_) => {}
                Err(EventError::Gap { .. }) => break,
                Err(error) => panic!("{error}"),
            }
        }
        let jobs = client.query_jobs().await.unwrap();
        assert_eq!(jobs[0].id, "job1");
        client
            .block_job_set_speed(commands::BlockJobSetSpeed::new("job1", 0))
            .await
            .unwrap();
        loop {
            let change = changes.next().await.unwrap().unwrap();
            if change.status == qmp::JobStatus::Concluded {
                break;
            }
        }
        client.job_dismiss("job1").await.unwrap();
    });
}
