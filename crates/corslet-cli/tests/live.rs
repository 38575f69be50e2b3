//! `corslet check` and headless Chromium ask the same real servers, and must agree.
#![allow(clippy::panic, clippy::unwrap_used)]

mod live {
    pub(crate) mod chromium;
    pub(crate) mod page;
    pub(crate) mod pipe;
    pub(crate) mod said;
    pub(crate) mod scratch;
    pub(crate) mod servers;
}

use std::io::Write;

use live::chromium::{self, Chromium, Seen};
use live::page::PageServer;
use live::said::{self, Exchange, Said};
use live::servers::{self, installed};
use serde_json::{Value, json};

/// What a page asks for; what is not written is left to `fetch()`'s defaults.
#[derive(Clone, Copy, Debug)]
struct Request {
    path: &'static str,
    method: Option<&'static str>,
    headers: &'static [(&'static str, &'static str)],
    body: Option<&'static str>,
    credentials: Option<&'static str>,
    mode: Option<&'static str>,
    redirect: Option<&'static str>,
}

const fn get(path: &'static str) -> Request {
    Request { path, method: None, headers: &[], body: None, credentials: None, mode: None, redirect: None }
}

const fn method(path: &'static str, method: &'static str) -> Request {
    Request { method: Some(method), ..get(path) }
}

const fn with_cookies(request: Request) -> Request {
    Request { credentials: Some("include"), ..request }
}

const fn json_body(request: Request) -> Request {
    Request { headers: &[("content-type", "application/json")], body: Some("{}"), ..request }
}

const fn header(path: &'static str, headers: &'static [(&'static str, &'static str)]) -> Request {
    Request { headers, ..get(path) }
}

const NGINX: &[Request] = &[
    get("/map"),
    with_cookies(json_body(method("/map", "PUT"))),
    method("/map", "PATCH"),
    header("/map", &[("x-trace", "1")]),
    get("/none"),
    Request { mode: Some("no-cors"), ..get("/none") },
    get("/star"),
    with_cookies(get("/star")),
    header("/star", &[("authorization", "Bearer x")]),
    with_cookies(get("/star-credentials")),
    get("/slash"),
    get("/twice"),
    get("/list"),
    get("/pattern"),
    with_cookies(get("/true")),
    get("/error-bare"),
    get("/missing-bare"),
    get("/missing-always"),
    json_body(method("/preflight-only", "PUT")),
    method("/preflight-refused", "DELETE"),
    method("/preflight-redirected", "PUT"),
    method("/preflight-bare", "PUT"),
    method("/spaces", "PUT"),
    json_body(method("/semicolon", "PUT")),
    get("/redirect-to-star"),
    get("/redirect-to-front"),
    get("/redirect-bare"),
    get("/redirect-userinfo"),
    Request { redirect: Some("manual"), ..get("/redirect-to-star") },
    Request { redirect: Some("error"), ..get("/redirect-to-star") },
];

const EXPRESS: &[Request] = &[
    with_cookies(get("/reflect")),
    with_cookies(json_body(method("/fixed", "POST"))),
    get("/elsewhere"),
    get("/slash"),
    with_cookies(get("/list")),
    get("/list-without"),
    get("/star"),
    with_cookies(get("/star-credentials")),
    method("/methods", "PATCH"),
    header("/headers", &[("x-listed", "1"), ("x-other", "1")]),
    get("/exposed"),
    method("/max-age", "PUT"),
    get("/none"),
    get("/get-only"),
    method("/get-only", "PUT"),
    method("/continue", "DELETE"),
    header("/locked", &[("authorization", "Bearer x")]),
    get("/crash-before"),
    get("/crash-after"),
    with_cookies(method("/redirect", "PUT")),
    get("/redirect-bare"),
];

impl Request {
    /// The second argument of `fetch()`.
    fn init(&self) -> Value {
        let mut init = json!({});
        let written = [
            ("method", self.method),
            ("body", self.body),
            ("credentials", self.credentials),
            ("mode", self.mode),
        ];
        for (name, value) in written.into_iter().chain([("redirect", self.redirect)]) {
            if let Some(value) = value {
                init[name] = json!(value);
            }
        }
        if !self.headers.is_empty() {
            init["headers"] = json!(self.headers);
        }
        init
    }

