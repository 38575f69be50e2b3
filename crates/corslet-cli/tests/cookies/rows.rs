//! Which cookies the browsers have, and every request that is made with them.

use super::site::{REFUSING, SETTING};

/// The page of the browser's first visit, which is the top-level page of most requests.
pub(crate) const APP: &str = "https://app.one.test";
/// The same host without TLS: another site, by those that look at the scheme.
const PLAIN_APP: &str = "http://app.one.test";

/// The hosts that set [`COOKIES`] at a visit: the page's own, one of its site, one of another site.
const HOSTS: [&str; 3] = ["app.one.test", "api.one.test", "api.two.test"];

/// Every attribute that has a say, and what a browser must not store.
const COOKIES: &[&str] = &[
    "plain=1",
    "lax=1; SameSite=Lax",
    "strict=1; SameSite=Strict",
    "none=1; SameSite=None; Secure",
    "loose=1; SameSite=None",
    "secure=1; Secure",
    "parted=1; SameSite=None; Secure; Partitioned",
    "partedloose=1; SameSite=None; Partitioned",
    "deep=1; Path=/deep",
    "deepnone=1; Path=/deep; SameSite=None; Secure",
    "hidden=1; HttpOnly",
    "odd=1; SameSite=Whatever; Secure",
    "site=1; Domain=one.test",
    "other=1; Domain=two.test; SameSite=None; Secure",
    "suffix=1; Domain=test",
    "__Host-whole=1; Secure; Path=/; SameSite=None",
    "__Host-open=1; Path=/",
    "__Host-deep=1; Secure; Path=/deep",
    "__Secure-kept=1; Secure; SameSite=None",
    "__Secure-open=1",
    "ended=1; Max-Age=0",
    "kept=1; Max-Age=600; SameSite=None; Secure",
];

/// The hosts of redirects. A jar of lines has no host-only cookies, and so theirs all have a Domain.
const HOPS: [&str; 3] = ["hop.one.test", "end.one.test", "hop.two.test"];
const HOP_COOKIES: &[&str] =
    &["plain=1", "lax=1; SameSite=Lax", "strict=1; SameSite=Strict", "none=1; SameSite=None; Secure"];

/// A `Set-Cookie` line, and the host whose answer has it.
pub(crate) struct Stored {
    pub(crate) host: &'static str,
    pub(crate) line: String,
}

/// Every cookie, in the order in which the browsers get them.
pub(crate) fn stored() -> Vec<Stored> {
    // What a whole site shares is set once, so that no host's cookie replaces another's.
    let is_for = |host: &str, line: &str| match line.split_once("Domain=one.test") {
        Some(_) => host == APP.trim_start_matches("https://"),
        None => !line.contains("Domain=two.test") || host == "api.two.test",
    };
    let own = HOSTS.into_iter().flat_map(|host| {
        let lines = COOKIES.iter().filter(move |line| is_for(host, line));
        lines.map(move |line| Stored { host, line: (*line).to_owned() })
    });
    let hops = HOPS.into_iter().flat_map(|host| {
        let name = host.split('.').take(2).collect::<String>();
        HOP_COOKIES.iter().map(move |line| Stored { host, line: format!("{name}{line}; Domain={host}") })
    });
    own.chain(hops).collect()
}

/// One `fetch()`, maybe repeated.
#[derive(Debug)]
pub(crate) struct Row {
    /// The origin of the top-level page that asks.
    pub(crate) page: &'static str,
    /// Without a query.
    pub(crate) url: String,
    /// Where the answer leads.
    pub(crate) to: Option<String>,
    pub(crate) method: &'static str,
    pub(crate) mode: &'static str,
    pub(crate) credentials: &'static str,
    /// How often it asks, one after the other.
    pub(crate) times: usize,
}

const CREDENTIALS: [&str; 3] = ["omit", "same-origin", "include"];

fn get(page: &'static str, url: String, credentials: &'static str) -> Row {
    Row { page, url, to: None, method: "GET", mode: "cors", credentials, times: 1 }
}

/// Every request, those of one page together.
pub(crate) fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for host in HOSTS {
        for credentials in CREDENTIALS {
            for (method, path) in [("GET", "/deep/x"), ("PUT", "/deep")] {
                rows.push(Row { method, ..get(APP, format!("https://{host}{path}"), credentials) });
            }
        }
        for (method, mode, path) in
            [("GET", "cors", "/"), ("POST", "cors", "/deeper"), ("GET", "no-cors", "/deep/")]
        {
            rows.push(Row { method, mode, ..get(APP, format!("https://{host}{path}"), "include") });
        }
    }
    for (from, to) in [(0, 1), (0, 2), (2, 0), (2, 2)] {
        let to = Some(format!("https://{}/", HOPS[to]));
        rows.push(Row { to, ..get(APP, format!("https://{}/", HOPS[from]), "include") });
    }
    rows.push(Row {
        to: Some(format!("https://{}/", HOPS[2])),
        method: "PUT",
        ..get(APP, format!("https://{}/", HOPS[0]), "include")
    });
    for (index, path) in [SETTING, REFUSING].into_iter().enumerate() {
        for site in ["one", "two"] {
            for credentials in ["omit", "include"] {
                // A host for each, so that none finds what another stored.
                let url = format!("https://{credentials}{index}.{site}.test{path}");
                rows.push(Row { times: 2, ..get(APP, url, credentials) });
            }
        }
    }
    for url in [
        "http://app.one.test/",
        "https://app.one.test/deep/",
        "http://api.one.test/",
        "https://api.one.test/",
    ] {
        for credentials in ["same-origin", "include"] {
            rows.push(get(PLAIN_APP, url.to_owned(), credentials));
        }
        rows.push(Row { method: "PUT", ..get(PLAIN_APP, url.to_owned(), "include") });
    }
    rows
}

/// Every host that is named.
pub(crate) fn hosts() -> Vec<String> {
    let host = |url: &str| url.split('/').nth(2).unwrap_or_default().to_owned();
    let rows = rows();
    let asked = rows.iter().flat_map(|row| [Some(&row.url), row.to.as_ref()]).flatten();
    let mut hosts: Vec<String> =
        asked.map(|url| host(url)).chain(stored().into_iter().map(|stored| stored.host.to_owned())).collect();
    hosts.sort_unstable();
    hosts.dedup();
    hosts
}
