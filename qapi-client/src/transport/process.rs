//! A child process whose exit and last words are known.

use std::collections::VecDeque;
use std::io;
use std::ops::Deref;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::pin::Pin;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use async_process::{Child, ChildStderr};
use async_std::io::ReadExt;
use rustix::process::{Pid, Signal, kill_process};

use super::spawn;
use crate::error::ChildExit;
use crate::wakers::Wakers;

/// How long to read on what an exited process wrote to stderr: a process it left behind may hold the pipe open.
const STDERR_PATIENCE: Duration = Duration::from_millis(200);

/// A child process.
#[derive(Debug)]
pub(crate) struct Process {
    id: u32,
    child: Mutex<Child>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    exit: Option<ChildExit>,
    /// Of those who wait for the exit.
    waiting: Wakers,
}

impl Process {
    /// Starts it with one end of a socketpair as its stdin, and gives the other end.
    pub(crate) fn start(
        command: Command,
        stdout: Stdio,
        stderr_tail: usize,
    ) -> io::Result<(Arc<Self>, UnixStream)> {
        let (own, its) = UnixStream::pair()?;
        // Only what is said to this type about the three counts.
        let mut command = async_process::Command::from(command);
        command
            .stdin(Stdio::from(OwnedFd::from(its)))
            .stdout(stdout)
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        let child = command.spawn();
        // It holds the child's end; as long as it does, the child's exit does not end the stream.
        drop(command);
        let mut child = child?;
        let stderr = child.stderr.take();
        let status = child.status();
        let process = Arc::new(Self {
            id: child.id(),
            child: Mutex::new(child),
            state: Mutex::default(),
        });
        spawn(watch(Arc::clone(&process), status, stderr, stderr_tail));
        Ok((process, own))
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

    /// Asks it to end.
    pub(crate) fn terminate(&self) {
        let mut child = self.child();
        // While it is not known to have exited its number is not another's.
        if let Ok(None) = child.try_status()
            && let Some(id) = i32::try_from(self.id).ok().and_then(Pid::from_raw)
            && let Err(error) = kill_process(id, Signal::TERM)
        {
            log::debug!("cannot ask process {} to end: {error}", self.id);
        }
    }

    /// Ends it.
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
}

/// Wait for the exit of a process; leaves nothing behind when dropped.
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
pub(crate) struct Owner(Arc<Process>);

impl Owner {
    pub(crate) fn new(process: Arc<Process>) -> Self {
        Self(process)
    }
}

impl Deref for Owner {
    type Target = Arc<Process>;

    fn deref(&self) -> &Arc<Process> {
        &self.0
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        if self.0.state().exit.is_none() {
            self.0.kill();
        }
    }
}

/// Waits for the exit of a process, so that it leaves no zombie, and keeps the end of what it says.
async fn watch(
    process: Arc<Process>,
    status: impl Future<Output = io::Result<ExitStatus>>,
    stderr: Option<ChildStderr>,
    limit: usize,
) {
    let tail = Arc::new(Mutex::new(VecDeque::new()));
    let reader =
        stderr.map(|stderr| async_std::task::spawn(read_tail(stderr, Arc::clone(&tail), limit)));
    let status = status.await;
    if let Some(reader) = reader {
        // Too late is not too bad: what has been read counts.
        let _ = crate::time::timeout(STDERR_PATIENCE, reader).await;
    }
    let said: Vec<u8> = tail
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .iter()
        .copied()
        .collect();
    let stderr = String::from_utf8_lossy(&said);
    let exit = ChildExit::new(String::new(), status.ok(), stderr.trim_end());
    log::debug!("process {} ended: {}", process.id, exit.outcome());
    let mut state = process.state();
    state.exit = Some(exit);
    let wakers = state.waiting.take_all();
    drop(state);
    wakers.into_iter().for_each(Waker::wake);
}

/// Reads to the end and keeps the last `limit` bytes.
async fn read_tail(mut stderr: ChildStderr, tail: Arc<Mutex<VecDeque<u8>>>, limit: usize) {
    let mut chunk = [0; 1024];
    loop {
        match stderr.read(&mut chunk).await {
            Ok(count) if count > 0 => {
                let mut tail = tail.lock().unwrap_or_else(PoisonError::into_inner);
                tail.extend(&chunk[..count]);
                let excess = tail.len().saturating_sub(limit);
                tail.drain(..excess);
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    #[test]
    fn waits_that_are_given_up_leave_nothing() {
        let (process, _socket) = Process::start(Command::new("cat"), Stdio::null(), 0).unwrap();
        let process = Owner::new(process);
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
