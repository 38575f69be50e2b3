//! The classes of holes that CORS libraries have had, one by one: none of them can be made here.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::convert::Infallible;

use ask::policies::{APP, EVIL, app, compile, listed, route};
use ask::requests::{assert_granted, assert_nothing_granted, cors_names, get, lines, preflight, request};
use axum::body::Body;
use corslet::policy::{Config, Origins, Policy, RouteConfig};
use corslet_tower::CorsLayer;
use http::{Request, Response, StatusCode};
use tower::{Layer, ServiceExt, service_fn};

async fn answered(policy: &Policy, request: Request<Body>) -> Response<Body> {
    let inner = service_fn(async |_: Request<Body>| Ok::<_, Infallible>(Response::new(Body::empty())));
    CorsLayer::new(policy.clone()).layer(inner).oneshot(request).await.unwrap()
}

async fn is_allowed(policy: &Policy, origin: &str) -> bool {
    answered(policy, get("/", origin)).await.headers().contains_key("access-control-allow-origin")
}

mod reflecting_any_origin_with_credentials {
    use super::*;

    #[test]
    fn does_not_compile() {
        let any = RouteConfig { credentials: true, ..RouteConfig::new("/*", Origins::Any) };
        assert!(Config { routes: vec![any], ..Config::new() }.compile().is_err());
        for origin in
            ["*", "https://*", "https://*.com", "https://*.co.uk", "https://*.github.io", "null", "h*", "**"]
        {
            let route = RouteConfig { credentials: true, ..RouteConfig::new("/*", [origin]) };
            assert!(Config { routes: vec![route], ..Config::new() }.compile().is_err(), "{origin}");
        }
    }

    #[tokio::test]
    async fn any_origin_is_a_star_and_never_reflected() {
        let policy = super::ask::policies::any();
        for origin in [APP, EVIL, "null", "https://x", "anything"] {
            let response = answered(&policy, get("/", origin)).await;
            assert_eq!(lines(response.headers(), "access-control-allow-origin"), "*");
            assert_eq!(cors_names(&response), ["access-control-allow-origin"]);
        }
    }

    #[tokio::test]
    async fn null_is_nobody() {
        assert!(!is_allowed(&app(), "null").await);
        assert!(!is_allowed(&listed(["https://*.example.com"]), "null").await);
    }
}

mod unanchored_matching {
    use super::*;

    #[tokio::test]
    async fn an_origin_is_compared_whole() {
        let policy = listed(["https://foo.com", "https://bar.com"]);
        assert!(is_allowed(&policy, "https://foo.com").await && is_allowed(&policy, "https://bar.com").await);
        for origin in [
            "https://barfoo.com",
            "https://foobar.com",
            "https://foo.com.evil.test",
            "https://foo.com:8443",
            "http://foo.com",
            "https://foo.co",
            "https://foo.comm",
            "https://fooxcom",
            "https://foo.com/",
            "https://FOO.com",
            "HTTPS://foo.com",
            " https://foo.com",
            "https://foo.com,https://bar.com",
            "https://foo.com https://bar.com",
            "https://foo.com.",
            "https://evil.test#https://foo.com",
            "https://evil.test/https://foo.com",
            "https://foo.com@evil.test",
            "foo.com",
            "://foo.com",
            "",
        ] {
            assert!(!is_allowed(&policy, origin).await, "{origin}");
        }
    }

    #[tokio::test]
    async fn a_pattern_stands_for_whole_labels() {
        let policy = listed(["https://*.example.com"]);
        assert!(is_allowed(&policy, "https://a.example.com").await);
        for origin in [
            "https://example.com",
            "https://aexample.com",
            "https://a.b.example.com",
            "https://.example.com",
            "https://a.example.com.evil.test",
            "https://a.example.com:8443",
            "http://a.example.com",
            "https://evil.test/.example.com",
            "https://evil.test?.example.com",
            "https://evil.test#.example.com",
            "https://evil.test\\.example.com",
            "https://u@.example.com",
            "https://a%2eevil.example.com",
            "https://a_\u{e9}.example.com",
            "https://*.example.com",
            "https://a..example.com",
            "https://A.example.com",
        ] {
            assert!(!is_allowed(&policy, origin).await, "{origin}");
        }
    }

    #[tokio::test]
    async fn a_long_origin_is_compared_whole_too() {
        let policy = listed(["https://*.example.com", APP]);
        let labels = format!("https://{}.example.com", "a".repeat(4096));
        assert!(!is_allowed(&policy, &labels).await);
        assert!(!is_allowed(&policy, &format!("{APP}{}", "\u{20}".repeat(4096) + "x")).await);
    }
}

mod cost_of_requested_headers {
    use super::*;

