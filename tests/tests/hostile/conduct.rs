//! Peers that send valid messages in a wrong order or number. Every call still gets its own reply, or no reply.

use std::io;
use std::time::Duration;

use qapi_client::Protocol;
use qapi_tests::{Damage, GREETING, ScriptedClient, ScriptedPeer};
use serde_json::{Value, json};

/// Calls that the client makes.
const CALLS: u64 = 40;

/// Function that a peer runs for each request. The calls expect the reply `true`.
type Conduct = fn(&mut ScriptedClient, &Value) -> io::Result<()>;

fn reply(id: &Value, value: bool) -> String {
    format!("{}\r\n", json!({ "return": value, "id": id }))
}

/// Wrong reply, `false`, to a command that comes after `request`. The next command has distance 1.
fn early(request: &Value, distance: u64) -> String {
    let id = request["id"].as_u64().expect("ids are numbers");
    reply(&json!(id + distance), false)
}

const CONDUCTS: &[(&str, Conduct)] = &[
    ("replies twice", |peer, request| {
        let id = &request["id"];
        peer.send(&(reply(id, true) + &reply(id, false)))
    }),
    ("refuses what it has replied to", |peer, request| {
        peer.send(&reply(&request["id"], true))?;
        peer.refuse(request, "GenericError", "after all")
    }),
    (
        "replies to commands before they are sent",
        |peer, request| {
            // The distance is larger than the number of commands in flight, so that none of these commands was sent.
            let early: String = (20..40).map(|distance| early(request, distance)).collect();
            peer.send(&(early + &reply(&request["id"], true)))
        },
    ),
    ("replies with ids in other forms", |peer, request| {
        let id = &request["id"];
        for form in [
            format!("{id}.0"),
            format!("{id}e0"),
            format!("\"{id}\""),
            format!("[{id}]"),
        ] {
            peer.send(&format!("{{\"return\": false, \"id\": {form}}}\r\n"))?;
        }
        peer.send(&reply(id, true))
    }),
    ("negotiates again and again", |peer, request| {
        peer.send(GREETING)?;
        peer.send(&reply(&request["id"], true))?;
        peer.send(GREETING)
    }),
    ("says every byte for itself", |peer, request| {
        let text = reply(&request["id"], true);
        text.bytes().try_for_each(|byte| peer.send_bytes(&[byte]))
    }),
    ("breaks lines everywhere", |peer, request| {
        let id = &request["id"];
        peer.send(&format!(
            "\r\n\n{{\n\"id\"\n:\r\n{id}\n,\"return\"\t:\ntrue\n}}\n\n"
        ))
    }),
    ("sends members twice", |peer, request| {
        let id = &request["id"];
        peer.send(&format!(
            "{{\"id\": 0, \"return\": false, \"return\": true, \"id\": {id}}}\r\n"
        ))
    }),
];

/// Runs the client with a peer of this conduct.
fn damage_of(conduct: Conduct) -> Damage {
    let peer = ScriptedPeer::start(move |_, peer| {
        peer.greet()?;
        loop {
            let request = peer.request()?;
            conduct(peer, &request)?;
        }
    });
    let program = env!("CARGO_BIN_EXE_qapi-attacked");
    Damage::of(program, &peer.address(), Protocol::Qmp, true)
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_call_gets_its_own_reply() {
    let mut wrong = Vec::new();
    for (name, conduct) in CONDUCTS {
        let damage = damage_of(*conduct);
        if damage.succeeded != CALLS {
            let (count, errors) = (damage.succeeded, damage.errors);
            wrong.push(format!("{name}: {count} of {CALLS}: {errors:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_peer_that_never_replies_costs_the_calls_deadlines_only() {
    let peer = ScriptedPeer::start(|_, peer| {
        peer.greet()?;
        // The peer reads three commands and closes the connection.
        for _ in 0..3 {
            peer.request()?;
        }
        std::thread::sleep(Duration::from_millis(100));
        Ok(())
    });
    let program = env!("CARGO_BIN_EXE_qapi-attacked");
    let damage = Damage::of(program, &peer.address(), Protocol::Qmp, true);
    let damage = damage.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(damage.succeeded, 0, "{damage:?}");
}
