//! Peers of the tests: they start, reply to commands, and end when their value is dropped.

use qapi_tests::{Guest, HostAgent, Qemu, QemuBuilder, RawQmp, StorageDaemon, require};
use serde_json::Value;

fn json(line: &[u8]) -> Value {
    serde_json::from_slice(line).expect("a peer speaks JSON")
}

fn exists(pid: u32) -> bool {
    std::path::Path::new(&format!("/proc/{pid}")).exists()
}

#[test]
fn qemu_answers_and_goes_away() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    let (pid, folder) = (vm.pid(), vm.path().to_owned());
    let mut raw = RawQmp::connect(vm.socket(0)).unwrap();
    let reply = json(raw.ask("{\"execute\":\"query-status\"}\n").unwrap());
    assert_eq!(reply["return"]["status"], "prelaunch");
    drop(vm);
    assert!(!exists(pid), "killed on drop");
    assert!(!folder.exists(), "its folder is gone");
    assert!(raw.line().is_err(), "the connection has ended");
}

#[test]
fn qemu_serves_several_monitors() {
    let vm = require!(QemuBuilder::q35().monitors(2).start(), "qemu-system-x86_64");
    for monitor in 0..2 {
        let mut raw = RawQmp::connect(vm.socket(monitor)).unwrap();
        let reply = json(raw.ask("{\"execute\":\"query-status\"}\n").unwrap());
        assert_eq!(reply["return"]["running"], false);
    }
}

#[test]
fn storage_daemon_starts() {
    let mut daemon = require!(StorageDaemon::start(), "qemu-storage-daemon");
    assert!(daemon.is_running());
}

#[test]
fn host_agent_refuses_what_is_dangerous() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    let mut raw = RawQmp::connect_silent(agent.socket()).unwrap();
    let reply = json(raw.ask("{\"execute\":\"guest-info\"}\n").unwrap());
    let commands = reply["return"]["supported_commands"].as_array().unwrap();
    let enabled = |name: &str| {
        let command = commands.iter().find(|command| command["name"] == name);
        command.map(|command| command["enabled"].as_bool())
    };
    assert_eq!(enabled("guest-ping"), Some(Some(true)));
    for name in [
        "guest-shutdown",
        "guest-suspend-ram",
        "guest-set-time",
        "guest-fsfreeze-freeze",
        "guest-fstrim",
        "guest-set-user-password",
    ] {
        assert_ne!(enabled(name), Some(Some(true)), "{name} must be blocked");
    }
}

#[test]
fn guest_is_there() {
    let mut guest = require!(Guest::start(), "tiny guest");
    let mut raw = RawQmp::connect(guest.socket(0)).unwrap();
    let reply = json(raw.ask("{\"execute\":\"query-status\"}\n").unwrap());
    assert_eq!(reply["return"]["status"], "prelaunch");
    assert!(guest.is_running());
}
