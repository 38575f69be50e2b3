//! A browser that takes local pages for pages of other origins, as a proof page says how to.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::live::headless::{self, Start};
use crate::live::pipe::Pipe;
use crate::live::scratch::Scratch;

/// How long a page may take to load and to ask.
const WITHIN: Duration = Duration::from_secs(20);

/// What the page on the screen says became of its proof.
const CONCLUSION: &str = "new Promise(done => {
  const main = document.querySelector('main');
  const look = () => {
    const result = main?.dataset.result;
    if (result && result !== 'waiting') done({ result, state: document.getElementById('state').textContent,
      answer: document.getElementById('answer').textContent });
  };
  if (main) new MutationObserver(look).observe(main, { attributes: true });
  look();
})";

/// A browser with one window.
pub(crate) struct Window {
    pipe: Pipe,
    session: String,
    _profile: Scratch,
}

/// What a proof page says.
#[derive(Debug)]
pub(crate) struct Concluded {
    pub(crate) result: String,
    pub(crate) state: String,
    pub(crate) answer: String,
}

impl Window {
    /// Opens one that is led to a local port for each of these hosts with their ports.
    pub(crate) fn open(
        program: &std::path::Path,
        to: u16,
        hosts: &[(String, u16)],
    ) -> Result<Window, String> {
        let rules: Vec<String> =
            hosts.iter().map(|(host, port)| format!("MAP {host}:{port} 127.0.0.1:{to}")).collect();
        let start = Start {
            name: "proofs",
            // As most browsers are set: what a page of another site is sent depends on SameSite alone.
            preferences: r#"{"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": false}}"#,
            // A sandboxed frame in a process of its own could not be looked into from its page.
            without: &["IsolateSandboxedIframes"],
            more: &[
                "--ignore-certificate-errors".to_owned(),
                format!("--host-resolver-rules={}", rules.join(", ")),
            ],
        };
        let (mut pipe, profile) = headless::start(program, &start)?;
        let target = pipe.call(None, "Target.createTarget", json!({ "url": "about:blank" }))?;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = pipe.call(None, "Target.attachToTarget", attach)?;
        let session = attached["sessionId"].as_str().ok_or("no session")?.to_owned();
        let mut window = Window { pipe, session, _profile: profile };
        window.call("Page.enable", json!({}))?;
        window.call("Network.enable", json!({}))?;
        Ok(window)
    }

    /// Gives it a cookie that goes along wherever its site is asked from.
    pub(crate) fn log_in(&mut self, url: &str, cookie: &str) -> Result<(), String> {
        let (name, value) = cookie.split_once('=').ok_or("no cookie")?;
        let cookie = json!({ "url": url, "name": name, "value": value, "secure": true, "sameSite": "None" });
        match self.call("Network.setCookie", cookie)?["success"] == json!(true) {
            true => Ok(()),
            false => Err(format!("{url}: the cookie was refused")),
        }
    }

    /// Shows a page, and gives what it says of its proof.
    pub(crate) fn show(&mut self, address: &str, is_framed: bool) -> Result<Concluded, String> {
        self.pipe.forget_events();
        let navigated = self.call("Page.navigate", json!({ "url": address }))?;
        if let Some(error) = navigated.get("errorText") {
            return Err(format!("{address}: {error}"));
        }
        let until = Instant::now() + WITHIN;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let event =
                self.pipe.next_event(left)?.ok_or_else(|| format!("{address} did not load in time"))?;
            if event["method"] == "Page.loadEventFired" && event["sessionId"] == json!(self.session) {
                break;
            }
        }
        let mut ask = json!({
            "expression": CONCLUSION, "awaitPromise": true, "returnByValue": true, "timeout": WITHIN.as_millis(),
        });
        if is_framed {
            let tree = self.call("Page.getFrameTree", json!({}))?;
            let frame = &tree["frameTree"]["childFrames"][0]["frame"]["id"];
            let world = self.call("Page.createIsolatedWorld", json!({ "frameId": frame }))?;
            ask["contextId"] = world["executionContextId"].clone();
        }
        let said = self.call("Runtime.evaluate", ask).map_err(|error| format!("{address}: {error}"))?;
        let value = &said["result"]["value"];
        let text = |name: &str| value[name].as_str().map(str::to_owned).ok_or(format!("{address}: {said}"));
        Ok(Concluded { result: text("result")?, state: text("state")?, answer: text("answer")? })
    }

    fn call(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.pipe.call(Some(&self.session), method, params)
    }
}