    /// The same on the command line.
    fn arguments(&self) -> Vec<String> {
        let written = [
            ("--request", self.method),
            ("--data", self.body),
            ("--credentials", self.credentials),
            ("--mode", self.mode),
            ("--redirect", self.redirect),
        ];
        let written = written.into_iter().filter_map(|(flag, value)| Some((flag, value?.to_owned())));
        let headers = self.headers.iter().map(|(name, value)| ("--header", format!("{name}: {value}")));
        written.chain(headers).flat_map(|(flag, value)| [flag.to_owned(), value]).collect()
    }
}

/// Whether everything is here. Where CI is set, what is missing fails the test; elsewhere it is said aloud.
fn is_ready() -> bool {
    let mut missing = servers::missing();
    if installed(chromium::NAMES).is_none() {
        missing.push("chromium".to_owned());
    }
    if missing.is_empty() {
        return true;
    }
    let missing = missing.join(", ");
    assert!(std::env::var_os("CI").is_none_or(|ci| ci.is_empty()), "missing on this machine: {missing}");
    // Past the test harness, which would keep it to itself.
    let said = format!("NOT TESTED against Chromium and real servers; missing here: {missing}\n");
    std::io::stderr().write_all(said.as_bytes()).unwrap();
    false
}

/// What Chromium saw, in the words of Corslet's report.
fn seen(seen: &Seen) -> Said {
    let exchanges = seen.sent.iter().map(|sent| {
        let kind = if sent.is_preflight { "preflight" } else { "actual" };
        Exchange::new(kind, &sent.method, &sent.url, &sent.headers)
    });
    let mut said = Said { code: seen.cors_error.clone(), exchanges: exchanges.collect(), ..Said::default() };
    said.outcome = match &seen.response {
        Err(_) => "blocked",
        Ok(response) if response.kind == "opaque" => "opaque",
        Ok(response) if response.kind == "opaqueredirect" => "opaque-redirect",
        Ok(response) => {
            said.status = Some(response.status);
            said.headers = said::comparable(response.headers.clone());
            "readable"
        }
    }
    .to_owned();
    said
}

/// A cookie goes along where the page says so, and never with a preflight.
fn cookies_are_right(request: &Request, seen: &Seen) -> Result<(), String> {
    for sent in &seen.sent {
        let has_cookie = sent.headers.contains_key("cookie");
        if has_cookie != (!sent.is_preflight && request.credentials == Some("include")) {
            return Err(format!("{} {}: cookie {has_cookie}", sent.method, sent.url));
        }
    }
    Ok(())
}

#[test]
fn corslet_and_chromium_agree_on_real_servers() {
    if !is_ready() {
        return;
    }
    let front = PageServer::start().unwrap();
    let front = &front.origin();
    let nginx = servers::nginx(front).unwrap();
    let express = servers::express(front).unwrap();
    let mut chromium = Chromium::start().unwrap();

    let of_nginx = NGINX.iter().map(|request| (&nginx, request));
    let of_express = EXPRESS.iter().map(|request| (&express, request));
    let mut disagreements = Vec::new();
    for (server, request) in of_nginx.chain(of_express) {
        let url = format!("{}{}", server.origin, request.path);
        let page = chromium.open(&format!("{front}/")).unwrap();
        chromium.set_cookie(&page, &url, "visitor", "1").unwrap();
        let browser = chromium.fetch(&page, &url, &request.init()).unwrap();
        chromium.close(page).unwrap();
        let corslet = said::check(&url, front, &request.arguments()).unwrap();
        let browser_said = seen(&browser);
        if let Err(error) = cookies_are_right(request, &browser) {
            disagreements.push(error);
        }
        if corslet != browser_said {
            disagreements.push(format!(
                "{url} {}\n  Chromium: {browser_said:?}\n  Corslet:  {corslet:?}",
                request.init()
            ));
        }
    }
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}
