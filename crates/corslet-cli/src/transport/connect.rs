//! A TCP connection to the first of several addresses that answers.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use corslet::verdict::NetworkFailure;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::failure::TransportFailure;
use super::phases::Phase;

/// How long an attempt runs alone before the next address is tried beside it:
/// [Connection Attempt Delay](https://www.rfc-editor.org/rfc/rfc8305#section-5).
const HEAD_START: Duration = Duration::from_millis(250);

/// The most addresses tried.
const MOST_ADDRESSES: usize = 8;

/// Connects to the first address that answers, within `limit`.
pub(super) async fn connect(
    addresses: &[SocketAddr],
    shown_host: &str,
    limit: Duration,
) -> Result<TcpStream, TransportFailure> {
    match tokio::time::timeout(limit, race(addresses)).await {
        Ok(Ok(stream)) => {
            // Small requests, one write: nothing to coalesce. A failure here only costs time.
            let _ = stream.set_nodelay(true);
            Ok(stream)
        }
        Ok(Err(error)) => Err(refused(addresses, shown_host, &error)),
        Err(_) => Err(TransportFailure::new(
            Phase::Connect,
            NetworkFailure::TimedOut,
            format!("{shown_host} did not take the connection within {:.1} s", limit.as_secs_f32()),
            "check the host and the port; a firewall may be dropping the packets",
        )),
    }
}

async fn race(addresses: &[SocketAddr]) -> io::Result<TcpStream> {
    let mut waiting = addresses.iter().copied().take(MOST_ADDRESSES);
    let mut attempts = JoinSet::new();
    let mut first_error = None;
    loop {
        if let Some(address) = waiting.next() {
            attempts.spawn(TcpStream::connect(address));
        } else if attempts.is_empty() {
            break;
        }
        let has_more = waiting.len() > 0;
        let ended = tokio::select! {
            ended = attempts.join_next() => ended,
            () = tokio::time::sleep(HEAD_START), if has_more => continue,
        };
        match ended {
            Some(Ok(Ok(stream))) => return Ok(stream),
            Some(Ok(Err(error))) => first_error = first_error.or(Some(error)),
            Some(Err(_)) | None => {}
        }
    }
    Err(first_error.unwrap_or_else(|| io::ErrorKind::AddrNotAvailable.into()))
}

fn refused(addresses: &[SocketAddr], shown_host: &str, error: &io::Error) -> TransportFailure {
    let tried = addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let (what, advice) = match error.kind() {
        io::ErrorKind::ConnectionRefused => (
            format!("{shown_host} refused the connection (tried {tried})"),
            "start the server, or check the port: nothing listens there".to_owned(),
        ),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => (
            format!("there is no route to {shown_host} (tried {tried})"),
            "check this machine's network or VPN".to_owned(),
        ),
        _ => (
            format!("no connection to {shown_host} could be made (tried {tried}): {error}"),
            "check the host and the port".to_owned(),
        ),
    };
    TransportFailure::new(Phase::Connect, NetworkFailure::Connect, what, advice)
}
