//! Headless Chromium, driven over the DevTools pipe.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::browser::{Browser, Seen, expression, response, text};
use super::certificate::Certificate;
use super::headless::{self, Start};
use super::pipe::Pipe;
use super::program::installed;
use super::scratch::Scratch;
use super::told::Told;

/// How long a page may take to load, and the last event of a fetch to come.
const EVENT_WITHIN: Duration = Duration::from_secs(20);
/// Events of a fetch come from several processes; after the last one that must come, this long none may.
const QUIET: Duration = Duration::from_millis(150);

pub(crate) const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// A running browser with a profile of its own.
pub(crate) struct Chromium {
    pipe: Pipe,
    version: String,
    /// The sessions of the open pages. Each has a browser context of its own, so that no two share cookies or caches.
    pages: Vec<String>,
    _profile: Scratch,
}

impl Chromium {
    pub(crate) fn start(certificate: &Certificate) -> Result<Self, String> {
        Chromium::start_with(certificate, "{}")
    }

    /// With these preferences in its profile, as JSON.
    pub(crate) fn start_with(certificate: &Certificate, preferences: &str) -> Result<Self, String> {
        let program = installed(NAMES).ok_or("Chromium is not installed")?;
        let start = Start {
            name: "chromium",
            preferences,
            without: &[],
            // Chromium has no file of further authorities; it is told the one key instead.
            more: &[format!("--ignore-certificate-errors-spki-list={}", certificate.key_hash)],
        };
        let (mut pipe, profile) = headless::start(&program, &start)?;
        let version = text(&pipe.call(None, "Browser.getVersion", json!({}))?["product"]);
        Ok(Chromium { pipe, version, pages: Vec::new(), _profile: profile })
    }

    fn load(&mut self, session: &str, url: &str) -> Result<(), String> {
        self.call(session, "Page.enable", json!({}))?;
        let navigated = self.call(session, "Page.navigate", json!({ "url": url }))?;
        if let Some(error) = navigated.get("errorText") {
            return Err(format!("{url}: {error}"));
        }
        let until = Instant::now() + EVENT_WITHIN;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let event = self.pipe.next_event(left)?.ok_or_else(|| format!("{url} did not load in time"))?;
            if event["method"] == "Page.loadEventFired" && event["sessionId"] == json!(session) {
                return Ok(());
            }
        }
    }

    /// Runs an expression on an open page; gives what it becomes, and what the console says meanwhile of CORS. A fetch that
    /// failed is told there: its line is waited for.
    #[allow(dead_code, reason = "only one of the tests with browsers opens a page that asks by itself")]
    pub(crate) fn watch(&mut self, page: usize, expression: &str) -> Result<(Value, Vec<String>), String> {
        let session = self.session(page)?;
        self.pipe.forget_events();
        let value = self.run(page, expression)?;
        let has_failed = value.as_str().is_some_and(|text| text.contains("Failed to fetch"));
        let mut lines = Vec::new();
        let until = Instant::now() + EVENT_WITHIN;
        loop {
            match self.pipe.next_event(QUIET)? {
                Some(event)
                    if event["method"] == "Log.entryAdded" && event["sessionId"] == json!(session) =>
                {
                    lines.push(text(&event["params"]["entry"]["text"]));
                    lines.retain(|line| line.contains("CORS policy"));
                }
                Some(_) => {}
                None if has_failed && lines.is_empty() && Instant::now() < until => {}
                None => return Ok((value, lines)),
            }
        }
    }

    fn session(&self, page: usize) -> Result<String, String> {
        self.pages.get(page).cloned().ok_or_else(|| "no such page".to_owned())
    }

    fn call(&mut self, session: &str, method: &str, params: Value) -> Result<Value, String> {
        self.pipe.call(Some(session), method, params)
    }
}

impl Browser for Chromium {
    fn engine(&self) -> &'static str {
        "chromium"
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn open(&mut self, url: &str, cookie: &str) -> Result<usize, String> {
        let context = self.pipe.call(None, "Target.createBrowserContext", json!({}))?;
        let blank = json!({ "url": "about:blank", "browserContextId": context["browserContextId"] });
        let target = self.pipe.call(None, "Target.createTarget", blank)?;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = text(&self.pipe.call(None, "Target.attachToTarget", attach)?["sessionId"]);
        self.pages.push(session.clone());
        let page = self.pages.len() - 1;
        self.visit(page, url)?;
        self.call(&session, "Network.enable", json!({}))?;
        self.call(&session, "Log.enable", json!({}))?;
        let visitor = json!({ "url": cookie, "name": "visitor", "value": "1" });
        if self.call(&session, "Network.setCookie", visitor)?["success"] != json!(true) {
            return Err(format!("{cookie}: the cookie was refused"));
        }
        Ok(page)
    }

    fn visit(&mut self, page: usize, url: &str) -> Result<(), String> {
        let session = self.session(page)?;
        self.pipe.forget_events();
        self.load(&session, url)
    }

    fn run(&mut self, page: usize, expression: &str) -> Result<Value, String> {
        let session = self.session(page)?;
        let run = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let result = self.call(&session, "Runtime.evaluate", run)?;
        match result.get("exceptionDetails") {
            Some(exception) => Err(exception.to_string()),
            None => Ok(result["result"]["value"].clone()),
        }
    }

    fn fetch(&mut self, page: usize, url: &str, init: &Value) -> Result<Seen, String> {
        let session = self.session(page)?;
        self.pipe.forget_events();
        let result = self.run(page, &expression(url, init)).map_err(|error| format!("{url}: {error}"))?;
        let mut told = Told::default();
        let until = Instant::now() + EVENT_WITHIN;
        loop {
            match self.pipe.next_event(QUIET)? {
                Some(event) if event["sessionId"] == json!(session) => told.hear(&event),
                Some(_) => {}
                None if told.is_over() => break,
                None if Instant::now() > until => {
                    return Err(format!("{url}: the browser did not say how the fetch ended"));
                }
                None => {}
            }
        }
        Ok(Seen {
            response: response(&result),
            code: told.cors_error.clone(),
            sentence: told.sentence.clone(),
            sent: told.sent(),
        })
    }
}
