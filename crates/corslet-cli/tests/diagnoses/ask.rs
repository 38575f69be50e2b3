//! The command line that asks what the page of an example asks.

use corslet::browser::Api;
use corslet_inspect::diagnoses::Case;
use corslet_inspect::diagnoses::case::{Came, Phase};

/// The arguments behind `corslet check`, or why the example cannot be served.
pub(crate) fn arguments(case: &Case, port: u16) -> Result<Vec<String>, &'static str> {
    let init = &case.init;
    let mut arguments: Vec<String> =
        ["check", init.url.as_str(), "--origin", case.origin(), "--format", "json", "-k", "-m", "5"]
            .map(str::to_owned)
            .to_vec();
    arguments.extend(["--connect-to".to_owned(), format!("::127.0.0.1:{port}")]);
    let mut add = |flag: &str, value: &str| arguments.extend([flag.to_owned(), value.to_owned()]);
    match init.api {
        Api::Fetch => {}
        Api::Xhr { upload_listener } => add(if upload_listener { "--upload-listener" } else { "--xhr" }, ""),
        Api::Element { element, crossorigin } => {
            add("--element", element.row().keyword);
            if let Some(value) = crossorigin {
                add("--crossorigin", value.as_str());
            }
        }
    }
    if let Some(method) = &init.method {
        add("-X", &String::from_utf8_lossy(method));
    }
    for (name, value) in &init.headers {
        add("-H", &format!("{}: {}", String::from_utf8_lossy(name), String::from_utf8_lossy(value)));
    }
    let has_type = init.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(b"content-type"));
    if init.body.is_some() {
        add("--data-raw", "x");
        if !has_type {
            add("-H", "Content-Type:");
        }
    }
    if let Some(credentials) = init.credentials {
        add("--credentials", credentials.as_str());
    }
    if let Some(mode) = init.mode {
        add("--mode", mode.as_str());
    }
    let is_held_back = case.exchanges.iter().any(|seen| matches!(seen.came, Came::NotSent(_)));
    if !is_held_back {
        arguments.push("--send".to_owned());
    }
    if case.said.console.is_some() {
        arguments.push("--paste".to_owned());
    }
    if !case.probes.is_empty() {
        arguments.push("--probe".to_owned());
    }
    arguments.retain(|argument| !argument.is_empty());
    match unserved(case) {
        Some(why) => Err(why),
        None => Ok(arguments),
    }
}

/// What no server of this test can do.
fn unserved(case: &Case) -> Option<&'static str> {
    if !case.compared.is_empty() {
        return Some("several nodes or protocols");
    }
    for seen in &case.exchanges {
        if seen.from_cache {
            return Some("the browser's own cache");
        }
        if seen.peer.is_some() {
            return Some("an address of its own");
        }
        if let Came::Failed(failed) = &seen.came
            && failed.phase != Some(Phase::Wait)
        {
            return Some("a network that fails");
        }
    }
    None
}
