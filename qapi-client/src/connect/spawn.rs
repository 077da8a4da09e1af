//! Peers started as child processes, connected through a socketpair that they inherit.

use std::ffi::OsStr;
use std::fmt;
use std::io;
use std::ops::Deref;
use std::pin::Pin;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use super::Builder;
use crate::error::ChildExit;
use crate::error::{EndReason, Error};
use crate::protocol::{Frame, Outgoing};
use crate::session::Session;
use crate::time::{Sleep, timeout};
use crate::transport::{Exited, Owner, Process, SocketTransport, Transport};

/// How long a process that closed its end may take to exit, and still be told by its exit status.
const EXIT_PATIENCE: Duration = Duration::from_secs(1);

/// How long to wait before a process that was asked to end is asked again.
const ASK_AGAIN: Duration = Duration::from_millis(200);

/// A peer to be started as a child process; [`Builder::spawn`] starts it.
///
/// The child inherits one end of a socketpair as its stdin: no socket file, nothing to wait for, and no one else can be
/// connected first. Its stderr is read, and its tail goes into the [`ChildExit`]. Its stdout is ours unless
/// [said otherwise](Self::stdout).
///
/// ```no_run
/// # async fn example() -> Result<(), qapi_client::Error> {
/// use qapi_client::{Session, Spawn};
///
/// let vm = Session::builder().spawn(Spawn::qemu("qemu-system-x86_64").args(["-machine", "none", "-display", "none"])).await?;
/// println!("QEMU {}", vm.greeting().version);
/// let exit = vm.close().await;
/// println!("{exit}");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is started until the builder spawns it"]
pub struct Spawn {
    command: Command,
    stdout: Stdio,
    stderr_tail: usize,
    grace: Duration,
}

impl Spawn {
    /// A process whose stdin is to be its end of the connection. What the command says about stdin, stdout and stderr
    /// is overruled.
    pub fn new(command: Command) -> Self {
        Self {
            command,
            stdout: Stdio::inherit(),
            stderr_tail: 8 * 1024,
            grace: Duration::from_secs(10),
        }
    }

    /// QEMU with a monitor on its stdin: `-chardev socket,id=qapi-monitor,fd=0 -mon chardev=qapi-monitor,mode=control`.
    pub fn qemu(program: impl AsRef<OsStr>) -> Self {
        Self::new(Command::new(program))
            .args(["-chardev", "socket,id=qapi-monitor,fd=0"])
            .args(["-mon", "chardev=qapi-monitor,mode=control"])
    }

    /// The storage daemon with a monitor on its stdin.
    pub fn storage_daemon(program: impl AsRef<OsStr>) -> Self {
        Self::new(Command::new(program))
            .args(["--chardev", "socket,id=qapi-monitor,fd=0"])
            .args(["--monitor", "chardev=qapi-monitor"])
    }

    /// One more argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// More arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    /// Where stdout goes: `Stdio::null()` for nowhere.
    pub fn stdout(mut self, stdout: impl Into<Stdio>) -> Self {
        self.stdout = stdout.into();
        self
    }

    /// How many bytes of the end of stderr to keep; 8 KiB unless said otherwise.
    pub fn stderr_tail(mut self, bytes: usize) -> Self {
        self.stderr_tail = bytes;
        self
    }

    /// How long [`Child::close`] waits after asking politely; 10 s unless said otherwise.
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }
}

impl Builder {
    /// Starts a peer as a child process and connects to it. If the process exits, the session ends with
    /// [`EndReason::Exited`], which carries exit status and stderr; so does the error if it exits at its start.
    ///
    /// A policy to [reconnect](Builder::reconnect) is ignored: the connection ends with the process.
    ///
    /// # Errors
    /// [`Error::Spawn`] if there is no such program; [`EndReason::Exited`] in [`Error::Ended`] if it exits instead of
    /// greeting; else those of [`connect`](Builder::connect).
    ///
    /// # Cancel safety
    /// If the future is dropped, the process is killed.
    pub async fn spawn(self, spawn: Spawn) -> Result<Child, Error> {
        let program = spawn.command.get_program().to_string_lossy().into_owned();
        let grace = spawn.grace;
        let started = Process::start(spawn.command, spawn.stdout, spawn.stderr_tail);
        let (process, socket) = started.map_err(|source| Error::Spawn {
            program,
            source: Arc::new(source),
        })?;
        let process = Owner::new(process);
        let socket = SocketTransport::new(socket.into(), true, self.message_limit_bytes())
            .map_err(EndReason::from)?;
        let transport = ChildTransport {
            socket,
            process: Arc::clone(&process),
            ending: None,
        };
        let session = self.start(Box::new(transport)).await?;
        Ok(Child {
            session,
            process,
            grace,
        })
    }
}

