//! Programs in the guest, with a scripted agent that reports their status.

use std::sync::mpsc;
use std::time::Duration;

use qapi_client::guest::{ExecError, ExitStatus, Process};
use qapi_client::qga::GuestExecCaptureOutputMode as Capture;
use qapi_client::{Error, Reconnect};
use qapi_tests::run;
use serde_json::{Value, json};

use crate::scripted_agent::Reply::{self, HangUp, Refuse, Return, Silence};
use crate::scripted_agent::ScriptedAgent;

const PID: i64 = 42;

/// An agent that starts each program as [`PID`], and asks `status` for its state.
fn agent(mut status: impl FnMut(usize) -> Reply + Send + 'static) -> ScriptedAgent {
    ScriptedAgent::start(move |nth, command| match command["execute"].as_str() {
        Some("guest-exec") => Return(json!({ "pid": PID })),
        Some("guest-exec-status") => status(nth),
        _ => Refuse("CommandNotFound"),
    })
}

fn running() -> Reply {
    Return(json!({ "exited": false }))
}

fn ended() -> Reply {
    Return(json!({ "exited": true, "exitcode": 0, "out-data": "aGkK" }))
}

#[test]
fn a_run_costs_the_bare_commands() {
    let mut questions = 0;
    let agent = agent(move |_| {
        questions += 1;
        if questions < 3 { running() } else { ended() }
    });
    run(async {
        let client = agent.client().await;
        let program = client
            .exec("cat")
            .args(["-", "b"])
            .env("K", "V")
            .input("hi");
        let out = program.output().await.unwrap();
        assert_eq!(
            (out.status, &*out.stdout),
            (ExitStatus::Code(0), &b"hi\n"[..])
        );
        assert!(out.status.success() && !out.stdout_truncated && !out.stderr_truncated);
    });
    let status = "guest-exec-status";
    assert_eq!(agent.names(), ["guest-exec", status, status, status]);
    let arguments = json!({
        "path": "cat", "arg": ["-", "b"], "env": ["K=V"], "input-data": "aGk=", "capture-output": true,
    });
    assert_eq!(agent.commands()[0]["arguments"], arguments);
    assert_eq!(agent.commands()[1]["arguments"], json!({ "pid": PID }));
}

#[test]
fn each_capture_mode_is_sent_in_a_form_that_old_agents_understand() {
    let agent = agent(|_| ended());
    let modes = [
        (Capture::None, Value::Null),
        (Capture::Separated, json!(true)),
        (Capture::Stdout, json!("stdout")),
        (Capture::Stderr, json!("stderr")),
        (Capture::Merged, json!("merged")),
    ];
    run(async {
        let client = agent.client().await;
        for (mode, sent) in modes {
            let process = client.exec("true").capture(mode).spawn().await.unwrap();
            assert_eq!(process.pid(), PID);
            let commands = agent.commands();
            let arguments = &commands[commands.len() - 1]["arguments"];
            assert_eq!(arguments["capture-output"], sent);
        }
    });
}

#[test]
fn truncation_and_signals_are_told() {
    let agent = agent(|_| {
        Return(json!({
            "exited": true, "signal": 9, "out-truncated": true, "err-data": "", "err-truncated": false,
        }))
    });
    run(async {
        let out = agent.client().await.exec("yes").output().await.unwrap();
        assert_eq!(out.status, ExitStatus::Signal(9));
        assert!(out.stdout_truncated && !out.stderr_truncated && !out.status.success());
        assert_eq!(out.status.to_string(), "signal 9");
    });
}

#[test]
fn a_limit_that_passes_names_the_process_that_is_left() {
    let agent = agent(|_| running());
    run(async {
        let run = agent.client().await.exec("sleep").arg("9").output();
        let error = run.within(Duration::from_millis(50)).await.unwrap_err();
        assert!(
            matches!(error, ExecError::TimedOut { pid: Some(PID), .. }),
            "{error}"
        );
        assert_eq!(
            error.to_string(),
            "no result of the program within 50ms: process 42 still runs in the guest"
        );
    });
    let silent = ScriptedAgent::start(|_, _| Silence);
    run(async {
        let run = silent.client().await.exec("sleep").output();
        let error = run.within(Duration::from_millis(50)).await.unwrap_err();
        assert!(
            matches!(error, ExecError::TimedOut { pid: None, .. }),
            "{error}"
        );
    });
}

