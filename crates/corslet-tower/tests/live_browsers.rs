//! A real axum server with the layer, asked by real browsers: they let a page read what the policy says, and no more.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used, clippy::expect_used)]

mod live {
    pub(crate) mod api;
    pub(crate) mod browser;
    pub(crate) mod cases;
    pub(crate) mod page;
}

use std::sync::Arc;
use std::time::Duration;

use live::api::{Log, policy, router};
use live::browser::{CHROMIUM, FIREFOX, Program};
use live::cases::{CASES, Case, Expected};
use live::page::{Page, got};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// How long a browser may take for all cases.
const WITHIN: Duration = Duration::from_secs(120);

#[tokio::test]
async fn chromium_reads_what_the_policy_says() {
    ask(&CHROMIUM).await;
}

#[tokio::test]
async fn firefox_reads_what_the_policy_says() {
    ask(&FIREFOX).await;
}

async fn ask(program: &Program) {
    if program.installed().is_none() {
        assert!(std::env::var_os("CI").is_none(), "{} is not installed", program.name);
        eprintln!("{} is not installed: nothing was asked", program.name);
        return;
    }
    assert!(CASES.len() >= 40);
    let page = Page::bind().await;
    let log = Log::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api = format!("http://{}", listener.local_addr().unwrap());
    let service = router(policy(&page.origin), Arc::clone(&log));
    tokio::spawn(async move { axum::serve(listener, service).await });

    let cases: Vec<Value> = (0..).zip(CASES).map(|(id, case): (usize, _)| told(id, case, &api)).collect();
    let url = page.origin.clone();
    let results = page.serve(json!(cases));
    let running = program.open(&url).unwrap();
    let results =
        tokio::time::timeout(WITHIN, results).await.expect("the page tells its results in time").unwrap();
    drop(running);

    let seen = log.lock().unwrap().clone();
    let mut wrong = Vec::new();
    for (id, case) in CASES.iter().enumerate() {
        let result = results.as_array().unwrap().iter().find(|result| result["id"] == json!(id)).unwrap();
        let of_case: Vec<_> = seen.iter().filter(|seen| seen.case == format!("case={id}")).collect();
        if let Err(what) = compare(case, result, &of_case) {
            wrong.push(format!(
                "{}: {case:?}: {what}; the page got {result}, the server {of_case:?}",
                program.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

/// A case as the page reads it. Each has a URL of its own, so that no preflight serves two.
fn told(id: usize, case: &Case, api: &str) -> Value {
    let mut init = json!({ "credentials": case.credentials, "method": case.method });
    if !case.headers.is_empty() {
        init["headers"] = json!(case.headers);
    }
    if let Some(body) = case.body {
        init["body"] = json!(body);
    }
    if let Some(mode) = case.mode {
        init["mode"] = json!(mode);
    }
    json!({ "id": id, "url": format!("{api}{}?case={id}", case.path), "init": init })
}

fn compare(case: &Case, result: &Value, seen: &[&live::api::Seen]) -> Result<(), String> {
    let actual = seen.iter().filter(|seen| !case.is_preflight(&seen.method)).count();
    let preflights = seen.len() - actual;
    if preflights != usize::from(case.preflighted) {
        return Err(format!("{preflights} preflights"));
    }
    let carries = seen.iter().any(|seen| seen.has_cookie);
    if actual > 0 && carries != (case.credentials == "include") {
        return Err(format!("cookies {carries}"));
    }
    match (&case.expected, got(result)) {
        (Expected::Refused, None) if case.preflighted && actual > 0 => Err("the request was sent".to_owned()),
        (Expected::Refused | Expected::Unreadable, None) => Ok(()),
        (Expected::Opaque, Some(got)) if got.kind == "opaque" => Ok(()),
        (Expected::Read(status, exposed), Some(got)) => {
            if got.status != u64::from(*status) {
                return Err(format!("status {}", got.status));
            }
            for name in ["x-count", "x-hidden"] {
                if got.headers.contains_key(name) != exposed.contains(&name) {
                    return Err(format!("{name} is in {:?}, or is not", got.headers));
                }
            }
            Ok(())
        }
        (expected, _) => Err(format!("expected {expected:?}")),
    }
}
