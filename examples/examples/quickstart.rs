//! The whole line at once: finds a peer, connects, looks around, changes something, prints the events as they come.
//!
//! ```console
//! $ cargo run --example quickstart
//! ```
//!
//! The peer is a paused QEMU without disks, or, where none is installed, an embedded stand-in that speaks the same
//! protocol from the same schema. Nothing is left behind.

#![allow(clippy::print_stdout, reason = "a program that shows something")]

use std::process::{Child, Command};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_std::prelude::*;
use async_std::task;
use qapi_client::qmp::{self, commands, events};
use qapi_client::testing::{FakeServer, Listening};
use serde_json::json;
use tempfile::TempDir;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[async_std::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (peer, address) = Peer::start(&folder).await?;
    println!("peer:      {}", peer.describe());

    let vm = qmp::Client::connect(address.as_str()).await?;
    let version = vm.query_version().await?;
    let numbers = &version.qemu;
    println!(
        "version:   {}.{}.{} {}",
        numbers.major, numbers.minor, numbers.micro, version.package
    );
    println!("status:    {}", vm.query_status().await?.status);

    let commands = vm.query_commands().await?;
    let mut names: Vec<&str> = commands.iter().map(|info| info.name.as_str()).collect();
    names.sort_unstable();
    println!("supports:  {} commands, for example", names.len());
    for name in names.iter().filter(|name| name.starts_with("block-dirty")) {
        println!("             {name}");
    }

    // The stream gets every event from here on, including events before the reply to a command.
    let mut stream = vm.events();
    let printing = task::spawn(async move {
        while let Some(event) = stream.next().await {
            match event {
                Ok(event) => println!("event:     {:?}", event.event),
                Err(end) => println!("events:    {end}"),
            }
        }
    });

    println!("action:    cont");
    vm.cont().await?;
    println!("status:    {}", vm.query_status().await?.status);
    println!("action:    stop, waiting for its event too");
    vm.stop().and_event(|_: &events::Stop| true).await?;
    println!("status:    {}", vm.query_status().await?.status);

    match vm
        .block_resize(commands::BlockResize::new(1 << 30).node_name("no-such-disk"))
        .await
    {
        Ok(_) => println!("refused:   nothing, surprisingly"),
        Err(error) => println!("refused:   {error}"),
    }

    println!("action:    quit");
    vm.quit().timeout(Duration::from_secs(5)).await?;
    printing.await;
    drop(vm);
    peer.end()?;
    Ok(folder.close()?)
}

/// Peer of the program.
enum Peer {
    Qemu(Child),
    StandIn(Listening),
}

impl Peer {
    async fn start(folder: &TempDir) -> Result<(Self, String)> {
        let socket = folder.path().join("monitor");
        match start_qemu(&socket.display().to_string()).await {
            Ok(child) => Ok((Self::Qemu(child), format!("unix:{}", socket.display()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let server = stand_in()?.listen(&socket).await?;
                let address = server.address();
                Ok((Self::StandIn(server), address))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn describe(&self) -> &str {
        match self {
            Self::Qemu(_) => {
                "qemu-system-x86_64 of this machine, paused, no disks \
                 (for the stand-in: run it where QEMU is not in PATH)"
            }
            Self::StandIn(_) => {
                "an embedded stand-in, since there is no qemu-system-x86_64 in PATH \
                 (to get it: apt-get install qemu-system-x86, or dnf install qemu-system-x86)"
            }
        }
    }

    fn end(self) -> std::io::Result<()> {
        match self {
            Self::Qemu(mut child) => child.wait().map(drop),
            Self::StandIn(server) => {
                drop(server);
                Ok(())
            }
        }
    }
}

/// Starts a paused QEMU and waits until the monitor exists.
async fn start_qemu(socket: &str) -> std::io::Result<Child> {
    let mut child = Command::new("qemu-system-x86_64")
        .args(["-machine", "q35", "-accel", "tcg", "-m", "64", "-S"])
        .args(["-nodefaults", "-display", "none"])
        .args(["-qmp", &format!("unix:{socket},server=on,wait=off")])
        .spawn()?;
    while !std::path::Path::new(socket).exists() {
        if let Some(status) = child.try_wait()? {
            return Err(std::io::Error::other(format!("QEMU ended: {status}")));
        }
        task::sleep(Duration::from_millis(2)).await;
    }
    Ok(child)
}

/// Fake server for QEMU's schema, with scripts for the commands of this example.
fn stand_in() -> Result<FakeServer> {
    let schema = qapi_parser::load(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../schemas/qemu/qapi/qapi-schema.json"
    ))?;
    let server = FakeServer::new(Arc::new(schema));
    let running = Arc::new(Mutex::new(false));
    let version = json!({ "major": 10, "minor": 2, "micro": 2 });
    server.reply(
        "query-version",
        json!({ "qemu": version, "package": "(stand-in)" }),
    );
    let state = running.clone();
    server.on("query-status", move |_| {
        let running = state.lock().is_ok_and(|state| *state);
        let status = if running { "running" } else { "paused" };
        json!({ "running": running, "status": status })
    });
    for (command, event, runs) in [("cont", "RESUME", true), ("stop", "STOP", false)] {
        let state = running.clone();
        server.on(command, move |turn| {
            turn.emit(event, ());
            if let Ok(mut state) = state.lock() {
                *state = runs;
            }
            json!({})
        });
    }
    server.on("block_resize", |_| {
        qapi_client::testing::Reply::refuse("Cannot find device='' nor node-name='no-such-disk'")
    });
    let ending = server.clone();
    server.on("quit", move |turn| {
        turn.emit(
            "SHUTDOWN",
            json!({ "guest": false, "reason": "host-qmp-quit" }),
        );
        ending.disconnect();
        json!({})
    });
    Ok(server)
}
