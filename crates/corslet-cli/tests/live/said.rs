//! What is said of one request: the part of a report that a browser's account can be laid beside.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use corslet::browser::Profile;
use serde_json::Value;

use super::browser::{Seen, text};
use super::request::Request;

/// One account, by Corslet or by a browser.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) outcome: String,
    /// The browser's name for what blocked.
    pub(crate) code: Option<String>,
    /// What the browser's console says of it.
    pub(crate) sentence: Option<String>,
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
    pub(crate) kind: &'static str,
    pub(crate) method: String,
    pub(crate) url: String,
    /// What it carries of that which CORS is about; names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    /// Whether the visitor's cookie goes along.
    pub(crate) has_cookie: bool,
}

/// The headers of every request that are compared, beside those that the page sets.
const CARRIED: &[&str] = &[
    "access-control-request-headers",
    "access-control-request-method",
    "authorization",
    "content-type",
    "origin",
];

fn has_cookie(headers: &BTreeMap<String, String>) -> bool {
    headers.get("cookie").is_some_and(|cookies| cookies.split("; ").any(|cookie| cookie == "visitor=1"))
}

fn carried(request: &Request, mut headers: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let names: Vec<String> = request.names().collect();
    headers.retain(|name, _| CARRIED.contains(&name.as_str()) || names.contains(name));
    headers
}

/// What the page can read, without what differs between two connections or two moments.
fn readable(mut headers: BTreeMap<String, String>) -> BTreeMap<String, String> {
    headers.retain(|name, _| !matches!(name.as_str(), "connection" | "date" | "keep-alive"));
    headers
}

/// A browser's account.
pub(crate) fn by_browser(request: &Request, seen: Seen) -> Said {
    let exchanges = seen.sent.into_iter().map(|sent| Exchange {
        kind: if sent.is_preflight { "preflight" } else { "actual" },
        method: sent.method,
        url: sent.url,
        has_cookie: has_cookie(&sent.headers),
        headers: carried(request, sent.headers),
    });
    let mut said =
        Said { code: seen.code, sentence: seen.sentence, exchanges: exchanges.collect(), ..Said::default() };
    said.outcome = match seen.response {
        Err(_) => "blocked",
        Ok(response) if response.kind == "opaque" => "opaque",
        Ok(response) if response.kind == "opaqueredirect" => "opaque-redirect",
        Ok(response) => {
            said.status = Some(response.status);
            said.headers = readable(response.headers);
            "readable"
        }
    }
    .to_owned();
    said
}

/// The account of `corslet check` as one browser, really sending.
pub(crate) fn by_corslet(
    request: &Request,
    url: &str,
    origin: &str,
    profile: &Profile,
    authority: &Path,
) -> Result<Said, String> {
    let engine = profile.engine.to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .args(["check", url, "--origin", origin, "--engine", &engine, "--format", "json", "--send"])
        .args(["--cookie", "visitor=1", "--show-secrets", "--max-time", "20"])
        .arg("--cacert")
        .arg(authority)
        .args(request.arguments())
        .output()
        .map_err(|error| format!("corslet: {error}"))?;
    let report: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("corslet: {error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    let said = reported(request, &report, profile).ok_or_else(|| format!("corslet: {report}"))?;
    let code = if said.outcome == "blocked" { 1 } else { 0 };
    match output.status.code() {
        Some(exit) if exit == code => Ok(said),
        exit => Err(format!("corslet: {}, and exit code {exit:?}", said.outcome)),
    }
}

fn reported(request: &Request, report: &Value, profile: &Profile) -> Option<Said> {
    let verdict = &report["engines"][profile.engine.to_string()];
    let exchanges = report["exchanges"].as_array()?.iter().map(|exchange| {
        let headers = headers(&exchange["headers"]);
        Exchange {
            kind: if exchange["kind"] == "preflight" { "preflight" } else { "actual" },
            method: text(&exchange["method"]),
            url: text(&exchange["url"]),
            has_cookie: has_cookie(&headers),
            headers: carried(request, headers),
        }
    });
    Some(Said {
        outcome: verdict["outcome"].as_str()?.to_owned(),
        code: verdict["headline"]["code"].as_str().map(str::to_owned),
        sentence: verdict["headline"]["text"].as_str().map(str::to_owned),
        status: verdict["readable"]["status"].as_u64(),
        headers: readable(headers(&verdict["readable"]["headers"])),
        exchanges: exchanges.collect(),
    })
}

fn headers(headers: &Value) -> BTreeMap<String, String> {
    let headers = headers.as_array().into_iter().flatten();
    headers.map(|header| (text(&header["name"]).to_ascii_lowercase(), text(&header["value"]))).collect()
}
