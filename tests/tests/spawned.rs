//! Peers that the client starts itself, as child processes.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use async_std::stream::StreamExt;
use qapi_client::{Cause, EndReason, Error, RawEvent, Session, Spawn};
use qapi_tests::{BARE_QEMU, find_program, require, run};
use serde_json::{Value, json};

fn qemu() -> Option<Spawn> {
    let program = find_program("qemu-system-x86_64")?;
    Some(Spawn::qemu(program).args(BARE_QEMU))
}

fn shell(script: &str) -> Spawn {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    Spawn::new(command)
}

fn runs(pid: u32) -> bool {
    // A zombie has no memory left.
    std::fs::read_to_string(format!("/proc/{pid}/statm"))
        .is_ok_and(|sizes| !sizes.starts_with("0 "))
}

async fn gone(pid: u32) {
    let start = Instant::now();
    while runs(pid) {
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "process {pid} lives on"
        );
        async_std::task::sleep(Duration::from_millis(2)).await;
    }
}

#[test]
fn qemu_answers_and_ends_politely() {
    let spawn = require!(qemu(), "qemu-system-x86_64");
    run(async {
        let vm = Session::builder().spawn(spawn).await.unwrap();
        assert!(vm.greeting().version.major >= 7);
        let status = vm.execute_raw("query-status", Value::Null).await.unwrap();
        assert_eq!(status["status"], "prelaunch");
        let (session, pid) = (vm.session().clone(), vm.id());
        let mut events = session.subscribe::<RawEvent>();

        let exit = vm.close().await;
        assert!(exit.status.unwrap().success(), "{exit}");
        assert!(!runs(pid));
        let last = events.next().await.unwrap().unwrap();
        assert_eq!(last.name, "SHUTDOWN", "it was asked, not killed");
        assert!(matches!(session.closed().await, EndReason::Exited(_)));
    });
}

#[test]
fn a_bad_option_gives_exit_status_and_stderr_in_one_error() {
    let spawn = require!(qemu(), "qemu-system-x86_64");
    run(async {
        let error = Session::builder()
            .spawn(spawn.arg("-no-such-option"))
            .await
            .unwrap_err();
        let Error::Ended(EndReason::Exited(exit)) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(exit.status.unwrap().code(), Some(1));
        assert!(
            exit.stderr.contains("-no-such-option: invalid option"),
            "{}",
            exit.stderr
        );
        let said = error.to_string();
        assert!(
            said.contains("exit status: 1") && said.contains("invalid option"),
            "{said}"
        );
    });
}

#[test]
fn a_kill_is_told_to_everyone() {
    let spawn = require!(qemu(), "qemu-system-x86_64");
    run(async {
        let vm = Session::builder().spawn(spawn).await.unwrap();
        let mut events = vm.subscribe::<RawEvent>();
        vm.execute_raw("cont", Value::Null).await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().name, "RESUME");
        let killed = |pid: u32| {
            Command::new("kill")
                .args(["-9", &pid.to_string()])
                .status()
                .unwrap()
        };
        assert!(killed(vm.id()).success());

        let reason = vm.closed().await;
        let EndReason::Exited(exit) = &reason else {
            panic!("{reason:?}");
        };
        assert_eq!(exit.status.unwrap().signal(), Some(9));
        assert!(reason.to_string().contains("signal: 9"), "{reason}");
        let error = vm
            .execute_raw("query-status", Value::Null)
            .await
            .unwrap_err();
        assert!(
            matches!(
                error,
                Error::NotSent {
                    cause: Cause::Ended(EndReason::Exited(_)),
                    ..
                }
            ),
            "{error:?}"
        );
        let last = events.next().await.unwrap().unwrap_err();
        assert!(last.to_string().contains("signal: 9"), "{last}");
        assert!(events.next().await.is_none());
        assert_eq!(vm.exited().await.status.unwrap().signal(), Some(9));
    });
}

