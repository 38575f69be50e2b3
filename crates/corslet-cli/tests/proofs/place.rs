//! Every host of the test at once: the APIs, and the pages on whatever origin they name.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::apis::{Api, CLEAN, EXPOSED};
use super::judged::SESSION;

const CERTIFICATE: &[u8] = include_bytes!("../check_server/tls/server.pem");
const KEY: &[u8] = include_bytes!("../check_server/tls/server.key");

/// The pages, by their addresses.
pub(crate) type Pages = BTreeMap<String, String>;

/// How a TLS connection begins: with a handshake record.
const HANDSHAKE: u8 = 0x16;

/// Serves the APIs and these pages, over http and https alike; gives the port.
pub(crate) fn start(pages: Pages) -> u16 {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from_pem_slice(CERTIFICATE).unwrap()],
            PrivateKeyDer::from_pem_slice(KEY).unwrap(),
        )
        .unwrap();
    let (config, pages) = (Arc::new(config), Arc::new(pages));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (pages, config) = (Arc::clone(&pages), Arc::clone(&config));
            // A connection that breaks is the browser's affair: it opens some and never uses them.
            std::thread::spawn(move || {
                let mut first = [0];
                match stream.peek(&mut first).ok()? {
                    0 => None,
                    _ if first == [HANDSHAKE] => {
                        let connection = ServerConnection::new(config).ok()?;
                        converse(StreamOwned::new(connection, stream), "https", &pages)
                    }
                    _ => converse(stream, "http", &pages),
                }
            });
        }
    });
    port
}

/// One request, one answer.
fn converse(stream: impl Read + Write, scheme: &str, pages: &Pages) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut first = String::new();
    stream.read_line(&mut first).ok().filter(|read| *read > 0)?;
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let mut words = first.split(' ');
    let (method, path) = (words.next()?, words.next()?);
    let address = format!("{scheme}://{}{path}", headers.get("host")?);
    let answer = answer(method, &address, &headers, pages);
    stream.get_mut().write_all(answer.as_bytes()).ok()?;
    stream.get_mut().flush().ok()
}

fn answer(method: &str, address: &str, headers: &BTreeMap<String, String>, pages: &Pages) -> String {
    if let Some(page) = pages.get(address) {
        return response("200 OK", &[("Content-Type", "text/html".to_owned())], page);
    }
    let api: Option<&Api> = EXPOSED.iter().chain(CLEAN).find(|api| api.url == address);
    let Some(api) = api else { return response("404 Not Found", &[], "") };
    let mut lines = api.grant(headers.get("origin").map(String::as_str));
    if method == "OPTIONS" {
        lines.push(("Access-Control-Allow-Methods", "GET".to_owned()));
        return response("204 No Content", &lines, "");
    }
    let has_session = headers.get("cookie").is_some_and(|cookie| cookie == SESSION);
    response("200 OK", &lines, &api.body(has_session.then_some("alice")))
}

fn response(status: &str, lines: &[(&str, String)], body: &str) -> String {
    let lines: String = lines.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\n{lines}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}
