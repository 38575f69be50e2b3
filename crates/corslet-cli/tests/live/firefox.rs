//! Headless Firefox, driven over Marionette.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::browser::{Browser, Seen, Sent, expression, lower_case, response, text};
use super::certificate::Certificate;
use super::marionette::Marionette;
use super::program::installed;
use super::scratch::Scratch;

/// How long the browser may take to start.
const STARTS_WITHIN: Duration = Duration::from_secs(60);
/// How long it may take to end when it is asked to.
const ENDS_WITHIN: Duration = Duration::from_secs(10);
/// How long the console may take to say why a fetch failed; some failures it does not comment.
const SAYS_WITHIN: Duration = Duration::from_secs(2);

pub(crate) const NAMES: &[&str] = &["firefox-esr", "firefox"];

const PREFERENCES: &str = r#"user_pref("marionette.port", 0);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.manage-offline-status", false);
user_pref("network.proxy.type", 0);
user_pref("dom.security.https_first", false);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("extensions.update.enabled", false);
"#;

/// Notes every request when its answer comes, and every sentence of the console that is about CORS.
const OBSERVER: &str = r#"
const noted = { sent: [], said: [] };
globalThis.noted = noted;
noted.observer = { observe(subject) {
  const channel = subject.QueryInterface(Ci.nsIHttpChannel);
  if (channel.loadInfo?.externalContentPolicyType !== Ci.nsIContentPolicy.TYPE_FETCH) return;
  const headers = [];
  channel.visitRequestHeaders({ visitHeader: (name, value) => headers.push([name, value]) });
  noted.sent.push({ method: channel.requestMethod, url: channel.URI.spec, headers });
} };
Services.obs.addObserver(noted.observer, "http-on-examine-response");
Services.obs.addObserver(noted.observer, "http-on-examine-cached-response");
Services.obs.addObserver(noted.observer, "http-on-examine-merged-response");
noted.listener = { observe(message) {
  if (message instanceof Ci.nsIScriptError && message.category.startsWith("CORS")) 
    noted.said.push([message.category, message.errorMessage]);
 
} };
Services.console.registerListener(noted.listener);
"#;

/// A running browser with a profile of its own.
pub(crate) struct Firefox {
    marionette: Marionette,
    version: String,
    /// The tabs of the open pages.
    pages: Vec<Value>,
    shown: Option<usize>,
    process: Process,
}

/// The process with its profile; both end when this is dropped.
struct Process(Child, Scratch);

impl Firefox {
    pub(crate) fn start(certificate: &Certificate) -> Result<Self, String> {
        Firefox::start_with(certificate, "")
    }

    /// With these further lines in its profile's `user.js`.
    pub(crate) fn start_with(certificate: &Certificate, lines: &str) -> Result<Self, String> {
        let program = installed(NAMES).ok_or("Firefox is not installed")?;
        let profile = Scratch::new("firefox")?;
        let preferences = profile.path().join("user.js");
        std::fs::write(&preferences, format!("{PREFERENCES}{lines}"))
            .map_err(|error| format!("user.js: {error}"))?;
        let process = Command::new(program)
            .args(["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile"])
            .arg(profile.path())
            .env("HOME", profile.path())
            .env("MOZ_CRASHREPORTER_DISABLE", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("Firefox: {error}"))?;
        let process = Process(process, profile);
        let mut marionette = connect(process.1.path())?;
        let session = marionette.call("WebDriver:NewSession", json!({}))?;
        let version = text(&session["capabilities"]["browserVersion"]);
        let mut firefox = Firefox { marionette, version, pages: Vec::new(), shown: None, process };
        firefox.privileged(&trust(certificate)?)?;
        firefox.privileged(OBSERVER)?;
        Ok(firefox)
    }

    /// Runs a script with the browser's own rights.
    fn privileged(&mut self, script: &str) -> Result<Value, String> {
        self.marionette.call("Marionette:SetContext", json!({ "value": "chrome" }))?;
        let run = json!({ "script": script, "args": [], "sandbox": "system", "newSandbox": false });
        let result = self.marionette.call("WebDriver:ExecuteScript", run);
        self.marionette.call("Marionette:SetContext", json!({ "value": "content" }))?;
        Ok(result?["value"].clone())
    }

