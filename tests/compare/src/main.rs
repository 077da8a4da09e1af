//! This project's client beside a raw loop and the crate `qapi` 0.15 on tokio, in turns, on the same sockets.
//!
//! `qapi` 0.15 negotiates no capabilities, so that neither do those it is compared with. Out-of-band execution, which this
//! project's sessions ask for unless told otherwise, costs both ends: QEMU's monitor thread sleeps until a command comes,
//! and the client that writes has to wake it. The rows that say `oob` show it, for raw loop and session alike.

use std::io;
use std::path::Path;

use qapi::futures::{QapiService, QmpStreamTokio};
use qapi::qmp;
use qapi_client::qmp::{Client, commands};
use qapi_tests::{EchoServer, Qemu, RawQmp, Table, serve_echo};
use tokio::net::UnixStream;
use tokio::runtime::{Builder, Runtime};

/// Short and many, so that each contestant meets the machine in a good moment.
const ROUNDS: usize = 15;

type Peer = QapiService<qapi::futures::QmpStreamTokio<tokio::io::WriteHalf<UnixStream>>>;

type Connect = fn(&Path) -> io::Result<RawQmp>;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, flag, socket] = &arguments[..]
        && flag == "--echo"
    {
        return serve_echo(Path::new(socket));
    }
    match Qemu::bare() {
        Some(vm) => one_after_the_other("QEMU, query-status", vm.socket(0))?,
        None => println!("no qemu-system-x86_64 here"),
    }
    let echo = EchoServer::start(&std::env::current_exe()?, &["--echo"]);
    many_at_once("echo server, stop", &echo.socket())
}

fn one_thread() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

async fn connect(socket: &Path) -> io::Result<Peer> {
    let stream = QmpStreamTokio::open_uds(socket).await?;
    let stream = stream.negotiate().await?;
    Ok(stream.spawn_tokio().0)
}

async fn ask<C: qmp::QmpCommand>(peer: &Peer, command: C) -> io::Result<()> {
    peer.execute(command).await.map_err(io::Error::other)?;
    Ok(())
}

fn connect_own(socket: &Path, oob: bool) -> io::Result<Client> {
    let connect = Client::builder().oob(oob).connect(socket);
    async_std::task::block_on(connect).map_err(io::Error::other)
}

async fn ask_own<C: qapi_client::Command>(client: &Client, command: C) -> io::Result<()> {
    client.execute(command).await.map_err(io::Error::other)?;
    Ok(())
}

/// One caller, 1,000 commands a round.
fn one_after_the_other(title: &str, socket: &Path) -> io::Result<()> {
    const COMMANDS: usize = 1000;
    let mut table = Table::default();
    for _ in 0..ROUNDS {
        // Connected one after the other: a monitor serves one client at a time.
        let raws: [(&str, Connect); 2] = [
            ("raw blocking loop", RawQmp::connect),
            ("raw blocking loop, oob", RawQmp::connect_oob),
        ];
        for (name, connect) in raws {
            let mut raw = connect(socket)?;
            table.measure(name, COMMANDS, || raw.ping_pong(COMMANDS))?;
        }
        for (name, oob) in [
            ("qapi-client, async-std", false),
            ("qapi-client, async-std, oob", true),
        ] {
            let client = connect_own(socket, oob)?;
            table.measure(name, COMMANDS, || {
                async_std::task::block_on(async {
                    for _ in 0..COMMANDS {
                        ask_own(&client, commands::QueryStatus::new()).await?;
                    }
                    io::Result::Ok(())
                })
            })?;
        }
        for (name, runtime) in [
            ("qapi 0.15, tokio, one thread", one_thread()?),
            ("qapi 0.15, tokio, threads", Runtime::new()?),
        ] {
            let peer = runtime.block_on(connect(socket))?;
            table.measure(name, COMMANDS, || {
                runtime.block_on(async {
                    for _ in 0..COMMANDS {
                        ask(&peer, qmp::query_status {}).await?;
                    }
                    io::Result::Ok(())
                })
            })?;
        }
    }
    println!("{title}, one caller\n{}", table.text());
    Ok(())
}

/// 64 callers, 200 commands each a round.
fn many_at_once(title: &str, socket: &Path) -> io::Result<()> {
    const CALLERS: usize = 64;
    const EACH: usize = 200;
    let mut table = Table::default();
    for _ in 0..ROUNDS {
        let mut raw = RawQmp::connect(socket)?;
        let one_caller = CALLERS * EACH;
        table.measure("raw blocking loop, one caller", one_caller, || {
            raw.ping_pong(one_caller)
        })?;
        drop(raw);
        let client = connect_own(socket, false)?;
        table.measure("qapi-client, async-std", CALLERS * EACH, || {
            async_std::task::block_on(async {
                let callers: Vec<_> = (0..CALLERS)
                    .map(|_| {
                        let client = client.clone();
                        async_std::task::spawn(async move {
                            for _ in 0..EACH {
                                ask_own(&client, commands::Stop::new()).await?;
                            }
                            io::Result::Ok(())
                        })
                    })
                    .collect();
                for caller in callers {
                    caller.await?;
                }
                io::Result::Ok(())
            })
        })?;
        drop(client);
        let runtime = one_thread()?;
        let peer = runtime.block_on(connect(socket))?;
        let peer = std::sync::Arc::new(peer);
        table.measure("qapi 0.15, tokio, one thread", CALLERS * EACH, || {
            runtime.block_on(async {
                let callers: Vec<_> = (0..CALLERS)
                    .map(|_| {
                        let peer = peer.clone();
                        tokio::spawn(async move {
                            for _ in 0..EACH {
                                ask(&peer, qmp::stop {}).await?;
                            }
                            io::Result::Ok(())
                        })
                    })
                    .collect();
                for caller in callers {
                    caller.await.map_err(io::Error::other)??;
                }
                io::Result::Ok(())
            })
        })?;
    }
    println!("{title}, {CALLERS} callers\n{}", table.text());
    Ok(())
}
