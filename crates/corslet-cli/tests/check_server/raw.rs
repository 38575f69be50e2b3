//! A server of raw bytes: it reads one request, answers what it is told to, and remembers what it was asked.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What a server was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Everything that was read, head and body.
    pub(crate) text: String,
}

/// What it does then.
pub(crate) enum Reply {
    /// Writes these bytes and closes.
    Bytes(Vec<u8>),
    /// Says nothing for so long, and closes.
    Silence(Duration),
    /// Writes these bytes, and then this one again and again, each time after so long.
    Dripping(Vec<u8>, u8, Duration),
    /// Writes these bytes as often as the client takes them.
    Endless(Vec<u8>, Vec<u8>),
    /// Writes these bytes, and resets the connection.
    Reset(Vec<u8>),
}

/// A server that runs until the test ends.
pub(crate) struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Answers every request by `answer`.
    pub(crate) fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Server::on(TcpListener::bind("127.0.0.1:0").unwrap(), answer)
    }

    /// The same on a socket of the test's own.
    pub(crate) fn on(
        listener: TcpListener,
        answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (memory, answer) = (Arc::clone(&asked), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (memory, answer) = (Arc::clone(&memory), Arc::clone(&answer));
                std::thread::spawn(move || serve(stream, &memory, &*answer));
            }
        });
        Server { port, asked }
    }

    /// Grants preflights what `preflight` says, and answers everything else with `actual`.
    pub(crate) fn granting(preflight: impl Into<String>, actual: impl Into<String>) -> Self {
        let (preflight, actual) = (preflight.into(), actual.into());
        Server::start(move |asked| {
            let text = if asked.method == "OPTIONS" { &preflight } else { &actual };
            Reply::Bytes(text.clone().into_bytes())
        })
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Everything asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The methods asked so far, in order.
    pub(crate) fn methods(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.method).collect()
    }
}

/// A response's bytes: the status line's end, header lines, and an empty body.
pub(crate) fn response(status: &str, headers: &[&str]) -> String {
    let lines: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\n{lines}Content-Length: 0\r\n\r\n")
}

fn serve(mut stream: TcpStream, memory: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked) -> Reply) {
    let Some(text) = read(&mut stream) else { return };
    let mut words = text.split(' ');
    let mut word = || words.next().unwrap_or_default().to_owned();
    let asked = Asked { method: word(), path: word(), text: text.clone() };
    memory.lock().unwrap().push(asked.clone());
    match answer(&asked) {
        Reply::Bytes(bytes) => {
            // The client may be gone: what it makes of it is what the test looks at.
            let _ = stream.write_all(&bytes);
        }
        Reply::Silence(time) => std::thread::sleep(time),
        Reply::Dripping(bytes, byte, pause) => {
            let _ = stream.write_all(&bytes);
            while stream.write_all(&[byte]).is_ok() {
                std::thread::sleep(pause);
            }
        }
        Reply::Endless(bytes, again) => {
            let _ = stream.write_all(&bytes);
            while stream.write_all(&again).is_ok() {}
        }
        Reply::Reset(bytes) => {
            let _ = stream.write_all(&bytes);
            std::thread::sleep(Duration::from_millis(50));
            // A socket that is closed without lingering resets its connection.
            let socket = socket2::Socket::from(stream);
            let _ = socket.set_linger(Some(Duration::ZERO));
        }
    }
}

/// The request: its head, and as much body as its `Content-Length` says.
fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
            });
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&buffer[..read]),
        }
    }
}
