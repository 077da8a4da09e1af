//! Programs that the agent of this machine runs.

use qapi_client::guest::{ExecError, ExitStatus};
use qapi_client::qga::{Client, GuestExecCaptureOutputMode as Capture};
use qapi_tests::{HostAgent, Release, require, run};

async fn shell(client: &Client, line: &str) -> qapi_client::guest::Output {
    client.exec("sh").args(["-c", line]).output().await.unwrap()
}

#[test]
fn a_program_gets_its_arguments_and_input_and_returns_its_output() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let echo = client
            .exec("/bin/echo")
            .args(["a b", "ü"])
            .output()
            .await
            .unwrap();
        assert_eq!(
            (echo.status, echo.stdout),
            (ExitStatus::Code(0), "a b ü\n".into())
        );
        let bytes: Vec<u8> = (0..=255).collect();
        let cat = client.exec("cat").input(&*bytes).output().await.unwrap();
        assert_eq!((cat.stdout, cat.stderr), (bytes, Vec::new()));
        let nothing = client.exec("cat").output().await.unwrap();
        assert_eq!(nothing.stdout, b"", "the standard input is empty");
        let both = shell(&client, "echo out; echo err >&2; exit 3").await;
        assert_eq!(
            (both.stdout, both.stderr),
            (b"out\n".into(), b"err\n".into())
        );
        assert_eq!(both.status.to_string(), "exit code 3");
        let killed = shell(&client, "kill -TERM $$").await;
        assert_eq!(killed.status, ExitStatus::Signal(15));
    });
}

#[test]
fn variables_replace_the_environment_of_the_agent() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let env = client.exec("env").output().await.unwrap();
        assert!(env.stdout.starts_with(b"PATH=") || env.stdout.windows(6).any(|w| w == b"\nPATH="));
        let env = client
            .exec("env")
            .env("A", "1")
            .env("B", "2=3")
            .output()
            .await
            .unwrap();
        assert_eq!(env.stdout, b"A=1\nB=2=3\n");
    });
}

#[test]
fn output_is_merged_cut_or_dropped() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let line = ["-c", "echo out; echo err >&2"];
        let merged = client.exec("sh").args(line).capture(Capture::Merged);
        let merged = merged.output().await.unwrap();
        assert_eq!(
            (merged.stdout, merged.stderr),
            (b"out\nerr\n".into(), Vec::new())
        );
        let none = client.exec("sh").args(line).capture(Capture::None);
        let none = none.output().await.unwrap();
        assert_eq!((none.stdout, none.stderr), (Vec::new(), Vec::new()));
        let long = shell(&client, "head -c 17000000 /dev/zero").await;
        assert_eq!(long.stdout.len(), 16 << 20);
        assert!(long.stdout_truncated && !long.stderr_truncated);
    });
}

#[test]
fn a_program_that_does_not_exist_is_refused() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let error = client.exec("/no/such/program").spawn().await.unwrap_err();
        let ExecError::Session(error) = error else {
            panic!("{error}")
        };
        assert!(error.refusal().is_some(), "{error}");
    });
}

#[test]
fn a_process_is_followed_until_it_ends_and_then_forgotten() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let mut process = client.exec("sleep").arg("0.2").spawn().await.unwrap();
        assert!(process.try_wait().await.unwrap().is_none());
        assert!(process.wait().await.unwrap().status.success());
        let error = process.wait().await.unwrap_err();
        assert!(matches!(error, ExecError::UnknownProcess { .. }), "{error}");
    });
}

#[test]
fn agents_of_every_release_run_a_program() {
    let mut tried = 0;
    for release in Release::all() {
        let Some(agent) = HostAgent::start_of(&release) else {
            continue;
        };
        tried += 1;
        run(async {
            let client = Client::connect(agent.address().as_str()).await.unwrap();
            let out = shell(&client, "echo out; echo err >&2").await;
            assert_eq!(
                (out.stdout, out.stderr),
                (b"out\n".into(), b"err\n".into()),
                "{release:?}"
            );
        });
    }
    if tried == 0 {
        qapi_tests::skip("no qemu-ga of any release here");
    }
}
