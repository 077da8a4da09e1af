//! What a session costs: against real QEMU, against an echoing server, and in memory.
//!
//! `cargo bench -p qapi-tests --bench session [-- [--check] [real] [echo] [memory] [idle]]`: with `--check` a missed bar fails the
//! run; naming parts runs only those.

use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use async_std::task::{block_on, spawn};
use futures_util::future::{Either, join_all, select};
use futures_util::{AsyncRead, AsyncWrite, StreamExt};
use qapi_client::{Command, Protocol, Session};
use qapi_tests::{EchoServer, Qemu, RawQmp, Table};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct QueryStatus {}

#[derive(Debug, Deserialize)]
struct Anything {}

impl Command for QueryStatus {
    type Return = Anything;
    const NAME: &'static str = "query-status";
}

/// A part of the bench.
type Part = fn(&mut Bars);

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let check = arguments.iter().any(|argument| argument == "--check");
    let mut bars = Bars::default();
    let parts: [(&str, Part); 4] = [
        ("real", real),
        ("echo", echo),
        ("memory", memory),
        ("idle", idle),
    ];
    let chosen = |name: &str| arguments.iter().any(|argument| argument == name);
    let all = !parts.iter().any(|(name, _)| chosen(name));
    for (_, part) in parts.iter().filter(|(name, _)| all || chosen(name)) {
        part(&mut bars);
    }
    print(&bars.report());
    if check && bars.missed > 0 {
        std::process::exit(1);
    }
}

#[derive(Default)]
struct Bars {
    text: String,
    missed: usize,
}

impl Bars {
    fn at_least(&mut self, what: &str, value: f64, bar: f64) {
        self.line(what, value, bar, value >= bar);
    }

    fn at_most(&mut self, what: &str, value: f64, bar: f64) {
        self.line(what, value, bar, value <= bar);
    }

    fn line(&mut self, what: &str, value: f64, bar: f64, met: bool) {
        let verdict = if met { "met" } else { "MISSED" };
        self.missed += usize::from(!met);
        self.text += &format!("{what:58} {value:>12.2}  bar {bar:>10.2}  {verdict}\n");
    }

    fn report(&self) -> String {
        format!("\n{}", self.text)
    }
}

