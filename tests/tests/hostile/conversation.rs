//! Conversations of a hostile peer: the messages of a well-behaved peer, and an attack at one
//! [`Moment`](crate::tables::Moment).

use std::io;

use qapi_client::Protocol::{GuestAgent, Qmp};
use qapi_tests::{GREETING, ScriptedClient};
use serde_json::Value;

use crate::tables::Moment::{Greeting, Idle, Negotiation, Reply};
use crate::tables::{Payload, Place, VALUES};

impl Payload {
    /// Sends an attack of about `size` bytes.
    fn send(&self, peer: &mut ScriptedClient, size: usize) -> io::Result<()> {
        let per_unit = self.unit.len() + self.closing.len();
        let count = size / per_unit;
        peer.send(self.before)?;
        repeat(peer, self.unit, count)?;
        repeat(peer, self.closing.as_bytes(), count)?;
        peer.send(self.behind)?;
        match self.name.ends_with("without end") {
            // Closes the connection, because no message can follow text without an end.
            true => Err(io::ErrorKind::UnexpectedEof.into()),
            false => Ok(()),
        }
    }
}

/// Sends `count` copies of `unit`, in large pieces.
fn repeat(peer: &mut ScriptedClient, unit: &[u8], mut count: usize) -> io::Result<()> {
    let at_once = (1 << 18) / unit.len().max(1);
    let piece = unit.repeat(count.min(at_once));
    while !unit.is_empty() && count > 0 {
        let now = count.min(at_once);
        peer.send_bytes(&piece[..now * unit.len()])?;
        count -= now;
    }
    Ok(())
}

/// Runs a conversation in which the peer attacks at the [`Moment`](crate::tables::Moment) of `place`. After the attack,
/// the peer continues like a well-behaved peer.
pub(crate) fn converse(
    peer: &mut ScriptedClient,
    place: Place,
    payload: Payload,
    size: usize,
) -> io::Result<()> {
    let send = |peer: &mut ScriptedClient, id: &Value| send_at(peer, place, payload, size, id);
    converse_around(peer, place, send)
}

/// Runs a conversation with many strings, each in a message of its own.
pub(crate) fn converse_often(
    peer: &mut ScriptedClient,
    place: Place,
    count: usize,
    size: usize,
) -> io::Result<()> {
    converse_around(peer, place, |peer, id| {
        (0..count).try_for_each(|_| send_at(peer, place, VALUES[0], size, id))
    })
}

/// Sends one payload and the message around it.
fn send_at(
    peer: &mut ScriptedClient,
    place: Place,
    payload: Payload,
    size: usize,
    id: &Value,
) -> io::Result<()> {
    // The delimiter is the only byte of the agent's protocol that is not UTF-8.
    let (delimiter, before) = match place.before.strip_prefix('\u{1}') {
        Some(before) => (&b"\xff"[..], before),
        None => (&b""[..], place.before),
    };
    let with_id = |text: &str| text.replace("ID", &id.to_string());
    peer.send_bytes(delimiter)?;
    peer.send(&with_id(before))?;
    payload.send(peer, size)?;
    peer.send(&with_id(place.behind))
}

/// Sends the messages of a well-behaved peer, and calls `send` at the moment of the attack.
fn converse_around(
    peer: &mut ScriptedClient,
    place: Place,
    send: impl Fn(&mut ScriptedClient, &Value) -> io::Result<()>,
) -> io::Result<()> {
    let attack = |peer: &mut ScriptedClient, moment, id: &Value| match place.moment == moment {
        true => send(peer, id),
        false => Ok(()),
    };
    match place.protocol {
        Qmp => {
            attack(peer, Greeting, &Value::Null)?;
            peer.send(GREETING)?;
            let negotiation = peer.request()?;
            attack(peer, Negotiation, &negotiation["id"])?;
            peer.succeed(&negotiation, &Value::Bool(true))?;
        }
        GuestAgent => {
            let synchronisation = peer.request()?;
            attack(peer, Negotiation, &Value::Null)?;
            let id = &synchronisation["arguments"]["id"];
            peer.send_bytes(&[b"\xff", format!("{{\"return\":{id}}}\n").as_bytes()].concat())?;
        }
        _ => {}
    }
    attack(peer, Idle, &Value::Null)?;
    let first = peer.request()?;
    attack(peer, Reply, &first["id"])?;
    peer.succeed(&first, &Value::Bool(true))?;
    loop {
        let request = peer.request()?;
        let arguments = &request["arguments"];
        if request["execute"] == "guest-sync-delimited" {
            let id = &arguments["id"];
            peer.send_bytes(&[b"\xff", format!("{{\"return\":{id}}}\n").as_bytes()].concat())?;
        } else {
            peer.succeed(&request, &Value::Bool(true))?;
        }
    }
}
