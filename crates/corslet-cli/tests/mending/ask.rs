//! Asks a server as a page would, and keeps what was seen.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet::browser::{CredentialsMode, Engine, Fetch, Next, PreflightCache, RequestInit};
use corslet::verdict::{Exchange, ResponseHead};
use corslet::words::{HeaderList, Origin, Status};
use corslet_inspect::diagnoses::Case;
use corslet_inspect::diagnoses::case::{Came, Seen};

use super::fault::Fault;

/// What the page writes.
pub(crate) fn init(fault: &Fault, origin: &str, url: &str) -> RequestInit {
    RequestInit {
        method: Some(fault.method.into()),
        headers: fault.headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        credentials: fault.credentials.then_some(CredentialsMode::Include),
        ..RequestInit::new(Origin::parse(origin).unwrap(), url)
    }
}

/// Asks as Chromium does, and judges by every engine.
pub(crate) fn ask(fault: &Fault, origin: &str, url: &str) -> Result<Case, String> {
    let init = init(fault, origin, url);
    let profile = Engine::Chromium.profile();
    let request = init.construct(profile).map_err(|error| error.to_string())?.request;
    let mut cache = PreflightCache::new();
    let mut fetch = Fetch::new(Arc::new(request), profile);
    let mut seen = Vec::new();
    loop {
        match fetch.next(Duration::ZERO, &mut cache) {
            Next::Done(_) => break,
            Next::Send(ask) => {
                let one = send(ask.exchange())?;
                let Came::Head(head) = &one.came else { break };
                fetch = ask.answer(Arc::clone(head));
                seen.push(one);
            }
        }
    }
    Ok(Case::replayed(init, url.parse().map_err(|error| format!("{url}: {error}"))?, seen))
}

/// Sends one request on a connection of its own.
fn send(exchange: &Exchange) -> Result<Seen, String> {
    let url: &Url = &exchange.url;
    let address =
        format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(80));
    let mut lines = exchange.header_lines();
    lines.insert(0, ("Host".to_owned(), address.clone().into_bytes()));
    lines.push(("Connection".to_owned(), b"close".to_vec()));
    let mut request = format!("{} {} HTTP/1.1\r\n", exchange.method.as_str(), url.path()).into_bytes();
    for (name, value) in &lines {
        request.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
    }
    request.extend_from_slice(b"\r\n");
    let answer = talk(&address, &request).map_err(|error| format!("{url}: {error}"))?;
    let (head, body) = read(&answer).ok_or_else(|| format!("{url}: {}", String::from_utf8_lossy(&answer)))?;
    Ok(Seen {
        hop: exchange.hop,
        kind: exchange.kind,
        method: exchange.method.as_str().to_owned(),
        url: Arc::clone(&exchange.url),
        request: lines,
        came: Came::Head(Arc::new(head)),
        body,
        peer: None,
        version: None,
        from_cache: false,
    })
}

fn talk(address: &str, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    stream.write_all(request)?;
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        // Some servers reset a connection that they have answered in full.
        Err(error) if answer.is_empty() => Err(error),
        _ => Ok(answer),
    }
}

fn read(answer: &[u8]) -> Option<(ResponseHead, Vec<u8>)> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let text = String::from_utf8_lossy(&answer[..end]);
    let mut lines = text.split("\r\n");
    let status = Status::new(lines.next()?.split(' ').nth(1)?.parse().ok()?)?;
    let headers = HeaderList::parse_pairs(lines.filter_map(|line| line.split_once(':'))).ok()?;
    Some((ResponseHead { status, headers }, answer[end + 4..].to_vec()))
}
