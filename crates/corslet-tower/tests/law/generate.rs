//! Policies, requests and applications, from bytes.

use std::sync::Arc;

use corslet::Url;
use corslet::browser::{CredentialsMode, RedirectMode, Request};
use corslet::policy::{Config, Dangerously, Names, Origins, RouteConfig};
use corslet::words::{HeaderList, HeaderName, HeaderValue, Method, Origin};
use http::{HeaderMap, StatusCode};

use super::dice::Dice;

const ORIGINS: &[&str] = &[
    "https://app.example.com",
    "https://*.example.com",
    "https://**.example.com",
    "https://example.com",
    "https://*.example.com:8443",
    "https://**.a.example.com",
    "https://b.a.example.com",
    "https://bar.com",
    "https://foo.com",
    "https://example.com:8443",
    "http://app.example.com",
    "capacitor://localhost",
    "null",
    "https://xn--bcher-kva.example",
    "https://app.example.com:444",
];

/// Pages: matches, and what a careless comparison takes for one.
const PAGES: &[&str] = &[
    "https://app.example.com",
    "https://app.example.com",
    "https://app.example.com",
    "https://a.example.com",
    "https://b.a.example.com",
    "https://c.b.a.example.com",
    "https://example.com",
    "https://example.com:8443",
    "https://a.example.com:8443",
    "https://app.example.com:444",
    "http://app.example.com",
    "http://a.example.com",
    "https://foo.com",
    "https://bar.com",
    "https://barfoo.com",
    "https://foobar.com",
    "https://foo.com.evil.test",
    "https://app.example.com.evil.test",
    "https://appxexample.com",
    "https://notexample.com",
    "https://bpp.example.com",
    "https://app.example.co",
    "https://app.example.comm",
    "https://-.example.com",
    "https://a_b.example.com",
    "https://xn--bcher-kva.example",
    "https://192.0.2.1",
    "https://[2001:db8::1]",
    "capacitor://localhost",
    "ionic://localhost",
    "null",
    "null",
];

const HOSTS: &[Option<&str>] =
    &[None, None, None, Some("api.test"), Some("api.test:8443"), Some("other.test")];

const PATHS: &[&str] =
    &["/*", "/orders/*", "/orders", "/orders/1", "/orders/1/*", "/", "/Orders/*", "/a%20b/*"];

const URLS: &[&str] = &[
    "https://api.test/orders",
    "https://api.test/orders",
    "https://api.test/orders/1",
    "https://api.test/orders/1/lines?x=/orders",
    "https://api.test/",
    "https://api.test/ordersx",
    "https://api.test/Orders/1",
    "https://api.test/orders/",
    "https://api.test/orders//1",
    "https://api.test//orders",
    "https://api.test/orders/%2e%2e/admin",
    "https://api.test/orders/..%2fadmin",
    "https://api.test/orders%5c1",
    "https://api.test/a%20b/c",
    "https://api.test/orders/%zz",
    "https://api.test/%6frders/1",
    "https://api.test/orders/%7E",
    "https://api.test/other",
    "https://api.test:8443/orders",
    "https://other.test/orders",
];

const METHODS: &[&str] = &["PUT", "DELETE", "PATCH", "REPORT", "OPTIONS", "patch"];

const HEADERS: &[&str] = &[
    "x-a",
    "authorization",
    "content-type",
    "x-b",
    "accept",
    "range",
    "user-agent",
    "x-requested-with",
    "X-Mixed",
];

const EXPOSED: &[&str] = &["x-count", "x-request-id", "etag"];

const SENT_METHODS: &[&str] = &[
    "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "REPORT", "OPTIONS", "patch", "Delete", "*",
    "X-A",
];

const SENT_HEADERS: &[(&str, &str)] = &[
    ("X-A", "1"),
    ("x-a", "2"),
    ("Authorization", "Bearer t"),
    ("Content-Type", "application/json"),
    ("Content-Type", "text/plain"),
    ("Content-Type", "text/plain; a=,"),
    ("X-B", ""),
    ("x-requested-with", "XMLHttpRequest"),
    ("x-mixed", "1"),
    ("Accept", "a/b"),
    ("Accept", "(x)"),
    ("Range", "bytes=0-9"),
    ("Range", "bytes=0-9,20-"),
    ("User-Agent", "x"),
    ("DPR", "2"),
    ("*", "1"),
    ("x-a-b", "1"),
    ("x", "1"),
    ("Accept-Language", "de"),
];

/// What applications add by themselves, mostly to grant what the policy does not.
const ADDED: &[(&str, &str)] = &[
    ("access-control-allow-origin", "*"),
    ("access-control-allow-origin", "https://app.example.com"),
    ("access-control-allow-origin", "null"),
    ("access-control-allow-origin", "@"),
    ("access-control-allow-credentials", "true"),
    ("access-control-allow-credentials", "false"),
    ("access-control-allow-methods", "*, PUT, DELETE, PATCH"),
    ("access-control-allow-headers", "*, authorization, x-a, x-b"),
    ("access-control-expose-headers", "*, x-count, x-request-id, etag"),
    ("access-control-max-age", "86400"),
    ("access-control-allow-private-network", "true"),
    ("vary", "accept-encoding"),
    ("vary", "*"),
    ("vary", "Origin"),
    ("timing-allow-origin", "*"),
    ("location", "https://evil.test/"),
    ("set-cookie", "a=b"),
];

const STATUSES: &[u16] = &[200, 200, 200, 204, 201, 304, 400, 401, 403, 404, 418, 500, 503, 299, 999];

/// An application: the same answer to everything, whatever it is asked.
#[derive(Clone, Debug)]
pub struct Application {
    pub status: StatusCode,
    pub headers: Vec<(&'static str, &'static str)>,
}

