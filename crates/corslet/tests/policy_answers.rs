//! What a policy answers: tables of requests, each with the status, the headers and the reason.
#![allow(clippy::panic, clippy::unwrap_used)]

mod policy;

use corslet::policy::{AnswerKind, Config, Names, Origins, Policy, RouteConfig, Vary};
use policy::{Request, ask};

fn orders() -> Policy {
    let mut config = Config::new();
    config.routes.push(RouteConfig {
        methods: vec!["DELETE".into(), "PUT".into()],
        request_headers: ["authorization", "Content-Type"].into(),
        expose_headers: ["X-Request-Id"].into(),
        credentials: true,
        ..RouteConfig::new("/orders/*", ["https://app.example.com", "https://*.preview.example.com"])
    });
    config.routes.push(RouteConfig::new("/public/*", Origins::Any));
    config.routes.push(RouteConfig {
        request_headers: Names::any(),
        expose_headers: Names::any(),
        preflight_status: 200,
        max_age: 0,
        ..RouteConfig::new("/open", Origins::Any)
    });
    config.compile().unwrap()
}

const APP: &str = "https://app.example.com";

#[test]
fn actual_requests() {
    let policy = orders();
    let app: &[&str] = &[
        "access-control-allow-origin: https://app.example.com",
        "access-control-allow-credentials: true",
        "access-control-expose-headers: x-request-id",
    ];
    let preview: &[&str] = &[
        "access-control-allow-origin: https://x.preview.example.com",
        "access-control-allow-credentials: true",
        "access-control-expose-headers: x-request-id",
    ];
    let any: &[&str] = &["access-control-allow-origin: *"];
    let open: &[&str] = &["access-control-allow-origin: *", "access-control-expose-headers: *"];
    type Row<'a> = (&'a str, &'a str, &'a [&'a str], &'a [&'a str], Vary, &'a str);
    let rows: &[Row<'_>] = &[
        ("GET", "/orders/1", &[APP], app, Vary::Origin, "origin-allowed"),
        ("DELETE", "/orders", &[APP], app, Vary::Origin, "origin-allowed"),
        ("GET", "/orders/1", &["https://x.preview.example.com"], preview, Vary::Origin, "origin-allowed"),
        ("GET", "/orders/1", &["https://evil.example"], &[], Vary::Origin, "origin-not-allowed"),
        ("GET", "/orders/1", &["null"], &[], Vary::Origin, "origin-not-allowed"),
        ("GET", "/orders/1", &[""], &[], Vary::Origin, "origin-not-allowed"),
        ("GET", "/orders/1", &["*"], &[], Vary::Origin, "origin-not-allowed"),
        ("GET", "/orders/1", &[APP, APP], &[], Vary::Origin, "several-origins"),
        ("GET", "/orders/1", &[], &[], Vary::Origin, "no-origin"),
        ("GET", "/public/x", &[APP], any, Vary::Nothing, "any-origin"),
        ("GET", "/public/x", &["null"], any, Vary::Nothing, "any-origin"),
        ("GET", "/public/x", &[], any, Vary::Nothing, "any-origin"),
        ("GET", "/open", &[], open, Vary::Nothing, "any-origin"),
        ("GET", "/elsewhere", &[APP], &[], Vary::Nothing, "no-route"),
        ("GET", "/orders/../public/x", &[APP], &[], Vary::Nothing, "path-ambiguous"),
        ("GET", "//orders/1", &[APP], &[], Vary::Nothing, "path-ambiguous"),
        ("GET", "/public/..%2forders/1", &[APP], &[], Vary::Nothing, "path-ambiguous"),
        ("GET", "/ORDERS/1", &[APP], &[], Vary::Nothing, "no-route"),
    ];
    for (method, path, origins, headers, vary, reason) in rows {
        let request = Request { origins, ..Request::new(method, path) };
        let told = ask(&policy, &request);
        assert_eq!(told.kind, AnswerKind::Actual, "{method} {path} {origins:?}");
        assert_eq!(told.status, None);
        assert_eq!(told.headers, *headers, "{method} {path} {origins:?}");
        assert_eq!((told.vary, told.reason), (*vary, *reason), "{method} {path} {origins:?}");
    }
}

#[test]
fn preflights_granted() {
    let policy = orders();
    let full: &[&str] = &[
        "access-control-allow-origin: https://app.example.com",
        "access-control-allow-credentials: true",
        "access-control-allow-methods: DELETE, PUT",
        "access-control-allow-headers: authorization, content-type",
        "access-control-max-age: 600",
    ];
    for method in ["DELETE", "PUT", "GET", "HEAD", "POST"] {
        for names in [
            &[][..],
            &[""],
            &["authorization"],
            &["content-type,authorization"],
            &["Authorization , CONTENT-TYPE,,"],
            &["authorization", "content-type"],
        ] {
            let request =
                Request { origins: &[APP], asks: &[method], names, ..Request::new("OPTIONS", "/orders/1") };
            let told = ask(&policy, &request);
            assert_eq!(
                (told.kind, told.status),
                (AnswerKind::PreflightGranted, Some(204)),
                "{method} {names:?}"
            );
            assert_eq!(told.headers, full, "{method} {names:?}");
            assert_eq!(told.vary, Vary::Preflight);
        }
    }
    let request = Request { origins: &[APP], asks: &["PUT"], ..Request::new("OPTIONS", "/public/x") };
    assert_eq!(ask(&policy, &request).reason, "method-not-allowed");
    let request = Request {
        origins: &["null"],
        asks: &["POST"],
        names: &["x-any,x-other"],
        ..Request::new("OPTIONS", "/open")
    };
    let told = ask(&policy, &request);
    assert_eq!((told.kind, told.status, told.vary), (AnswerKind::PreflightGranted, Some(200), Vary::Nothing));
    assert_eq!(
        told.headers,
        ["access-control-allow-origin: *", "access-control-allow-headers: *", "access-control-max-age: 0"]
    );
}

#[test]
fn preflights_refused() {
    let policy = orders();
    type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str], &'a [&'a str], &'a str);
    let rows: &[Row<'_>] = &[
        ("/orders/1", &["https://evil.example"], &["DELETE"], &[], "origin-not-allowed"),
        ("/orders/1", &[APP, APP], &["DELETE"], &[], "several-origins"),
        ("/orders/1", &[APP], &["PATCH"], &[], "method-not-allowed"),
        ("/orders/1", &[APP], &["delete"], &[], "method-not-allowed"),
        ("/orders/1", &[APP], &[""], &[], "method-not-allowed"),
        ("/orders/1", &[APP], &["*"], &[], "method-not-allowed"),
        ("/orders/1", &[APP], &["DELETE", "PUT"], &[], "several-methods"),
        ("/orders/1", &[APP], &["DELETE"], &["x-other"], "header-not-allowed"),
        ("/orders/1", &[APP], &["DELETE"], &["authorization", "x-other"], "header-not-allowed"),
        ("/orders/1", &[APP], &["DELETE"], &["*"], "header-not-allowed"),
        ("/open", &[APP], &["GET"], &["authorization"], "header-not-allowed"),
        ("/elsewhere", &[APP], &["GET"], &[], "no-route"),
        ("/orders/%2e%2e/x", &[APP], &["GET"], &[], "path-ambiguous"),
    ];
    for (path, origins, asks, names, reason) in rows {
        let told = ask(&policy, &Request { origins, asks, names, ..Request::new("OPTIONS", path) });
        assert_eq!(
            (told.kind, told.status),
            (AnswerKind::PreflightRefused, Some(403)),
            "{path} {asks:?} {names:?}"
        );
        assert_eq!(
            (told.headers.len(), told.vary, told.reason),
            (0, Vary::Preflight, *reason),
            "{path} {asks:?} {names:?}"
        );
    }
}

