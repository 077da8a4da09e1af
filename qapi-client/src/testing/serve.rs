//! Conversation over a stream.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_io::{AsyncRead, AsyncWrite};

use super::conversation::Conversation;
use super::server::FakeServer;

impl FakeServer {
    /// Serves one client over a stream until either side closes it, on any runtime.
    ///
    /// # Errors
    /// The stream failed. The end of the stream is not an error.
    ///
    /// # Cancel safety
    /// Dropping the future closes the connection, possibly in the middle of a message.
    pub async fn serve<S: AsyncRead + AsyncWrite>(&self, stream: S) -> io::Result<()> {
        let mut stream = std::pin::pin!(stream);
        let mut service = Service {
            conversation: self.converse(),
            output: Vec::new(),
            written: 0,
            input_ended: false,
        };
        poll_fn(|context| service.poll(context, stream.as_mut())).await
    }
}

struct Service {
    conversation: Conversation,
    output: Vec<u8>,
    written: usize,
    input_ended: bool,
}

impl Service {
    fn poll<S: AsyncRead + AsyncWrite>(
        &mut self,
        context: &mut Context<'_>,
        mut stream: Pin<&mut S>,
    ) -> Poll<io::Result<()>> {
        self.conversation.outbox().register_waker(context);
        loop {
            let writing = self.poll_write(context, stream.as_mut())?;
            if writing.is_ready() && (self.input_ended || self.conversation.is_disconnected()) {
                return stream.as_mut().poll_close(context);
            }
            // The requests of a disconnected client are not read.
            if self.input_ended || self.conversation.is_disconnected() {
                return Poll::Pending;
            }
            ready!(self.poll_read(context, stream.as_mut()))?;
        }
    }

    fn poll_read<S: AsyncRead>(
        &mut self,
        context: &mut Context<'_>,
        stream: Pin<&mut S>,
    ) -> Poll<io::Result<()>> {
        let mut chunk = [0; 4096];
        let read = ready!(stream.poll_read(context, &mut chunk))?;
        self.input_ended = read == 0;
        self.conversation.receive(&chunk[..read]);
        Poll::Ready(Ok(()))
    }

    /// Writes the output. Returns `Ready` when all bytes are written.
    fn poll_write<S: AsyncWrite>(
        &mut self,
        context: &mut Context<'_>,
        mut stream: Pin<&mut S>,
    ) -> Poll<io::Result<()>> {
        loop {
            if self.written == self.output.len() {
                self.output = self.conversation.take_output();
                self.written = 0;
                if self.output.is_empty() {
                    return stream.poll_flush(context);
                }
            }
            let rest = &self.output[self.written..];
            let written = ready!(stream.as_mut().poll_write(context, rest))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.written += written;
        }
    }
}