/// A peer that runs as a child process, and the session with it. Derefs to the [`Session`].
///
/// Dropping it kills the process. Clones of the session do not keep the process alive.
pub struct Child {
    session: Session,
    process: Owner,
    grace: Duration,
}

impl Child {
    /// The session, for a typed client: `qmp::Client::from(child.session().clone())`.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Waits for the process to exit.
    ///
    /// # Cancel safety
    /// May be dropped and asked again.
    pub async fn exited(&self) -> ChildExit {
        self.process.exited().await
    }

    /// Ends the process: asks it to (SIGTERM, on which QEMU shuts down in order and sends its `SHUTDOWN` event), and kills
    /// it if it has not exited when the [grace](Spawn::grace) is over.
    ///
    /// # Cancel safety
    /// If the future is dropped, the process is killed at once.
    pub async fn close(self) -> ChildExit {
        let start = Instant::now();
        let mut wait = ASK_AGAIN;
        while let Some(left) = self.grace.checked_sub(start.elapsed()) {
            // More than once: the storage daemon sleeps through a signal that comes just before it waits for events.
            self.process.terminate();
            if let Some(exit) = self.exited_within(wait.min(left)).await {
                return exit;
            }
            wait *= 2;
        }
        self.process.kill();
        self.process.exited().await
    }

    async fn exited_within(&self, wait: Duration) -> Option<ChildExit> {
        timeout(wait, self.process.exited()).await
    }

    /// Kills the process (SIGKILL).
    pub fn kill(&self) {
        self.process.kill();
    }
}

impl Deref for Child {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl fmt::Debug for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Child")
            .field("id", &self.id())
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}

/// The socket to a child process; its end is told by how the process exited.
#[derive(Debug)]
struct ChildTransport {
    socket: SocketTransport,
    process: Arc<Process>,
    ending: Option<Ending>,
}

/// The connection has ended; the process is about to.
#[derive(Debug)]
struct Ending {
    /// What the socket said: the end if nothing.
    error: Option<io::Error>,
    exited: Exited,
    deadline: Sleep,
}

impl ChildTransport {
    fn poll_ending(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<bool>> {
        let Some(ending) = &mut self.ending else {
            return Poll::Pending;
        };
        if let Poll::Ready(exit) = Pin::new(&mut ending.exited).poll(cx) {
            return Poll::Ready(Err(io::Error::other(exit)));
        }
        // It closed its end and lives on.
        Pin::new(&mut ending.deadline)
            .poll(cx)
            .map(|()| ending.error.take().map_or(Ok(false), Err))
    }
}

impl Transport for ChildTransport {
    fn poll_send(&mut self, cx: &mut Context<'_>, outgoing: &mut Outgoing) -> Poll<io::Result<()>> {
        match self.socket.poll_send(cx, outgoing) {
            // Reading will find the same end, after what the process said last.
            Poll::Ready(Err(error)) if is_end(&error) => Poll::Pending,
            other => other,
        }
    }

    fn poll_receive(
        &mut self,
        cx: &mut Context<'_>,
        take: &mut dyn FnMut(Frame<'_>),
    ) -> Poll<io::Result<bool>> {
        if self.ending.is_none() {
            let error = match self.socket.poll_receive(cx, take) {
                Poll::Ready(Ok(false)) => None,
                Poll::Ready(Err(error)) if is_end(&error) => Some(error),
                other => return other,
            };
            self.ending = Some(Ending {
                error,
                exited: self.process.exited(),
                deadline: Sleep::new(EXIT_PATIENCE),
            });
        }
        self.poll_ending(cx)
    }

    fn max_descriptors(&self) -> usize {
        self.socket.max_descriptors()
    }
}

/// Whether this is how a socket says that the process on its other end has gone.
fn is_end(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset
    )
}