#[test]
fn every_other_options_belongs_to_the_application() {
    let policy = orders();
    for (origins, asks, names) in [
        (&[][..], &[][..], &[][..]),
        (&[APP], &[], &[]),
        (&[], &["DELETE"], &[]),
        (&[APP], &[], &["authorization"]),
    ] {
        let told = ask(&policy, &Request { origins, asks, names, ..Request::new("OPTIONS", "/orders/1") });
        assert_eq!((told.kind, told.status, told.vary), (AnswerKind::NotPreflight, None, Vary::Origin));
        assert_eq!(told.headers.is_empty(), origins.is_empty());
    }
    let told =
        ask(&policy, &Request { origins: &[APP], asks: &["DELETE"], ..Request::new("options", "/orders/1") });
    assert_eq!(told.kind, AnswerKind::Actual);
}

#[test]
fn report_only_changes_nothing() {
    let mut config = orders().to_config();
    config.report_only = true;
    let policy = config.compile().unwrap();
    for method in ["GET", "OPTIONS"] {
        for origin in [APP, "https://evil.example"] {
            let told = ask(
                &policy,
                &Request { origins: &[origin], asks: &["PUT"], ..Request::new(method, "/orders/1") },
            );
            assert_eq!((told.status, told.headers.len(), told.vary), (None, 0, Vary::Nothing));
            assert!(["origin-allowed", "origin-not-allowed"].contains(&told.reason));
        }
    }
}

#[test]
fn the_most_specific_route_wins_whatever_the_order() {
    let paths: &[(Option<&str>, &str)] = &[
        (None, "/*"),
        (None, "/a"),
        (None, "/a/*"),
        (None, "/a/b/*"),
        (Some("api.example.com"), "/*"),
        (Some("api.example.com"), "/a/b"),
        (Some("api.example.com:8443"), "/a/*"),
    ];
    let rows: &[(Option<&str>, &str, usize)] = &[
        (None, "/", 0),
        (None, "/x", 0),
        (None, "/a", 1),
        (None, "/a/", 2),
        (None, "/ab", 0),
        (None, "/a/b", 3),
        (None, "/a/bc", 2),
        (None, "/a/b/c/d", 3),
        (Some("other.example.com"), "/a", 1),
        (Some("api.example.com"), "/a", 4),
        (Some("API.EXAMPLE.com"), "/a/b", 5),
        (Some("api.example.com."), "/a/b", 5),
        (Some("api.example.com:80"), "/a/b", 5),
        (Some("api.example.com:8443"), "/a/b", 6),
        (Some("api.example.com:8443"), "/x", 4),
        (Some("xapi.example.com"), "/x", 0),
    ];
    for turn in 0..paths.len() {
        let mut order: Vec<usize> = (0..paths.len()).collect();
        order.rotate_left(turn);
        if turn % 2 == 1 {
            order.reverse();
        }
        let mut config = Config::new();
        config.routes = order
            .iter()
            .map(|&at| RouteConfig {
                host: paths[at].0.map(Into::into),
                ..RouteConfig::new(paths[at].1, [APP])
            })
            .collect();
        let policy = config.compile().unwrap();
        for (host, path, expected) in rows {
            let told = ask(&policy, &Request { host: *host, ..Request::new("GET", path) });
            assert_eq!(told.route.map(|route| order[route]), Some(*expected), "{host:?} {path}");
        }
        let told = ask(&policy, &Request { host: Some("api.example.com@evil"), ..Request::new("GET", "/a") });
        assert_eq!(told.reason, "host-ambiguous");
    }
}
