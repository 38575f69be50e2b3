//! The fix for axum, as it is written: it compiles, and with it each fault of a service is gone, for every engine and for
//! headless Chromium.
#![allow(missing_docs, unreachable_pub, clippy::panic, clippy::unwrap_used, clippy::expect_used)]

mod service {
    pub(crate) mod faults;
}
#[allow(dead_code, reason = "each of the tests with browsers uses a part of it")]
mod live {
    pub(crate) mod browser;
    pub(crate) mod page;
}

use std::io::Write;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use corslet::browser::{CredentialsMode, Engine, RequestInit};
use corslet::policy::{Config, Dangerously, Policy, Problems};
use corslet::words::Origin;
use corslet_inspect::diagnoses::case::{Came, Seen};
use corslet_inspect::diagnoses::{Case, diagnose};
use corslet_inspect::fixes::{Grant, LAYERS, Need, Problem};
use corslet_tower::CorsLayer;
use corslet_tower::browser::Browser;
use live::browser::CHROMIUM;
use live::page::{Page, got};
use serde_json::{Value, json};
use service::faults::{FAULTS, Fault};
use tokio::net::TcpListener;

/// How long Chromium may take for all of them.
const WITHIN: Duration = Duration::from_secs(60);

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

/// Asks as Chromium does, in memory, and judges by every engine.
async fn ask(fault: &Fault, app: Router, page: &str, url: &str) -> Case {
    let init = RequestInit {
        method: Some(fault.method.into()),
        headers: fault.headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        credentials: fault.credentials.then_some(CredentialsMode::Include),
        ..RequestInit::new(Origin::parse(page).unwrap(), url)
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

/// What the page needs of the service that has the fault, which is said to be this fault.
async fn needed(fault: &Fault, page: &str, url: &str) -> Need {
    let number = fault.number;
    let broken = ask(fault, (fault.grant)((fault.answer)(), page), page, url).await;
    let root = diagnose(&broken).root.unwrap_or_else(|| panic!("{number}: nothing is found"));
    assert_eq!(root.rule.number(), number, "{}", root.judgement.cause);
    root.judgement.need.unwrap_or_else(|| panic!("{number}: nothing is needed"))
}

/// The service with the fix in place of what granted wrongly.
fn mended(fault: &Fault, config: Config) -> Router {
    let policy: Policy =
        config.compile().unwrap_or_else(|problems: Problems| panic!("{}: {problems}", fault.number));
    (fault.answer)().layer(CorsLayer::new(policy))
}

#[tokio::test]
async fn every_fix_mends_the_service_that_has_the_fault() {
    let url = "https://api.example.com/data";
    for fault in FAULTS {
        let number = fault.number;
        let need = needed(fault, FRONT, url).await;
        let mended = ask(fault, mended(fault, need.grant.policy()), FRONT, url).await;
        for run in &mended.runs {
            assert!(run.outcome().is_allowed(), "{number} in {}: {:?}", run.engine, mended.failing());
            let readable = run.verdict().unwrap().readable().unwrap();
            let reads = |wanted: &str| readable.lines().any(|(name, _)| name.eq_ignore_case(wanted));
            assert!(fault.reads.is_none_or(reads), "{number} in {}", run.engine);
        }
        assert!(mended.actuals().all(|(_, seen)| seen.lists("vary", "origin")), "{number}");
    }
}

#[tokio::test]
async fn chromium_sees_each_fault_and_each_fix() {
    if CHROMIUM.installed().is_none() {
        assert!(std::env::var_os("CI").is_none_or(|ci| ci.is_empty()), "{} is not installed", CHROMIUM.name);
        // Past the test harness, which would keep it to itself.
        let said = format!("NOT TESTED: the fixes for axum; {} is not installed\n", CHROMIUM.name);
        std::io::stderr().write_all(said.as_bytes()).unwrap();
        return;
    }
    let page = Page::bind().await;
    let mut cases = Vec::new();
    for (index, fault) in FAULTS.iter().enumerate() {
        let faulty = serve((fault.grant)((fault.answer)(), &page.origin)).await;
        let need = needed(fault, &page.origin, &faulty).await;
        let fixed = serve(mended(fault, on_loopback(need.grant.policy()))).await;
        cases.push(told(2 * index, fault, &faulty));
        cases.push(told(2 * index + 1, fault, &fixed));
    }
    let url = page.origin.clone();
    let results = page.serve(json!(cases));
    let running = CHROMIUM.open(&url).unwrap();
    let results =
        tokio::time::timeout(WITHIN, results).await.expect("the page tells its results in time").unwrap();
    drop(running);

    let mut wrong = Vec::new();
    for (index, fault) in FAULTS.iter().enumerate() {
        let result =
            |id: usize| results.as_array().unwrap().iter().find(|one| one["id"] == json!(id)).unwrap();
        let gets = |id: usize| {
            got(result(id)).is_some_and(|got| fault.reads.is_none_or(|name| got.headers.contains_key(name)))
        };
        for (id, has_fix) in [(2 * index, false), (2 * index + 1, true)] {
            if gets(id) != has_fix {
                let when = if has_fix { "with the fix" } else { "with the fault" };
                wrong.push(format!("{} {when}: the page got {}", fault.number, result(id)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Serves an application on loopback; gives the URL that the page asks for.
async fn serve(app: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/data", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    url
}

/// The policy of the fix, for a page that is served by this machine over plain HTTP.
fn on_loopback(mut config: Config) -> Config {
    let dangerously = || Some(Dangerously { reason: "the test runs on loopback".to_owned() });
    for route in &mut config.routes {
        route.dangerously_allow_insecure_origins = dangerously();
        route.dangerously_allow_private_network_origins = dangerously();
    }
    config
}

/// What the page asks, as it reads it.
fn told(id: usize, fault: &Fault, url: &str) -> Value {
    let credentials = if fault.credentials { "include" } else { "same-origin" };
    let init = json!({ "method": fault.method, "headers": fault.headers, "credentials": credentials });
    json!({ "id": id, "url": url, "init": init })
}
