//! Requests that no honest client sends: what each is taken for, and that it is granted nothing.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use ask::policies::{APP, EVIL, app, compile, listed, route};
use ask::requests::{assert_granted, assert_nothing_granted, cors_names, lines};
use corslet::policy::{Policy, RouteConfig};
use corslet_tower::CorsLayer;
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use tower::{Layer, ServiceExt, service_fn};

const TEAPOT: StatusCode = StatusCode::IM_A_TEAPOT;

/// The response, and the reason that was told.
async fn answered(policy: &Policy, request: Request<()>) -> (Response<()>, &'static str) {
    let told = Arc::new(Mutex::new(""));
    let tell = Arc::clone(&told);
    let layer = CorsLayer::new(policy.clone())
        .on_decision(move |decision| *tell.lock().unwrap() = decision.reason().code());
    let inner = service_fn(async |_: Request<()>| {
        Ok::<_, Infallible>(Response::builder().status(TEAPOT).body(()).unwrap())
    });
    let response = layer.layer(inner).oneshot(request).await.unwrap();
    let told = *told.lock().unwrap();
    (response, told)
}

/// A request with header lines of any bytes that HTTP lets through.
fn request(method: &str, target: &str, lines: &[(&'static str, &[u8])]) -> Request<()> {
    let mut request = Request::builder().method(method).uri(target).body(()).unwrap();
    for (name, value) in lines {
        let value = HeaderValue::from_bytes(value).unwrap();
        request.headers_mut().append(HeaderName::from_static(name), value);
    }
    request
}

#[tokio::test]
async fn origins() {
    let app_with = |more: &[u8]| [APP.as_bytes(), more].concat();
    let long = format!("https://{}.example.com", "a.".repeat(2048)).into_bytes();
    let rows: &[(&[&[u8]], &str)] = &[
        (&[], "no-origin"),
        (&[b""], "origin-not-allowed"),
        (&[b"*"], "origin-not-allowed"),
        (&[b"null"], "origin-not-allowed"),
        (&[&app_with(b" ")], "origin-not-allowed"),
        (&[&app_with(b"\t")], "origin-not-allowed"),
        (&[&[b" ", APP.as_bytes()].concat()], "origin-not-allowed"),
        (&[&app_with(b"/")], "origin-not-allowed"),
        (&[&app_with(b":443")], "origin-not-allowed"),
        (&[&app_with(b".")], "origin-not-allowed"),
        (&[&app_with(b"\x80")], "origin-not-allowed"),
        (&[b"\xff\xfe"], "origin-not-allowed"),
        (&[&app_with(&[b'a'; 4096])], "origin-not-allowed"),
        (&[&[b'a'; 4096]], "origin-not-allowed"),
        (&[&long], "origin-not-allowed"),
        (&[APP.as_bytes(), APP.as_bytes()], "several-origins"),
        (&[APP.as_bytes(), EVIL.as_bytes()], "several-origins"),
        (&[EVIL.as_bytes(), APP.as_bytes()], "several-origins"),
        (&[b"", APP.as_bytes()], "several-origins"),
        (&[APP.as_bytes(), b""], "several-origins"),
        (&[&app_with(b", https://evil.test")], "origin-not-allowed"),
    ];
    for policy in [app(), listed([APP, "https://*.example.org"])] {
        for (origins, reason) in rows {
            let mut all: Vec<(&'static str, &[u8])> = vec![("host", b"api.example.com")];
            all.extend(origins.iter().map(|origin| ("origin", *origin)));
            let (response, told) = answered(&policy, request("GET", "/", &all)).await;
            assert_eq!((response.status(), told), (TEAPOT, *reason), "{origins:?}");
            assert_nothing_granted(&response);

            all.push(("access-control-request-method", b"GET"));
            let (response, told) = answered(&policy, request("OPTIONS", "/", &all)).await;
            let status = if origins.is_empty() { TEAPOT } else { StatusCode::FORBIDDEN };
            assert_eq!((response.status(), told), (status, *reason), "{origins:?}");
            assert_nothing_granted(&response);
        }
    }
}

#[test]
fn http_has_no_word_for_a_line_end_or_nul_in_a_value() {
    for bytes in [&b"https://app.example.com\0"[..], b"\0", b"a\r\nset-cookie: a=b", b"a\nb", b"a\x7f"] {
        assert!(HeaderValue::from_bytes(bytes).is_err());
    }
}

#[tokio::test]
async fn requested_methods() {
    let rows: &[(&[&[u8]], &str)] = &[
        (&[b"PUT"], "origin-allowed"),
        (&[b"GET"], "origin-allowed"),
        (&[b"put"], "method-not-allowed"),
        (&[b"Put"], "method-not-allowed"),
        (&[b"get"], "method-not-allowed"),
        (&[b""], "method-not-allowed"),
        (&[b" PUT"], "method-not-allowed"),
        (&[b"PUT "], "method-not-allowed"),
        (&[b"PUT, DELETE"], "method-not-allowed"),
        (&[b"PUT\xff"], "method-not-allowed"),
        (&[b"*"], "method-not-allowed"),
        (&[b"CONNECT"], "method-not-allowed"),
        (&[b"OPTIONS"], "method-not-allowed"),
        (&[&[b'P'; 8192]], "method-not-allowed"),
        (&[b"PUT", b"PUT"], "several-methods"),
        (&[b"PUT", b"DELETE"], "several-methods"),
        (&[b"PATCH", b"PUT"], "several-methods"),
        (&[b"", b"PUT"], "several-methods"),
    ];
    for (methods, reason) in rows {
        let mut all: Vec<(&'static str, &[u8])> = vec![("origin", APP.as_bytes())];
        all.extend(methods.iter().map(|method| ("access-control-request-method", *method)));
        let (response, told) = answered(&app(), request("OPTIONS", "/", &all)).await;
        assert_eq!(told, *reason, "{methods:?}");
        match *reason {
            "origin-allowed" => assert_eq!(response.status(), StatusCode::NO_CONTENT),
            _ => {
                assert_eq!(response.status(), StatusCode::FORBIDDEN);
                assert_nothing_granted(&response);
            }
        }
    }
}

#[tokio::test]
async fn requested_headers() {
    let rows: &[(&[&[u8]], &str)] = &[
        (&[b"X-TOKEN"], "origin-allowed"),
        (&[b" x-token\t"], "origin-allowed"),
        (&[b"", b",", b"x-token"], "origin-allowed"),
        (&[b"x-token;x-token"], "header-not-allowed"),
        (&[b"x-token x-token"], "header-not-allowed"),
        (&[b"x-token\xff"], "header-not-allowed"),
        (&[b"\"x-token\""], "header-not-allowed"),
        (&[b"x-toke"], "header-not-allowed"),
        (&[b"x-tokens"], "header-not-allowed"),
        (&[b"cookie"], "header-not-allowed"),
    ];
    for (names, reason) in rows {
        let mut all: Vec<(&'static str, &[u8])> =
            vec![("origin", APP.as_bytes()), ("access-control-request-method", b"PUT")];
        all.extend(names.iter().map(|names| ("access-control-request-headers", *names)));
        let (response, told) = answered(&app(), request("OPTIONS", "/", &all)).await;
        assert_eq!(told, *reason, "{names:?}");
        assert_eq!(response.status() == StatusCode::FORBIDDEN, *reason != "origin-allowed");
    }
}

/// One route for a host of its own, and one that every other host falls back to.
fn by_host() -> Policy {
    let own = RouteConfig { host: Some("api.example.com".into()), ..route("/*") };
    compile(vec![own, RouteConfig::new("/*", ["https://other.example"])])
}

#[tokio::test]
async fn hosts() {
    let own = "origin-allowed";
    let fallback = "origin-not-allowed";
    let rows: &[(&str, &[&[u8]], &str)] = &[
        ("/", &[b"api.example.com"], own),
        ("/", &[b"API.Example.COM"], own),
        ("/", &[b"api.example.com."], own),
        ("/", &[b"api.example.com:8080"], own),
        ("/", &[], fallback),
        ("/", &[b"other.example.com"], fallback),
        ("/", &[b"xapi.example.com"], fallback),
        ("/", &[b""], "host-ambiguous"),
        ("/", &[b"api.example.com", b"api.example.com"], "host-ambiguous"),
        ("/", &[b"api.example.com, other.example.com"], "host-ambiguous"),
        ("/", &[b"user@api.example.com"], "host-ambiguous"),
        ("/", &[b"api.example.com/"], "host-ambiguous"),
        ("/", &[b"api.example.com\xff"], "host-ambiguous"),
        ("/", &[b" api.example.com"], "host-ambiguous"),
        ("/", &[b"api.example.com:x"], "host-ambiguous"),
        // The target's authority is the host, whatever `Host` says: absolute form, and every request of HTTP/2.
        ("http://api.example.com/", &[], own),
        ("http://api.example.com/", &[b"other.example.com"], own),
        ("http://other.example.com/", &[b"api.example.com"], fallback),
        ("https://api.example.com:8443/x", &[], own),
        ("http://user@api.example.com/", &[], "host-ambiguous"),
    ];
    for (target, hosts, reason) in rows {
        let mut all: Vec<(&'static str, &[u8])> = vec![("origin", APP.as_bytes())];
        all.extend(hosts.iter().map(|host| ("host", *host)));
        let (response, told) = answered(&by_host(), request("GET", target, &all)).await;
        assert_eq!(told, *reason, "{target} {hosts:?}");
        match *reason == own {
            true => assert_granted(&response, APP),
            false => assert_eq!(cors_names(&response), Vec::<&str>::new()),
        }
    }
}

#[tokio::test]
async fn targets_that_are_no_path() {
    for (method, target) in [("OPTIONS", "*"), ("CONNECT", "api.example.com:443")] {
        let asks = [("origin", APP.as_bytes()), ("access-control-request-method", b"PUT")];
        let (response, told) = answered(&app(), request(method, target, &asks)).await;
        assert_eq!(cors_names(&response), Vec::<&str>::new(), "{method} {target}: {told}");
        assert_eq!(response.status() == StatusCode::FORBIDDEN, method == "OPTIONS", "{told}");
    }
}

#[tokio::test]
async fn every_method_reaches_the_application_with_or_without_a_grant() {
    for method in
        [Method::GET, Method::HEAD, Method::PATCH, Method::TRACE, Method::from_bytes(b"x!").unwrap()]
    {
        for (origin, granted) in [(APP, true), (EVIL, false)] {
            let asks = request(method.as_str(), "/", &[("origin", origin.as_bytes())]);
            let (response, _) = answered(&app(), asks).await;
            assert_eq!(response.status(), TEAPOT, "{method}");
            assert_eq!(!lines(response.headers(), "access-control-allow-origin").is_empty(), granted);
        }
    }
}
