//! Child processes: the connection, the exit, and the end of stderr.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::ops::Deref;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::pin::{Pin, pin};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use async_process::{Child, ChildStderr};
use command_fds::CommandFdExt;
use futures_io::AsyncRead;
use rustix::io::fcntl_dupfd_cloexec;
use rustix::process::{Pid, Signal, kill_process};

use super::runtime;
use crate::error::ChildExit;
use crate::time::timeout;
use crate::wakers::Wakers;

/// Time limit for reading stderr after the process has exited. Another process may keep the pipe open.
const STDERR_DEADLINE: Duration = Duration::from_millis(200);

/// Maximum number of reads from stderr in one poll. The limit lets other tasks of the executor run.
const READS_PER_POLL: usize = 16;

/// Lowest descriptor number for the child's end of the connection. Commands often use lower numbers for other
/// descriptors.
const LOWEST_DESCRIPTOR: RawFd = 64;

/// Function that returns the arguments for a program whose connection has this descriptor number.
pub(crate) type DescriptorArgs = Box<dyn FnOnce(RawFd) -> Vec<OsString> + Send>;

/// Descriptor that the child uses for the connection: stdin or a separate descriptor.
pub(crate) enum Connection {
    /// The connection is stdin.
    Stdin,
    /// The connection is a separate descriptor.
    Descriptor {
        /// Function for the arguments with the number of the descriptor.
        args: DescriptorArgs,
        stdin: Stdio,
    },
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stdin => "Stdin",
            Self::Descriptor { .. } => "Descriptor",
        })
    }
}

/// Process to start.
pub(crate) struct Launch {
    pub(crate) command: Command,
    pub(crate) connection: Connection,
    pub(crate) stdout: Stdio,
    /// Number of bytes to keep from the end of stderr.
    pub(crate) stderr_tail: usize,
}

impl Launch {
    /// Name of the program.
    pub(crate) fn program(&self) -> String {
        self.command.get_program().to_string_lossy().into_owned()
    }

    /// Starts the process. Returns the process and the client's end of the connection.
    fn start(self) -> io::Result<(Child, UnixStream)> {
        let Self {
            mut command,
            connection,
            stdout,
            ..
        } = self;
        let (ours, theirs) = UnixStream::pair()?;
        let stdin = match connection {
            Connection::Stdin => Stdio::from(OwnedFd::from(theirs)),
            Connection::Descriptor { args, stdin } => {
                let descriptor = fcntl_dupfd_cloexec(&theirs, LOWEST_DESCRIPTOR)?;
                command.args(args(descriptor.as_raw_fd()));
                command.preserved_fds(vec![descriptor]);
                stdin
            }
        };
        // `async-process` replaces the settings of the command for the three standard streams.
        let mut command = async_process::Command::from(command);
        command
            .stdin(stdin)
            .stdout(stdout)
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        let child = command.spawn();
        // The command still has a copy of the child's end. The connection ends with the child only if this copy is
        // closed.
        drop(command);
        Ok((child?, ours))
    }
}

/// A child process.
#[derive(Debug)]
pub(crate) struct Process {
    program: String,
    id: u32,
    child: Mutex<Child>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    exit: Option<ChildExit>,
    /// Wakers of tasks that wait for the exit.
    waiting: Wakers,
}

impl Process {
    /// Starts a process. Returns the process and the client's end of the connection.
    pub(crate) fn start(launch: Launch) -> io::Result<(Arc<Self>, UnixStream)> {
        let program = launch.program();
        let stderr_tail = launch.stderr_tail;
        let (mut child, socket) = launch.start()?;
        let stderr = child.stderr.take().map(|stderr| StderrTail {
            stderr,
            end: VecDeque::new(),
            limit: stderr_tail,
        });
        let status = child.status();
        let process = Arc::new(Self {
            program,
            id: child.id(),
            child: Mutex::new(child),
            state: Mutex::default(),
        });
        runtime::spawn(watch(Arc::clone(&process), status, stderr));
        Ok((process, socket))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn child(&self) -> MutexGuard<'_, Child> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn id(&self) -> u32 {
        self.id
    }

    /// Asks the process to end, with SIGTERM.
    pub(crate) fn terminate(&self) {
        let mut child = self.child();
        // The id cannot belong to another process, because the system reuses the id only after this code has read the
        // exit status.
        if let Ok(None) = child.try_status()
            && let Some(id) = i32::try_from(self.id).ok().and_then(Pid::from_raw)
            && let Err(error) = kill_process(id, Signal::TERM)
        {
            log::debug!("cannot ask process {} to end: {error}", self.id);
        }
    }

    /// Kills the process, with SIGKILL.
    pub(crate) fn kill(&self) {
        if let Err(error) = self.child().kill() {
            log::debug!("process {} not killed: {error}", self.id);
        }
    }

