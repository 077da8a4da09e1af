//! Hostile peers. A session with default limits uses at most 64 MiB of memory for any messages of a peer, and logs
//! nothing of their content.
//!
//! There is one script for each pair of an attack and a place in the conversation. The client is a separate process, so
//! that its peak memory is known. With `QAPI_TESTS_SLOW=1`, the attacks are as large as the message limit, and larger
//! in total.

mod conduct;
mod conversation;
mod tables;

use conversation::{converse, converse_often};
use qapi_client::Protocol;
use qapi_client::Protocol::{GuestAgent, Qmp};
use qapi_tests::{Damage, MARKER, ScriptedPeer, is_slow_run};
use tables::Moment::{Idle, Reply};
use tables::{FLOODS, MESSAGES, MOMENTS, Payload, Place, STORMS, VALUES, place};

const MIB: usize = 1 << 20;

/// Memory that an attack may cost at default limits.
const MOST_MEMORY: usize = 64 * MIB;

/// Length of the longest error text, `Display` and `Debug` together.
const LONGEST_TEXT: usize = 16 * 1024;

/// Runs one script. Returns a description of the faults of the client, if any.
fn wrong_after(place: Place, payload: Payload, size: usize) -> Option<String> {
    let peer = ScriptedPeer::start(move |_, peer| converse(peer, place, payload, size));
    let name = format!("{} as {}", payload.name, place.name);
    wrong(&peer, place.protocol, true).map(|wrong| format!("{name}: {wrong}"))
}

/// Connects a new client process to the peer. Returns a description of the faults of the client, if any.
fn wrong(peer: &ScriptedPeer, protocol: Protocol, subscribed: bool) -> Option<String> {
    let program = env!("CARGO_BIN_EXE_qapi-attacked");
    let damage = match Damage::of(program, &peer.address(), protocol, subscribed) {
        Ok(damage) => damage,
        Err(error) => return Some(error),
    };
    let mut wrong = Vec::new();
    if damage.memory > MOST_MEMORY {
        wrong.push(format!("{} MiB", damage.memory / MIB));
    }
    if damage.longest_text > LONGEST_TEXT {
        wrong.push(format!("an error text of {} bytes", damage.longest_text));
    }
    if let Some(line) = damage.log.lines().find(|line| line.contains(MARKER)) {
        let line: String = line.chars().take(120).collect();
        wrong.push(format!("logged: {line}"));
    }
    (!wrong.is_empty()).then(|| wrong.join(", "))
}

/// Runs every payload at these places, and reports all faults of the clients.
#[track_caller]
fn attack(
    places: &[Place],
    wanted: impl Fn(&Place) -> bool,
    payloads: &[Payload],
    size: impl Fn(&Payload) -> usize,
) {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for &place in places.iter().filter(|place| wanted(place)) {
        for &payload in payloads {
            count += 1;
            wrong.extend(wrong_after(place, payload, size(&payload)));
        }
    }
    assert!(
        count > 0 && wrong.is_empty(),
        "{} of {count}: {wrong:#?}",
        wrong.len()
    );
}

/// Sends every value in the messages of these names.
#[track_caller]
fn attack_with_values(names: &[&str]) {
    // The sizes are below the message limit. The elements of an array use much more memory than their text.
    let size = |payload: &Payload| match (is_slow_run(), payload.before) {
        (true, _) => 20 * MIB,
        (false, "[") => 5 * MIB,
        (false, _) => 2 * MIB,
    };
    for name in names {
        assert!(MESSAGES.iter().any(|place| place.name == *name), "{name}");
    }
    attack(MESSAGES, |place| names.contains(&place.name), VALUES, size);
}

/// Sends text that is not a message, or many messages, at the places for which `wanted` returns true.
#[track_caller]
fn attack_with_streams(payloads: &[Payload], wanted: impl Fn(&Place) -> bool) {
    let size = if is_slow_run() { 20 * MIB } else { MIB };
    attack(MOMENTS, wanted, payloads, |_| size);
}

#[test]
fn the_tables_hold_two_hundred_scripts() {
    let values = VALUES.len() * MESSAGES.len();
    let streams = (FLOODS.len() + STORMS.len()) * MOMENTS.len();
    assert!(values + streams >= 200, "{values} and {streams}");
    let names = MESSAGES.iter().chain(MOMENTS).map(|place| place.name);
    let names: std::collections::BTreeSet<_> = names.collect();
    assert_eq!(names.len(), MESSAGES.len() + MOMENTS.len());
}

#[test]
fn values_in_greetings() {
    attack_with_values(&["capability", "package"]);
}

#[test]
fn values_in_negotiations() {
    attack_with_values(&[
        "reply to the negotiation",
        "refusal of the negotiation",
        "answer to the synchronisation",
    ]);
}

#[test]
fn values_in_replies() {
    attack_with_values(&["reply", "reply, id first", "reply of an agent"]);
}

#[test]
fn values_in_refusals() {
    attack_with_values(&["description", "class", "error"]);
}

#[test]
fn values_beside_replies() {
    attack_with_values(&["id", "unknown member"]);
}

#[test]
fn values_in_events() {
    attack_with_values(&["data of an event", "timestamp"]);
}

#[test]
fn values_in_other_events() {
    attack_with_values(&["name of an event", "event of an agent"]);
}

#[test]
fn floods_before_replies() {
    attack_with_streams(FLOODS, |place| place.moment == Reply);
}

#[test]
fn floods_before_commands() {
    attack_with_streams(FLOODS, |place| place.moment != Reply);
}

#[test]
fn storms_before_replies() {
    attack_with_streams(STORMS, |place| place.moment == Reply);
}

#[test]
fn storms_before_commands() {
    attack_with_streams(STORMS, |place| place.moment != Reply);
}

/// Sends many large events. Returns a description of the faults of the client, if any.
fn wrong_after_events(protocol: Protocol, subscribed: bool) -> Option<String> {
    let (count, size) = match is_slow_run() {
        true => (140, 16 * MIB),
        false => (24, 4 * MIB),
    };
    let moment = match protocol {
        GuestAgent => Reply,
        _ => Idle,
    };
    let event = place(
        "",
        protocol,
        moment,
        "{\"event\":\"X\",\"data\":{\"a\":",
        "}}\n",
    );
    let peer = ScriptedPeer::start(move |_, peer| converse_often(peer, event, count, size));
    wrong(&peer, protocol, subscribed)
}

#[test]
fn large_events_without_a_subscriber() {
    assert_eq!(wrong_after_events(Qmp, false), None);
}

#[test]
fn large_events_with_a_slow_subscriber() {
    assert_eq!(wrong_after_events(Qmp, true), None);
}

#[test]
fn large_events_of_a_guest_agent() {
    assert_eq!(wrong_after_events(GuestAgent, true), None);
}
