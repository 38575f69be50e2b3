//! The fix for axum, as it is written: it compiles, and with it each fault of a service is gone.
#![allow(missing_docs, unreachable_pub, clippy::panic, clippy::unwrap_used)]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use corslet::browser::{CredentialsMode, Engine, RequestInit};
use corslet::policy::Problems;
use corslet::words::Origin;
use corslet_inspect::diagnoses::case::{Came, Seen};
use corslet_inspect::diagnoses::{Case, diagnose};
use corslet_inspect::fixes::{Grant, LAYERS, Need, Problem};
use corslet_tower::CorsLayer;
use corslet_tower::browser::Browser;

const FRONT: &str = "https://app.example.com";

/// The fix as it stands in an application.
mod as_written {
    // begin of the first piece
    use corslet::policy::{Config, RouteConfig};
    use corslet_tower::CorsLayer;
    // end of the first piece

    pub(crate) fn mended(app: axum::Router) -> Result<axum::Router, corslet::policy::Problems> {
        // begin of the second piece
        let policy = Config {
            routes: vec![RouteConfig {
                methods: vec!["PUT".into(), "DELETE".into()],
                request_headers: ["authorization", "x-tenant"].into(),
                expose_headers: ["X-Total-Count"].into(),
                credentials: true,
                max_age: 600,
                ..RouteConfig::new("/*", ["https://app.example.com", "https://www.example.com"])
            }],
            ..Config::new()
        };
        let app = app.layer(CorsLayer::new(policy.compile()?));
        // end of the second piece
        Ok(app)
    }
}

/// What stands in this file between two marks, without its indent.
fn between(begin: &str, end: &str) -> String {
    let source = include_str!("fixes.rs");
    let lines = source.lines().skip_while(|line| line.trim() != begin).skip(1);
    let lines: Vec<&str> = lines.take_while(|line| line.trim() != end).collect();
    let indent = lines[0].len() - lines[0].trim_start().len();
    lines.iter().map(|line| format!("{}\n", line.get(indent..).unwrap_or_default())).collect()
}

#[test]
fn what_is_written_is_what_compiles_here() {
    let layer = LAYERS.iter().find(|layer| layer.id == "axum").unwrap();
    let grant = Grant {
        origins: vec![FRONT.into(), "https://www.example.com".into()],
        methods: vec!["PUT".into(), "DELETE".into()],
        request_headers: vec!["authorization".into(), "x-tenant".into()],
        exposed_headers: vec!["X-Total-Count".into()],
        credentials: true,
        max_age: 600,
    };
    let fix = layer.write(&Need { problem: Problem::Grant, grant });
    let pieces: Vec<&str> = fix.pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(pieces[0], between("// begin of the first piece", "// end of the first piece"));
    assert_eq!(pieces[1], between("// begin of the second piece", "// end of the second piece"));
    assert!(as_written::mended(Router::new()).is_ok());
}

/// A fault: what the page asks, and the service before and after the place where the fix goes.
struct Fault {
    number: &'static str,
    method: &'static str,
    headers: &'static [(&'static str, &'static str)],
    credentials: bool,
    answer: fn() -> Router,
    /// What grants, wrongly: the fix takes its place.
    grant: fn(Router) -> Router,
}

fn data() -> Router {
    Router::new().route("/data", get(counted).put(async || "{}"))
}

async fn counted() -> impl IntoResponse {
    ([("x-total-count", "42")], "{}")
}

fn failing() -> Router {
    Router::new().route("/data", get(async || StatusCode::INTERNAL_SERVER_ERROR))
}

fn locked() -> Router {
    data().layer(from_fn(async |request: Request<Body>, next: Next| {
        match request.headers().contains_key("authorization") {
            true => next.run(request).await,
            false => StatusCode::UNAUTHORIZED.into_response(),
        }
    }))
}

fn without_options() -> Router {
    Router::new().route("/data", put(async || "{}"))
}

/// Adds header lines to the answers that `when` picks.
fn adding(
    app: Router,
    when: fn(&Method, StatusCode) -> bool,
    lines: &'static [(&'static str, &'static str)],
) -> Router {
    app.layer(from_fn(move |request: Request<Body>, next: Next| async move {
        let method = request.method().clone();
        let mut response: Response = next.run(request).await;
        if method == Method::OPTIONS && response.status() == StatusCode::METHOD_NOT_ALLOWED {
            *response.status_mut() = StatusCode::NO_CONTENT;
        }
        if when(&method, response.status()) {
            let headers: &mut HeaderMap = response.headers_mut();
            for (name, value) in lines {
                headers.append(*name, HeaderValue::from_static(value));
            }
        }
        response
    }))
}

