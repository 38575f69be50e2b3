//! Ports for servers that have to be told theirs.

use std::net::TcpListener;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

/// Below the ports that systems give to connections and to whoever asks for any. One of those can be taken between the look
/// for it and its use; worse, somebody who waits for such a port by connecting to it can be given it, and so answers himself.
const PORTS: Range<u16> = 20_000..32_000;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// Ports that nobody has, and that no other test of this process is given.
pub(crate) fn free<const N: usize>() -> Result<[u16; N], String> {
    let mut ports = [0; N];
    for port in &mut ports {
        *port = one()?;
    }
    Ok(ports)
}

fn one() -> Result<u16, String> {
    // Each process begins somewhere else: two of them may run at once.
    let first = std::process::id().wrapping_mul(7_919);
    for _ in PORTS {
        let next = first.wrapping_add(NEXT.fetch_add(1, Ordering::SeqCst));
        let port = PORTS.start + u16::try_from(next % u32::from(PORTS.end - PORTS.start)).unwrap_or(0);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    Err(format!("no port of {} to {} is free", PORTS.start, PORTS.end - 1))
}
