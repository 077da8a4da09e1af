//! A guest agent whose replies the test decides.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use qapi_client::{Builder, qga};
use qapi_tests::{ScriptedClient, ScriptedPeer};
use serde_json::Value;

/// What the agent does with a command.
pub(crate) enum Reply {
    Return(Value),
    Refuse(&'static str),
    /// Sends no reply, like an agent that shuts the guest down.
    Silence,
    /// Closes the connection.
    HangUp,
}

/// Commands that the agent has received, in order, without the commands of the synchronisation.
type Received = Arc<Mutex<Vec<Value>>>;

pub(crate) struct ScriptedAgent {
    peer: ScriptedPeer,
    received: Received,
}

impl ScriptedAgent {
    /// Replies to each command with the result of `answer`. The first argument of `answer` is the number of the
    /// connection, from zero.
    pub(crate) fn start(mut answer: impl FnMut(usize, &Value) -> Reply + Send + 'static) -> Self {
        let received = Received::default();
        let list = Arc::clone(&received);
        let peer = ScriptedPeer::start(move |nth, peer| {
            loop {
                serve(peer, &list, &mut |command| answer(nth, command))?;
            }
        });
        Self { peer, received }
    }

    pub(crate) async fn client(&self) -> qga::Client {
        self.connect(qga::Client::builder()).await
    }

    pub(crate) async fn connect(&self, builder: Builder<qga::Client>) -> qga::Client {
        builder.connect(self.peer.address().as_str()).await.unwrap()
    }

    /// Commands that were received until now.
    pub(crate) fn commands(&self) -> Vec<Value> {
        self.received.lock().unwrap().clone()
    }

    /// Names of the commands that were received until now.
    pub(crate) fn names(&self) -> Vec<String> {
        let name = |command: &Value| command["execute"].as_str().unwrap().to_owned();
        self.commands().iter().map(name).collect()
    }

    /// Waits until the agent has received a command of this name.
    pub(crate) async fn wait_for(&self, name: &str) {
        let start = Instant::now();
        while !self.names().iter().any(|received| received == name) {
            assert!(start.elapsed() < Duration::from_secs(20), "no `{name}`");
            async_std::task::sleep(Duration::from_millis(2)).await;
        }
    }
}

fn serve(
    peer: &mut ScriptedClient,
    received: &Received,
    answer: &mut dyn FnMut(&Value) -> Reply,
) -> io::Result<()> {
    let command = peer.request()?;
    if command["execute"] == "guest-sync-delimited" {
        let number = &command["arguments"]["id"];
        peer.send_bytes(b"\xff")?;
        return peer.send(&format!("{{\"return\": {number}}}\n"));
    }
    received.lock().unwrap().push(command.clone());
    match answer(&command) {
        Reply::Return(value) => peer.succeed(&command, &value),
        Reply::Refuse(class) => peer.refuse(&command, class, "no"),
        Reply::Silence => Ok(()),
        Reply::HangUp => Err(io::ErrorKind::ConnectionReset.into()),
    }
}
