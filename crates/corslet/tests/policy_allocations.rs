//! An answer allocates nothing, whatever is asked.
#![allow(clippy::panic, clippy::unwrap_used)]

mod policy;

use corslet::policy::{Config, Names, Origins, Policy, RequestHead, RouteConfig};
use policy::Request;

fn policy() -> Policy {
    let mut config = Config::new();
    let origins: Vec<String> = (0..1000)
        .map(|n| format!("https://app-{n}.example.com"))
        .chain(["https://*.preview.example.com".into(), "https://**.deep.example.com".into()])
        .collect();
    let orders = RouteConfig {
        methods: vec!["DELETE".into()],
        request_headers: ["authorization", "content-type", "x-request-id"].into(),
        expose_headers: ["x-request-id"].into(),
        credentials: true,
        ..RouteConfig::new("/orders/*", origins)
    };
    config.routes.push(RouteConfig { host: Some("api.example.com".into()), ..orders.clone() });
    config.routes.push(orders);
    config
        .routes
        .push(RouteConfig { request_headers: Names::any(), ..RouteConfig::new("/open/*", Origins::Any) });
    config.compile().unwrap()
}

/// Answers, clones every value as a layer does, and counts.
fn allocations(policy: &Policy, request: &Request<'_>) -> u64 {
    let headers = request.headers();
    // The request's own bytes are the server's to share: once they are, a clone only counts.
    let own: Vec<_> = headers.values().cloned().collect();
    let head = RequestHead {
        method: request.method,
        host: request.host.map(str::as_bytes),
        path: request.path.as_bytes(),
        headers: &headers,
    };
    let counted = allocation_counter::measure(|| {
        let answer = policy.answer(&head);
        for (name, value) in answer.headers() {
            let value = match value {
                corslet::policy::Value::Fixed(value) => value.clone(),
                corslet::policy::Value::RequestOrigin => headers.get("origin").cloned().unwrap(),
            };
            std::hint::black_box((name.clone(), value));
        }
        std::hint::black_box((answer.vary().value().cloned(), answer.status()));
    });
    drop(own);
    counted.count_total
}

#[test]
fn no_answer_allocates() {
    let policy = policy();
    let hostile = [
        ",".repeat(65536),
        "a,".repeat(32768),
        "authorization,".repeat(5000),
        " ".repeat(65536),
        "\t,".repeat(9000),
    ];
    let names: Vec<String> = (0..10_000).map(|n| format!("x-{n}")).collect();
    let hostile: Vec<String> = hostile.into_iter().chain([names.join(",")]).collect();
    let mut lists: Vec<Vec<&str>> = hostile.iter().map(|line| vec![line.as_str()]).collect();
    lists.push(vec!["authorization"; 1000]);
    lists.push(vec![""; 1000]);
    lists.extend([vec![], vec!["authorization,content-type"], vec!["X-Request-Id", "content-type"]]);
    let long = format!("https://{}example.com", "a.".repeat(2048));
    let mut asked = 0;
    for origin in [
        "https://app-999.example.com",
        "https://x.preview.example.com",
        "https://a.b.c.deep.example.com",
        "https://app-1000.example.com",
        "https://xapp-1.example.com",
        "null",
        &long,
    ] {
        for path in ["/orders/1", "/open/x", "/elsewhere", "/orders/../x", "/orders/%2f"] {
            for host in [None, Some("API.example.com:8443"), Some("other.example.com")] {
                let request = Request { host, origins: &[origin], ..Request::new("GET", path) };
                assert_eq!(allocations(&policy, &request), 0, "{request:?}");
                for names in &lists {
                    let preflight = Request { method: "OPTIONS", asks: &["DELETE"], names, ..request };
                    assert_eq!(allocations(&policy, &preflight), 0, "{origin} {path}");
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 1000);
}
