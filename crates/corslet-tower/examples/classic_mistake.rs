//! The classic mistake: authentication outside of CORS. Do not copy the first of the two routers.
//!
//! A preflight never carries credentials: no cookie, no `Authorization`. A login check that sees it first answers 401,
//! which is not an ok status, and so every request that needs a preflight is blocked; the page, the user and the console
//! only hear of CORS. The 401 of other requests comes without headers, so that the page cannot even read that it has to
//! log in.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::put;
use corslet::browser::Request as PageRequest;
use corslet::policy::{Config, Policy, RouteConfig};
use corslet::verdict::{Failure, Outcome};
use corslet::words::{HeaderList, Method, Origin};
use corslet_tower::CorsLayer;
use corslet_tower::browser::Browser;

async fn login(request: Request, next: Next) -> Response {
    match request.headers().contains_key(header::AUTHORIZATION) {
        true => next.run(request).await,
        false => StatusCode::UNAUTHORIZED.into_response(),
    }
}

fn policy() -> Result<Policy, corslet::policy::Problems> {
    let route = RouteConfig {
        methods: vec!["PUT".into()],
        request_headers: ["authorization"].into(),
        ..RouteConfig::new("/*", ["https://app.example.com"])
    };
    Config { routes: vec![route], ..Config::new() }.compile()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let api = Router::new().route("/orders", put(async || "saved"));
    // The layer that is added last is the outermost.
    let wrong = api.clone().layer(CorsLayer::new(policy()?)).layer(from_fn(login)).into_service::<Body>();
    let right = api.layer(from_fn(login)).layer(CorsLayer::new(policy()?)).into_service::<Body>();

    let app = Origin::parse("https://app.example.com")?;
    let without = PageRequest {
        method: Method::PUT,
        ..PageRequest::new(app, "https://api.example.com/orders".parse()?)
    };
    let token = HeaderList::from_pairs([("Authorization", "Bearer t")]);
    let with = PageRequest { headers: token.into(), ..without.clone() };

    for mut browser in Browser::all() {
        // The token is right, the policy allows it, and the request is not even sent.
        let verdict = browser.fetch(wrong.clone(), with.clone()).await;
        assert_eq!((verdict.outcome, verdict.exchanges.len()), (Outcome::Blocked, 1));
        let is_status = |failure: &Failure| matches!(failure, Failure::PreflightStatusIsNotOk { .. });
        assert!(verdict.blocked.iter().any(|blocked| is_status(&blocked.failure)), "{:?}", verdict.blocked);

        // The right way round the preflight is granted, and the request arrives with its token.
        let verdict = browser.fetch(right.clone(), with.clone()).await;
        assert_eq!(verdict.readable().map(|readable| readable.status()), Some(200));

        // And who has none can read that it is missing.
        let verdict = browser.fetch(right.clone(), without.clone()).await;
        assert_eq!(verdict.readable().map(|readable| readable.status()), Some(401));
    }
    println!("authentication belongs inside of CORS");
    Ok(())
}

#[test]
fn what_it_says_is_so() -> Result<(), Box<dyn std::error::Error>> {
    main()
}
