//! A connection to a server, whatever lies between.

use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Both directions of a connection.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// A connection's bytes.
pub(super) type Io = Box<dyn Stream>;

/// A connection's ends.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ends {
    pub(crate) peer: Option<SocketAddr>,
    pub(crate) local: Option<SocketAddr>,
    /// The TLS version that is spoken.
    pub(crate) tls: Option<&'static str>,
}

/// A connection over which HTTP/1.1 is spoken.
pub(super) struct Connection {
    pub(super) io: Io,
    pub(super) ends: Ends,
}

impl Connection {
    /// Whether the server has neither closed it nor said anything unasked.
    pub(super) fn is_idle(&mut self) -> bool {
        let mut byte = [0];
        let mut buffer = ReadBuf::new(&mut byte);
        let polled = Pin::new(&mut self.io).poll_read(&mut Context::from_waker(Waker::noop()), &mut buffer);
        matches!(polled, Poll::Pending)
    }
}