    #[tokio::test]
    async fn hostile_lists_are_refused() {
        for names in [
            ",".repeat(65536),
            "a,".repeat(32768),
            "x-token,".repeat(8192),
            (0..10_000).map(|number| format!("x-{number},")).collect(),
            "\t ".repeat(32768),
            "a".repeat(65536),
        ] {
            let response = answered(&app(), preflight("/", APP, "PUT", &names)).await;
            assert_eq!(response.status(), StatusCode::FORBIDDEN);
            assert_nothing_granted(&response);
        }
    }

    #[tokio::test]
    async fn a_thousand_lines_are_refused() {
        let mut lines = vec![("origin", APP), ("access-control-request-method", "PUT")];
        lines.extend([("access-control-request-headers", "x-token"); 1000]);
        assert_eq!(answered(&app(), request("OPTIONS", "/", &lines)).await.status(), StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn every_name_on_every_line_is_looked_at() {
        let hidden = [
            ("origin", APP),
            ("access-control-request-method", "PUT"),
            ("access-control-request-headers", "x-token"),
            ("access-control-request-headers", "x-other"),
        ];
        assert_eq!(answered(&app(), request("OPTIONS", "/", &hidden)).await.status(), StatusCode::FORBIDDEN);
    }
}

mod vary_and_caches {
    use super::*;

    #[tokio::test]
    async fn every_answer_that_could_differ_says_so() {
        for policy in [app(), listed([APP, EVIL]), listed(["https://*.example.com"])] {
            for request in
                [get("/", APP), get("/", EVIL), request("GET", "/", &[]), request("OPTIONS", "/", &[])]
            {
                assert_eq!(lines(answered(&policy, request).await.headers(), "vary"), "Origin");
            }
            for request in [preflight("/", APP, "GET", ""), preflight("/", "https://x.test", "GET", "")] {
                let response = answered(&policy, request).await;
                let vary = lines(response.headers(), "vary");
                assert_eq!(vary, "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
            }
        }
    }

    #[tokio::test]
    async fn the_requests_own_vary_does_not_come_back() {
        let asks = request("GET", "/", &[("origin", APP), ("vary", "x-injected")]);
        assert_eq!(lines(answered(&app(), asks).await.headers(), "vary"), "Origin");
    }
}

mod selection_by_path {
    use super::*;

    fn routes() -> Policy {
        let open = RouteConfig::new("/*", Origins::Any);
        let one = RouteConfig::new("/orders/admin", ["https://admin.example.com"]);
        compile(vec![open, route("/orders/*"), one])
    }

    async fn granted(path: &str, origin: &str) -> String {
        let response = answered(&routes(), get(path, origin)).await;
        lines(response.headers(), "access-control-allow-origin")
    }

    #[tokio::test]
    async fn the_most_specific_route_decides() {
        assert_eq!(granted("/", EVIL).await, "*");
        assert_eq!(granted("/orders", EVIL).await, "");
        assert_eq!(granted("/orders", APP).await, APP);
        assert_eq!(granted("/orders/1?x=/", APP).await, APP);
        assert_eq!(granted("/orders/admin", APP).await, "");
        assert_eq!(granted("/orders/admin", "https://admin.example.com").await, "https://admin.example.com");
        assert_eq!(granted("/ordersx", EVIL).await, "*");
    }

    #[tokio::test]
    async fn paths_that_others_read_differently_match_nothing() {
        for path in [
            "/x/../orders",
            "/./orders",
            "//orders",
            "/orders//1",
            "/orders/%2e%2e/x",
            "/%2e/orders",
            "/x%2f..%2forders",
            "/x/..%5corders",
            "/orders/%",
            "/orders/%zz",
            "/x/%2E%2E/orders",
            "/orders/..",
            "/%6frders",
            "/orders/%7e",
        ] {
            for origin in [APP, EVIL] {
                assert_eq!(granted(path, origin).await, "", "{path}");
            }
        }
    }

    #[tokio::test]
    async fn case_and_plus_mean_what_they_say() {
        assert_eq!(granted("/Orders", EVIL).await, "*");
        assert_eq!(granted("/orders+", EVIL).await, "*");
        assert_eq!(granted("/orders/a+b", APP).await, APP);
    }

    #[tokio::test]
    async fn the_host_is_that_of_the_request_and_of_no_forwarded_header() {
        let by_host = RouteConfig { host: Some("api.example.com".into()), ..route("/*") };
        let policy = compile(vec![by_host]);
        assert_granted(&answered(&policy, get("/", APP)).await, APP);
        let forwarded =
            [("origin", APP), ("x-forwarded-host", "api.example.com"), ("forwarded", "host=api.example.com")];
        let mut asks = request("GET", "/", &forwarded);
        asks.headers_mut().insert("host", http::HeaderValue::from_static("other.example.com"));
        assert_eq!(cors_names(&answered(&policy, asks).await), Vec::<&str>::new());
        let mut twice = get("/", APP);
        twice.headers_mut().append("host", http::HeaderValue::from_static("other.example.com"));
        assert_eq!(cors_names(&answered(&policy, twice).await), Vec::<&str>::new());
        // Over HTTP/2 the authority is in the target.
        let mut by_authority = get("http://api.example.com/", APP);
        by_authority.headers_mut().remove("host");
        assert_granted(&answered(&policy, by_authority).await, APP);
    }
}

mod shared_state_and_crashes {
    use super::*;

    #[tokio::test]
    async fn an_application_that_removes_the_origin_changes_nothing() {
        let inner = service_fn(async |mut request: Request<Body>| {
            request.headers_mut().clear();
            drop(request);
            Ok::<_, Infallible>(Response::new(Body::empty()))
        });
        for policy in [app(), listed(["https://*.example.com"])] {
            let response = CorsLayer::new(policy).layer(inner).oneshot(get("/", APP)).await.unwrap();
            assert_eq!(lines(response.headers(), "access-control-allow-origin"), APP);
        }
    }

    #[tokio::test]
    async fn an_outer_layer_that_changes_the_headers_changes_no_other_answer() {
        let policy = app();
        let mut first = answered(&policy, get("/", APP)).await;
        first.headers_mut().append("vary", http::HeaderValue::from_static("x-outer"));
        first.headers_mut().insert("access-control-allow-origin", http::HeaderValue::from_static("*"));
        assert_granted(&answered(&policy, get("/", APP)).await, APP);
    }

    #[tokio::test]
    async fn several_origins_are_none() {
        let twice = request("GET", "/", &[("origin", APP), ("origin", APP)]);
        assert_nothing_granted(&answered(&app(), twice).await);
        let joined = get("/", &format!("{APP}, {APP}"));
        assert_nothing_granted(&answered(&app(), joined).await);
    }

    #[tokio::test]
    async fn bytes_that_are_no_text_are_no_origin() {
        let mut asks = get("/", APP);
        asks.headers_mut()
            .insert("origin", http::HeaderValue::from_bytes(b"https://app.example.com\xff").unwrap());
        assert_nothing_granted(&answered(&app(), asks).await);
    }

    /// CVE-2020-5397: with Spring a preflight was a request like any other, so it could be a forged one.
    #[tokio::test]
    async fn no_preflight_reaches_a_handler() {
        let inner = service_fn(async |_: Request<Body>| -> Result<Response<Body>, Infallible> {
            panic!("a preflight reached the application")
        });
        for origin in [APP, EVIL, "null", "*", ""] {
            for method in ["GET", "POST", "PUT", "PATCH"] {
                let service = CorsLayer::new(app()).layer(inner);
                let response = service.oneshot(preflight("/", origin, method, "")).await.unwrap();
                let is_granted = origin == APP && method != "PATCH";
                assert_eq!(response.status() == StatusCode::NO_CONTENT, is_granted, "{origin} {method}");
            }
        }
    }

    /// CVE-2022-4147: Quarkus served a request of an invalid origin, and called it a hole. Here it is served on purpose,
    /// because CORS decides who may read; nobody may read this.
    #[tokio::test]
    async fn an_invalid_origin_is_served_and_reads_nothing() {
        for origin in [
            "https://",
            "://",
            "https:// app.example.com",
            "https://[::1",
            "\u{e9}",
            "https://app.example.com:x",
        ] {
            for method in ["GET", "POST"] {
                let response = answered(&app(), request(method, "/", &[("origin", origin)])).await;
                assert_eq!(response.status(), StatusCode::OK, "{origin}");
                assert_nothing_granted(&response);
            }
        }
    }

    /// CVE-2024-6221: flask-cors let pages of public networks into private ones, unless it was told not to.
    #[tokio::test]
    async fn private_networks_are_granted_to_nobody() {
        for name in ["access-control-request-private-network", "access-control-request-local-network"] {
            let asks = [("origin", APP), ("access-control-request-method", "PUT"), (name, "true")];
            let response = answered(&app(), request("OPTIONS", "/", &asks)).await;
            assert_eq!(response.status(), StatusCode::NO_CONTENT);
            assert!(cors_names(&response).iter().all(|name| !name.contains("network")));
        }
    }

    #[tokio::test]
    async fn nothing_of_the_request_is_written_into_a_refusal() {
        let development = Config { development: true, ..app().to_config() }.compile().unwrap();
        let response = answered(&development, preflight("/", EVIL, "PUT\tinjected", "x-injected")).await;
        assert_eq!(lines(response.headers(), "corslet-reason"), "origin-not-allowed");
        let response = answered(&app(), preflight("/", "https://evil.test/?x=1", "PUT", "x-injected")).await;
        assert!(response.headers().values().all(|value| !value.to_str().unwrap().contains("injected")));
    }
}
