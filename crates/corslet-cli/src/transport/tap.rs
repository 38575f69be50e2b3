//! A stream that remembers what was read from it, so that a head's lines can be had as they came.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The most that may come before the head is complete: only an endless row of interim responses is longer.
const MOST: usize = 1 << 20;

/// What was read so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen(Arc<Mutex<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Seen {
    /// The bytes, taken away.
    pub(super) fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.memory().bytes)
    }

    /// Whether more came than is kept.
    pub(super) fn is_full(&self) -> bool {
        self.memory().is_full
    }

    /// Keeps the bytes, unless they are too many.
    fn keep(&self, bytes: &[u8]) -> bool {
        let mut memory = self.memory();
        if memory.bytes.len() + bytes.len() > MOST {
            memory.is_full = true;
            return false;
        }
        memory.bytes.extend_from_slice(bytes);
        true
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stream whose reads are remembered.
pub(super) struct Tap<S> {
    stream: S,
    seen: Seen,
}

impl<S> Tap<S> {
    pub(super) fn new(stream: S) -> (Self, Seen) {
        let seen = Seen::default();
        (Tap { stream, seen: seen.clone() }, seen)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Tap<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buf);
        if let Poll::Ready(Ok(())) = &polled {
            let fits = self.seen.keep(buf.filled().get(before..).unwrap_or_default());
            if !fits {
                return Poll::Ready(Err(io::Error::other("too much came before the head was complete")));
            }
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Tap<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
