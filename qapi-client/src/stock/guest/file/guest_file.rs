//! Open files in the guest.

use std::fmt;
use std::future::poll_fn;
use std::io::{self, SeekFrom};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_io::{AsyncRead, AsyncSeek, AsyncWrite};

use super::error::FileError;
use super::operation::{Done, Operation};
use crate::qga::{self, commands};
use crate::session::Session;
use crate::stock::guest::refusal::is_for_frozen;

/// Bytes in a command that reads or writes.
///
/// The agent allows 48 MiB, but serves one command at a time, and both sides hold a whole message in memory. In an emulated
/// guest, the time for a byte is about the same for chunks from 16 KiB to 4 MiB; a write of 256 KiB keeps the agent busy for
/// a quarter of a second, a write of 4 MiB for 2.5 s.
pub(super) const CHUNK: usize = 256 << 10;

impl qga::Client {
    /// Opens a file in the guest: [`GuestFile::open`].
    ///
    /// # Errors
    /// The errors of [`GuestFile::open`].
    pub async fn open(
        &self,
        path: impl Into<String>,
        mode: impl Into<String>,
    ) -> Result<GuestFile, FileError> {
        GuestFile::open(self.clone(), path, mode).await
    }
}

/// Open file in the guest: a stream of bytes to read, write and seek.
///
/// ```no_run
/// # async fn example(agent: qapi_client::qga::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use std::io::SeekFrom;
/// use futures_util::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
///
/// let mut file = agent.open("/var/tmp/note", "w+").await?;
/// file.write_all(b"hello").await?;
/// file.seek(SeekFrom::Start(1)).await?;
/// let mut text = String::new();
/// file.read_to_string(&mut text).await?;
/// assert_eq!(text, "ello");
/// file.close().await?;
/// # Ok(())
/// # }
/// ```
///
/// # Cost
/// - Reading: one `guest-file-read` for each 256 KiB. Bytes beyond what the caller asked for are kept for the next
///   read.
/// - Writing: one `guest-file-write` for each write of at most 256 KiB. For many small writes, wrap the file in a
///   `BufWriter`. A write is accepted before the agent has replied, and the next operation reports its error.
/// - A seek, a flush and a close cost one command each.
///
/// # The end of the file
/// A read at the end of the file returns 0 bytes. If the file grows later, the next read returns the new bytes.
///
/// # Closing
/// [`close`](Self::close) waits for all writes and reports their errors. Dropping the file sends a close and does not
/// wait. In this case, a write that still waits in the client is lost, and errors are not reported. If the session ends
/// before the close is sent, the file stays open in the guest until the agent ends.
///
/// # Errors
/// The streams fail with an [`io::Error`] around a [`FileError`]. Its kind is `TimedOut` if a command had a timeout,
/// `NotConnected` if the session or its connection ended, and `Other` if the agent refused the command.
///
/// # Cancel safety
/// A read, write or flush that is dropped loses no bytes, and may be repeated. After a dropped seek the position is
/// unknown until the next seek from the start or the end.
pub struct GuestFile {
    session: Session,
    handle: i64,
    operation: Option<Operation>,
    /// Bytes that the agent has sent and the caller has not read.
    unread: Vec<u8>,
    /// Number of bytes at the start of `unread` that the caller has read.
    taken: usize,
    /// True if the file ends with the unread bytes.
    at_end: bool,
    /// Position after the latest seek.
    position: u64,
    /// True once a close was requested.
    closed: bool,
}

impl GuestFile {
    /// Opens a file in the guest: one `guest-file-open`.
    ///
    /// The mode is a mode of C's `fopen`:
    ///
    /// | mode | reads | writes | file |
    /// | --- | --- | --- | --- |
    /// | `r` | yes | | must exist |
    /// | `r+` | yes | yes | must exist |
    /// | `w` | | yes | made empty, or created |
    /// | `w+` | yes | yes | made empty, or created |
    /// | `a` | | at the end | created if missing |
    /// | `a+` | yes | at the end | created if missing |
    ///
    /// # Errors
    /// [`FileError::Session`]: the agent refuses the path or the mode, or the command fails. [`FileError::Frozen`]: file
    /// systems are frozen.
    ///
    /// # Cancel safety
    /// If the future is dropped after the first poll, the file may stay open in the guest until the agent ends.
    pub async fn open(
        session: impl Into<Session>,
        path: impl Into<String>,
        mode: impl Into<String>,
    ) -> Result<Self, FileError> {
        let session = session.into();
        let command = commands::GuestFileOpen::new(path).mode(mode);
        match session.execute(command).await {
            Ok(handle) => Ok(Self::new(session, handle)),
            Err(error) if is_for_frozen(&session, &error).await => Err(FileError::Frozen(error)),
            Err(error) => Err(error.into()),
        }
    }

    fn new(session: Session, handle: i64) -> Self {
        Self {
            session,
            handle,
            operation: None,
            unread: Vec::new(),
            taken: 0,
            at_end: false,
            position: 0,
            closed: false,
        }
    }

    /// Handle of the file at the agent, for commands of your own.
    #[must_use]
    pub fn handle(&self) -> i64 {
        self.handle
    }

    /// Waits for all writes, and closes the file: one `guest-file-close`.
    ///
    /// # Errors
    /// The error of the last write, if no operation has reported it, or the error of the close. A full file system may
    /// be reported only by the close. The file is closed in any case, unless the session has ended.
    ///
    /// # Cancel safety
    /// If the future is dropped, the file is closed, but a close that waits in the client behind other commands is
    /// lost.
    pub async fn close(mut self) -> Result<(), FileError> {
        poll_fn(|cx| self.poll_close_file(cx)).await
    }

