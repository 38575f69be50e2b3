//! The policies that tests share.

use corslet::policy::{Config, Names, Origins, Policy, RouteConfig};

pub const APP: &str = "https://app.example.com";
pub const EVIL: &str = "https://evil.test";

/// `app.example.com` with everything, under every path.
pub fn app() -> Policy {
    compile(vec![route("/*")])
}

/// The route of [`app`], for another path.
pub fn route(path: &str) -> RouteConfig {
    RouteConfig {
        methods: vec!["PUT".into(), "DELETE".into()],
        request_headers: Names::from(["authorization", "content-type", "x-token"]),
        expose_headers: Names::from(["x-count"]),
        credentials: true,
        ..RouteConfig::new(path, [APP])
    }
}

/// Any origin, under every path, without credentials.
pub fn any() -> Policy {
    compile(vec![RouteConfig::new("/*", Origins::Any)])
}

/// These origins and patterns, with credentials, under every path.
pub fn listed<const N: usize>(origins: [&str; N]) -> Policy {
    compile(vec![RouteConfig { credentials: true, ..RouteConfig::new("/*", origins) }])
}

pub fn compile(routes: Vec<RouteConfig>) -> Policy {
    Config { routes, ..Config::new() }.compile().unwrap()
}
