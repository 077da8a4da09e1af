//! Fake server: a schema, scripts and connections.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{SystemTime, UNIX_EPOCH};

use qapi_parser::{Definition, Schema};
use serde_json::{Map, Value, json};

use super::outbox::Outbox;
use super::reply::{Reply, Request};
use super::request::ParsedRequest;
use super::sample::sample;
use super::validate::{Mismatch, validate_object, validate_value};

/// Script of one command.
type Script = Arc<Mutex<dyn FnMut(&mut Request<'_>) -> Reply + Send>>;

/// Fake server, made from a schema. Clones are handles to the same server.
///
/// With the command `qmp_capabilities` in the schema, the server is a monitor with greeting and negotiation. With any
/// other schema, the server accepts commands at once, like the guest agent.
#[derive(Clone)]
pub struct FakeServer {
    shared: Arc<Shared>,
}

struct Shared {
    schema: Arc<Schema>,
    sends_greeting: bool,
    scripts: Mutex<HashMap<String, Script>>,
    clients: Mutex<Vec<Weak<Outbox>>>,
    received: Mutex<Vec<Received>>,
}

/// Request that fits the schema.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Received {
    /// Name of the command.
    pub name: String,
    /// Arguments of the command.
    pub arguments: Map<String, Value>,
    /// Whether the command was sent out-of-band.
    pub out_of_band: bool,
}

