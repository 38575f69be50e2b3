//! The shape of a file as far as it is read: what recorders leave out is empty.

use serde::Deserialize;
use serde_json::Value;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a log with entries")]
pub struct Har<E> {
    /// All that it has.
    pub log: Log<E>,
}

/// What was recorded.
#[derive(Debug, Deserialize)]
#[serde(expecting = "an object with entries")]
pub struct Log<E> {
    /// The program that recorded.
    #[serde(default)]
    pub creator: Creator,
    /// The pages that asked.
    #[serde(default)]
    pub pages: Vec<Page>,
    /// One for each request.
    pub entries: Vec<E>,
    /// The requests of pages that `--har` writes beside the entries.
    #[serde(rename = "_checks", default)]
    pub checks: Vec<Value>,
}

/// The program that recorded.
#[derive(Debug, Default, Deserialize)]
pub struct Creator {
    /// What it calls itself.
    #[serde(default)]
    pub name: String,
    /// Its version.
    #[serde(default)]
    pub version: String,
}

/// A page.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// What entries call it.
    #[serde(default)]
    pub id: String,
    /// Chromium writes its URL here.
    #[serde(default)]
    pub title: String,
}

/// A request, and what came of it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an entry with a request")]
pub struct Entry {
    /// The page that asked.
    #[serde(default)]
    pub pageref: String,
    /// When it began, as ISO 8601.
    #[serde(default)]
    pub started_date_time: String,
    /// Chromium's kind of request: `fetch`, `xhr`, `preflight`, `image`…
    #[serde(rename = "_resourceType", default)]
    pub resource_type: Option<String>,
    /// Who asked.
    #[serde(rename = "_initiator", default)]
    pub initiator: Value,
    /// What went wrong, as `--har` writes it.
    #[serde(rename = "_error", default)]
    pub error: Option<String>,
    /// The phase in which it went wrong.
    #[serde(rename = "_phase", default)]
    pub phase: Option<String>,
    /// Whose rules asked.
    #[serde(rename = "_engines", default)]
    pub engines: Vec<String>,
    /// For which check.
    #[serde(rename = "_check", default)]
    pub check: Option<usize>,
    /// On which hop.
    #[serde(rename = "_hop", default)]
    pub hop: Option<usize>,
    /// At which time.
    #[serde(rename = "_time", default)]
    pub time: usize,
    /// What was asked.
    pub request: Request,
    /// What came.
    #[serde(default)]
    pub response: Response,
    /// How long it took.
    #[serde(default)]
    pub timings: Timings,
    /// The address that answered; of IPv6 sometimes in brackets.
    #[serde(rename = "serverIPAddress", default)]
    pub server_ip_address: Option<String>,
    /// The port that answered.
    #[serde(default)]
    pub connection: Option<String>,
}

/// What was asked.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object with method and url")]
pub struct Request {
    /// The method on the wire.
    pub method: String,
    /// The URL, often with its fragment.
    pub url: String,
    /// The header lines, with those that only HTTP/2 has.
    #[serde(default)]
    pub headers: Vec<Pair>,
    /// The cookies that went along.
    #[serde(default)]
    pub cookies: Vec<Pair>,
    /// The body.
    #[serde(default)]
    pub post_data: Option<Body>,
}

/// What came.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object with status")]
pub struct Response {
    /// As it is written; [`Response::status`] reads it.
    #[serde(rename = "status", default)]
    pub written_status: Value,
    /// As it is written; [`Response::version`] reads it.
    #[serde(default)]
    pub http_version: String,
    /// The header lines; [`head_lines`](super::head_lines) reads them.
    #[serde(default)]
    pub headers: Vec<Pair>,
    /// The body.
    #[serde(default)]
    pub content: Body,
    /// Chromium's name for what went wrong.
    #[serde(rename = "_error", default)]
    pub error: Option<String>,
}

/// A header line, or a cookie.
#[derive(Debug, Default, Deserialize)]
#[serde(expecting = "an object with name and value")]
pub struct Pair {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Its value.
    #[serde(default)]
    pub value: String,
}

/// The body of a request or a response.
#[derive(Debug, Default, Deserialize)]
#[serde(expecting = "an object with text")]
pub struct Body {
    /// As it is written; [`Body::bytes`] reads it.
    #[serde(default)]
    pub text: Option<String>,
    /// `base64`, or nothing.
    #[serde(default)]
    pub encoding: Option<String>,
    /// How many bytes a response's had.
    #[serde(default)]
    pub size: Option<f64>,
}

/// Milliseconds; -1, or nothing, for a phase that did not happen.
#[derive(Debug, Default, Deserialize)]
pub struct Timings {
    /// The host name was looked up.
    #[serde(default)]
    pub dns: Option<f64>,
    /// The connection was made, with its handshake.
    #[serde(default)]
    pub connect: Option<f64>,
    /// The TLS handshake.
    #[serde(default)]
    pub ssl: Option<f64>,
    /// The head was awaited.
    #[serde(default)]
    pub wait: Option<f64>,
    /// The body was read.
    #[serde(default)]
    pub receive: Option<f64>,
}

impl Request {
    /// The first header of a name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let is_named = |pair: &&Pair| pair.name.eq_ignore_ascii_case(name);
        self.headers.iter().find(is_named).map(|pair| pair.value.as_str())
    }

    /// Whether its own lines say that it is a preflight.
    #[must_use]
    pub fn is_preflight(&self) -> bool {
        self.method.eq_ignore_ascii_case("OPTIONS") && self.header("access-control-request-method").is_some()
    }
}

impl Entry {
    /// What went wrong, as the recorder calls it.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref().or(self.response.error.as_deref()).filter(|error| !error.is_empty())
    }
}
