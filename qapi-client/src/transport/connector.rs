//! Where connections come from, again and again: connecting, or being connected to.

use std::fmt;
use std::io;
use std::pin::Pin;

use futures_io::{AsyncRead, AsyncWrite};

use super::{StreamTransport, Transport};
use crate::error::{EndReason, Error};

/// A connection about to be.
pub(crate) type Connecting<'a> =
    Pin<Box<dyn Future<Output = Result<Box<dyn Transport>, Error>> + Send + 'a>>;

/// Where connections come from. One at a time.
pub(crate) trait Connector: fmt::Debug + Send {
    /// Makes a connection, whose messages are at most that long.
    fn connect(&mut self, message_limit: usize) -> Connecting<'_>;

    /// That it took too long.
    fn late(&self) -> Error {
        EndReason::from(io::Error::from(io::ErrorKind::TimedOut)).into()
    }
}

/// Connections of a function that makes byte streams.
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
