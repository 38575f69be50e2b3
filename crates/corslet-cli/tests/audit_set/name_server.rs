//! A name server that knows every domain but those that were given up.

use std::collections::BTreeSet;
use std::net::UdpSocket;
use std::sync::{Arc, Mutex, PoisonError};

/// What the names begin with that nobody has any more.
pub(crate) const GONE: &str = "gone";

/// What the names begin with of which it does not know whether they exist.
pub(crate) const UNKNOWN: &str = "unknown";

/// The codes of [RFC 1035](https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1).
const NO_ERROR: u8 = 0;
const SERVER_FAILURE: u8 = 2;
const NAME_ERROR: u8 = 3;

pub(crate) struct NameServer {
    pub(crate) port: u16,
    asked: Arc<Mutex<BTreeSet<String>>>,
}

impl NameServer {
    /// Answers until the process ends.
    pub(crate) fn start() -> Result<NameServer, String> {
        let socket = UdpSocket::bind("127.0.0.1:0").map_err(|error| format!("no name server: {error}"))?;
        let port = socket.local_addr().map_err(|error| format!("no name server: {error}"))?.port();
        let asked: Arc<Mutex<BTreeSet<String>>> = Arc::default();
        let names = Arc::clone(&asked);
        std::thread::spawn(move || {
            let mut query = [0; 512];
            while let Ok((length, from)) = socket.recv_from(&mut query) {
                let Some((name, answer)) = answer(&query[..length]) else { continue };
                names.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
                // Who does not wait for the answer needs none.
                let _ = socket.send_to(&answer, from);
            }
        });
        Ok(NameServer { port, asked })
    }

    /// Every name that was asked for since the last look.
    pub(crate) fn take(&self) -> BTreeSet<String> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The name that a query is for, and the answer: the query, sent back with a code.
fn answer(query: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut labels = Vec::new();
    let mut rest = query.get(12..)?;
    loop {
        let (&length, after) = rest.split_first()?;
        if length == 0 {
            break;
        }
        let (label, after) = after.split_at_checked(usize::from(length))?;
        labels.push(String::from_utf8_lossy(label).into_owned());
        rest = after;
    }
    let name = labels.join(".");
    let code = match () {
        () if name.starts_with(GONE) => NAME_ERROR,
        () if name.starts_with(UNKNOWN) => SERVER_FAILURE,
        () => NO_ERROR,
    };
    let mut answer = query.to_vec();
    // An answer, of somebody who asks others for whoever wants it.
    (answer[2], answer[3]) = (answer[2] | 0x80, 0x80 | code);
    Some((name, answer))
}
