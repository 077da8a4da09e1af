//! Power, and waits for events by name.

use std::time::Duration;

use async_std::task;
use qapi_client::qga;
use qapi_client::qmp::{self, JobStatus, RunState, ShutdownCause, commands};
use qapi_client::vm::{Exit, PowerError, ShutdownStep};
use qapi_client::{Builder, EndReason, Error, Reconnect, Spawn};
use qapi_tests::{
    BARE_QEMU, Guest, GuestBuilder, Qemu, QemuBuilder, Release, ScriptedPeer, require, run, within,
};
use serde_json::json;

use crate::nodes::connect;

const SHORT: Duration = Duration::from_millis(300);

/// Time for a guest to boot or to shut down, on a machine with other load.
const LONG: Duration = Duration::from_secs(100);

/// Boots the guest, and waits until its agent replies.
async fn boot(guest: &Guest, client: &qmp::Client) -> qga::Client {
    client.power().resume().await.expect("it was paused");
    let address = guest.agent_address();
    let agent = qga::Client::builder().wait_ready(address.as_str(), LONG);
    agent.await.expect("the guest boots")
}

/// Shuts the guest down. The agent gets a shutdown command too, because the tiny guest does not handle the power
/// button.
async fn shut_down(client: &qmp::Client, agent: qga::Client) -> Exit {
    let shutdown = task::spawn(client.power().shutdown().grace(LONG).into_future());
    let pressed = client.waits().powerdown().within(LONG);
    client.system_powerdown().await.expect("QEMU takes it");
    pressed.await.expect("the button is pressed");
    let _ = agent.guest_shutdown(()).await;
    shutdown.await.expect("the guest shuts down")
}

#[test]
fn pause_and_resume_say_whether_the_machine_was_there_already() {
    for release in Release::all() {
        let vm = QemuBuilder::q35().release(&release).start();
        let vm = require!(vm, "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            let power = client.power();
            assert!(!power.pause().await.unwrap(), "it was started paused");
            for _ in 0..3 {
                assert!(power.resume().await.unwrap(), "{release}");
                assert!(!power.resume().await.unwrap(), "{release}");
                assert!(power.pause().await.unwrap(), "{release}");
                assert!(!power.pause().await.unwrap(), "{release}");
            }
            power.reset().await.unwrap();
            assert!(!power.pause().await.unwrap());
        });
    }
}

#[test]
fn a_state_is_waited_for_by_events() {
    let vm = require!(Qemu::q35(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        let power = client.power();
        power
            .wait_for_state(RunState::Prelaunch, SHORT)
            .await
            .unwrap();
        let waiting = client.power();
        let running =
            task::spawn(async move { waiting.wait_for_state(RunState::Running, LONG).await });
        power.resume().await.unwrap();
        running.await.unwrap();
        let error = power
            .wait_for_state(RunState::Paused, SHORT)
            .await
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the machine is running and was not paused within 300ms"
        );
    });
}

#[test]
fn a_reset_that_shuts_down_says_so() {
    let builder = QemuBuilder::q35().args(["-no-reboot", "-no-shutdown"]);
    let vm = require!(builder.start(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        let error = client.power().reset().await.unwrap_err();
        let PowerError::ShutDown { cause } = &error else {
            panic!("{error}")
        };
        assert_eq!(*cause, ShutdownCause::HostQmpSystemReset);
    });
}

#[test]
fn a_guest_shuts_down_within_its_grace() {
    let mut guest = require!(Guest::start(), "guest");
    within(3 * LONG, async {
        let client = connect(&guest.address()).await;
        let agent = boot(&guest, &client).await;
        let exit = shut_down(&client, agent).await;
        assert_eq!(exit.cause, Some(ShutdownCause::GuestShutdown), "{exit}");
        assert_eq!(exit.step, Some(ShutdownStep::PowerButton));
        assert_eq!(
            exit.to_string(),
            "guest-shutdown (the peer closed the connection)"
        );
    });
    assert!(guest.wait().success());
}

