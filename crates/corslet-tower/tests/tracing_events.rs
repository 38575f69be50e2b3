//! The feature `tracing`: each decision is an event, and nothing happens where nobody listens.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use ask::policies::{APP, EVIL, compile, route};
use ask::requests::{get, preflight, request};
use axum::body::Body;
use corslet::policy::{Config, Policy};
use corslet_tower::CorsLayer;
use http::{Request, Response};
use tower::{Layer, Service, service_fn};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

type Fields = BTreeMap<&'static str, String>;

/// A subscriber that keeps the fields of each event, down to a level.
#[derive(Clone)]
struct Collector {
    most: Level,
    events: Arc<Mutex<Vec<Fields>>>,
}

impl Collector {
    fn new(most: Level) -> Collector {
        Collector { most, events: Arc::default() }
    }

    fn taken(&self) -> Vec<Fields> {
        std::mem::take(&mut self.events.lock().unwrap())
    }
}

struct Visitor(Fields);

impl Visit for Visitor {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Collector {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= self.most && metadata.target() == "corslet"
    }

    fn event(&self, event: &Event<'_>) {
        let mut visitor = Visitor(BTreeMap::from([("level", event.metadata().level().to_string())]));
        event.record(&mut visitor);
        self.events.lock().unwrap().push(visitor.0);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        panic!("a decision is an event, not a span")
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn two_routes() -> Policy {
    compile(vec![route("/orders/*"), route("/items/*")])
}

fn ask(layer: &CorsLayer, request: Request<Body>) {
    let inner = service_fn(async |_: Request<Body>| Ok::<_, Infallible>(Response::new(Body::empty())));
    // The decision is made in the call; the response's future decides nothing.
    drop(layer.layer(inner).call(request));
}

#[test]
fn each_decision_is_one_event_with_its_reason_and_route() {
    let layer = CorsLayer::new(two_routes());
    let collector = Collector::new(Level::DEBUG);
    type Row = (Request<Body>, &'static str, &'static str, &'static str, Option<&'static str>);
    let rows: Vec<Row> = vec![
        (get("/orders/1", APP), "Actual", "origin-allowed", "true", Some("0")),
        (get("/items", EVIL), "Actual", "origin-not-allowed", "false", Some("1")),
        (request("GET", "/items", &[]), "Actual", "no-origin", "false", Some("1")),
        (request("OPTIONS", "/items", &[]), "NotPreflight", "no-origin", "false", Some("1")),
        (get("/", APP), "Actual", "no-route", "false", None),
        (get("//orders", APP), "Actual", "path-ambiguous", "false", None),
        (preflight("/items", APP, "PUT", "x-token"), "PreflightGranted", "origin-allowed", "true", Some("1")),
        (preflight("/items", APP, "PATCH", ""), "PreflightRefused", "method-not-allowed", "false", Some("1")),
        (
            preflight("/orders", APP, "PUT", "x-o"),
            "PreflightRefused",
            "header-not-allowed",
            "false",
            Some("0"),
        ),
    ];
    tracing::subscriber::with_default(collector.clone(), || {
        for (request, kind, reason, allowed, route) in rows {
            let (method, path) = (request.method().to_string(), format!("{:?}", request.uri().path()));
            let origin = format!("{:?}", request.headers().get("origin"));
            ask(&layer, request);
            let mut told = collector.taken();
            let event = told.pop().unwrap();
            assert_eq!(told, Vec::<Fields>::new(), "one decision, one event");
            let mut expected = BTreeMap::from([
                ("level", "DEBUG".to_owned()),
                ("message", "cors".to_owned()),
                ("kind", kind.to_owned()),
                ("reason", reason.to_owned()),
                ("allowed", allowed.to_owned()),
                ("method", method),
                ("path", path),
                ("origin", origin),
                ("report_only", "false".to_owned()),
            ]);
            expected.extend(route.map(|route| ("route", route.to_owned())));
            assert_eq!(event, expected);
        }
    });
}

#[test]
fn what_anyone_can_send_does_not_break_a_line_of_the_log() {
    let layer = CorsLayer::new(two_routes());
    let collector = Collector::new(Level::DEBUG);
    tracing::subscriber::with_default(collector.clone(), || {
        let mut hostile = get("/orders", "x");
        let origin = http::HeaderValue::from_bytes(b"https://x\x80\" reason=origin-allowed").unwrap();
        hostile.headers_mut().insert("origin", origin);
        ask(&layer, hostile);
    });
    let told = collector.taken();
    assert_eq!(told[0]["origin"], r#"Some("https://x\x80\" reason=origin-allowed")"#);
    assert_eq!(told[0]["reason"], "origin-not-allowed");
}

#[test]
fn a_policy_that_only_reports_says_what_it_would_have_done() {
    let collector = Collector::new(Level::DEBUG);
    let config = Config { report_only: true, ..two_routes().to_config() };
    for layer in [CorsLayer::new(config.compile().unwrap()), CorsLayer::new(two_routes()).report_only()] {
        tracing::subscriber::with_default(collector.clone(), || {
            ask(&layer, preflight("/items", EVIL, "PUT", ""))
        });
        let told = collector.taken();
        assert_eq!((told.len(), told[0]["report_only"].as_str()), (1, "true"));
        assert_eq!(
            (told[0]["kind"].as_str(), told[0]["reason"].as_str()),
            ("PreflightRefused", "origin-not-allowed")
        );
    }
}

#[test]
fn nobody_is_told_who_does_not_listen() {
    let layer = CorsLayer::new(two_routes());
    let collector = Collector::new(Level::INFO);
    tracing::subscriber::with_default(collector.clone(), || ask(&layer, get("/orders", APP)));
    // And without any subscriber.
    ask(&layer, get("/orders", APP));
    assert_eq!(collector.taken(), Vec::<Fields>::new());
}
