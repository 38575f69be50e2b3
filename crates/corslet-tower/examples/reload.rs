//! A policy that changes while requests are served: the origins are in a file, one a line, which is read every second.
//!
//! `cargo run --example reload -- origins.txt`. A file with a mistake in it is told, and the old policy stays in force.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use corslet::policy::{Config, Origins, Policy, RouteConfig};
use corslet_tower::CorsLayer;

fn read(file: &str) -> Result<Policy, Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(file)?;
    let origins: Origins = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let route = RouteConfig { credentials: true, ..RouteConfig::new("/*", origins) };
    Ok(Config { routes: vec![route], ..Config::new() }.compile()?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("which file?")?;
    let (layer, handle) = CorsLayer::reloadable(read(&file)?);

    tokio::spawn(async move {
        let mut modified = None;
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let now = std::fs::metadata(&file).and_then(|metadata| metadata.modified()).ok();
            if now == modified {
                continue;
            }
            modified = now;
            match read(&file) {
                // Requests under way end under the old policy.
                Ok(policy) => drop(handle.replace(policy)),
                Err(error) => eprintln!("the old policy stays in force: {error}"),
            }
        }
    });

    let api = Router::new().route("/", get(async || "hello")).layer(layer);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, api).await?;
    Ok(())
}
