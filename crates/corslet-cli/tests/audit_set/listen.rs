//! The process behind every name of the set: it listens for http and https, and notes what comes in.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::request::Request;
use super::response::Response;
use super::server::Server;

/// The most of a request's head that is read.
const HEAD: usize = 64 * 1024;

/// What came in, as far as manners are concerned.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) agent: String,
    pub(crate) has_session: bool,
}

/// Everything that stands behind the names.
pub(crate) struct Behind {
    pub(crate) servers: BTreeMap<String, Arc<Server>>,
    /// Hosts whose requests go on to a real server, by its port.
    pub(crate) upstreams: BTreeMap<String, u16>,
}

pub(crate) struct Listening {
    pub(crate) http: u16,
    pub(crate) https: u16,
    arrivals: Arc<Mutex<BTreeMap<String, Vec<Arrival>>>>,
}

impl Listening {
    /// What has come in since the last look, by host.
    pub(crate) fn take(&self) -> BTreeMap<String, Vec<Arrival>> {
        std::mem::take(&mut *self.arrivals.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What every connection shares.
#[derive(Clone)]
struct Shared {
    behind: Arc<Behind>,
    arrivals: Arc<Mutex<BTreeMap<String, Vec<Arrival>>>>,
}

/// Listens for http and https until the process ends, on any free port for 0.
pub(crate) fn start(behind: Behind, tls: ServerConfig, ports: [u16; 2]) -> Result<Listening, String> {
    let shared = Shared { behind: Arc::new(behind), arrivals: Arc::default() };
    let bind = |port| {
        let listener = std::net::TcpListener::bind(("127.0.0.1", port)).and_then(|listener| {
            listener.set_nonblocking(true)?;
            Ok((listener.local_addr()?.port(), listener))
        });
        listener.map_err(|error| format!("no port: {error}"))
    };
    let [(http, plain), (https, secure)] = [bind(ports[0])?, bind(ports[1])?];
    let arrivals = Arc::clone(&shared.arrivals);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no runtime: {error}"))?;
    std::thread::spawn(move || {
        runtime.block_on(async {
            let acceptor = TlsAcceptor::from(Arc::new(tls));
            tokio::join!(accept(plain, None, shared.clone()), accept(secure, Some(acceptor), shared));
        });
    });
    Ok(Listening { http, https, arrivals })
}

async fn accept(listener: std::net::TcpListener, tls: Option<TlsAcceptor>, shared: Shared) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    while let Ok((stream, _)) = listener.accept().await {
        let (tls, shared) = (tls.clone(), shared.clone());
        tokio::spawn(async move {
            let _ = stream.set_nodelay(true);
            match tls {
                None => serve(stream, &shared).await,
                Some(tls) => {
                    // A client that wants another certificate has gone; there is nobody to tell.
                    if let Ok(stream) = tls.accept(stream).await {
                        serve(stream, &shared).await;
                    }
                }
            }
        });
    }
}

/// Answers one request after the other on a connection.
async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, shared: &Shared) {
    let mut bytes = Vec::new();
    loop {
        let Some(end) = head(&mut stream, &mut bytes).await else { return };
        let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let Some(request) = Request::read(&text) else {
            let _ = stream.write_all(&Response::empty(400).bytes(false)).await;
            return;
        };
        note(&request, shared);
        if let Some(&port) = shared.behind.upstreams.get(&request.host) {
            return forward(stream, &bytes, port).await;
        }
        let length = request.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        while bytes.len() < end + 4 + length {
            if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                return;
            }
        }
        bytes.drain(..end + 4 + length);
        let response = match shared.behind.servers.get(&request.host) {
            Some(server) => server.api.answer(&request),
            None => Response::of(421, "text/plain", "nobody of this name lives here"),
        };
        let answer = response.bytes(request.method == "HEAD");
        if stream.write_all(&answer).await.is_err() || stream.flush().await.is_err() {
            return;
        }
    }
}

/// Reads until a head is whole; gives where its empty line begins.
async fn head(stream: &mut (impl AsyncRead + Unpin), bytes: &mut Vec<u8>) -> Option<usize> {
    loop {
        if let Some(end) = bytes.windows(4).position(|end| end == b"\r\n\r\n") {
            return Some(end);
        }
        if bytes.len() > HEAD || stream.read_buf(bytes).await.ok()? == 0 {
            return None;
        }
    }
}

fn note(request: &Request, shared: &Shared) {
    let arrival = Arrival {
        method: request.method.clone(),
        path: request.path.clone(),
        agent: request.header("user-agent").unwrap_or_default().to_owned(),
        has_session: request.has_session(),
    };
    let mut arrivals = shared.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
    arrivals.entry(request.host.clone()).or_default().push(arrival);
}

/// From here on the connection is the real server's; what it is asked on it is not counted one by one.
async fn forward(mut stream: impl AsyncRead + AsyncWrite + Unpin, begun: &[u8], port: u16) {
    let Ok(mut upstream) = TcpStream::connect(("127.0.0.1", port)).await else { return };
    if upstream.write_all(begun).await.is_ok() {
        let _ = tokio::io::copy_bidirectional(&mut stream, &mut upstream).await;
    }
}