#[test]
fn a_call_in_flight_learns_how_the_process_ended() {
    let spawn = require!(qemu(), "qemu-system-x86_64");
    run(async {
        let vm = Session::builder().spawn(spawn).await.unwrap();
        let stop = Command::new("kill")
            .args(["-STOP", &vm.id().to_string()])
            .status();
        assert!(stop.unwrap().success());
        let mut call = vm.execute_raw("query-status", Value::Null);
        let sent = async_std::future::timeout(Duration::from_millis(50), &mut call).await;
        assert!(sent.is_err(), "it cannot answer");
        vm.kill();
        let error = call.await.unwrap_err();
        assert!(error.is_outcome_unknown(), "{error:?}");
        let Some(EndReason::Exited(exit)) = error.end_reason() else {
            panic!("{error:?}");
        };
        assert_eq!(exit.status.unwrap().signal(), Some(9));
    });
}

#[test]
fn processes_that_come_and_go_leave_nothing_behind() {
    let program = require!(find_program("qemu-storage-daemon"), "qemu-storage-daemon");
    let descriptors = || std::fs::read_dir("/proc/self/fd").unwrap().count();
    run(async {
        let round = async || {
            let spawn = Spawn::storage_daemon(&program);
            let daemon = Session::builder().spawn(spawn).await.unwrap();
            let pid = daemon.id();
            let exit = daemon.close().await;
            assert!(exit.status.unwrap().success(), "{exit}");
            let zombie = std::fs::exists(format!("/proc/{pid}")).unwrap();
            assert!(!zombie, "waited for");
        };
        // What the runtime opens once is open after the first.
        round().await;
        let before = descriptors();
        for _ in 0..20 {
            round().await;
        }
        let start = Instant::now();
        while descriptors() > before {
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "{before}, now {}",
                descriptors()
            );
            async_std::task::sleep(Duration::from_millis(2)).await;
        }
    });
}

#[test]
fn the_process_ends_with_its_handle() {
    let spawn = require!(qemu(), "qemu-system-x86_64");
    run(async {
        let vm = Session::builder().spawn(spawn).await.unwrap();
        let (session, pid) = (vm.session().clone(), vm.id());
        assert!(runs(pid));
        drop(vm);
        gone(pid).await;
        assert!(matches!(session.closed().await, EndReason::Exited(_)));
    });
}

#[test]
fn the_storage_daemon_quits() {
    let program = require!(find_program("qemu-storage-daemon"), "qemu-storage-daemon");
    run(async {
        let daemon = Session::builder()
            .spawn(Spawn::storage_daemon(program))
            .await
            .unwrap();
        daemon.execute_raw("quit", Value::Null).await.unwrap();
        let exit = daemon.exited().await;
        assert!(exit.status.unwrap().success(), "{exit}");
        assert_eq!(exit.stderr, "");
    });
}

#[test]
fn one_that_does_not_listen_to_reason_is_killed() {
    run(async {
        let script = "trap '' TERM; printf '{\"QMP\": {\"version\": {}, \"capabilities\": []}}' >&0; read line <&0; \
                      printf '{\"return\": {}, \"id\": 1}' >&0; exec sleep 30";
        let spawn = shell(script).grace(Duration::from_millis(100));
        let peer = Session::builder().spawn(spawn).await.unwrap();
        let pid = peer.id();
        let exit = peer.close().await;
        assert_eq!(exit.status.unwrap().signal(), Some(9), "{exit}");
        gone(pid).await;
    });
}

#[test]
fn only_the_end_of_stderr_is_kept() {
    run(async {
        let script = "i=0; while [ $i -lt 20000 ]; do echo line $i >&2; i=$((i + 1)); done; exit 7";
        let error = Session::builder()
            .spawn(shell(script).stderr_tail(100))
            .await
            .unwrap_err();
        let Some(EndReason::Exited(exit)) = error.end_reason() else {
            panic!("{error:?}");
        };
        assert_eq!(exit.status.unwrap().code(), Some(7));
        assert!(
            exit.stderr.len() <= 100 && exit.stderr.ends_with("line 19999"),
            "{}",
            exit.stderr
        );
    });
}

#[test]
fn one_that_closes_its_end_and_lives_on_is_no_exit() {
    run(async {
        let start = Instant::now();
        let error = Session::builder()
            .spawn(shell("exec <&-; exec sleep 30"))
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Ended(EndReason::Eof)), "{error:?}");
        assert!(start.elapsed() < Duration::from_secs(10));
    });
}

