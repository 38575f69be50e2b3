//! The policy changes while requests are served, and no answer mixes two of them.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ask::policies::{APP, EVIL, app, compile};
use ask::requests::{assert_granted, assert_nothing_granted, get, lines, preflight};
use axum::body::Body;
use corslet::policy::{Names, Policy, RouteConfig};
use corslet_tower::CorsLayer;
use http::{Request, Response};
use tower::{Layer, ServiceExt, service_fn};

async fn hello(_: Request<Body>) -> Result<Response<Body>, Infallible> {
    Ok(Response::new(Body::empty()))
}

/// As [`app`], but each value is another.
fn other() -> Policy {
    compile(vec![RouteConfig {
        methods: vec!["PATCH".into(), "PUT".into()],
        request_headers: Names::from(["x-other"]),
        expose_headers: Names::from(["x-other-count"]),
        max_age: 60,
        preflight_status: 200,
        ..RouteConfig::new("/*", [APP, EVIL])
    }])
}

#[tokio::test]
async fn services_made_before_a_reload_follow_it() {
    let (layer, handle) = CorsLayer::reloadable(app());
    let service = layer.layer(service_fn(hello));
    assert_nothing_granted(&service.clone().oneshot(get("/", EVIL)).await.unwrap());
    let old = handle.replace(other());
    assert_eq!(old.to_config(), app().to_config());
    assert_eq!(handle.policy().to_config(), other().to_config());
    let response = service.clone().oneshot(get("/", EVIL)).await.unwrap();
    assert_eq!(lines(response.headers(), "access-control-allow-origin"), EVIL);
    handle.replace(old);
    assert_nothing_granted(&service.oneshot(get("/", EVIL)).await.unwrap());
}

#[tokio::test]
async fn a_request_under_way_keeps_the_policy_it_came_under() {
    let (layer, handle) = CorsLayer::reloadable(app());
    let (go, wait) = tokio::sync::oneshot::channel::<()>();
    let wait = Arc::new(tokio::sync::Mutex::new(Some(wait)));
    let service = layer.layer(service_fn(move |request| {
        let wait = Arc::clone(&wait);
        async move {
            let wait = wait.lock().await.take().unwrap();
            wait.await.unwrap();
            hello(request).await
        }
    }));
    let under_way = tokio::spawn(service.oneshot(get("/", APP)));
    tokio::time::sleep(Duration::from_millis(20)).await;
    handle.replace(other());
    go.send(()).unwrap();
    assert_granted(&under_way.await.unwrap().unwrap(), APP);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_is_a_mixture() {
    let (layer, handle) = CorsLayer::reloadable(app());
    let over = Arc::new(AtomicBool::new(false));
    let writer = {
        let (over, policies) = (Arc::clone(&over), [other(), app()]);
        std::thread::spawn(move || {
            let mut swaps = 0_u32;
            while !over.load(Ordering::Relaxed) {
                handle.replace(policies[(swaps % 2) as usize].clone());
                swaps += 1;
            }
            swaps
        })
    };
    let service = layer.layer(service_fn(hello));
    let whole = [app(), other()].map(|policy| CorsLayer::new(policy).layer(service_fn(hello)));
    for turn in 0..20_000 {
        let ask = || if turn % 2 == 0 { get("/x", APP) } else { preflight("/x", APP, "PUT", "") };
        let response = service.clone().oneshot(ask()).await.unwrap();
        let mut wholes = Vec::new();
        for service in &whole {
            let expected = service.clone().oneshot(ask()).await.unwrap();
            wholes.push((expected.status(), expected.headers().clone()));
        }
        let answered = (response.status(), response.headers().clone());
        assert!(wholes.contains(&answered), "neither policy answers {answered:?}");
    }
    over.store(true, Ordering::Relaxed);
    assert!(writer.join().unwrap() > 100);
}
