//! The holes that CORS middlewares have had, class by class: none of them can be here.
#![allow(clippy::panic, clippy::unwrap_used)]

mod policy;

use corslet::policy::{AnswerKind, Config, Dangerously, Names, Origins, Policy, RouteConfig, Vary};
use policy::{Request, ask};

fn compile(routes: impl IntoIterator<Item = RouteConfig>) -> Policy {
    Config { routes: routes.into_iter().collect(), ..Config::new() }.compile().unwrap()
}

/// The codes of a route that does not compile; and every `dangerously` key does not help.
fn refused(route: &RouteConfig) -> Vec<&'static str> {
    let because = || Some(Dangerously { reason: "we must".into() });
    let dangerous = RouteConfig {
        dangerously_allow_null_origin: because(),
        dangerously_allow_public_suffixes: because(),
        dangerously_allow_insecure_origins: because(),
        dangerously_allow_private_network_origins: because(),
        ..route.clone()
    };
    let mut config = Config::new();
    config.routes.push(dangerous);
    assert!(config.compile().is_err(), "{config:?}");
    config.routes = vec![route.clone()];
    config.compile().unwrap_err().iter().map(|problem| problem.code()).collect()
}

fn allows(policy: &Policy, origin: &str) -> bool {
    !ask(policy, &Request { origins: &[origin], ..Request::new("GET", "/") }).headers.is_empty()
}

/// CVE-2018-20744, CVE-2024-25124, CVE-2023-49803, CVE-2026-54290, CVE-2018-8014, GHSA-972r-f3fv-whm3 and the
/// permissive presets of many others.
#[test]
fn reflect_any_with_credentials_does_not_compile_under_any_name() {
    for (origins, code) in [
        (Origins::Any, "any-origin-with-credentials"),
        (["*"].into(), "origin-wildcard"),
        (["https://*"].into(), "pattern-whole-host"),
        (["https://**"].into(), "pattern-whole-host"),
        (["*://*"].into(), "pattern-misplaced"),
        (["h*"].into(), "pattern-misplaced"),
        // CVE-2019-25211: a wildcard behind the host.
        (["https://example.com*"].into(), "pattern-misplaced"),
        (["https://**.com"].into(), "public-suffix-with-credentials"),
        (["https://*.co.uk"].into(), "public-suffix-with-credentials"),
        (["https://*.github.io"].into(), "shared-hosting-with-credentials"),
        (["null"].into(), "null-origin-with-credentials"),
    ] {
        let route = RouteConfig { credentials: true, ..RouteConfig::new("/*", origins) };
        assert_eq!(refused(&route), [code]);
    }
}

/// What is granted to everybody is granted without credentials, and never as an echo.
#[test]
fn any_origin_is_a_star_and_never_an_echo() {
    let policy = compile([RouteConfig::new("/*", Origins::Any)]);
    for method in ["GET", "OPTIONS"] {
        let request =
            Request { origins: &["https://evil.example"], asks: &["POST"], ..Request::new(method, "/") };
        assert!(ask(&policy, &request).headers.contains(&"access-control-allow-origin: *".to_owned()));
        assert!(!ask(&policy, &request).headers.iter().any(|header| header.contains("credentials")));
    }
}

/// GHSA-vhxv-fg4m-p2w8, GHSA-v84h-653v-4pq9, CVE-2019-25211, CVE-2026-37737, CVE-2017-11173 and dots in regular
/// expressions.
#[test]
fn nothing_matches_unanchored() {
    let policy = compile([RouteConfig::new(
        "/*",
        ["https://foo.com", "https://bar.com", "https://*.example.com", "https://a.b.example.org"],
    )]);
    for origin in ["https://foo.com", "https://bar.com", "https://x.example.com", "https://a.b.example.org"] {
        assert!(allows(&policy, origin), "{origin}");
    }
    for origin in [
        "https://barfoo.com",
        "https://foobar.com",
        "https://foo.com.evil.example",
        "https://foo.comevil",
        "https://evilfoo.com",
        "https://foo.com:8443",
        "https://foo.com:443",
        "https://foo.com/",
        "https://foo.com.",
        "http://foo.com",
        "HTTPS://foo.com",
        "https://FOO.com",
        "foo.com",
        "https://foo.com https://evil.example",
        "https://foo.com,https://evil.example",
        "https://foo.com\tx",
        "https://evil.example#https://foo.com",
        "https://user@foo.com",
        "https://example.com",
        "https://.example.com",
        "https://x.y.example.com",
        "https://xexample.com",
        "https://evil.example/.example.com",
        "https://evil.example?.example.com",
        "https://evil.example#.example.com",
        "https://evil.example\\.example.com",
        "https://evil.example:.example.com",
        "https://x@y.example.com",
        "https://X.example.com",
        "https://*.example.com",
        "https://x.example.com.evil.example",
        "https://aXb.example.org",
        "https://a-b.example.org",
        "null",
        "",
    ] {
        assert!(!allows(&policy, origin), "{origin}");
    }
}

