//! A conversation over a stream.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_io::{AsyncRead, AsyncWrite};

use super::conversation::Conversation;
use super::server::FakeServer;

impl FakeServer {
    /// Serves one client over the stream until either side closes it. Any runtime drives it.
    ///
    /// Cancel safety: dropping it cuts the connection, possibly within a message.
    ///
    /// # Errors
    /// Those of the stream. A client that closes it is not one.
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
        self.conversation.outbox().watch(context);
        loop {
            let writing = self.poll_write(context, stream.as_mut())?;
            if writing.is_ready() && (self.input_ended || self.conversation.has_hung_up()) {
                return stream.as_mut().poll_close(context);
            }
            // Nothing more is heard from a client that has been hung up on.
            if self.input_ended || self.conversation.has_hung_up() {
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

    /// Ready once there is nothing left to write.
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