#[test]
fn a_missing_program_is_named() {
    run(async {
        let error = Session::builder()
            .spawn(Spawn::qemu("/no/such/qemu"))
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Spawn { .. }), "{error:?}");
        assert!(error.to_string().contains("/no/such/qemu"), "{error}");
    });
}

#[test]
fn one_that_never_greets_is_killed_at_the_deadline() {
    run(async {
        let builder = Session::builder().greeting_deadline(Duration::from_millis(200));
        let error = builder
            .spawn(shell("echo $$ >&2; exec sleep 30"))
            .await
            .unwrap_err();
        assert!(matches!(error, Error::NoGreeting { .. }), "{error:?}");
    });
}

/// Sends many commands of all kinds, at once and one after the other.
async fn converse(vm: &Session) {
    for round in 0..50 {
        let status = vm.execute_raw("query-status", Value::Null);
        let version = vm.execute_raw("query-version", Value::Null);
        let (status, version) = futures_util::future::join(status, version).await;
        assert_eq!(status.unwrap()["status"], "prelaunch", "round {round}");
        assert_eq!(
            version.unwrap()["qemu"]["major"],
            vm.greeting().version.major
        );
    }
    let null = std::fs::File::open("/dev/null").unwrap();
    let getfd = vm.execute_raw("getfd", json!({"fdname": "null"}));
    getfd.with_fd(null).await.unwrap();
}

/// The file that a running process has under a descriptor.
fn descriptor(pid: u32, number: u32) -> String {
    let link = format!("/proc/{pid}/fd/{number}");
    std::fs::read_link(link).unwrap().display().to_string()
}

#[test]
fn a_console_on_stdio_and_the_calls_stay_apart() {
    let program = require!(find_program("qemu-system-x86_64"), "qemu-system-x86_64");
    run(async {
        for console in [
            &["-nographic"][..],
            &["-nographic", "-nodefaults", "-monitor", "stdio"],
            &["-display", "none", "-serial", "mon:stdio"],
            &["-display", "none", "-serial", "stdio"],
            &[
                "-display",
                "none",
                "-chardev",
                "stdio,id=c",
                "-serial",
                "chardev:c",
            ],
        ] {
            let (mut reader, writer) = std::io::pipe().unwrap();
            let spawn = Spawn::qemu(&program)
                .args(["-machine", "q35", "-accel", "tcg", "-m", "32", "-S"])
                .args(console)
                .stdout(writer);
            let vm = Session::builder().spawn(spawn).await.unwrap();
            assert_eq!(descriptor(vm.id(), 0), "/dev/null", "{console:?}");
            converse(&vm).await;
            let password = json!({"protocol": "vnc", "password": "hunter2"});
            vm.execute_raw("set_password", password).await.unwrap_err();
            let exit = vm.close().await;
            assert!(exit.status.unwrap().success(), "{console:?}: {exit}");
            let mut shown = String::new();
            reader.read_to_string(&mut shown).unwrap();
            for secret in ["hunter2", "execute", "return", "fdname"] {
                assert!(!shown.contains(secret), "{console:?}: {shown}");
            }
        }
    });
}

#[test]
fn stdin_is_the_users_to_choose() {
    let spawn = require!(qemu(), "qemu-system-x86_64");
    run(async {
        let (input, mut typed) = std::io::pipe().unwrap();
        let (mut shown, output) = std::io::pipe().unwrap();
        let spawn = spawn
            .args(["-monitor", "stdio"])
            .stdin(input)
            .stdout(output);
        let vm = Session::builder().spawn(spawn).await.unwrap();
        typed.write_all(b"info name\ninfo status\n").unwrap();
        converse(&vm).await;
        typed.write_all(b"quit\n").unwrap();
        assert!(vm.exited().await.status.unwrap().success());
        let mut text = String::new();
        shown.read_to_string(&mut text).unwrap();
        assert!(text.contains("VM status: paused"), "{text}");
        assert!(!text.contains("execute"), "{text}");
    });
}

