//! Connections over byte streams of `futures-io`.

use std::cell::Cell;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_io::{AsyncRead, AsyncWrite};

use super::traits::{Connecting, Connector, Transport};
use crate::error::EndReason;
use crate::protocol::{Frame, Framer, Outgoing};

/// Maximum number of bytes in one read.
const CHUNK: usize = 64 * 1024;

thread_local! {
    /// Read buffer. Each thread has one buffer, so an idle session needs none.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Calls `read` with the read buffer of the thread.
pub(super) fn with_scratch<T>(read: impl FnOnce(&mut [u8]) -> T) -> T {
    let mut buffer = SCRATCH.take();
    buffer.resize(CHUNK, 0);
    let result = read(&mut buffer);
    SCRATCH.set(buffer);
    result
}

/// Calls `take` with each frame in `bytes`.
pub(super) fn split_frames(framer: &mut Framer, mut bytes: &[u8], take: &mut dyn FnMut(Frame<'_>)) {
    while let Some(frame) = framer.next(&mut bytes) {
        take(frame);
    }
}

/// Transport over a byte stream.
pub(crate) struct StreamTransport<S> {
    stream: S,
    framer: Framer,
}

impl<S> StreamTransport<S> {
    pub(crate) fn new(stream: S, message_limit: usize) -> Self {
        Self {
            stream,
            framer: Framer::new(message_limit),
        }
    }
}

impl<S> fmt::Debug for StreamTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamTransport")
            .field("framer", &self.framer)
            .finish_non_exhaustive()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Transport for StreamTransport<S> {
    fn poll_send(&mut self, cx: &mut Context<'_>, outgoing: &mut Outgoing) -> Poll<io::Result<()>> {
        while !outgoing.is_empty() {
            let (bytes, descriptors) = outgoing.next_chunk();
            if !descriptors.is_empty() {
                return Poll::Ready(Err(io::ErrorKind::Unsupported.into()));
            }
            let written = ready!(Pin::new(&mut self.stream).poll_write(cx, bytes))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            outgoing.remove_written(written);
        }
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_receive(
        &mut self,
        cx: &mut Context<'_>,
        take: &mut dyn FnMut(Frame<'_>),
    ) -> Poll<io::Result<bool>> {
        let Self { stream, framer } = self;
        with_scratch(|buffer| {
            let count = ready!(Pin::new(stream).poll_read(cx, buffer))?;
            split_frames(framer, &buffer[..count.min(CHUNK)], take);
            Poll::Ready(Ok(count > 0))
        })
    }
}

/// Connector that gets byte streams from a function.
pub(crate) struct StreamConnector<F>(pub(crate) F);

impl<F, C, S> Connector for StreamConnector<F>
where
    F: FnMut() -> C + Send,
    C: Future<Output = io::Result<S>> + Send + 'static,
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    fn connect(&mut self, message_limit: usize) -> Connecting<'_> {
        let connecting = (self.0)();
        Box::pin(async move {
            let stream = connecting.await.map_err(EndReason::from)?;
            let transport: Box<dyn Transport> =
                Box::new(StreamTransport::new(stream, message_limit));
            Ok(transport)
        })
    }
}

impl<F> fmt::Debug for StreamConnector<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StreamConnector")
    }
}