#[test]
fn a_machine_that_is_off_in_a_process_that_runs_on_is_told_apart() {
    let builder = GuestBuilder::default().args(["-no-shutdown"]);
    let mut guest = require!(builder.start(), "guest");
    within(3 * LONG, async {
        let client = connect(&guest.address()).await;
        let agent = boot(&guest, &client).await;
        let exit = shut_down(&client, agent).await;
        assert_eq!(exit.to_string(), "guest-shutdown (the process runs on)");
        assert!(exit.end.is_none());
        client
            .power()
            .wait_for_state(RunState::Shutdown, SHORT)
            .await
            .unwrap();
        let exit = client
            .power()
            .shutdown()
            .grace(SHORT)
            .then_quit()
            .await
            .unwrap();
        assert_eq!(exit.step, Some(ShutdownStep::Quit));
        assert!(exit.end.is_some());
    });
    assert!(guest.wait().success());
}

#[test]
fn a_machine_that_does_not_listen_quits_or_is_left_running() {
    for release in Release::all() {
        let vm = QemuBuilder::q35().release(&release).start();
        let mut vm = require!(vm, "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            let error = client.power().shutdown().grace(SHORT).await.unwrap_err();
            assert!(matches!(error, PowerError::StillRunning { .. }), "{error}");
            let exit = client
                .power()
                .shutdown()
                .grace(SHORT)
                .then_quit()
                .await
                .unwrap();
            assert_eq!(
                exit.cause,
                Some(ShutdownCause::HostQmpQuit),
                "{release}: {exit}"
            );
            assert_eq!(exit.step, Some(ShutdownStep::Quit));
        });
        assert!(vm.wait().success());
    }
}

#[test]
fn a_signal_is_a_cause_too() {
    for arguments in [&[][..], &["-no-shutdown"]] {
        let builder = QemuBuilder::q35().args(arguments.iter().copied());
        let mut vm = require!(builder.start(), "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            let exit = client.power().exit();
            vm.signal(rustix::process::Signal::TERM);
            let exit = exit.await;
            assert!(exit.end.is_some(), "{exit}");
            assert_eq!(exit.cause, Some(ShutdownCause::HostSignal), "{exit}");
        });
        vm.wait();
    }
}

#[test]
fn a_stuck_child_is_killed_and_its_signal_is_told() {
    let _ = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let vm = qmp::Client::spawn(Spawn::qemu("qemu-system-x86_64").args(BARE_QEMU))
            .await
            .unwrap();
        let pid = rustix::process::Pid::from_raw(vm.id().cast_signed()).unwrap();
        rustix::process::kill_process(pid, rustix::process::Signal::STOP).unwrap();
        let steps = vm.power().shutdown().grace(SHORT).then_quit_within(SHORT);
        let exit = steps.then_kill(&vm).await.unwrap();
        assert_eq!((exit.step, &exit.cause), (Some(ShutdownStep::Kill), &None));
        let process = exit.process().expect("the process is a child");
        assert!(process.to_string().contains("signal: 9"), "{process}");
        assert!(
            exit.to_string().starts_with("no shutdown seen (process"),
            "{exit}"
        );
    });
}

#[test]
fn a_child_that_quits_tells_its_exit_status() {
    let _ = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let vm = qmp::Client::spawn(Spawn::qemu("qemu-system-x86_64").args(BARE_QEMU))
            .await
            .unwrap();
        let steps = vm.power().shutdown().grace(Duration::ZERO).then_quit();
        let exit = steps.then_kill(&vm).await.unwrap();
        assert_eq!(exit.step, Some(ShutdownStep::Quit), "{exit}");
        assert_eq!(exit.cause, Some(ShutdownCause::HostQmpQuit));
        assert!(exit.process().unwrap().status.unwrap().success());
    });
}

#[test]
fn the_end_is_seen_by_a_session_that_would_reconnect() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let builder: Builder<qmp::Client> = qmp::Client::builder();
        let client = builder
            .reconnect(Reconnect::new())
            .connect(vm.address().as_str())
            .await
            .unwrap();
        let exit = client
            .power()
            .shutdown()
            .grace(SHORT)
            .then_quit()
            .await
            .unwrap();
        assert_eq!(exit.cause, Some(ShutdownCause::HostQmpQuit));
        assert!(
            matches!(exit.end, Some(EndReason::Eof | EndReason::Io(_))),
            "{exit}"
        );
        client.close().await;
    });
}

#[test]
fn a_session_that_the_program_closes_is_no_end_of_the_machine() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        let shutdown = task::spawn(client.power().shutdown().grace(LONG).into_future());
        let pressed = client.waits().powerdown();
        client.system_powerdown().await.unwrap();
        pressed.await.unwrap();
        client.close().await;
        let error = shutdown.await.unwrap_err();
        assert_eq!(error.to_string(), "the session was closed");
    });
}

