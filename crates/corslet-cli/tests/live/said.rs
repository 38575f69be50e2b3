//! What is said of one request: the part of a report that a browser's account can be laid beside.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// One account, by Corslet or by a browser.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) outcome: String,
    /// The browser's name for what blocked.
    pub(crate) code: Option<String>,
    pub(crate) status: Option<u64>,
    /// What the page can read; names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    /// Every request that went out, in order.
    pub(crate) exchanges: Vec<Exchange>,
}

/// One request that went out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Exchange {
    /// `preflight` or `actual`.
    pub(crate) kind: String,
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) origin: Option<String>,
    /// `Access-Control-Request-Method` and `Access-Control-Request-Headers`, as a preflight carries them.
    pub(crate) asks_for: [Option<String>; 2],
}

impl Exchange {
    /// From a request's line, and its headers with names in lower case.
    pub(crate) fn new(kind: &str, method: &str, url: &str, headers: &BTreeMap<String, String>) -> Self {
        let header = |name: &str| headers.get(name).cloned();
        Exchange {
            kind: kind.to_owned(),
            method: method.to_owned(),
            url: url.to_owned(),
            origin: header("origin"),
            asks_for: [header("access-control-request-method"), header("access-control-request-headers")],
        }
    }
}

/// Headers without those that differ between two connections or two moments.
pub(crate) fn comparable(mut headers: BTreeMap<String, String>) -> BTreeMap<String, String> {
    headers.retain(|name, _| !matches!(name.as_str(), "connection" | "date" | "keep-alive"));
    headers
}

/// Runs `corslet check` as Chromium, really sending.
pub(crate) fn check(url: &str, origin: &str, arguments: &[String]) -> Result<Said, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .args(["check", url, "--origin", origin, "--engine", "chromium", "--format", "json", "--send"])
        .args(["--max-time", "20"])
        .args(arguments)
        .output()
        .map_err(|error| format!("corslet: {error}"))?;
    let report: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{url}: {error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    let said = said(&report)?;
    let code = if said.outcome == "blocked" { 1 } else { 0 };
    match output.status.code() {
        Some(exit) if exit == code => Ok(said),
        exit => Err(format!("{url}: {}, and exit code {exit:?}", said.outcome)),
    }
}

fn said(report: &Value) -> Result<Said, String> {
    let chromium = &report["engines"]["chromium"];
    let text = |value: &Value| {
        value.as_str().map(str::to_owned).ok_or_else(|| format!("no text: {value} in {report}"))
    };
    let exchanges = report["exchanges"].as_array().ok_or("no exchanges")?;
    Ok(Said {
        outcome: text(&chromium["outcome"])?,
        code: chromium["headline"]["code"].as_str().map(str::to_owned),
        status: chromium["readable"]["status"].as_u64(),
        headers: comparable(headers(&chromium["readable"]["headers"])),
        exchanges: exchanges
            .iter()
            .map(|exchange| {
                let [kind, method, url] = ["kind", "method", "url"].map(|name| text(&exchange[name]));
                Ok(Exchange::new(&kind?, &method?, &url?, &headers(&exchange["headers"])))
            })
            .collect::<Result<_, String>>()?,
    })
}

fn headers(headers: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let headers = headers.as_array().into_iter().flatten();
    headers.map(|header| (text(&header["name"]).to_ascii_lowercase(), text(&header["value"]))).collect()
}
