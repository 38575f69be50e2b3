//! What the test asks of a browser, and what a browser tells.

use std::collections::BTreeMap;

use serde_json::Value;

/// A running browser, driven from outside.
pub(crate) trait Browser {
    /// Its name in Corslet's reports.
    fn engine(&self) -> &'static str;

    /// Its version, as it says itself.
    fn version(&self) -> &str;

    /// Opens a page and keeps it open; gives its number. `cookie` is a URL for whose host a cookie is stored.
    fn open(&mut self, url: &str, cookie: &str) -> Result<usize, String>;

    /// Takes an open page to another URL.
    fn visit(&mut self, page: usize, url: &str) -> Result<(), String>;

    /// Has an open page evaluate an expression that is a promise; gives what it becomes.
    fn run(&mut self, page: usize, expression: &str) -> Result<Value, String>;

    /// Runs `fetch(url, init)` on an open page.
    fn fetch(&mut self, page: usize, url: &str, init: &Value) -> Result<Seen, String>;
}

/// What became of one `fetch()`.
#[derive(Debug)]
pub(crate) struct Seen {
    /// What the page got; `Err` with the exception's text.
    pub(crate) response: Result<Response, String>,
    /// The browser's own name for why it blocked.
    pub(crate) code: Option<String>,
    /// The sentence about it in the browser's console.
    pub(crate) sentence: Option<String>,
    /// Every request that left the browser, in order.
    pub(crate) sent: Vec<Sent>,
}

/// What the page can see of a response.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) kind: String,
    pub(crate) status: u64,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
}

/// A request as it left the browser.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) is_preflight: bool,
    pub(crate) method: String,
    pub(crate) url: String,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
}

/// An expression that fetches, and becomes what [`response`] reads.
pub(crate) fn expression(url: &str, init: &Value) -> String {
    let url = Value::from(url);
    format!(
        "fetch({url}, {init}).then(r => ({{ type: r.type, status: r.status, headers: [...r.headers] }}), \
         error => ({{ error: String(error) }}))"
    )
}

pub(crate) fn response(value: &Value) -> Result<Response, String> {
    if let Some(error) = value["error"].as_str() {
        return Err(error.to_owned());
    }
    let pairs = value["headers"].as_array().into_iter().flatten();
    Ok(Response {
        kind: text(&value["type"]),
        status: value["status"].as_u64().unwrap_or_default(),
        headers: lower_case(pairs.map(|pair| (text(&pair[0]), text(&pair[1])))),
    })
}

pub(crate) fn lower_case(pairs: impl Iterator<Item = (String, String)>) -> BTreeMap<String, String> {
    pairs.map(|(name, value)| (name.to_ascii_lowercase(), value)).collect()
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
