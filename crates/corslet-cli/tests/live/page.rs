//! The front end: a server on a free loopback port that answers every request with an empty page.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

const PAGE: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\nConnection: close\r\n\r\n<!doctype html>";

/// The running server; it ends when this is dropped.
pub(crate) struct PageServer {
    address: SocketAddr,
    ending: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl PageServer {
    pub(crate) fn start() -> Result<Self, String> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| format!("page server: {error}"))?;
        let address = listener.local_addr().map_err(|error| format!("page server: {error}"))?;
        let ending = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&ending);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if seen.load(Ordering::SeqCst) {
                    return;
                }
                // A browser opens connections it may never use; each gets a thread, so that none holds up another.
                if let Ok(stream) = stream {
                    std::thread::spawn(move || answer(stream));
                }
            }
        });
        Ok(PageServer { address, ending, thread: Some(thread) })
    }

    /// The origin of the page.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn answer(mut stream: TcpStream) {
    if stream.set_read_timeout(Some(Duration::from_secs(10))).is_err() {
        return;
    }
    let mut line = String::new();
    let mut reader = BufReader::new(&stream);
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        line.clear();
    }
    // The browser may have gone; there is nobody to tell.
    let _ = stream.write_all(PAGE);
}

impl Drop for PageServer {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::SeqCst);
        // One connection wakes the thread up, so that it sees the flag.
        if TcpStream::connect(self.address).is_ok()
            && let Some(thread) = self.thread.take()
        {
            let _ = thread.join();
        }
    }
}
