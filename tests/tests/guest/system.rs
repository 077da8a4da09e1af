//! Description of a guest by its agent, and shutdown of the guest.

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use qapi_client::guest::{Shutdown, SystemError};
use qapi_client::qga::Client;
use qapi_tests::{HostAgent, require, run};
use serde_json::{Value, json};

use crate::scripted_agent::Reply::{Refuse, Return, Silence};
use crate::scripted_agent::ScriptedAgent;

fn returning(value: Value) -> ScriptedAgent {
    ScriptedAgent::start(move |_, _| Return(value.clone()))
}

#[test]
fn an_operating_system_is_one_line() {
    let full = json!({
        "id": "debian", "pretty-name": "Debian GNU/Linux 12 (bookworm)", "name": "Debian",
        "version-id": "12", "kernel-release": "6.1.0-18-amd64", "machine": "x86_64",
    });
    for (reply, line) in [
        (
            full,
            "Debian GNU/Linux 12 (bookworm), kernel 6.1.0-18-amd64, x86_64",
        ),
        (json!({ "name": "BSD" }), "BSD"),
        (
            json!({ "machine": "arm64" }),
            "unknown operating system, arm64",
        ),
    ] {
        let os = run(async { returning(reply).client().await.os().await.unwrap() });
        assert_eq!(os.to_string(), line);
    }
}

#[test]
fn interfaces_have_addresses_that_are_addresses() {
    let address = |ip, kind, prefix: i64| json!({ "ip-address": ip, "ip-address-type": kind, "prefix": prefix });
    let reply = json!([{ "name": "eth0", "hardware-address": "52:54:00:12:34:56", "ip-addresses": [
        address("10.0.2.15", "ipv4", 24), address("fe80::1%eth0", "ipv6", 64),
    ] }, { "name": "dummy0" }]);
    let found = run(async { returning(reply).client().await.interfaces().await.unwrap() });
    let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        ["eth0 52:54:00:12:34:56 10.0.2.15/24 fe80::1/64", "dummy0"]
    );
    for (ip, prefix) in [("10.0.2", 24), ("::1", -1), ("", 0)] {
        let reply = json!([{ "name": "x", "ip-addresses": [address(ip, "ipv4", prefix)] }]);
        let error = run(async {
            returning(reply)
                .client()
                .await
                .interfaces()
                .await
                .unwrap_err()
        });
        assert!(matches!(error, SystemError::Address { .. }), "{error}");
    }
}

#[test]
fn the_clock_of_a_guest_may_be_anywhere() {
    let time = |ns: i64| run(async { returning(json!(ns)).client().await.time().await.unwrap() });
    let second = Duration::from_secs(1);
    assert_eq!(time(1_000_000_000), SystemTime::UNIX_EPOCH + second);
    assert_eq!(time(-1_000_000_000), SystemTime::UNIX_EPOCH - second);
    time(i64::MIN);
}

#[test]
fn this_machine_is_described() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let os = client.os().await.unwrap();
        let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
        assert_eq!(os.kernel.as_deref(), Some(release.trim()));
        let interfaces = client.interfaces().await.unwrap();
        let local = interfaces
            .iter()
            .find(|interface| interface.name == "lo")
            .unwrap();
        assert!(
            local.addresses.contains(&(IpAddr::from([127, 0, 0, 1]), 8)),
            "{local}"
        );
        let guest = client.time().await.unwrap();
        let distance = SystemTime::now().duration_since(guest).unwrap_or_default();
        assert!(distance < Duration::from_secs(60), "{distance:?}");
    });
}

#[test]
fn passwords_are_encoded_and_never_shown() {
    let agent = returning(json!({}));
    run(async {
        let client = agent.client().await;
        let call = client.set_password("root", "hünter2");
        assert!(!format!("{call:?}").contains("nter2"));
        call.await.unwrap();
        client.set_password_hash("ann", "$6$a$b").await.unwrap();
    });
    let arguments = |nth: usize| agent.commands()[nth]["arguments"].clone();
    let plain = json!({ "username": "root", "password": "aMO8bnRlcjI=", "crypted": false });
    assert_eq!(arguments(0), plain);
    let hash = json!({ "username": "ann", "password": "JDYkYSRi", "crypted": true });
    assert_eq!(arguments(1), hash);
}

#[test]
fn a_shutdown_has_no_reply_unless_it_is_refused() {
    let agent = ScriptedAgent::start(|_, command| match command["arguments"]["mode"].as_str() {
        Some("halt") => Refuse("GenericError"),
        _ => Silence,
    });
    run(async {
        let client = agent.client().await;
        let error = client.shutdown(Shutdown::Halt).await.unwrap_err();
        assert!(error.refusal().is_some(), "{error}");
        client.shutdown(Shutdown::Reboot).await.unwrap();
        client.shutdown(Shutdown::PowerDown).await.unwrap();
    });
    let modes: Vec<_> = agent
        .commands()
        .iter()
        .map(|c| c["arguments"]["mode"].clone())
        .collect();
    assert_eq!(modes, ["halt", "reboot", "powerdown"]);
}
