//! The pages that ask: for each origin a server on a free loopback port, which has an empty page, and a sandboxed one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::certificate::Certificate;
use super::request::Page;

/// The sandbox makes the page's origin opaque.
const SANDBOXED: &str = "/sandboxed";

/// The pages of one scheme.
pub(crate) struct Pages {
    front: PageServer,
    other: PageServer,
}

impl Pages {
    /// Over https, when there is a certificate for it.
    pub(crate) fn start(certificate: Option<&Certificate>) -> Result<Pages, String> {
        let tls = certificate.map(tls).transpose()?;
        Ok(Pages { front: PageServer::start(tls.clone())?, other: PageServer::start(tls)? })
    }

    /// The origin that the servers are set up for.
    pub(crate) fn front(&self) -> String {
        self.front.origin()
    }

    pub(crate) fn url(&self, page: Page) -> String {
        match page {
            Page::Front => self.front.origin() + "/",
            Page::Other => self.other.origin() + "/",
            Page::Opaque => self.other.origin() + SANDBOXED,
        }
    }

    /// The origin of a page, as it is serialised.
    pub(crate) fn origin(&self, page: Page) -> String {
        match page {
            Page::Front => self.front.origin(),
            Page::Other => self.other.origin(),
            Page::Opaque => "null".to_owned(),
        }
    }
}

pub(crate) type Tls = Arc<ServerConfig>;

pub(crate) fn tls(certificate: &Certificate) -> Result<Tls, String> {
    let chain =
        CertificateDer::from_pem_file(certificate.certificate()).map_err(|error| error.to_string())?;
    let key = PrivateKeyDer::from_pem_file(certificate.key()).map_err(|error| error.to_string())?;
    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![chain], key))
        .map(Arc::new)
        .map_err(|error| error.to_string())
}

/// A running server; it ends when this is dropped.
struct PageServer {
    address: SocketAddr,
    scheme: &'static str,
    ending: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl PageServer {
    fn start(tls: Option<Tls>) -> Result<Self, String> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| format!("page server: {error}"))?;
        let address = listener.local_addr().map_err(|error| format!("page server: {error}"))?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let ending = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&ending);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if seen.load(Ordering::SeqCst) {
                    return;
                }
                // A browser opens connections it may never use; each gets a thread, so that none holds up another.
                if let Ok(stream) = stream {
                    let tls = tls.clone();
                    std::thread::spawn(move || serve(stream, tls));
                }
            }
        });
        Ok(PageServer { address, scheme, ending, thread: Some(thread) })
    }

    fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }
}

fn serve(stream: TcpStream, tls: Option<Tls>) {
    if stream.set_read_timeout(Some(Duration::from_secs(10))).is_err() {
        return;
    }
    match tls {
        None => answer(stream),
        Some(tls) => {
            if let Ok(connection) = ServerConnection::new(tls) {
                answer(StreamOwned::new(connection, stream));
            }
        }
    }
}

fn answer(stream: impl Read + Write) {
    let mut reader = BufReader::new(stream);
    let (mut head, mut line) = (String::new(), String::new());
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        head += &line;
        line.clear();
    }
    let is_sandboxed = head.starts_with(&format!("GET {SANDBOXED} "));
    let policy = if is_sandboxed { "Content-Security-Policy: sandbox allow-scripts\r\n" } else { "" };
    let page = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{policy}Content-Length: 15\r\nConnection: close\r\n\r\n\
         <!doctype html>"
    );
    // The browser may have gone; there is nobody to tell.
    let _ = reader.get_mut().write_all(page.as_bytes()).and_then(|()| reader.get_mut().flush());
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
