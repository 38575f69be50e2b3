//! A server that answers as an example's conversation shows: over http and https, whatever host it is asked for.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use corslet_inspect::diagnoses::Case;
use corslet_inspect::diagnoses::case::{Came, Seen};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

const CERTIFICATE: &[u8] = include_bytes!("../check_server/tls/server.pem");
const KEY: &[u8] = include_bytes!("../check_server/tls/server.key");

/// A server that runs until the test ends.
pub(crate) struct Wire {
    pub(crate) port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

/// Request headers that say nothing of what is asked.
const BESIDE: &[&str] = &[
    "host",
    "accept",
    "accept-encoding",
    "accept-language",
    "user-agent",
    "cookie",
    "content-length",
    "connection",
    "referer",
    "content-type",
];

impl Wire {
    /// Answers what the case's exchanges and extra requests show.
    pub(crate) fn serve(case: &Case) -> Wire {
        let seen: Vec<Seen> =
            case.exchanges.iter().chain(case.probes.iter().map(|probed| &probed.seen)).cloned().collect();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (seen, memory, tls) = (Arc::new(seen), Arc::clone(&asked), Arc::new(tls()));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, memory, tls) = (Arc::clone(&seen), Arc::clone(&memory), Arc::clone(&tls));
                std::thread::spawn(move || {
                    let mut first = [0];
                    // A handshake begins with this byte, and no method does.
                    if stream.peek(&mut first).is_ok_and(|read| read == 1) && first[0] == 0x16 {
                        let stream = StreamOwned::new(ServerConnection::new(tls).unwrap(), stream);
                        answer(stream, "https", &seen, &memory);
                    } else {
                        answer::<TcpStream>(stream, "http", &seen, &memory);
                    }
                });
            }
        });
        Wire { port, asked }
    }

    /// How many requests came.
    pub(crate) fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

fn tls() -> ServerConfig {
    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from_pem_slice(CERTIFICATE).unwrap()],
            PrivateKeyDer::from_pem_slice(KEY).unwrap(),
        )
        .unwrap()
}

fn answer<S: Read + Write>(mut stream: S, scheme: &str, seen: &[Seen], memory: &Mutex<Vec<String>>) {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let head = loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = header(head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            if body.len() >= length {
                break head.to_owned();
            }
        }
        match stream.read(&mut buffer) {
            Ok(read) if read > 0 => bytes.extend_from_slice(&buffer[..read]),
            _ => return,
        }
    };
    memory.lock().unwrap().push(head.clone());
    let found = find(scheme, &head, seen);
    let text = match found.map(|seen| &seen.came) {
        Some(Came::Head(_)) => response(found.unwrap()),
        // No answer: the connection ends.
        Some(Came::Failed(_) | Came::NotSent(_)) => return,
        None => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec(),
    };
    let _ = stream.write_all(&text).and_then(|()| stream.flush());
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().skip(1).find_map(|line| {
        let (own, value) = line.split_once(':')?;
        own.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// The first exchange that asks the same; of several the one that shows as much as was asked.
fn find<'s>(scheme: &str, head: &str, seen: &'s [Seen]) -> Option<&'s Seen> {
    let mut words = head.lines().next()?.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    let host = header(head, "host")?;
    let is_there = |seen: &&Seen| {
        let url = &seen.url;
        let authority = match url.port() {
            Some(port) => format!("{}:{port}", url.host_str().unwrap_or_default()),
            None => url.host_str().unwrap_or_default().to_owned(),
        };
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        seen.method == method && url.scheme() == scheme && authority == host && path == target
    };
    let is_decisive = |name: &str| {
        let name = name.to_lowercase();
        !BESIDE.contains(&name.as_str()) && !name.starts_with("sec-")
    };
    let asks_the_same = |seen: &&Seen| {
        let own = seen.request.iter().filter(|(name, _)| is_decisive(name));
        let has_all = own.clone().all(|(name, value)| {
            let sent = header(head, name);
            // The order of names is the browser's.
            sent.is_some_and(|sent| {
                sent.as_bytes() == value.as_slice()
                    || name.to_lowercase().starts_with("access-control-request-headers")
            })
        });
        let has_no_more = ["origin", "authorization", "access-control-request-method"]
            .iter()
            .all(|name| header(head, name).is_none() || seen.request_header(name).is_some());
        has_all && has_no_more
    };
    let there: Vec<&Seen> = seen.iter().filter(is_there).collect();
    there.iter().find(|one| asks_the_same(one)).or(there.first()).copied()
}

/// The bytes of an answer; how it is framed is this server's.
fn response(seen: &Seen) -> Vec<u8> {
    let head = seen.head().unwrap();
    let mut bytes = format!("HTTP/1.1 {} x\r\n", head.status.code()).into_bytes();
    for (name, value) in head.headers.iter() {
        if name.is("content-length") || name.is("transfer-encoding") || name.is("connection") {
            continue;
        }
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    let has_body = !head.status.is_null_body() && seen.method != "HEAD";
    let body: &[u8] = if has_body { &seen.body } else { b"" };
    bytes
        .extend_from_slice(format!("Content-Length: {}\r\nConnection: close\r\n\r\n", body.len()).as_bytes());
    bytes.extend_from_slice(body);
    bytes
}