#[test]
fn an_agent_that_has_restarted_does_not_know_the_process() {
    let agent = agent(|_| Refuse("GenericError"));
    run(async {
        let client = agent.client().await;
        let mut process = Process::new(client, PID);
        for error in [
            process.wait().await.unwrap_err(),
            process.try_wait().await.unwrap_err(),
        ] {
            assert!(
                matches!(error, ExecError::UnknownProcess { pid: PID, .. }),
                "{error}"
            );
        }
    });
}

#[test]
fn a_frozen_agent_does_not_end_the_handle() {
    let mut questions = 0;
    let agent = ScriptedAgent::start(move |_, command| match command["execute"].as_str() {
        Some("guest-exec") => Return(json!({ "pid": PID })),
        Some("guest-exec-status") => {
            questions += 1;
            // The command is refused because the guest is frozen, then refused for another reason, then accepted.
            if questions < 3 {
                Refuse("CommandNotFound")
            } else {
                ended()
            }
        }
        _ => Return(json!(if questions < 2 { "frozen" } else { "thawed" })),
    });
    run(async {
        let mut process = agent.client().await.exec("true").spawn().await.unwrap();
        let error = process.wait().await.unwrap_err();
        assert!(matches!(error, ExecError::Frozen(_)), "{error}");
        let error = process.try_wait().await.unwrap_err();
        assert!(
            matches!(error, ExecError::Session(Error::Refused { .. })),
            "{error}"
        );
        assert!(process.wait().await.unwrap().status.success());
    });
}

#[test]
fn a_dropped_wait_loses_no_result() {
    let (release, released) = mpsc::channel::<()>();
    let mut is_told = false;
    let agent = agent(move |_| {
        // Like a real agent, this agent reports the end of a process only once.
        if std::mem::replace(&mut is_told, true) {
            return Refuse("GenericError");
        }
        released.recv().unwrap();
        ended()
    });
    run(async {
        let mut process = agent.client().await.exec("true").spawn().await.unwrap();
        let dropped = async_std::future::timeout(Duration::from_millis(100), process.wait()).await;
        assert!(dropped.is_err(), "the agent has not replied yet");
        agent.wait_for("guest-exec-status").await;
        release.send(()).unwrap();
        assert_eq!(process.wait().await.unwrap().stdout, b"hi\n");
    });
}

#[test]
fn a_wait_goes_on_after_a_lost_connection() {
    let agent = agent(|nth| if nth == 0 { HangUp } else { ended() });
    run(async {
        let reconnecting = qapi_client::qga::Client::builder().reconnect(Reconnect::new());
        let client = agent.connect(reconnecting).await;
        assert!(client.exec("true").output().await.unwrap().status.success());
    });
    let agent = self::agent(|_| HangUp);
    run(async {
        let error = agent
            .client()
            .await
            .exec("true")
            .output()
            .await
            .unwrap_err();
        let ExecError::Session(error) = error else {
            panic!("{error}")
        };
        assert!(error.end_reason().is_some(), "{error}");
    });
}

#[test]
fn output_that_is_not_base64_is_refused_with_its_place() {
    let agent = agent(|_| Return(json!({ "exited": true, "err-data": "?" })));
    run(async {
        let error = agent
            .client()
            .await
            .exec("true")
            .output()
            .await
            .unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("`guest-exec-status`") && text.contains("return.err-data"),
            "{text}"
        );
    });
}

#[test]
fn debug_hides_what_may_be_secret() {
    let agent = agent(|_| ended());
    run(async {
        let client = agent.client().await;
        let program = client
            .exec("mysql")
            .arg("s3cret")
            .env("PW", "s3cret")
            .input("s3cret");
        let text = format!("{program:?} {:?}", program.clone().output());
        assert!(text.contains("mysql") && !text.contains("s3cret"), "{text}");
    });
}
