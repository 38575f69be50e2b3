//! An axum API that one front end may read, with credentials, and nobody else.
//!
//! `cargo run --example axum`, then for example:
//! `curl -i -H 'Origin: https://app.example.com' http://127.0.0.1:3000/orders`

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use corslet::policy::{Config, RouteConfig};
use corslet_tower::CorsLayer;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = Config {
        routes: vec![RouteConfig {
            methods: vec!["DELETE".into()],
            request_headers: ["authorization", "content-type"].into(),
            expose_headers: ["x-request-id"].into(),
            credentials: true,
            ..RouteConfig::new("/orders/*", ["https://app.example.com", "https://*.preview.example.com"])
        }],
        ..Config::new()
    };
    let policy = config.compile()?;
    for warning in policy.warnings() {
        eprintln!("{warning}");
    }

    let api = Router::new()
        .route("/orders", get(async || "every order").delete(async || StatusCode::NO_CONTENT))
        // Last: authentication, timeouts and fallbacks answer inside of it.
        .layer(CorsLayer::new(policy).on_decision(|decision| eprintln!("{decision:?}")));

    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, api).await?;
    Ok(())
}