const ALLOW_ORIGIN: &str = "access-control-allow-origin";
const ALLOW_HEADERS: &str = "access-control-allow-headers";

const fn fault(number: &'static str, answer: fn() -> Router, grant: fn(Router) -> Router) -> Fault {
    Fault { number, method: "GET", headers: &[], credentials: false, answer, grant }
}

const FAULTS: &[Fault] = &[
    fault("D01", data, |app| app),
    fault("D02", failing, |app| adding(app, |_, status| status.is_success(), &[(ALLOW_ORIGIN, FRONT)])),
    Fault { headers: &[("authorization", "Bearer x")], ..fault("D04", locked, |app| app) },
    Fault { method: "PUT", ..fault("D05", without_options, |app| app) },
    Fault { credentials: true, ..fault("D12", data, |app| adding(app, |_, _| true, &[(ALLOW_ORIGIN, "*")])) },
    Fault {
        headers: &[("x-tenant", "7")],
        ..fault("D16", data, |app| {
            adding(app, |_, _| true, &[(ALLOW_ORIGIN, FRONT), (ALLOW_HEADERS, "content-type")])
        })
    },
    fault("D21", data, |app| adding(app, |_, _| true, &[(ALLOW_ORIGIN, "https://www.example.com")])),
    fault("D23", data, |app| adding(app, |_, _| true, &[(ALLOW_ORIGIN, FRONT), (ALLOW_ORIGIN, "*")])),
    Fault {
        headers: &[("x-tenant", "7")],
        ..fault("D28", data, |app| {
            adding(
                app,
                |method, _| method == Method::OPTIONS,
                &[(ALLOW_ORIGIN, FRONT), (ALLOW_HEADERS, "x-tenant")],
            )
        })
    },
    fault("D34", data, |app| adding(app, |_, _| true, &[(ALLOW_ORIGIN, FRONT)])),
];

/// Asks as Chromium does, and judges by every engine.
async fn ask(fault: &Fault, app: Router) -> Case {
    let url = "https://api.example.com/data";
    let init = RequestInit {
        method: Some(fault.method.into()),
        headers: fault.headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        credentials: fault.credentials.then_some(CredentialsMode::Include),
        ..RequestInit::new(Origin::parse(FRONT).unwrap(), url)
    };
    let request = init.construct(Engine::Chromium.profile()).unwrap().request;
    let verdict = Browser::chromium().fetch(app.into_service::<Body>(), request).await;
    let seen = verdict.exchanges.iter().map(|exchange| Seen {
        hop: exchange.hop,
        kind: exchange.kind,
        method: exchange.method.as_str().to_owned(),
        url: exchange.url.clone(),
        request: exchange.header_lines(),
        came: match exchange.head() {
            Some(head) => Came::Head(head.clone().into()),
            None => Came::NotSent("the service did not answer".to_owned()),
        },
        body: Vec::new(),
        peer: None,
        version: None,
        from_cache: false,
    });
    Case::replayed(init, url.parse().unwrap(), seen.collect())
}

#[tokio::test]
async fn every_fix_mends_the_service_that_has_the_fault() {
    for fault in FAULTS {
        let number = fault.number;
        let broken = ask(fault, (fault.grant)((fault.answer)())).await;
        let root = diagnose(&broken).root.unwrap_or_else(|| panic!("{number}: nothing is found"));
        assert_eq!(root.rule.number(), number, "{}", root.judgement.cause);
        let need = root.judgement.need.unwrap_or_else(|| panic!("{number}: nothing is needed"));
        let policy =
            need.grant.policy().compile().unwrap_or_else(|problems: Problems| panic!("{number}: {problems}"));
        let mended = ask(fault, (fault.answer)().layer(CorsLayer::new(policy))).await;
        for run in &mended.runs {
            assert!(run.outcome().is_allowed(), "{number} in {}: {:?}", run.engine, mended.failing());
            let readable = run.verdict().unwrap().readable().unwrap();
            let counts = readable.lines().any(|(name, _)| name.eq_ignore_case("x-total-count"));
            assert!(number != "D34" || counts, "{number} in {}", run.engine);
        }
        assert!(mended.actuals().all(|(_, seen)| seen.lists("vary", "origin")), "{number}");
    }
}