#[test]
fn the_storage_daemon_has_its_stdin_to_itself() {
    let program = require!(find_program("qemu-storage-daemon"), "qemu-storage-daemon");
    run(async {
        let spawn = Spawn::storage_daemon(&program);
        let daemon = Session::builder().spawn(spawn).await.unwrap();
        assert_eq!(descriptor(daemon.id(), 0), "/dev/null");
        drop(daemon);
        // A chardev on stdio with its own monitor, for a person at the terminal.
        let (input, mut typed) = std::io::pipe().unwrap();
        let (shown, output) = std::io::pipe().unwrap();
        let spawn = Spawn::storage_daemon(&program)
            .args(["--chardev", "stdio,id=console", "--monitor", "console"])
            .stdin(input)
            .stdout(output);
        let daemon = Session::builder().spawn(spawn).await.unwrap();
        typed
            .write_all(b"{\"execute\": \"qmp_capabilities\", \"id\": \"console\"}\n")
            .unwrap();
        let nodes = daemon.execute_raw("query-named-block-nodes", Value::Null);
        assert_eq!(nodes.await.unwrap(), json!([]));
        daemon.execute_raw("quit", Value::Null).await.unwrap();
        assert!(daemon.exited().await.status.unwrap().success());
        let text = std::io::read_to_string(shown).unwrap();
        assert!(text.contains("\"id\": \"console\""), "{text}");
    });
}

#[test]
fn options_that_detach_the_process_are_refused() {
    let mut refused = Vec::new();
    for option in ["-daemonize", "--daemonize"] {
        refused.push(Spawn::qemu("no-such-program").arg(option));
        refused.push(
            Spawn::qemu("no-such-program")
                .args(["-S", option])
                .arg("-S"),
        );
    }
    for option in ["--daemonize", "--daemon", "--d"] {
        refused.push(Spawn::storage_daemon("no-such-program").arg(option));
    }
    run(async {
        for spawn in refused {
            let error = Session::builder().spawn(spawn).await.unwrap_err();
            assert!(matches!(error, Error::Spawn { .. }), "{error:?}");
            let said = error.to_string();
            assert!(
                said.contains("no-such-program")
                    && said.contains("detaches")
                    && said.contains("leave the option out"),
                "{said}"
            );
        }
        let mut own = Spawn::qemu("no-such-program").args(["-name", "daemonize", "--display"]);
        own = own.arg("-daemon");
        let error = Session::builder().spawn(own).await.unwrap_err();
        assert!(!error.to_string().contains("detaches"), "{error}");
    });
}

#[test]
fn any_program_can_be_told_the_number_of_its_descriptor() {
    run(async {
        let script = "test -e /proc/self/fd/$1 && cat >&2; exit 3";
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh"]);
        let (input, mut typed) = std::io::pipe().unwrap();
        typed.write_all(b"typed").unwrap();
        drop(typed);
        let spawn = Spawn::on_descriptor(command, |number| [number.to_string()]).stdin(input);
        let error = Session::builder().spawn(spawn).await.unwrap_err();
        let Some(EndReason::Exited(exit)) = error.end_reason() else {
            panic!("{error:?}");
        };
        assert_eq!(exit.status.unwrap().code(), Some(3));
        assert_eq!(exit.stderr, "typed");

        let spawn = shell("exit").stdin(Stdio::null());
        let error = Session::builder().spawn(spawn).await.unwrap_err();
        assert!(error.to_string().contains("on_descriptor"), "{error}");
    });
}

#[test]
fn a_program_in_front_of_qemu_lets_the_monitor_through() {
    let program = require!(find_program("qemu-system-x86_64"), "qemu-system-x86_64");
    run(async {
        let mut command = Command::new("nice");
        command.arg(program).args(BARE_QEMU).env("LC_ALL", "C");
        let spawn = Spawn::qemu_command(command).arg("-nodefaults");
        let vm = Session::builder().spawn(spawn).await.unwrap();
        converse(&vm).await;
        assert!(vm.close().await.status.unwrap().success());
    });
}

#[test]
fn debug_shows_how_many_arguments_there_are_and_none_of_them() {
    let secret = "secret,id=s0,data=hunter2";
    let spawn = Spawn::qemu("qemu-system-x86_64").args(["-object", secret]);
    let shown = format!("{spawn:?} {spawn:#?}");
    assert!(
        shown.contains("\"qemu-system-x86_64\"") && shown.contains("args: 2"),
        "{shown}"
    );
    assert!(!shown.contains("hunter2"), "{shown}");
}
