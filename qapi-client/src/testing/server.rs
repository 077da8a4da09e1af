//! The server: a schema, a script, and the connections that share them.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{SystemTime, UNIX_EPOCH};

use qapi_parser::{Definition, Schema};
use serde_json::{Map, Value, json};

use super::answer::{Answer, Turn};
use super::check::{Mismatch, check_object, check_value};
use super::conversation::Conversation;
use super::outbox::Outbox;
use super::request::Request;
use super::sample::sample;

/// What answers a scripted command.
type Script = Arc<Mutex<dyn FnMut(&mut Turn<'_>) -> Answer + Send>>;

/// A peer made of a schema. Clones are handles of the same server.
///
/// How it opens a conversation follows from the schema: one that defines `qmp_capabilities` makes a monitor (greeting,
/// negotiation), any other a peer that answers at once, as the guest agent does.
#[derive(Clone)]
pub struct FakeServer {
    shared: Arc<Shared>,
}

struct Shared {
    schema: Arc<Schema>,
    greets: bool,
    scripts: Mutex<HashMap<String, Script>>,
    clients: Mutex<Vec<Weak<Outbox>>>,
    received: Mutex<Vec<Received>>,
}

/// A request that the schema let pass.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Received {
    /// The command's name.
    pub name: String,
    /// Its arguments.
    pub arguments: Map<String, Value>,
    /// Whether it came out-of-band.
    pub out_of_band: bool,
}