#[test]
fn waits_are_subscribed_when_they_are_made() {
    let builder = QemuBuilder::q35().args(["-device", "ide-cd,id=cd0"]);
    let vm = require!(builder.start(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        let waits = client.waits();
        let (opened, closed) = (waits.tray_opened("cd0"), waits.tray_closed("cd0"));
        client
            .blockdev_open_tray(commands::BlockdevOpenTray::new().id("cd0"))
            .await
            .unwrap();
        opened.within(SHORT).await.unwrap();
        client
            .blockdev_close_tray(commands::BlockdevCloseTray::new().id("cd0"))
            .await
            .unwrap();
        closed.within(SHORT).await.unwrap();

        let (resumed, stopped, powerdown) = (waits.resumed(), waits.stopped(), waits.powerdown());
        client.cont().await.unwrap();
        client.system_powerdown().await.unwrap();
        client.stop().await.unwrap();
        for wait in [
            resumed.within(SHORT).await.map(drop),
            stopped.within(SHORT).await.map(drop),
            powerdown.within(SHORT).await.map(drop),
        ] {
            wait.unwrap();
        }
        let error = waits.device_deleted("cd0").within(SHORT).await.unwrap_err();
        assert!(error.is_timeout(), "{error}");
    });
}

#[test]
fn a_wait_that_lagged_fails_only_if_the_event_is_not_in_its_queue() {
    let changes = |client: &mut qapi_tests::ScriptedClient, ids: &[&str]| {
        ids.iter().try_for_each(|id| {
            let event = json!({
                "event": "JOB_STATUS_CHANGE", "data": { "id": id, "status": "ready" },
                "timestamp": { "seconds": 1, "microseconds": 0 },
            });
            client.send(&format!("{event}\r\n"))
        })
    };
    let peer = ScriptedPeer::start(move |_, client| {
        client.greet()?;
        loop {
            let request = client.request()?;
            changes(client, &["a", "b", "c", "d"])?;
            client.succeed(&request, &json!({}))?;
        }
    });
    run(async {
        let client = qmp::Client::builder()
            .event_queue(2)
            .connect(peer.address().as_str())
            .await
            .unwrap();
        let waits = client.waits();
        let ready = |id| waits.job_status(id, JobStatus::Ready);
        let (dropped, kept) = (ready("a"), ready("d"));
        client.stop().await.unwrap();
        kept.await.expect("the event is in the queue");
        let error = dropped.await.unwrap_err();
        assert!(matches!(error, Error::EventNotSeen { .. }), "{error}");
        assert!(
            error.to_string().contains("2 events were dropped"),
            "{error}"
        );
    });
}

#[test]
fn power_costs_its_own_commands_only() {
    let (sent, requests) = std::sync::mpsc::channel();
    let peer = ScriptedPeer::start(move |_, client| {
        client.greet()?;
        loop {
            let request = client.request()?;
            let name = request["execute"].as_str().unwrap_or("?").to_owned();
            let _ = sent.send(name.clone());
            let (event, data) = match name.as_str() {
                "stop" => ("STOP", json!({})),
                "cont" => ("RESUME", json!({})),
                "system_reset" => (
                    "RESET",
                    json!({ "guest": false, "reason": "host-qmp-system-reset" }),
                ),
                _ => (
                    "SHUTDOWN",
                    json!({ "guest": true, "reason": "guest-shutdown" }),
                ),
            };
            let event = json!({ "event": event, "data": data, "timestamp": { "seconds": 1, "microseconds": 0 } });
            client.send(&format!("{event}\r\n"))?;
            client.succeed(&request, &json!({}))?;
            if name == "system_powerdown" {
                return Ok(());
            }
        }
    });
    run(async {
        let client = connect(&peer.address()).await;
        let power = client.power();
        assert!(power.pause().await.unwrap());
        assert!(power.resume().await.unwrap());
        power.reset().await.unwrap();
        let exit = power.shutdown().then_quit().await.unwrap();
        assert_eq!(exit.cause, Some(ShutdownCause::GuestShutdown));
    });
    let requests: Vec<String> = requests.try_iter().collect();
    assert_eq!(
        requests,
        ["stop", "cont", "system_reset", "system_powerdown"]
    );
}
