//! The front end: a page that fetches one case after another, and tells what it could read.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::response::Html;
use axum::routing::{get, post};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

const PAGE: &str = r#"<!doctype html><meta charset="utf-8"><title>cases</title><script type="module">
document.cookie = "session=1; path=/";
const cases = await (await fetch("/cases")).json();
const results = [];
for (const { id, url, init } of cases) {
  try {
    const response = await fetch(url, init);
    results.push({ id, type: response.type, status: response.status, headers: [...response.headers] });
  } catch (error) {
    results.push({ id, error: String(error) });
  }
}
await fetch("/results", { method: "POST", body: JSON.stringify(results) });
</script>"#;

/// What a page got: its status and headers, or nothing.
#[derive(Debug)]
pub(crate) struct Got {
    pub(crate) kind: String,
    pub(crate) status: u64,
    pub(crate) headers: BTreeMap<String, String>,
}

/// A page server; it is bound first, so that its origin can be written into a policy.
pub(crate) struct Page {
    listener: TcpListener,
    pub(crate) origin: String,
}

impl Page {
    pub(crate) async fn bind() -> Page {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        Page { listener, origin }
    }

    /// Serves the cases until the results have come.
    pub(crate) fn serve(self, cases: Value) -> oneshot::Receiver<Value> {
        let (told, results) = oneshot::channel();
        let told = Arc::new(Mutex::new(Some(told)));
        let cases = cases.to_string();
        let router = Router::new()
            .route("/", get(async || Html(PAGE)))
            .route("/cases", get(async move || cases))
            .route(
                "/results",
                post(async move |body: String| {
                    if let Some(told) = told.lock().unwrap().take() {
                        let _ = told.send(serde_json::from_str(&body).unwrap());
                    }
                }),
            );
        tokio::spawn(async move { axum::serve(self.listener, router).await });
        results
    }
}

/// What the page says of one case.
pub(crate) fn got(result: &Value) -> Option<Got> {
    if result["error"].is_string() {
        return None;
    }
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let headers = result["headers"].as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1])));
    Some(Got {
        kind: text(&result["type"]),
        status: result["status"].as_u64().unwrap(),
        headers: headers.collect(),
    })
}
