//! The conversation with one client: bytes in, bytes out.

use std::sync::Arc;

use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::outbox::Outbox;
use super::request::{Request, read_request};
use super::server::FakeServer;

/// What a client may have pending without a whole request in it.
const LIMIT: usize = 64 << 20;

/// One client's side of a [`FakeServer`], sans-I/O. Dropped, it is no longer sent events.
#[derive(Debug)]
pub struct Conversation {
    server: FakeServer,
    outbox: Arc<Outbox>,
    pending: Vec<u8>,
    negotiated: bool,
    oob: bool,
}

impl Conversation {
    pub(super) fn new(server: FakeServer, outbox: Arc<Outbox>) -> Self {
        let negotiated = !server.greets();
        if negotiated {
            outbox.listen();
        } else {
            let version = json!({ "qemu": { "major": 10, "minor": 2, "micro": 2 }, "package": "" });
            let greeting = json!({ "QMP": { "version": version, "capabilities": ["oob"] } });
            outbox.push(format!("{greeting}\r\n").as_bytes());
        }
        Self {
            server,
            outbox,
            pending: Vec::new(),
            negotiated,
            oob: false,
        }
    }

    /// Takes what the client sent, in pieces of any size, and answers what is complete.
    pub fn receive(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
        // A request ends with a brace: without one there is nothing new to find, however small the pieces are.
        if !bytes
            .iter()
            .any(|byte| matches!(byte, b'}' | b']' | b'\n' | 0xff))
        {
            return;
        }
        while let Some(request) = self.next_request() {
            match request {
                Ok(text) => self.serve(&text),
                Err(desc) => self.send(None, Answer::refuse(desc)),
            }
        }
    }

    /// What the client is to be sent now.
    pub fn take_output(&mut self) -> Vec<u8> {
        self.outbox.take()
    }

    /// Whether the connection is to be closed once the output is written.
    pub fn has_hung_up(&self) -> bool {
        self.outbox.has_hung_up()
    }

    pub(super) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Cuts the next JSON value off the input; an error is the text of a refusal without an id.
    fn next_request(&mut self) -> Option<Result<Box<RawValue>, String>> {
        let blank = self.pending.iter().take_while(|b| b.is_ascii_whitespace());
        let blank = blank.count();
        self.pending.drain(..blank);
        // Clients of the guest agent reset its parser with a byte that no JSON text has.
        if let Some(at) = self.pending.iter().position(|&byte| byte == 0xff) {
            self.pending.drain(..=at);
            return Some(Err("JSON parse error, stray '\u{fffd}'".to_owned()));
        }
        let mut values = serde_json::Deserializer::from_slice(&self.pending).into_iter();
        let found: Result<Box<RawValue>, _> = values.next()?;
        let end = values.byte_offset();
        match found {
            Ok(text) => {
                self.pending.drain(..end);
                Some(Ok(text))
            }
            Err(error) if error.is_eof() && self.pending.len() <= LIMIT => None,
            Err(error) => {
                let line = self.pending.iter().position(|&byte| byte == b'\n');
                let cut = line.map_or(self.pending.len(), |at| at + 1);
                self.pending.drain(..cut);
                Some(Err(format!("JSON parse error, {error}")))
            }
        }
    }

    fn serve(&mut self, text: &RawValue) {
        let (id, request) = read_request(text, self.oob);
        let answer = match request {
            Ok(request) => self.answer(request),
            Err(refusal) => refusal,
        };
        self.send(id.as_deref(), answer);
    }

    fn answer(&mut self, request: Request) -> Answer {
        match (request.name.as_str(), self.server.greets()) {
            ("qmp_capabilities", true) => return self.negotiate(&request.arguments),
            ("guest-sync" | "guest-sync-delimited", false) => return self.sync(&request),
            _ if self.negotiated => {}
            _ => {
                return Answer::not_found(
                    "Expecting capabilities negotiation with 'qmp_capabilities'",
                );
            }
        }
        let (events, answer) = self.server.answer(request);
        for line in events {
            self.server.broadcast(&line);
        }
        answer
    }

    fn negotiate(&mut self, arguments: &Map<String, Value>) -> Answer {
        if self.negotiated {
            return Answer::not_found(
                "Capabilities negotiation is already complete, command ignored",
            );
        }
        let enable = arguments.get("enable").and_then(Value::as_array);
        self.oob = enable.is_some_and(|list| list.iter().any(|name| name == "oob"));
        self.negotiated = true;
        self.outbox.listen();
        Answer::Return(json!({}))
    }

    /// The guest agent's synchronisation: the number comes back, behind the delimiter if that was asked for.
    fn sync(&self, request: &Request) -> Answer {
        let Some(id) = request.arguments.get("id").and_then(Value::as_i64) else {
            return Answer::refuse("Parameter 'id' is missing");
        };
        if request.name == "guest-sync-delimited" {
            self.outbox.push(&[0xff]);
        }
        Answer::Return(id.into())
    }

    fn send(&self, id: Option<&RawValue>, answer: Answer) {
        match answer {
            Answer::Return(value) => self.outbox.push(&reply("return", &value, id)),
            Answer::Hold(value) => self.outbox.hold(&reply("return", &value, id)),
            Answer::Refuse { class, desc } => {
                let error = json!({ "class": class, "desc": desc });
                self.outbox.push(&reply("error", &error, id));
            }
            Answer::Silence => {}
            Answer::Bytes(bytes) => self.outbox.push(&bytes),
            Answer::HangUp => self.outbox.hang_up(),
        }
    }
}

/// A reply in one line. The id goes back as it came, whatever kind of JSON it is.
fn reply(key: &str, value: &Value, id: Option<&RawValue>) -> Vec<u8> {
    match id {
        Some(id) => format!("{{\"{key}\": {value}, \"id\": {}}}\r\n", id.get()),
        None => format!("{{\"{key}\": {value}}}\r\n"),
    }
    .into_bytes()
}
