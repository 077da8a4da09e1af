//! Operations on an open file. The file starts and polls at most one operation at a time.

use std::io::SeekFrom;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::error::FileError;
use crate::command::Command;
use crate::error::Error;
use crate::qga::{QGASeek, commands};
use crate::session::{Call, Session};
use crate::stock::guest::base64::{decode, encode};

/// Command without a reply yet.
pub(super) enum Operation {
    Read(Call<commands::GuestFileRead>),
    /// The bytes are kept, because the agent may write only a part of them.
    Write(Call<commands::GuestFileWrite>, Vec<u8>),
    Seek(Call<commands::GuestFileSeek>, SeekFrom),
    Flush(Call<commands::GuestFileFlush>),
    Close(Call<commands::GuestFileClose>),
}

/// Result of an operation.
pub(super) enum Done {
    Read { bytes: Vec<u8>, eof: bool },
    Written { rest: Vec<u8> },
    Position(u64),
    Nothing,
}

impl Operation {
    pub(super) fn read(session: &Session, handle: i64, count: usize) -> Self {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        Self::Read(session.execute(commands::GuestFileRead::new(handle).count(count)))
    }

    pub(super) fn write(session: &Session, handle: i64, bytes: Vec<u8>) -> Self {
        let command = commands::GuestFileWrite::new(handle, encode(&bytes));
        Self::Write(session.execute(command), bytes)
    }

    /// Seeks to `target`. `unread` is the number of bytes that the agent has sent and the caller has not read.
    pub(super) fn seek(session: &Session, handle: i64, target: SeekFrom, unread: usize) -> Self {
        let signed = |number: Result<i64, _>| number.unwrap_or(i64::MAX);
        let (offset, whence) = match target {
            SeekFrom::Start(offset) => (signed(offset.try_into()), QGASeek::Set),
            SeekFrom::End(offset) => (offset, QGASeek::End),
            SeekFrom::Current(offset) => {
                let unread = signed(unread.try_into());
                (offset.saturating_sub(unread), QGASeek::Cur)
            }
        };
        let command = commands::GuestFileSeek::new()
            .handle(handle)
            .offset(offset)
            .whence(whence);
        Self::Seek(session.execute(command), target)
    }

    pub(super) fn flush(session: &Session, handle: i64) -> Self {
        Self::Flush(session.execute(commands::GuestFileFlush::new(handle)))
    }

    pub(super) fn close(session: &Session, handle: i64) -> Self {
        Self::Close(session.execute(commands::GuestFileClose::new(handle)))
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Done, FileError>> {
        let done = match self {
            Self::Read(call) => {
                let read = ready!(poll(call, cx))?;
                Done::Read {
                    bytes: decode::<commands::GuestFileRead>("buf-b64", &read.buf_b64)?,
                    eof: read.eof,
                }
            }
            Self::Write(call, bytes) => {
                let count = ready!(poll(call, cx))?.count;
                Done::Written {
                    rest: rest(std::mem::take(bytes), count)?,
                }
            }
            Self::Seek(call, _) => {
                let position = ready!(poll(call, cx))?.position;
                Done::Position(u64::try_from(position).unwrap_or(0))
            }
            Self::Flush(call) => {
                ready!(poll(call, cx))?;
                Done::Nothing
            }
            Self::Close(call) => {
                ready!(poll(call, cx))?;
                Done::Nothing
            }
        };
        Poll::Ready(Ok(done))
    }
}

fn poll<C: Command>(call: &mut Call<C>, cx: &mut Context<'_>) -> Poll<Result<C::Return, Error>> {
    Pin::new(call).poll(cx)
}

/// The bytes that the agent has not written.
fn rest(mut bytes: Vec<u8>, written: i64) -> Result<Vec<u8>, FileError> {
    match usize::try_from(written) {
        Ok(count @ 1..) if count <= bytes.len() => Ok(bytes.split_off(count)),
        _ => Err(FileError::Miscounted {
            sent: bytes.len(),
            written,
        }),
    }
}
