//! What may a browser read of your API? A test of it, without a socket and without a browser to install.

use axum::Router;
use axum::body::Body;
use axum::response::AppendHeaders;
use axum::routing::get;
use corslet::browser::{CredentialsMode, Request};
use corslet::policy::{Config, RouteConfig};
use corslet::verdict::Outcome;
use corslet::words::{Method, Origin};
use corslet_tower::CorsLayer;
use corslet_tower::browser::Browser;

fn api() -> Result<Router, corslet::policy::Problems> {
    let config = Config {
        routes: vec![RouteConfig {
            methods: vec!["DELETE".into()],
            expose_headers: ["x-count"].into(),
            credentials: true,
            ..RouteConfig::new("/orders/*", ["https://app.example.com"])
        }],
        ..Config::new()
    };
    let orders = get(async || (AppendHeaders([("x-count", "2"), ("x-shard", "7")]), "every order"));
    let orders = orders.delete(async || "gone");
    Ok(Router::new().route("/orders", orders).layer(CorsLayer::new(config.compile()?)))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let app = Origin::parse("https://app.example.com")?;
    let other = Origin::parse("https://other.example")?;
    let url = "https://api.example.com/orders";

    for mut browser in Browser::all() {
        // The front end reads the orders, and of the headers the one that is exposed.
        let request =
            Request { credentials: CredentialsMode::Include, ..Request::new(app.clone(), url.parse()?) };
        let verdict = browser.fetch(api()?.into_service::<Body>(), request).await;
        let headers = verdict.readable().ok_or("unreadable")?.headers();
        assert!(headers.iter().any(|(name, _)| name == "x-count"));
        assert!(!headers.iter().any(|(name, _)| name == "x-shard"));

        // It may delete, which takes a preflight.
        let request = Request { method: Method::DELETE, ..Request::new(app.clone(), url.parse()?) };
        let verdict = browser.fetch(api()?.into_service::<Body>(), request).await;
        assert_eq!((verdict.outcome, verdict.exchanges.len()), (Outcome::Readable, 2));

        // But it may not replace; the verdict says why, and that nothing but the preflight was sent.
        let request = Request { method: Method::PUT, ..Request::new(app.clone(), url.parse()?) };
        let verdict = browser.fetch(api()?.into_service::<Body>(), request).await;
        assert_eq!((verdict.outcome, verdict.exchanges.len()), (Outcome::Blocked, 1));
        println!("{}: PUT: {:?}", verdict.engine, verdict.blocked);

        // Nobody else reads anything.
        let verdict =
            browser.fetch(api()?.into_service::<Body>(), Request::new(other.clone(), url.parse()?)).await;
        assert_eq!(verdict.outcome, Outcome::Blocked);
        println!("{}: other.example: {:?}", verdict.engine, verdict.blocked);
    }
    Ok(())
}

#[test]
fn what_it_says_is_so() -> Result<(), Box<dyn std::error::Error>> {
    main()
}