fn print(text: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// One caller in sequence on `-machine none`, beside a blocking loop that negotiates the same capabilities.
///
/// With `oob` QEMU's monitor thread sleeps in poll until a command comes, where otherwise the monitor is suspended while
/// one runs. To wake a thread that sleeps on another processor may cost whoever writes as much as all else together, the
/// more the idler the machine is, and the blocking loop like the session. Rounds are short and many, so that each
/// contestant meets the machine in a good moment.
fn real(bars: &mut Bars) {
    const COMMANDS: usize = 1000;
    let Some(qemu) = Qemu::bare() else {
        print("skipped: no QEMU");
        return;
    };
    let socket = qemu.socket(0);
    let mut table = Table::default();
    for _ in 0..20 {
        raw_round(
            &mut table,
            "blocking loop",
            RawQmp::connect(socket),
            COMMANDS,
        );
        let session = block_on(Session::builder().oob(false).connect(socket)).expect("a session");
        table.measure("Session without oob", COMMANDS, || {
            block_on(sequence(&session, COMMANDS))
        });
        table.measure("the same in a task", COMMANDS, || {
            let session = session.clone();
            block_on(spawn(async move { sequence(&session, COMMANDS).await }));
        });
        block_on(session.close());
        let raw = RawQmp::connect_oob(socket);
        raw_round(&mut table, "blocking loop, oob", raw, COMMANDS);
        let session = block_on(Session::connect(socket)).expect("a session");
        table.measure("Session, oob (the default)", COMMANDS, || {
            block_on(sequence(&session, COMMANDS))
        });
        block_on(session.close());
    }
    print(&format!("QEMU -machine none\n{}", table.text()));
    beside(bars, &table, "Session without oob", "blocking loop");
    beside(
        bars,
        &table,
        "Session, oob (the default)",
        "blocking loop, oob",
    );
}

/// The bars of a session beside the blocking loop with the same capabilities.
///
/// That of processor time is 16 us where the loop takes 10. What a switch and a system call cost differs severalfold
/// from machine to machine, and from hour to hour on a virtual one, for both alike: so the bar is their ratio.
fn beside(bars: &mut Bars, table: &Table, session: &str, raw: &str) {
    let (ours, theirs) = (table.figure(session), table.figure(raw));
    let rate = ours.rate / theirs.rate;
    bars.at_least(&format!("{session}: rate, of the loop's"), rate, 0.95);
    let cpu = ours.cpu / theirs.cpu;
    let what = format!("{session}: CPU, of the loop's ({:.1} us)", theirs.cpu);
    bars.at_most(&what, cpu, 1.6);
}

fn raw_round(table: &mut Table, name: &str, raw: std::io::Result<RawQmp>, commands: usize) {
    let mut raw = raw.expect("a monitor");
    table.measure(name, commands, || raw.ping_pong(commands).expect("replies"));
}

async fn sequence(session: &Session, commands: usize) {
    for _ in 0..commands {
        session.execute(QueryStatus {}).await.expect("a reply");
    }
}

/// `callers` tasks that share `commands` among them.
async fn callers(session: &Session, callers: usize, commands: usize) {
    let each = commands / callers;
    let tasks = (0..callers).map(|_| {
        let session = session.clone();
        spawn(async move { sequence(&session, each).await })
    });
    join_all(tasks).await;
}

/// Against an echoing server in a process of its own.
fn echo(bars: &mut Bars) {
    const COMMANDS: usize = 50_000;
    let server = EchoServer::start(Path::new(env!("CARGO_BIN_EXE_qapi-echo")), &[]);
    let mut table = Table::default();
    for _ in 0..12 {
        let raw = RawQmp::connect(&server.socket());
        raw_round(&mut table, "blocking loop", raw, 5000);
        let session = block_on(Session::connect(server.address().as_str())).expect("a session");
        table.measure("in sequence", 5000, || block_on(sequence(&session, 5000)));
        table.measure("64 callers", COMMANDS, || {
            block_on(callers(&session, 64, COMMANDS))
        });
        drop(session);
        let lifted = Session::builder().in_flight(usize::MAX);
        let session = block_on(lifted.connect(server.address().as_str())).expect("a session");
        table.measure("64 callers, no limit", COMMANDS, || {
            block_on(callers(&session, 64, COMMANDS))
        });
    }
    print(&format!("echoing server\n{}", table.text()));
    bars.at_least(
        "echo: commands/s, 64 callers",
        table.figure("64 callers").rate,
        100_000.0,
    );
    bars.at_least(
        "echo: commands/s, 64 callers, no limit",
        table.figure("64 callers, no limit").rate,
        250_000.0,
    );
}

/// In memory, on one thread.
fn memory(bars: &mut Bars) {
    const COMMANDS: usize = 300_000;
    let mut table = Table::default();
    for _ in 0..3 {
        let (session, driver) = Session::builder()
            .protocol(Protocol::Bare)
            .over(Echo::default());
        table.measure("in memory, one caller", COMMANDS, || {
            on_one_thread(driver, sequence(&session, COMMANDS));
        });
        let (session, driver) = Session::builder()
            .protocol(Protocol::Bare)
            .over(Echo::default());
        table.measure("in memory, 64 callers", COMMANDS, || {
            let all = join_all((0..64).map(|_| sequence(&session, COMMANDS / 64)));
            on_one_thread(driver, all);
        });
    }
    print(&format!("in memory\n{}", table.text()));
    bars.at_least(
        "memory: commands/s, one caller",
        table.figure("in memory, one caller").rate,
        300_000.0,
    );
    bars.at_least(
        "memory: commands/s, 64 callers",
        table.figure("in memory, 64 callers").rate,
        300_000.0,
    );
    let took = events(1_000_000);
    bars.at_most(
        "memory: seconds for a million events to one subscriber",
        took.as_secs_f64(),
        2.0,
    );
    let (small, large) = (pieces(1 << 20), pieces(5 << 20));
    bars.at_most(
        "5 MiB in 1-byte pieces, as a multiple of 1 MiB",
        large / small,
        6.5,
    );
}

/// Polls driver and work on this thread until the work is done.
fn on_one_thread<T>(driver: qapi_client::Driver, work: impl Future<Output = T>) -> T {
    let work = std::pin::pin!(work);
    match futures_executor::block_on(select(work, driver)) {
        Either::Left((done, _)) => done,
        Either::Right((reason, _)) => panic!("the session ended: {reason}"),
    }
}

/// A stream of events to one subscriber, decoded.
fn events(count: usize) -> Duration {
    let line = b"{\"timestamp\": {\"seconds\": 1700000000, \"microseconds\": 1}, \"event\": \"JOB_STATUS_CHANGE\", \
        \"data\": {\"status\": \"running\", \"id\": \"job0\"}}\r\n";
    let bytes = line.repeat(1000);
    let (session, driver) = Session::builder()
        .protocol(Protocol::Bare)
        .event_queue(1 << 20)
        .over(Flood {
            bytes,
            left: count / 1000,
            at: 0,
            step: usize::MAX,
        });
    let mut events = session.raw_events();
    let start = Instant::now();
    block_on(async {
        spawn(driver);
        for _ in 0..count {
            events.next().await.expect("an event").expect("no gap");
        }
    });
    start.elapsed()
}

/// Seconds for a message of `size` bytes in 1-byte pieces.
fn pieces(size: usize) -> f64 {
    let data = "x".repeat(size);
    let bytes = format!("{{\"event\": \"BIG\", \"data\": {{\"x\": \"{data}\"}}}}\r\n").into_bytes();
    let (session, driver) = Session::builder().protocol(Protocol::Bare).over(Flood {
        bytes,
        left: 1,
        at: 0,
        step: 1,
    });
    let mut events = session.raw_events();
    let start = Instant::now();
    block_on(async {
        spawn(driver);
        events.next().await.expect("an event").expect("no gap");
    });
    start.elapsed().as_secs_f64()
}

/// Many sessions at rest.
fn idle(bars: &mut Bars) {
    const SESSIONS: usize = 5000;
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    let raised = rustix::process::Rlimit {
        current: limit.maximum,
        ..limit
    };
    rustix::process::setrlimit(rustix::process::Resource::Nofile, raised)
        .expect("up to the hard limit");
    if limit
        .maximum
        .is_some_and(|most| most < 2 * SESSIONS as u64 + 100)
    {
        print("skipped: too few descriptors for the idle sessions");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("socket");
    let listener = std::os::unix::net::UnixListener::bind(&path).expect("a socket");
    // The peers' ends cost no memory of this process but a descriptor each.
    std::thread::spawn(move || {
        let mut peers = Vec::new();
        for peer in listener.incoming() {
            peers.push(greet(peer.expect("a session")));
        }
    });
    let connect = || block_on(Session::connect(&path)).expect("a session");
    let warm: Vec<Session> = (0..100).map(|_| connect()).collect();
    let (memory, threads) = held();
    let sessions: Vec<Session> = (0..SESSIONS).map(|_| connect()).collect();
    let (after, threads_after) = held();
    let each = after.saturating_sub(memory) as f64 / 1024.0 / SESSIONS as f64;
    bars.at_most("idle: KiB per session, of 5000", each, 16.0);
    bars.at_most(
        "idle: threads more than for 100 sessions",
        threads_after as f64 - threads as f64,
        0.0,
    );
    drop((warm, sessions));
}

/// Greets a session, and keeps its connection.
fn greet(mut peer: std::os::unix::net::UnixStream) -> std::os::unix::net::UnixStream {
    use std::io::{Read, Write};
    peer.write_all(qapi_tests::GREETING.as_bytes())
        .expect("it listens");
    let mut chunk = [0; 512];
    let count = peer.read(&mut chunk).expect("it negotiates");
    let text = String::from_utf8_lossy(&chunk[..count]).into_owned();
    let id = text
        .rsplit_once("\"id\":")
        .expect("an id")
        .1
        .trim_end()
        .trim_end_matches('}');
    write!(peer, "{{\"return\": {{}}, \"id\": {id}}}\r\n").expect("it listens");
    peer
}

/// Resident bytes and threads of this process.
fn held() -> (usize, usize) {
    let pages = std::fs::read_to_string("/proc/self/statm").expect("Linux");
    let resident = pages
        .split(' ')
        .nth(1)
        .and_then(|count| count.parse::<usize>().ok())
        .expect("a number");
    let threads = std::fs::read_dir("/proc/self/task").expect("Linux").count();
    (resident * rustix::param::page_size(), threads)
}

/// Answers what is written to it when it is read from.
#[derive(Default)]
struct Echo {
    replies: Vec<u8>,
    reader: Option<std::task::Waker>,
}

impl AsyncRead for Echo {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut [u8],
    ) -> Poll<std::io::Result<usize>> {
        let count = self.replies.len().min(to.len());
        if count == 0 {
            self.reader = Some(cx.waker().clone());
            return Poll::Pending;
        }
        to[..count].copy_from_slice(&self.replies[..count]);
        self.replies.drain(..count);
        Poll::Ready(Ok(count))
    }
}

impl AsyncWrite for Echo {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
        from: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        for line in from.split_inclusive(|byte| *byte == b'\n') {
            let id = line
                .windows(5)
                .position(|window| window == b"\"id\":")
                .expect("an id");
            self.replies.extend_from_slice(b"{\"return\": {}, ");
            self.replies.extend_from_slice(&line[id..line.len() - 1]);
            self.replies.extend_from_slice(b"\r\n");
        }
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
        Poll::Ready(Ok(from.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// Says the same over and over.
struct Flood {
    bytes: Vec<u8>,
    left: usize,
    at: usize,
    step: usize,
}

impl AsyncRead for Flood {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
        to: &mut [u8],
    ) -> Poll<std::io::Result<usize>> {
        if self.left == 0 {
            return Poll::Pending;
        }
        let rest = &self.bytes[self.at..];
        let count = rest.len().min(to.len()).min(self.step);
        to[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        if self.at == self.bytes.len() {
            self.at = 0;
            self.left -= 1;
        }
        Poll::Ready(Ok(count))
    }
}

impl AsyncWrite for Flood {
    fn poll_write(
        self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
        from: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Poll::Ready(Ok(from.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
