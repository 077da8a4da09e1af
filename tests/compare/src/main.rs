//! This project's client beside a raw loop and the crate `qapi` 0.15 on tokio, in turns, on the same sockets.

use std::io;
use std::path::Path;

use qapi::futures::{QapiService, QmpStreamTokio};
use qapi::qmp;
use qapi_client::qmp::{Client, commands};
use qapi_tests::{EchoServer, Qemu, RawQmp, Table, serve_echo};
use tokio::net::UnixStream;
use tokio::runtime::{Builder, Runtime};

const ROUNDS: usize = 5;

type Peer = QapiService<qapi::futures::QmpStreamTokio<tokio::io::WriteHalf<UnixStream>>>;

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

fn connect_own(socket: &Path) -> io::Result<Client> {
    async_std::task::block_on(Client::connect(socket)).map_err(io::Error::other)
}

async fn ask_own<C: qapi_client::Command>(client: &Client, command: C) -> io::Result<()> {
    client.execute(command).await.map_err(io::Error::other)?;
    Ok(())
}

/// One caller, 3,000 commands a round.
fn one_after_the_other(title: &str, socket: &Path) -> io::Result<()> {
    const COMMANDS: usize = 3000;
    let mut table = Table::default();
    for _ in 0..ROUNDS {
        let mut raw = RawQmp::connect(socket)?;
        table.measure("raw blocking loop", COMMANDS, || raw.ping_pong(COMMANDS))?;
        drop(raw);
        let client = connect_own(socket)?;
        table.measure("qapi-client, async-std", COMMANDS, || {
            async_std::task::block_on(async {
                for _ in 0..COMMANDS {
                    ask_own(&client, commands::QueryStatus::default()).await?;
                }
                io::Result::Ok(())
            })
        })?;
        drop(client);
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

/// 64 callers, 500 commands each a round.
fn many_at_once(title: &str, socket: &Path) -> io::Result<()> {
    const CALLERS: usize = 64;
    const EACH: usize = 500;
    let mut table = Table::default();
    for _ in 0..ROUNDS {
        let mut raw = RawQmp::connect(socket)?;
        let one_caller = CALLERS * EACH;
        table.measure("raw blocking loop, one caller", one_caller, || {
            raw.ping_pong(one_caller)
        })?;
        drop(raw);
        let client = connect_own(socket)?;
        table.measure("qapi-client, async-std", CALLERS * EACH, || {
            async_std::task::block_on(async {
                let callers: Vec<_> = (0..CALLERS)
                    .map(|_| {
                        let client = client.clone();
                        async_std::task::spawn(async move {
                            for _ in 0..EACH {
                                ask_own(&client, commands::Stop::default()).await?;
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
