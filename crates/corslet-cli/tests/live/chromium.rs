//! Headless Chromium: opens a page, lets it fetch, and tells what went out and what came of it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::pipe::Pipe;
use super::scratch::Scratch;
use super::servers::installed;

/// How long a page may take to load, and the last event of a fetch to come.
const EVENT_WITHIN: Duration = Duration::from_secs(20);
/// Events of a fetch come from several processes; after the last one that must come, this long none may.
const QUIET: Duration = Duration::from_millis(150);

pub(crate) const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// A running browser with a profile of its own.
pub(crate) struct Chromium {
    pipe: Pipe,
    _profile: Scratch,
}

/// An open page: a browser context of its own, so that pages share neither cookies nor caches.
pub(crate) struct Page {
    context: String,
    session: String,
}

/// What became of one `fetch()`.
#[derive(Debug)]
pub(crate) struct Seen {
    /// What the page got; `Err` with the exception's text.
    pub(crate) response: Result<Response, String>,
    /// The browser's `CorsError`, when it blocked.
    pub(crate) cors_error: Option<String>,
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

impl Chromium {
    pub(crate) fn start() -> Result<Self, String> {
        let program = installed(NAMES).ok_or("Chromium is not installed")?;
        let profile = Scratch::new("chromium")?;
        let arguments: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--remote-debugging-pipe",
        ]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("--user-data-dir={}", profile.path().display()), "about:blank".to_owned()])
        .collect();
        let pipe = Pipe::start(&program, &arguments, profile.path())?;
        Ok(Chromium { pipe, _profile: profile })
    }

    /// Opens a URL, and waits until it has loaded.
    pub(crate) fn open(&mut self, url: &str) -> Result<Page, String> {
        let context = self.pipe.call(None, "Target.createBrowserContext", json!({}))?;
        let context = text(&context["browserContextId"]);
        let blank = json!({ "url": "about:blank", "browserContextId": context });
        let target = self.pipe.call(None, "Target.createTarget", blank)?;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = self.pipe.call(None, "Target.attachToTarget", attach)?;
        let page = Page { context, session: text(&attached["sessionId"]) };
        self.call(&page, "Page.enable", json!({}))?;
        let navigated = self.call(&page, "Page.navigate", json!({ "url": url }))?;
        if let Some(error) = navigated.get("errorText") {
            return Err(format!("{url}: {error}"));
        }
        let until = Instant::now() + EVENT_WITHIN;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let event = self.pipe.next_event(left)?.ok_or_else(|| format!("{url} did not load in time"))?;
            if event["method"] == "Page.loadEventFired" && event["sessionId"] == json!(page.session) {
                break;
            }
        }
        self.call(&page, "Network.enable", json!({}))?;
        Ok(page)
    }

    /// Closes a page, and forgets its cookies and caches.
    pub(crate) fn close(&mut self, page: Page) -> Result<(), String> {
        let context = json!({ "browserContextId": page.context });
        self.pipe.call(None, "Target.disposeBrowserContext", context).map(drop)
    }

    /// Stores a cookie for a URL's host.
    pub(crate) fn set_cookie(
        &mut self,
        page: &Page,
        url: &str,
        name: &str,
        value: &str,
    ) -> Result<(), String> {
        let cookie = json!({ "url": url, "name": name, "value": value });
        let stored = self.call(page, "Network.setCookie", cookie)?;
        if stored["success"] == json!(true) { Ok(()) } else { Err(format!("{url}: the cookie was refused")) }
    }

    /// Runs `fetch(url, init)` on a page.
    pub(crate) fn fetch(&mut self, page: &Page, url: &str, init: &Value) -> Result<Seen, String> {
        self.pipe.forget_events();
        let expression = format!(
            "fetch({}, {init}).then(r => ({{ type: r.type, status: r.status, headers: [...r.headers] }}), \
             error => ({{ error: String(error) }}))",
            json!(url)
        );
        let run = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let result = self.call(page, "Runtime.evaluate", run)?;
        if let Some(exception) = result.get("exceptionDetails") {
            return Err(format!("{url}: {exception}"));
        }
        let mut told = Told::default();
        let until = Instant::now() + EVENT_WITHIN;
        loop {
            match self.pipe.next_event(QUIET)? {
                Some(event) if event["sessionId"] == json!(page.session) => told.hear(&event),
                Some(_) => {}
                None if told.is_over() => break,
                None if Instant::now() > until => {
                    return Err(format!("{url}: the browser did not say how the fetch ended"));
                }
                None => {}
            }
        }
        Ok(Seen {
            response: response(&result["result"]["value"]),
            cors_error: told.cors_error.clone(),
            sent: told.sent(),
        })
    }

    fn call(&mut self, page: &Page, method: &str, params: Value) -> Result<Value, String> {
        self.pipe.call(Some(&page.session), method, params)
    }
}

/// The network events of one fetch.
#[derive(Default)]
struct Told {
    /// What the page asked for, by request id; a redirect goes on under the same id.
    asked: BTreeMap<String, Vec<Value>>,
    /// What went out, in order: the request's id, and its headers.
    left: Vec<(String, Value)>,
    finished: BTreeSet<String>,
    failed: BTreeSet<String>,
    cors_error: Option<String>,
}

impl Told {
    fn hear(&mut self, event: &Value) {
        let params = &event["params"];
        let id = text(&params["requestId"]);
        match event["method"].as_str() {
            // The page asks for its icon too, which is none of the fetch's.
            Some("Network.requestWillBeSent") if params["type"] == "Fetch" || is_preflight(params) => {
                self.asked.entry(id).or_default().push(params.clone());
            }
            Some("Network.requestWillBeSentExtraInfo") => self.left.push((id, params["headers"].clone())),
            Some("Network.loadingFinished") => {
                self.finished.insert(id);
            }
            Some("Network.loadingFailed") => {
                self.failed.insert(id);
                let error = &params["corsErrorStatus"]["corsError"];
                self.cors_error = self.cors_error.take().or_else(|| error.as_str().map(str::to_owned));
            }
            _ => {}
        }
    }

    fn is_over(&self) -> bool {
        let has_ended = |(id, asked): (&String, &Vec<Value>)| {
            let all_left = self.left.iter().filter(|(left, _)| left == id).count() >= asked.len();
            self.failed.contains(id) || self.finished.contains(id) && all_left
        };
        !self.asked.is_empty() && self.asked.iter().all(has_ended)
    }

    /// A request that is announced may still wait for its preflight; only those that left have headers told.
    fn sent(&self) -> Vec<Sent> {
        let mut next: BTreeMap<&str, usize> = BTreeMap::new();
        let mut sent = Vec::new();
        for (id, headers) in &self.left {
            let index = next.entry(id).or_default();
            let asked = self.asked.get(id).and_then(|asked| asked.get(*index));
            *index += 1;
            if let Some(asked) = asked {
                sent.push(Sent {
                    is_preflight: is_preflight(asked),
                    method: text(&asked["request"]["method"]),
                    url: text(&asked["request"]["url"]),
                    headers: lower_case(
                        headers
                            .as_object()
                            .into_iter()
                            .flatten()
                            .map(|(name, value)| (name.clone(), text(value))),
                    ),
                });
            }
        }
        sent
    }
}

fn is_preflight(asked: &Value) -> bool {
    asked["initiator"]["type"] == "preflight"
}

fn response(value: &Value) -> Result<Response, String> {
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

fn lower_case(pairs: impl Iterator<Item = (String, String)>) -> BTreeMap<String, String> {
    pairs.map(|(name, value)| (name.to_ascii_lowercase(), value)).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