/// A panic of a script must not take the rest of the server with it.
fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl FakeServer {
    /// A server for the schema, without a script.
    pub fn new(schema: impl Into<Arc<Schema>>) -> Self {
        let schema = schema.into();
        let greets = schema.find("qmp_capabilities").is_some();
        Self {
            shared: Arc::new(Shared {
                schema,
                greets,
                scripts: Mutex::default(),
                clients: Mutex::default(),
                received: Mutex::default(),
            }),
        }
    }

    /// Scripts a command, also one that the schema does not know: its arguments and results are not checked then.
    ///
    /// Scripts run one at a time per command; one must not script its own command anew.
    pub fn on<A: Into<Answer>>(
        &self,
        command: &str,
        mut script: impl FnMut(&mut Turn<'_>) -> A + Send + 'static,
    ) {
        let script: Script = Arc::new(Mutex::new(move |turn: &mut Turn<'_>| script(turn).into()));
        lock(&self.shared.scripts).insert(command.to_owned(), script);
    }

    /// Scripts a command to answer the same every time.
    pub fn reply(&self, command: &str, answer: impl Into<Answer>) {
        let answer = answer.into();
        self.on(command, move |_| answer.clone());
    }

    /// Sends an event to every client that has negotiated. `null` stands for no `data`. An event that the schema does
    /// not know is sent unchecked.
    ///
    /// # Errors
    /// The data does not fit the schema; nothing is sent.
    pub fn emit(&self, event: &str, data: impl Into<Value>) -> Result<(), Mismatch> {
        let data = Some(data.into()).filter(|data| !data.is_null());
        let line = self.event_line(event, data.as_ref())?;
        self.each_client(|outbox| outbox.push_event(&line));
        Ok(())
    }

    /// Sends bytes as they are to every client, whatever state it is in.
    pub fn inject(&self, bytes: &[u8]) {
        self.each_client(|outbox| outbox.push(bytes));
    }

    /// Sends every reply that [`Answer::Hold`] holds back, in the order of the requests.
    pub fn release(&self) {
        self.each_client(Outbox::release);
    }

    /// Closes every connection.
    pub fn hang_up(&self) {
        self.each_client(Outbox::hang_up);
    }

    /// The requests so far that fitted the schema, from all clients, in order.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.shared.received).clone()
    }

    /// A conversation with one more client, without input or output: bytes are handed in and out.
    pub fn converse(&self) -> Conversation {
        let outbox = Arc::new(Outbox::default());
        let mut clients = lock(&self.shared.clients);
        clients.retain(|client| client.strong_count() > 0);
        clients.push(Arc::downgrade(&outbox));
        Conversation::new(self.clone(), outbox)
    }

    pub(super) fn greets(&self) -> bool {
        self.shared.greets
    }

    /// Answers a request and says what happened on the way. The events are those that go out before the reply.
    pub(super) fn answer(&self, request: Request) -> (Vec<Vec<u8>>, Answer) {
        let schema = &self.shared.schema;
        let script = lock(&self.shared.scripts).get(&request.name).cloned();
        let definition = match schema.find(&request.name) {
            Some(Definition::Command(id)) => Some(&schema[id]),
            _ => None,
        };
        if definition.is_none() && script.is_none() {
            let desc = format!("The command {} has not been found", request.name);
            return (Vec::new(), Answer::not_found(desc));
        }
        if let Some(command) = definition {
            if request.out_of_band && !command.allow_oob {
                let desc = format!("The command {} does not support OOB", request.name);
                return (Vec::new(), Answer::refuse(desc));
            }
            let free = !command.generate;
            if let Err(wrong) = check_object(schema, command.arguments, free, &request.arguments) {
                return (Vec::new(), Answer::refuse(wrong.to_string()));
            }
        }
        lock(&self.shared.received).push(Received {
            name: request.name.clone(),
            arguments: request.arguments.clone(),
            out_of_band: request.out_of_band,
        });
        let (events, answer) = match script {
            Some(script) => run_script(&script, &request),
            None => (Vec::new(), self.unscripted(&request.name)),
        };
        self.checked(&request.name, events, answer)
    }

    /// Holds the script to the schema: what it may not say becomes a refusal that names the mistake.
    fn checked(
        &self,
        name: &str,
        events: Vec<(String, Option<Value>)>,
        answer: Answer,
    ) -> (Vec<Vec<u8>>, Answer) {
        let lines = events
            .iter()
            .map(|(event, data)| self.event_line(event, data.as_ref()))
            .collect::<Result<Vec<_>, _>>();
        let schema = &self.shared.schema;
        let returned = match (schema.find(name), &answer) {
            (Some(Definition::Command(id)), Answer::Return(value) | Answer::Hold(value)) => {
                check_value(schema, schema[id].returns, value)
            }
            _ => Ok(()),
        };
        match (lines, returned) {
            (Ok(lines), Ok(())) => (lines, self.silenced(name, answer)),
            (Err(wrong), _) | (_, Err(wrong)) => {
                let desc = format!("the script of '{name}' does not fit the schema: {wrong}");
                (Vec::new(), Answer::refuse(desc))
            }
        }
    }

    /// Commands without a success reply stay silent.
    fn silenced(&self, name: &str, answer: Answer) -> Answer {
        let schema = &self.shared.schema;
        match (schema.find(name), answer) {
            (Some(Definition::Command(id)), Answer::Return(_)) if !schema[id].success_response => {
                Answer::Silence
            }
            (_, answer) => answer,
        }
    }

    fn unscripted(&self, name: &str) -> Answer {
        let schema = &self.shared.schema;
        if name == "query-commands" {
            let commands = schema.commands();
            return Answer::Return(commands.map(|(_, c)| json!({ "name": c.name })).collect());
        }
        let returns = match schema.find(name) {
            Some(Definition::Command(id)) => schema[id].returns,
            _ => None,
        };
        match sample(schema, returns) {
            Some(value) => Answer::Return(value),
            None => Answer::refuse(format!("'{name}' has no finite default reply")),
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
            check_object(schema, schema[id].data, false, object)?;
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

fn run_script(script: &Script, request: &Request) -> (Vec<(String, Option<Value>)>, Answer) {
    let mut turn = Turn {
        name: &request.name,
        arguments: &request.arguments,
        out_of_band: request.out_of_band,
        events: Vec::new(),
    };
    let answer = (lock(script))(&mut turn);
    (turn.events, answer)
}

impl fmt::Debug for FakeServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeServer")
            .field("greets", &self.shared.greets)
            .field("received", &lock(&self.shared.received).len())
            .finish_non_exhaustive()
    }
}