    /// Waits for the exit of the process.
    pub(crate) fn exited(self: &Arc<Self>) -> Exited {
        Exited {
            process: Arc::clone(self),
            key: None,
        }
    }

    /// Stores the exit of the process, and wakes all waiting tasks.
    fn set_exit(&self, exit: ChildExit) {
        let mut state = self.state();
        state.exit = Some(exit);
        let wakers = state.waiting.take_all();
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// Future that waits for the exit of a process. Dropping the future removes its waker.
#[derive(Debug)]
pub(crate) struct Exited {
    process: Arc<Process>,
    key: Option<u64>,
}

impl Future for Exited {
    type Output = ChildExit;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<ChildExit> {
        let Self { process, key } = self.get_mut();
        let mut state = process.state();
        if let Some(exit) = &state.exit {
            return Poll::Ready(exit.clone());
        }
        let replaced = state.waiting.register(key, cx.waker().clone());
        drop(state);
        drop(replaced);
        Poll::Pending
    }
}

impl Drop for Exited {
    fn drop(&mut self) {
        let removed = self.process.state().waiting.remove(self.key);
        drop(removed);
    }
}

/// Kills the process when dropped.
#[derive(Debug)]
pub(crate) struct ProcessOwner(Arc<Process>);

impl ProcessOwner {
    pub(crate) fn new(process: Arc<Process>) -> Self {
        Self(process)
    }
}

impl Deref for ProcessOwner {
    type Target = Arc<Process>;

    fn deref(&self) -> &Arc<Process> {
        &self.0
    }
}

impl Drop for ProcessOwner {
    fn drop(&mut self) {
        let exited = self.0.state().exit.is_some();
        if !exited {
            self.0.kill();
        }
    }
}

/// Reader of the stderr of a process. The reader keeps only the last bytes.
#[derive(Debug)]
struct StderrTail {
    stderr: ChildStderr,
    end: VecDeque<u8>,
    limit: usize,
}

impl StderrTail {
    /// Reads the available bytes. Returns `Ready` at the end of the stream.
    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut chunk = [0; 1024];
        for _ in 0..READS_PER_POLL {
            match Pin::new(&mut self.stderr).poll_read(cx, &mut chunk) {
                Poll::Ready(Ok(count)) if count > 0 => self.keep_end(&chunk[..count]),
                Poll::Ready(_) => return Poll::Ready(()),
                Poll::Pending => return Poll::Pending,
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    fn keep_end(&mut self, bytes: &[u8]) {
        self.end.extend(bytes);
        let excess = self.end.len().saturating_sub(self.limit);
        self.end.drain(..excess);
    }

    fn text(mut self) -> String {
        String::from_utf8_lossy(self.end.make_contiguous())
            .trim_end()
            .to_owned()
    }
}

/// Reads stderr and waits for the exit of the process. Without the wait, the process would remain as a zombie.
async fn watch(
    process: Arc<Process>,
    status: impl Future<Output = io::Result<ExitStatus>>,
    mut stderr: Option<StderrTail>,
) {
    let mut at_end = stderr.is_none();
    let mut poll_stderr = |cx: &mut Context<'_>| {
        // A stream must not be read again after its end.
        at_end = at_end
            || stderr
                .as_mut()
                .is_none_or(|stderr| stderr.poll_read(cx).is_ready());
        at_end
    };
    let mut status = pin!(status);
    let status = poll_fn(|cx| {
        poll_stderr(cx);
        status.as_mut().poll(cx)
    })
    .await;
    let rest = poll_fn(|cx| {
        if poll_stderr(cx) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    });
    // After the deadline, the text that was read so far is used.
    let _ = timeout(STDERR_DEADLINE, rest).await;
    let stderr = stderr.map(StderrTail::text).unwrap_or_default();
    let exit = ChildExit::new(process.program.as_str(), status.ok(), stderr);
    log::debug!("process {} ended: {}", process.id, exit.outcome());
    process.set_exit(exit);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropped_waits_leave_no_wakers() {
        let launch = Launch {
            command: Command::new("cat"),
            connection: Connection::Stdin,
            stdout: Stdio::null(),
            stderr_tail: 0,
        };
        let (process, _socket) = Process::start(launch).unwrap();
        let process = ProcessOwner::new(process);
        let mut cx = Context::from_waker(Waker::noop());
        for _ in 0..1000 {
            let mut wait = process.exited();
            assert!(Pin::new(&mut wait).poll(&mut cx).is_pending());
            assert!(Pin::new(&mut wait).poll(&mut cx).is_pending());
        }
        let mut kept = process.exited();
        assert!(Pin::new(&mut kept).poll(&mut cx).is_pending());
        assert_eq!(process.state().waiting.take_all().len(), 1);
    }
}