    /// Waits for the operation in progress, and takes over its result.
    fn poll_operation(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), FileError>> {
        while let Some(operation) = &mut self.operation {
            let done = ready!(operation.poll(cx));
            self.operation = None;
            match done? {
                Done::Read { bytes, eof } => {
                    (self.unread, self.taken, self.at_end) = (bytes, 0, eof);
                }
                Done::Written { rest } if rest.is_empty() => {}
                Done::Written { rest } => self.start_write(rest),
                Done::Position(position) => {
                    self.position = position;
                    self.forget_unread();
                }
                Done::Nothing => {}
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Runs an operation to its end, unless the operation in progress is the same, which a dropped future has started.
    fn poll_run(
        &mut self,
        cx: &mut Context<'_>,
        is_same: impl Fn(&Operation) -> bool,
        start: impl FnOnce(&Self) -> Operation,
    ) -> Poll<Result<(), FileError>> {
        if !self.operation.as_ref().is_some_and(is_same) {
            ready!(self.poll_operation(cx))?;
            self.operation = Some(start(self));
        }
        self.poll_operation(cx)
    }

    pub(super) fn poll_read_file(
        &mut self,
        cx: &mut Context<'_>,
        to: &mut [u8],
    ) -> Poll<Result<usize, FileError>> {
        if self.operation.is_some() {
            ready!(self.poll_operation(cx))?;
        }
        if self.unread().is_empty() && !self.at_end && !to.is_empty() {
            self.operation = Some(Operation::read(&self.session, self.handle, CHUNK));
            ready!(self.poll_operation(cx))?;
        }
        let count = self.unread().len().min(to.len());
        to[..count].copy_from_slice(&self.unread()[..count]);
        self.taken += count;
        // The end is reported only once, because the file may have grown before the next read.
        self.at_end &= count > 0;
        Poll::Ready(Ok(count))
    }

    pub(super) fn poll_write_file(
        &mut self,
        cx: &mut Context<'_>,
        from: &[u8],
    ) -> Poll<Result<usize, FileError>> {
        ready!(self.poll_operation(cx))?;
        if !self.unread().is_empty() {
            ready!(self.poll_seek_file(cx, SeekFrom::Current(0)))?;
        }
        self.at_end = false;
        let count = from.len().min(CHUNK);
        if count > 0 {
            self.start_write(from[..count].to_vec());
            // The write is accepted now. The next operation waits for the reply.
            if let Poll::Ready(Err(error)) = self.poll_operation(cx) {
                return Poll::Ready(Err(error));
            }
        }
        Poll::Ready(Ok(count))
    }

    fn poll_seek_file(
        &mut self,
        cx: &mut Context<'_>,
        target: SeekFrom,
    ) -> Poll<Result<u64, FileError>> {
        let is_same =
            |running: &Operation| matches!(running, Operation::Seek(_, to) if *to == target);
        ready!(self.poll_run(cx, is_same, |file| {
            Operation::seek(&file.session, file.handle, target, file.unread().len())
        }))?;
        Poll::Ready(Ok(self.position))
    }

    fn poll_flush_file(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), FileError>> {
        let is_same = |running: &Operation| matches!(running, Operation::Flush(_));
        self.poll_run(cx, is_same, |file| {
            Operation::flush(&file.session, file.handle)
        })
    }

    fn poll_close_file(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), FileError>> {
        ready!(self.poll_operation(cx))?;
        if !self.closed {
            // The close is sent only once, even after an error, because an agent that has refused a close crashes at a
            // second close (seen on 10.0.2).
            self.closed = true;
            self.operation = Some(Operation::close(&self.session, self.handle));
            ready!(self.poll_operation(cx))?;
        }
        Poll::Ready(Ok(()))
    }

    fn start_write(&mut self, bytes: Vec<u8>) {
        self.operation = Some(Operation::write(&self.session, self.handle, bytes));
    }

    fn unread(&self) -> &[u8] {
        &self.unread[self.taken..]
    }

    fn forget_unread(&mut self) {
        (self.unread, self.taken, self.at_end) = (Vec::new(), 0, false);
    }
}

impl AsyncRead for GuestFile {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_read_file(cx, to).map_err(io::Error::from)
    }
}

impl AsyncWrite for GuestFile {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        from: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_write_file(cx, from).map_err(io::Error::from)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush_file(cx).map_err(io::Error::from)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_close_file(cx).map_err(io::Error::from)
    }
}

impl AsyncSeek for GuestFile {
    fn poll_seek(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        target: SeekFrom,
    ) -> Poll<io::Result<u64>> {
        if matches!(target, SeekFrom::Start(offset) if i64::try_from(offset).is_err()) {
            return Poll::Ready(Err(io::ErrorKind::InvalidInput.into()));
        }
        self.poll_seek_file(cx, target).map_err(io::Error::from)
    }
}

impl Drop for GuestFile {
    fn drop(&mut self) {
        if !self.closed {
            let close = commands::GuestFileClose::new(self.handle);
            self.session.execute(close).detach();
        }
    }
}

impl fmt::Debug for GuestFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GuestFile")
            .field("handle", &self.handle)
            .finish_non_exhaustive()
    }
}
