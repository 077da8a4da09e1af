//! Conversation with one client: bytes in, bytes out.

use std::sync::Arc;

use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::outbox::Outbox;
use super::reply::Reply;
use super::request::{ParsedRequest, read_request};
use super::server::FakeServer;

/// Maximum number of bytes of an incomplete request.
const LIMIT: usize = 64 << 20;

/// Conversation of a [`FakeServer`] with one client, without I/O. Dropping it disconnects the client.
#[derive(Debug)]
pub struct Conversation {
    server: FakeServer,
    outbox: Arc<Outbox>,
    pending: Vec<u8>,
    negotiated: bool,
    oob: bool,
}

impl FakeServer {
    /// Starts a conversation with a new client. The caller moves the bytes.
    pub fn converse(&self) -> Conversation {
        Conversation::new(self.clone(), self.add_client())
    }
}

impl Conversation {
    pub(super) fn new(server: FakeServer, outbox: Arc<Outbox>) -> Self {
        let negotiated = !server.sends_greeting();
        if negotiated {
            outbox.start_events();
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

    /// Takes bytes from the client, in pieces of any size, and runs all complete requests.
    pub fn receive(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
        // Every request ends with one of these bytes. The parser waits for such a byte, so that many small pieces cost
        // only linear time.
        if !bytes
            .iter()
            .any(|byte| matches!(byte, b'}' | b']' | b'\n' | 0xff))
        {
            return;
        }
        while let Some(request) = self.next_request() {
            match request {
                Ok(text) => self.serve_request(&text),
                Err(desc) => self.send_reply(None, Reply::refuse(desc)),
            }
        }
    }

    /// Takes the bytes to send to the client now.
    pub fn take_output(&mut self) -> Vec<u8> {
        self.outbox.take()
    }

    /// Whether the caller must close the connection after it has written the output.
    pub fn is_disconnected(&self) -> bool {
        self.outbox.is_disconnected()
    }

    pub(super) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Takes the next JSON value from the input. An error is the description for a refusal without an id.
    fn next_request(&mut self) -> Option<Result<Box<RawValue>, String>> {
        let blank = self.pending.iter().take_while(|b| b.is_ascii_whitespace());
        let blank = blank.count();
        self.pending.drain(..blank);
        // Clients send this byte, which no JSON text has, to reset the parser of the guest agent.
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

    fn serve_request(&mut self, text: &RawValue) {
        let (id, request) = read_request(text, self.oob);
        let reply = match request {
            Ok(request) => self.run_request(request),
            Err(refusal) => refusal,
        };
        self.send_reply(id.as_deref(), reply);
    }

    fn run_request(&mut self, request: ParsedRequest) -> Reply {
        match (request.name.as_str(), self.server.sends_greeting()) {
            ("qmp_capabilities", true) => return self.negotiate(&request.arguments),
            ("guest-sync" | "guest-sync-delimited", false) => return self.sync(&request),
            _ if self.negotiated => {}
            _ => {
                return Reply::not_found(
                    "Expecting capabilities negotiation with 'qmp_capabilities'",
                );
            }
        }
        let (events, reply) = self.server.run(request);
        for line in events {
            self.server.broadcast(&line);
        }
        reply
    }

    fn negotiate(&mut self, arguments: &Map<String, Value>) -> Reply {
        if self.negotiated {
            return Reply::not_found(
                "Capabilities negotiation is already complete, command ignored",
            );
        }
        let enable = arguments.get("enable").and_then(Value::as_array);
        self.oob = enable.is_some_and(|list| list.iter().any(|name| name == "oob"));
        self.negotiated = true;
        self.outbox.start_events();
        Reply::Return(json!({}))
    }

    /// Replies to a synchronisation of the guest agent with the number, and with the delimiter in front if the command
    /// requires it.
    fn sync(&self, request: &ParsedRequest) -> Reply {
        let Some(id) = request.arguments.get("id").and_then(Value::as_i64) else {
            return Reply::refuse("Parameter 'id' is missing");
        };
        if request.name == "guest-sync-delimited" {
            self.outbox.push(&[0xff]);
        }
        Reply::Return(id.into())
    }

    fn send_reply(&self, id: Option<&RawValue>, reply: Reply) {
        match reply {
            Reply::Return(value) => self.outbox.push(&reply_line("return", &value, id)),
            Reply::Hold(value) => self.outbox.hold_reply(&reply_line("return", &value, id)),
            Reply::Refuse { class, desc } => {
                let error = json!({ "class": class, "desc": desc });
                self.outbox.push(&reply_line("error", &error, id));
            }
            Reply::Silence => {}
            Reply::Bytes(bytes) => self.outbox.push(&bytes),
            Reply::Disconnect => self.outbox.disconnect(),
        }
    }
}

/// Formats a reply. The id is any JSON value and is returned unchanged.
fn reply_line(key: &str, value: &Value, id: Option<&RawValue>) -> Vec<u8> {
    match id {
        Some(id) => format!("{{\"{key}\": {value}, \"id\": {}}}\r\n", id.get()),
        None => format!("{{\"{key}\": {value}}}\r\n"),
    }
    .into_bytes()
}