impl Application {
    pub fn roll(dice: &mut Dice<'_>) -> Application {
        let status = StatusCode::from_u16(dice.pick(STATUSES)).unwrap();
        let headers = (0..dice.roll(6)).map(|_| dice.pick(ADDED)).collect();
        Application { status, headers }
    }

    pub fn answer(&self, request: &HeaderMap) -> http::Response<()> {
        let mut response = http::Response::new(());
        *response.status_mut() = self.status;
        for &(name, value) in &self.headers {
            // `@` reflects, as the worst do.
            let reflected = request.get("origin").cloned().filter(|_| value == "@");
            let value = reflected.unwrap_or(http::HeaderValue::from_static(value));
            response.headers_mut().append(name, value);
        }
        for name in EXPOSED {
            response.headers_mut().append(*name, http::HeaderValue::from_static("1"));
        }
        response
    }
}

pub fn policy(dice: &mut Dice<'_>) -> Config {
    let mut routes: Vec<RouteConfig> = Vec::new();
    for _ in 0..1 + dice.roll(4) {
        let route = route(dice);
        if !routes.iter().any(|other| other.path == route.path && other.host == route.host) {
            routes.push(route);
        }
    }
    Config { routes, ..Config::new() }
}

fn route(dice: &mut Dice<'_>) -> RouteConfig {
    let is_any = dice.once_in(5);
    let mut credentials = !is_any && dice.roll(2) == 1;
    let mut origins = Vec::new();
    for _ in 0..1 + dice.roll(4) {
        let origin = dice.pick(ORIGINS);
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    if origins.contains(&"null") && !is_any {
        credentials = false;
    }
    let has = |origin: &str| !is_any && origins.contains(&origin);
    let dangerously =
        |is_needed: bool| is_needed.then(|| Dangerously { reason: "the law holds here too".to_owned() });
    let any_headers = dice.once_in(5);
    let mut listed = dice.some(HEADERS);
    if any_headers {
        listed.retain(|name| *name == "authorization");
    }
    RouteConfig {
        host: dice.pick(HOSTS).map(str::to_owned),
        methods: dice.some(METHODS).into_iter().map(str::to_owned).collect(),
        request_headers: Names { any: any_headers, listed: listed.into_iter().map(str::to_owned).collect() },
        expose_headers: match dice.roll(6) {
            5 => Names::any(),
            _ => dice.some(EXPOSED).into_iter().collect(),
        },
        credentials,
        max_age: [600, 5, 0, 1, 7200][dice.roll(5)],
        preflight_status: [204, 200][dice.roll(2)],
        dangerously_allow_null_origin: dangerously(has("null")),
        dangerously_allow_insecure_origins: dangerously(credentials && has("http://app.example.com")),
        ..RouteConfig::new(
            dice.pick(PATHS),
            if is_any { Origins::Any } else { origins.into_iter().collect::<Origins>() },
        )
    }
}

/// A request, mostly one that aims at what a route grants and misses at most one thing.
pub fn request(dice: &mut Dice<'_>, config: &Config) -> Arc<Request> {
    let route = &config.routes[dice.roll(config.routes.len())];
    let misses = |dice: &mut Dice<'_>| dice.once_in(8);
    let origin = match &route.origins {
        Origins::Listed(entries) if !misses(dice) => {
            let entry = &entries[dice.roll(entries.len())];
            instance(dice, entry)
        }
        _ => dice.pick(PAGES).to_owned(),
    };
    let url = if misses(dice) { dice.pick(URLS).to_owned() } else { below(dice, route) };
    let url: Url = url.parse().unwrap();
    let method = match dice.roll(8) {
        0 | 1 => dice.pick(SENT_METHODS),
        2 | 3 if !route.methods.is_empty() => &route.methods[dice.roll(route.methods.len())],
        _ => dice.pick(&["GET", "HEAD", "POST"]),
    };
    let mut headers = HeaderList::new();
    for _ in 0..[0, 0, 1, 2, 3][dice.roll(5)] {
        let listed = &route.request_headers.listed;
        let (name, value) = match listed.is_empty() || misses(dice) {
            true => dice.pick(SENT_HEADERS),
            false => (listed[dice.roll(listed.len())].as_str(), "(1)"),
        };
        headers.append(HeaderName::parse(name).unwrap(), HeaderValue::received(value));
    }
    let modes = [CredentialsMode::SameOrigin, CredentialsMode::Omit, CredentialsMode::Include];
    let credentials = match route.credentials || misses(dice) {
        true => dice.pick(&modes),
        false => dice.pick(&modes[..2]),
    };
    Arc::new(Request {
        method: Method::parse(method).unwrap().normalize(),
        headers: Arc::new(headers),
        credentials,
        redirect: dice.pick(&[RedirectMode::Follow, RedirectMode::Error]),
        ..Request::new(Origin::parse(origin).unwrap_or_else(|_| Origin::opaque()), url)
    })
}

/// An origin that the entry matches.
fn instance(dice: &mut Dice<'_>, entry: &str) -> String {
    match entry.split_once("**") {
        Some((scheme, base)) => format!("{scheme}{}{base}", dice.pick(&["a", "b.a", "x-1.y", "a.a.a"])),
        None => entry.replace('*', dice.pick(&["app", "a", "x-1", "b_2"])),
    }
}

/// A URL that the route is for, unless a more specific one is.
fn below(dice: &mut Dice<'_>, route: &RouteConfig) -> String {
    let host = route.host.as_deref().unwrap_or("api.test");
    match route.path.strip_suffix("/*") {
        Some(base) => format!("https://{host}{base}{}", dice.pick(&["", "/", "/1", "/1/lines?x=y", "/z"])),
        None => format!("https://{host}{}", route.path),
    }
}
