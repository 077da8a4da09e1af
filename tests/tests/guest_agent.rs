//! The guest agent: on this very machine with everything dangerous blocked, and in a real guest.

use std::time::Duration;

use async_std::task;
use qapi_client::ErrorClass;
use qapi_client::qga::{Client, commands};
use qapi_tests::{Guest, HostAgent, require, run};

#[test]
fn the_host_agent_tells_about_this_machine() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        client.guest_ping().await.unwrap();
        let info = client.guest_info().await.unwrap();
        let find = |name: &str| info.supported_commands.iter().find(|c| c.name == name);
        assert!(find("guest-ping").is_some_and(|command| command.enabled));
        assert!(find("guest-shutdown").is_some_and(|command| !command.enabled));
        let name = client.guest_get_host_name().await.unwrap();
        assert!(!name.host_name.is_empty());
        let system = client.guest_get_osinfo().await.unwrap();
        assert_eq!(
            system.kernel_version.is_some(),
            system.kernel_release.is_some()
        );
        let time = client.guest_get_time().await.unwrap();
        assert!(time > 1_600_000_000_000_000_000, "nanoseconds: {time}");
        assert!(
            !client
                .guest_network_get_interfaces()
                .await
                .unwrap()
                .is_empty()
        );
        assert!(!client.guest_get_vcpus().await.unwrap().is_empty());
    });
}

#[test]
fn the_host_agent_runs_a_program() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let echo = commands::GuestExec::new("/bin/echo")
            .arg(vec!["hello".to_owned()])
            .capture_output(true);
        let pid = client.guest_exec(echo).await.unwrap().pid;
        let status = loop {
            let status = client.guest_exec_status(pid).await.unwrap();
            if status.exited {
                break status;
            }
            task::sleep(Duration::from_millis(5)).await;
        };
        assert_eq!(status.exitcode, Some(0));
        assert_eq!(status.out_data.as_deref(), Some("aGVsbG8K"));
        let again = client.guest_exec_status(pid).await.unwrap_err();
        assert_eq!(
            again.refusal().unwrap().class,
            ErrorClass::GenericError,
            "told once"
        );
    });
}

#[test]
fn the_host_agent_writes_and_reads_a_file() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    let file = agent.path().join("note").display().to_string();
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let handle = client
            .guest_file_open(commands::GuestFileOpen::new(&*file).mode("w+"))
            .await
            .unwrap();
        let written = client
            .guest_file_write(commands::GuestFileWrite::new(handle, "aGVsbG8K"))
            .await
            .unwrap();
        assert_eq!((written.count, written.eof), (6, false));
        client.guest_file_flush(handle).await.unwrap();
        client.guest_file_close(handle).await.unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "hello\n");
        let closed = client.guest_file_close(handle).await.unwrap_err();
        assert!(closed.refusal().is_some());
    });
}

#[test]
fn the_host_agent_refuses_what_is_blocked() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let error = client.guest_fstrim(()).await.unwrap_err();
        let refusal = error.refusal().expect("refused");
        assert_eq!(refusal.class, ErrorClass::CommandNotFound);
        assert!(refusal.desc.contains("has been disabled"), "{refusal}");
        client.guest_ping().await.unwrap();
    });
}

#[test]
fn a_real_guest_boots_answers_and_shuts_down() {
    let mut guest = require!(Guest::start(), "tiny guest");
    run(async {
        let vm = qapi_client::qmp::Client::connect(guest.address().as_str())
            .await
            .unwrap();
        vm.cont().await.unwrap();
        let booting = Client::builder().greeting_deadline(Duration::from_secs(50));
        let agent = booting
            .connect(guest.agent_address().as_str())
            .await
            .unwrap();
        let system = agent.guest_get_osinfo().await.unwrap();
        assert_eq!(system.id.as_deref(), Some("tiny"));
        // The agent does not reply on success. The call ends without a reply.
        agent.guest_shutdown(()).await.unwrap();
        assert!(!vm.closed().await.is_local());
    });
    assert!(guest.wait().success());
}