/// CVE-2025-47908 and CVE-2026-69207: a list that looks like much is refused after a bounded look; that nothing is
/// allocated is a test of its own.
#[test]
fn a_hostile_list_of_headers_is_refused() {
    let named = RouteConfig {
        request_headers: ["a", "authorization"].into(),
        ..RouteConfig::new("/*", ["https://foo.com"])
    };
    let any =
        RouteConfig { request_headers: Names::any(), ..RouteConfig::new("/any/*", ["https://foo.com"]) };
    let policy = compile([named, any]);
    let names: Vec<String> = (0..10_000).map(|n| format!("x-{n}")).collect();
    let long = [
        ",".repeat(65_536),
        "a,".repeat(32_768),
        format!("a,{}a", " ".repeat(65_536)),
        names.join(","),
        "\t,a".repeat(9000),
    ];
    let mut lists: Vec<Vec<&str>> = long.iter().map(|line| vec![line.as_str()]).collect();
    lists.push(vec!["a"; 1000]);
    lists.push(vec![""; 1000]);
    for path in ["/x", "/any/x"] {
        for names in &lists {
            let told = ask(
                &policy,
                &Request {
                    origins: &["https://foo.com"],
                    asks: &["POST"],
                    names,
                    ..Request::new("OPTIONS", path)
                },
            );
            assert_eq!(told.kind, AnswerKind::PreflightRefused, "{path}");
        }
    }
}

/// poem lets a preflight pass if any one header is granted; tower-http and actix-cors look at the first line only.
#[test]
fn every_requested_header_on_every_line_counts() {
    let policy = compile([RouteConfig {
        request_headers: ["x-a"].into(),
        ..RouteConfig::new("/*", ["https://foo.com"])
    }]);
    for (names, expected) in [
        (&["x-a"][..], AnswerKind::PreflightGranted),
        (&["x-a,"], AnswerKind::PreflightGranted),
        (&["x-a", "X-A"], AnswerKind::PreflightGranted),
        (&["x-a, x-b"], AnswerKind::PreflightRefused),
        (&["x-b, x-a"], AnswerKind::PreflightRefused),
        (&["x-a", "x-b"], AnswerKind::PreflightRefused),
        (&["*"], AnswerKind::PreflightRefused),
    ] {
        let told = ask(
            &policy,
            &Request { origins: &["https://foo.com"], asks: &["GET"], names, ..Request::new("OPTIONS", "/") },
        );
        assert_eq!(told.kind, expected, "{names:?}");
    }
}

/// Caches: `Vary` is missing on refusals, on requests without an origin, or on single origins with nearly every peer.
#[test]
fn whatever_depends_on_the_origin_says_so() {
    let policy = compile([RouteConfig::new("/*", ["https://foo.com"])]);
    for origins in [&[][..], &["https://foo.com"], &["https://evil.example"], &["null"], &["a", "b"]] {
        assert_eq!(ask(&policy, &Request { origins, ..Request::new("GET", "/") }).vary, Vary::Origin);
        assert_eq!(ask(&policy, &Request { origins, ..Request::new("OPTIONS", "/") }).vary, Vary::Origin);
        let preflight = Request { origins, asks: &["PUT"], ..Request::new("OPTIONS", "/") };
        let expected = if origins.is_empty() { Vary::Origin } else { Vary::Preflight };
        assert_eq!(ask(&policy, &preflight).vary, expected);
    }
}

/// Nothing at all is said to who is refused: no credentials, no exposed headers, no methods (starlette#2560).
#[test]
fn who_is_refused_is_told_nothing() {
    let policy = compile([RouteConfig {
        credentials: true,
        methods: vec!["PUT".into()],
        expose_headers: ["x-a"].into(),
        ..RouteConfig::new("/*", ["https://foo.com"])
    }]);
    for method in ["GET", "OPTIONS", "PUT"] {
        let request =
            Request { origins: &["https://evil.example"], asks: &["PUT"], ..Request::new(method, "/") };
        assert!(ask(&policy, &request).headers.is_empty());
    }
}

/// CVE-2024-6839, -6844, -6866 and CVE-2019-18978: the path is compared as it is sent, and the order of the routes
/// never matters.
#[test]
fn no_path_selects_another_routes_policy() {
    let strict =
        RouteConfig { credentials: true, ..RouteConfig::new("/admin/*", ["https://admin.example.com"]) };
    let open = RouteConfig::new("/*", Origins::Any);
    for routes in [[strict.clone(), open.clone()], [open, strict]] {
        let policy = compile(routes);
        let told = |path: &str| {
            ask(&policy, &Request { origins: &["https://evil.example"], ..Request::new("GET", path) })
        };
        for path in [
            "/admin",
            "/admin/",
            "/admin/x",
            "/x/../admin/y",
            "/x/..",
            "/./admin",
            "//admin",
            "/admin//x",
            "/x\\..\\admin",
            "/%2e%2e/admin",
            "/x/%2E%2e/admin",
            "/x%2f..%2fadmin",
            "/x%5Cadmin",
            "/%",
            "/admin%",
            "/x%zz",
            "/%61dmin",
            "/adm%49n/x",
        ] {
            assert!(told(path).headers.is_empty(), "{path}: {:?}", told(path));
        }
        // Another path than `/admin` to whoever compares paths as they are sent, as browsers and this policy do.
        for path in ["/x", "/Admin", "/admin+x", "/administrator", "/%40dmin"] {
            assert_eq!(told(path).headers, ["access-control-allow-origin: *"], "{path}");
        }
    }
}

/// CVE-2024-1681 and CVE-2023-35943: nothing of the request is kept, and a request without `Origin` crashes nobody.
#[test]
fn answers_share_no_state() {
    let policy = compile([RouteConfig {
        methods: vec!["PUT".into()],
        ..RouteConfig::new("/*", ["https://*.foo.com"])
    }]);
    let ask_all = || {
        ["https://a.foo.com", "https://b.foo.com", "https://evil.example"].map(|origin| {
            ask(&policy, &Request { origins: &[origin], asks: &["PUT"], ..Request::new("OPTIONS", "/") })
        })
    };
    let first = ask_all();
    for _ in 0..3 {
        ask(&policy, &Request::new("OPTIONS", "/"));
        ask(&policy, &Request::new("", ""));
        assert_eq!(ask_all(), first);
    }
}
