//! The one server behind every name: it sets cookies, lets every origin read, and notes the Cookie of each request.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::{ServerConnection, StreamOwned};
use url::Url;

use crate::live::pages::Tls;

/// What the answers under [`SETTING`] and [`REFUSING`] set.
pub(crate) const SET_BY_ANSWERS: &[&str] = &[
    "plain=1",
    "lax=1; SameSite=Lax",
    "none=1; SameSite=None; Secure",
    "loose=1; SameSite=None",
    "parted=1; SameSite=None; Secure; Partitioned",
    "__Host-whole=1; SameSite=None; Secure; Path=/; Partitioned",
];
/// The path whose answer sets cookies.
pub(crate) const SETTING: &str = "/setting";
/// The path whose answer sets them too, and whose answer no page may read.
pub(crate) const REFUSING: &str = "/refusing";

/// A request as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrival {
    pub(crate) method: String,
    /// Without the query, in which the askers differ.
    pub(crate) url: String,
    pub(crate) cookie: Option<String>,
}

/// What came in, by the `case` of the query.
#[derive(Clone, Default)]
pub(crate) struct Site(Arc<Mutex<BTreeMap<String, Vec<Arrival>>>>);

impl Site {
    /// Listens at the ports of http and https until the process ends.
    pub(crate) fn start(tls: &Tls) -> Result<Site, String> {
        let site = Site::default();
        for (port, tls) in [(80, None), (443, Some(tls.clone()))] {
            let listener =
                TcpListener::bind(("127.0.0.1", port)).map_err(|error| format!("{port}: {error}"))?;
            let site = site.clone();
            std::thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    let (site, tls) = (site.clone(), tls.clone());
                    std::thread::spawn(move || site.serve(stream, tls));
                }
            });
        }
        Ok(site)
    }

    /// What came in under this case.
    pub(crate) fn arrivals(&self, case: &str) -> Vec<Arrival> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(case).unwrap_or_default()
    }

    fn serve(&self, stream: TcpStream, tls: Option<Tls>) {
        if stream.set_read_timeout(Some(Duration::from_secs(10))).is_err() {
            return;
        }
        match tls {
            None => self.answer("http", stream),
            Some(tls) => {
                if let Ok(connection) = ServerConnection::new(tls) {
                    self.answer("https", StreamOwned::new(connection, stream));
                }
            }
        }
    }

    fn answer(&self, scheme: &str, stream: impl Read + Write) {
        let mut reader = BufReader::new(stream);
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            match reader.read_line(&mut line) {
                Ok(read) if read > 2 => lines.push(line.trim_end().to_owned()),
                Ok(2) => break,
                // A connection that was opened in advance, and not used.
                _ => return,
            }
        }
        let Some(request) = Request::read(scheme, &lines) else { return };
        if let Some(case) = request.query("case") {
            let mut arrivals = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            arrivals.entry(case).or_default().push(request.arrival());
        }
        // The asker may have gone; there is nobody to tell.
        let _ =
            reader.get_mut().write_all(request.response().as_bytes()).and_then(|()| reader.get_mut().flush());
    }
}

struct Request {
    method: String,
    url: Url,
    origin: Option<String>,
    cookie: Option<String>,
}

impl Request {
    fn read(scheme: &str, lines: &[String]) -> Option<Request> {
        let mut words = lines.first()?.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?);
        let header = |wanted: &str| {
            let mut headers = lines.iter().filter_map(|line| line.split_once(": "));
            headers.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.to_owned())
        };
        let url = Url::parse(&format!("{scheme}://{}{target}", header("host")?)).ok()?;
        Some(Request { method, url, origin: header("origin"), cookie: header("cookie") })
    }

    fn query(&self, wanted: &str) -> Option<String> {
        self.url.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
    }

    fn arrival(&self) -> Arrival {
        let mut url = self.url.clone();
        url.set_query(None);
        Arrival { method: self.method.clone(), url: url.into(), cookie: self.cookie.clone() }
    }

    fn response(&self) -> String {
        let path = self.url.path();
        let mut head =
            "Cache-Control: no-store\r\nContent-Type: text/html\r\nConnection: close\r\n".to_owned();
        let mut add = |name: &str, value: &str| head += &format!("{name}: {value}\r\n");
        if let Some(origin) = self.origin.as_deref().filter(|_| path != REFUSING) {
            add("Access-Control-Allow-Origin", origin);
            add("Access-Control-Allow-Credentials", "true");
            add("Access-Control-Allow-Methods", "PUT");
        }
        let to = self.query("to");
        if self.method == "OPTIONS" {
            // No browser takes it; one that did would send it along with the next request.
            add("Set-Cookie", "preflight=1");
        } else if matches!(path, SETTING | REFUSING) {
            SET_BY_ANSWERS.iter().for_each(|line| add("Set-Cookie", line));
        } else if let Some(line) = self.query("set") {
            add("Set-Cookie", &line);
        } else if let Some(to) = &to {
            add("Location", to);
        }
        let status =
            if to.is_some() && self.method != "OPTIONS" { "307 Temporary Redirect" } else { "200 OK" };
        format!("HTTP/1.1 {status}\r\n{head}Content-Length: 15\r\n\r\n<!doctype html>")
    }
}