/// Locks a mutex. After a panic in a script, the server still works.
fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl FakeServer {
    /// Creates a server for a schema, without scripts.
    pub fn new(schema: impl Into<Arc<Schema>>) -> Self {
        let schema = schema.into();
        let sends_greeting = schema.find("qmp_capabilities").is_some();
        Self {
            shared: Arc::new(Shared {
                schema,
                sends_greeting,
                scripts: Mutex::default(),
                clients: Mutex::default(),
                received: Mutex::default(),
            }),
        }
    }

    /// Sets the script of a command. The command need not be in the schema. Arguments and results of such a command are
    /// not validated.
    ///
    /// The script of a command runs for one request at a time. A script must not set the script of its own command.
    pub fn on<A: Into<Reply>>(
        &self,
        command: &str,
        mut script: impl FnMut(&mut Request<'_>) -> A + Send + 'static,
    ) {
        let script: Script = Arc::new(Mutex::new(move |request: &mut Request<'_>| {
            script(request).into()
        }));
        lock(&self.shared.scripts).insert(command.to_owned(), script);
    }

    /// Sets the same reply for every request of a command.
    pub fn reply(&self, command: &str, reply: impl Into<Reply>) {
        let reply = reply.into();
        self.on(command, move |_| reply.clone());
    }

    /// Sends an event to every client that has negotiated. `null` means no `data`. An event that is not in the schema
    /// is not validated.
    ///
    /// # Errors
    /// The data does not fit the schema. The event is not sent.
    pub fn emit(&self, event: &str, data: impl Into<Value>) -> Result<(), Mismatch> {
        let data = Some(data.into()).filter(|data| !data.is_null());
        let line = self.event_line(event, data.as_ref())?;
        self.each_client(|outbox| outbox.push_event(&line));
        Ok(())
    }

    /// Sends bytes unchanged to every client, in any state.
    pub fn inject(&self, bytes: &[u8]) {
        self.each_client(|outbox| outbox.push(bytes));
    }

    /// Sends all replies that [`Reply::Hold`] holds back, in the order of the requests.
    pub fn release(&self) {
        self.each_client(Outbox::release);
    }

    /// Closes every connection.
    pub fn disconnect(&self) {
        self.each_client(Outbox::disconnect);
    }

    /// All received requests that fit the schema, from all clients, in order.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.shared.received).clone()
    }

    /// Adds a client. Its outbox gets all events and injected bytes.
    pub(super) fn add_client(&self) -> Arc<Outbox> {
        let outbox = Arc::new(Outbox::default());
        let mut clients = lock(&self.shared.clients);
        clients.retain(|client| client.strong_count() > 0);
        clients.push(Arc::downgrade(&outbox));
        outbox
    }

    pub(super) fn sends_greeting(&self) -> bool {
        self.shared.sends_greeting
    }

    /// Runs a request. Returns the events to send before the reply, and the reply.
    pub(super) fn run(&self, request: ParsedRequest) -> (Vec<Vec<u8>>, Reply) {
        let schema = &self.shared.schema;
        let script = lock(&self.shared.scripts).get(&request.name).cloned();
        let definition = match schema.find(&request.name) {
            Some(Definition::Command(id)) => Some(&schema[id]),
            _ => None,
        };
        if definition.is_none() && script.is_none() {
            let desc = format!("The command {} has not been found", request.name);
            return (Vec::new(), Reply::not_found(desc));
        }
        if let Some(command) = definition {
            if request.out_of_band && !command.allow_oob {
                let desc = format!("The command {} does not support OOB", request.name);
                return (Vec::new(), Reply::refuse(desc));
            }
            let free = !command.generate;
            if let Err(wrong) = validate_object(schema, command.arguments, free, &request.arguments)
            {
                return (Vec::new(), Reply::refuse(wrong.to_string()));
            }
        }
        lock(&self.shared.received).push(Received {
            name: request.name.clone(),
            arguments: request.arguments.clone(),
            out_of_band: request.out_of_band,
        });
        let (events, reply) = match script {
            Some(script) => run_script(&script, &request),
            None => (Vec::new(), self.default_reply(&request.name)),
        };
        self.validate_reply(&request.name, events, reply)
    }

    /// Validates the events and the reply of a script. A mismatch becomes a refusal with the error text.
    fn validate_reply(
        &self,
        name: &str,
        events: Vec<(String, Option<Value>)>,
        reply: Reply,
    ) -> (Vec<Vec<u8>>, Reply) {
        let lines = events
            .iter()
            .map(|(event, data)| self.event_line(event, data.as_ref()))
            .collect::<Result<Vec<_>, _>>();
        let schema = &self.shared.schema;
        let returned = match (schema.find(name), &reply) {
            (Some(Definition::Command(id)), Reply::Return(value) | Reply::Hold(value)) => {
                validate_value(schema, schema[id].returns, value)
            }
            _ => Ok(()),
        };
        match (lines, returned) {
            (Ok(lines), Ok(())) => (lines, self.drop_success_reply(name, reply)),
            (Err(wrong), _) | (_, Err(wrong)) => {
                let desc = format!("the script of '{name}' does not fit the schema: {wrong}");
                (Vec::new(), Reply::refuse(desc))
            }
        }
    }

    /// Removes the success reply of a command that has no success reply.
    fn drop_success_reply(&self, name: &str, reply: Reply) -> Reply {
        let schema = &self.shared.schema;
        match (schema.find(name), reply) {
            (Some(Definition::Command(id)), Reply::Return(_)) if !schema[id].success_response => {
                Reply::Silence
            }
            (_, reply) => reply,
        }
    }

    fn default_reply(&self, name: &str) -> Reply {
        let schema = &self.shared.schema;
        if name == "query-commands" {
            let commands = schema.commands();
            return Reply::Return(commands.map(|(_, c)| json!({ "name": c.name })).collect());
        }
        let returns = match schema.find(name) {
            Some(Definition::Command(id)) => schema[id].returns,
            _ => None,
        };
        match sample(schema, returns) {
            Some(value) => Reply::Return(value),
            None => Reply::refuse(format!("'{name}' has no finite default reply")),
        }
    }

    pub(super) fn broadcast(&self, line: &[u8]) {
        self.each_client(|outbox| outbox.push_event(line));
    }

    fn each_client(&self, act: impl Fn(&Outbox)) {
        let clients = lock(&self.shared.clients).clone();
        clients
            .iter()
            .filter_map(Weak::upgrade)
            .for_each(|c| act(&c));
    }

    fn event_line(&self, name: &str, data: Option<&Value>) -> Result<Vec<u8>, Mismatch> {
        let schema = &self.shared.schema;
        if let Some(Definition::Event(id)) = schema.find(name) {
            let empty = Map::new();
            let object = match data {
                Some(Value::Object(object)) => object,
                Some(_) => return Err(Mismatch::not_an_object(name)),
                None => &empty,
            };
            validate_object(schema, schema[id].data, false, object)?;
        }
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let stamp = json!({ "seconds": now.as_secs(), "microseconds": now.subsec_micros() });
        let mut event = json!({ "timestamp": stamp, "event": name });
        if let Some(data) = data {
            event["data"] = data.clone();
        }
        Ok(format!("{event}\r\n").into_bytes())
    }
}

fn run_script(script: &Script, request: &ParsedRequest) -> (Vec<(String, Option<Value>)>, Reply) {
    let mut request = Request {
        name: &request.name,
        arguments: &request.arguments,
        out_of_band: request.out_of_band,
        events: Vec::new(),
    };
    let reply = (lock(script))(&mut request);
    (request.events, reply)
}

impl fmt::Debug for FakeServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeServer")
            .field("sends_greeting", &self.shared.sends_greeting)
            .field("received", &lock(&self.shared.received).len())
            .finish_non_exhaustive()
    }
}
