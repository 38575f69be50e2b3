//! The process behind every name of the set: it listens for http and https, and notes what comes in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::name_server::NameServer;
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
    pub(crate) origin: Option<String>,
    pub(crate) agent: String,
    pub(crate) has_session: bool,
}

/// Everything that stands behind the names.
pub(crate) struct Behind {
    pub(crate) servers: BTreeMap<String, Arc<Server>>,
    /// Those that listen for themselves, by what they say.
    pub(crate) local: BTreeMap<String, Arc<Server>>,
    /// Hosts whose requests go on to a real server, by its port.
    pub(crate) upstreams: BTreeMap<String, u16>,
}

pub(crate) struct Listening {
    pub(crate) http: u16,
    pub(crate) https: u16,
    /// Where those listen that do so for themselves.
    pub(crate) own: BTreeMap<String, u16>,
    /// The addresses at which nothing can listen here.
    pub(crate) missing: BTreeSet<String>,
    pub(crate) names: NameServer,
    arrivals: Arc<Mutex<BTreeMap<String, Vec<Arrival>>>>,
}

impl Listening {
    /// What has come in since the last look, by the name in the set; by the host, of what is in none.
    pub(crate) fn take(&self) -> BTreeMap<String, Vec<Arrival>> {
        std::mem::take(&mut *self.arrivals.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What every connection shares.
#[derive(Clone)]
struct Shared {
    behind: Arc<Behind>,
    arrivals: Arc<Mutex<BTreeMap<String, Vec<Arrival>>>>,
    /// Whose the socket is, whatever host is asked for.
    owner: Option<Arc<str>>,
}

/// Listens for http and https until the process ends, on any free port for 0.
pub(crate) fn start(behind: Behind, tls: ServerConfig, ports: [u16; 2]) -> Result<Listening, String> {
    let shared = Shared { behind: Arc::new(behind), arrivals: Arc::default(), owner: None };
    let [(http, plain), (https, secure)] = [bind("127.0.0.1", ports[0])?, bind("127.0.0.1", ports[1])?];
    let (mut own, mut owned, mut missing) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
    for (name, server) in &shared.behind.local {
        let address = match server.host() {
            "localhost" => "127.0.0.1",
            host => host.trim_matches(['[', ']']),
        };
        match bind(address, 0) {
            Err(_) if address == "::1" => missing.insert("IPv6".to_owned()),
            bound => {
                let (port, listener) = bound?;
                let shared = Shared { owner: Some(name.as_str().into()), ..shared.clone() };
                owned.push((listener, shared));
                own.insert(name.clone(), port).is_none()
            }
        };
    }
    let names = NameServer::start()?;
    let arrivals = Arc::clone(&shared.arrivals);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no runtime: {error}"))?;
    std::thread::spawn(move || {
        runtime.block_on(async {
            let acceptor = TlsAcceptor::from(Arc::new(tls));
            for (listener, shared) in owned {
                tokio::spawn(accept(listener, None, shared));
            }
            tokio::join!(accept(plain, None, shared.clone()), accept(secure, Some(acceptor), shared));
        });
    });
    Ok(Listening { http, https, own, missing, names, arrivals })
}

/// A listener at this address, and its port: any that is free for 0.
fn bind(address: &str, port: u16) -> Result<(u16, std::net::TcpListener), String> {
    let listener = std::net::TcpListener::bind((address, port)).and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok((listener.local_addr()?.port(), listener))
    });
    listener.map_err(|error| format!("no port: {error}"))
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
        let server = match &shared.owner {
            Some(owner) => shared.behind.local.get(&**owner),
            None => shared.behind.servers.get(&request.host),
        };
        let response = match server {
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
        origin: request.origin().map(str::to_owned),
        agent: request.header("user-agent").unwrap_or_default().to_owned(),
        has_session: request.has_session(),
    };
    let mut arrivals = shared.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
    let name = shared.owner.as_deref().unwrap_or(&request.host);
    arrivals.entry(name.to_owned()).or_default().push(arrival);
}

/// From here on the connection is the real server's; what it is asked on it is not counted one by one.
async fn forward(mut stream: impl AsyncRead + AsyncWrite + Unpin, begun: &[u8], port: u16) {
    let Ok(mut upstream) = TcpStream::connect(("127.0.0.1", port)).await else { return };
    if upstream.write_all(begun).await.is_ok() {
        let _ = tokio::io::copy_bidirectional(&mut stream, &mut upstream).await;
    }
}