    fn show(&mut self, page: usize) -> Result<(), String> {
        if self.shown != Some(page) {
            let handle = self.pages.get(page).ok_or("no such page")?;
            self.marionette.call("WebDriver:SwitchToWindow", json!({ "handle": handle, "focus": true }))?;
            self.shown = Some(page);
        }
        Ok(())
    }

    /// The console's category of the failure and its sentence, which comes by another way than the failure itself.
    fn said(&mut self, is_blocked: bool) -> Result<[Option<String>; 2], String> {
        let until = Instant::now() + SAYS_WITHIN;
        loop {
            let said = self.privileged("return globalThis.noted.said.splice(0);")?;
            if let Some(said) = said.as_array().and_then(|said| said.first()) {
                return Ok([Some(text(&said[0])), Some(text(&said[1]))]);
            }
            if !is_blocked || Instant::now() > until {
                return Ok([None, None]);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// The port is in a file as soon as Marionette listens.
fn connect(profile: &Path) -> Result<Marionette, String> {
    let file = profile.join("MarionetteActivePort");
    let until = Instant::now() + STARTS_WITHIN;
    loop {
        let port = std::fs::read_to_string(&file).ok().and_then(|text| text.trim().parse().ok());
        if let Some(port) = port {
            return Marionette::connect(port);
        }
        if Instant::now() > until {
            return Err("Firefox did not start in time".to_owned());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A script that trusts the authority.
fn trust(certificate: &Certificate) -> Result<String, String> {
    let authority = std::fs::read_to_string(certificate.authority()).map_err(|error| error.to_string())?;
    let base64: String = authority.lines().filter(|line| !line.starts_with("-----")).collect();
    Ok(format!(
        "Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB).addCertFromBase64('{base64}', 'C,,');"
    ))
}

impl Browser for Firefox {
    fn engine(&self) -> &'static str {
        "firefox"
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn open(&mut self, url: &str, cookie: &str) -> Result<usize, String> {
        let host =
            cookie.split("//").nth(1).and_then(|rest| rest.split([':', '/']).next()).unwrap_or_default();
        let tab = self.marionette.call("WebDriver:NewWindow", json!({ "type": "tab", "focus": true }))?;
        self.pages.push(tab["handle"].clone());
        let page = self.pages.len() - 1;
        self.visit(page, url)?;
        // One store serves all pages; a cookie is its host's, whatever the port.
        self.privileged(&format!(
            "Services.cookies.add('{host}', '/', 'visitor', '1', false, false, false, Date.now() + 3600000, {{}}, \
             Ci.nsICookie.SAMESITE_UNSET, Ci.nsICookie.SCHEME_UNSET);"
        ))?;
        Ok(page)
    }

    fn visit(&mut self, page: usize, url: &str) -> Result<(), String> {
        self.show(page)?;
        self.marionette.call("WebDriver:Navigate", json!({ "url": url })).map(|_| ())
    }

    fn run(&mut self, page: usize, expression: &str) -> Result<Value, String> {
        self.show(page)?;
        let script = format!("const done = arguments[0]; {expression}.then(done);");
        let run = json!({ "script": script, "args": [], "scriptTimeout": 30_000 });
        Ok(self.marionette.call("WebDriver:ExecuteAsyncScript", run)?["value"].clone())
    }

    fn fetch(&mut self, page: usize, url: &str, init: &Value) -> Result<Seen, String> {
        self.show(page)?;
        self.privileged("globalThis.noted.sent.splice(0); globalThis.noted.said.splice(0);")?;
        let response = response(&self.run(page, &expression(url, init))?);
        let [code, sentence] = self.said(response.is_err())?;
        let sent = self.privileged("return globalThis.noted.sent;")?;
        let sent = sent.as_array().into_iter().flatten().map(|sent| {
            let headers = sent["headers"].as_array().into_iter().flatten();
            let headers = lower_case(headers.map(|pair| (text(&pair[0]), text(&pair[1]))));
            Sent {
                // A page cannot set this header.
                is_preflight: headers.contains_key("access-control-request-method"),
                method: text(&sent["method"]),
                url: text(&sent["url"]),
                headers,
            }
        });
        Ok(Seen { response, code, sentence, sent: sent.collect() })
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        // Asked to quit, the browser ends its own children; after that it is ended by its id.
        let asked = self.marionette.call("Marionette:Quit", json!({ "flags": ["eForceQuit"] })).is_ok();
        let until = Instant::now() + ENDS_WITHIN;
        while asked && Instant::now() < until {
            if self.process.0.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Fails only when the process has ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
