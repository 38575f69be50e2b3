//! Servers that trust too much of what is near: schemes, ports, subdomains, the user's machine and network, apps and hosts.

use super::row::{Row, answering, listing, matching, trusting};
use super::simulated::Said;

const API: &str = "https://api.shop.com/account";
const APEX: &str = "https://shop.com/account";

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = schemes();
    rows.extend(ports());
    rows.extend(subdomains());
    rows.extend(machines());
    rows.extend(apps_and_hosts());
    rows
}

fn schemes() -> Vec<Row> {
    const FOUND: &[&str] = &["http-trusted"];
    vec![
        listing(API, &["https://app.shop.com", "http://app.shop.com"], FOUND),
        listing(API, &["http://api.shop.com"], FOUND),
        listing(API, &["https://shop.com", "http://shop.com"], FOUND),
        matching(API, r"^https?://(app|www)\.shop\.com$", FOUND),
        matching(API, r"^http://[a-z]+\.shop\.com$", FOUND),
        trusting("http, at a front end of its policy", API, FOUND, |origin| {
            origin == "http://panel.shop.com"
        })
        .with(|settings| settings.trusted_origins = vec!["http://panel.shop.com".to_owned()]),
        answering("http, under HSTS", APEX, FOUND, |asked| {
            let said =
                Said::usual(asked).with("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
            let is_trusted =
                matches!(asked.origin, Some("https://shop.com" | "http://shop.com" | "http://app.shop.com"));
            if is_trusted { said.granting(asked) } else { said }
        }),
        listing("http://api.shop.com/", &["http://app.shop.com", "https://app.shop.com"], &[]),
        listing("http://api.shop.com/", &["http://app.shop.com", "http://api.shop.com"], &[]),
    ]
}

fn ports() -> Vec<Row> {
    const FOUND: &[&str] = &["any-port"];
    vec![
        matching(API, r"^https://api\.shop\.com(:\d+)?$", FOUND),
        matching(API, r"^https://app\.shop\.com(:\d+)?$", FOUND),
        matching(API, r"^https://app\.shop\.com(:\d{4})?$", FOUND),
        matching(API, r"^https://(www|app|api)\.shop\.com(:\d{5})?$", FOUND),
        trusting("a host and no port", API, &["http-trusted", "any-port"], |origin| {
            let rest = origin.strip_prefix("https://").or(origin.strip_prefix("http://"));
            rest.is_some_and(|rest| rest.split(':').next() == Some("app.shop.com"))
        }),
        listing(
            API,
            &["https://app.shop.com", "https://app.shop.com:8443", "https://api.shop.com:1337"],
            &[],
        ),
        listing("https://api.shop.com:9443/", &["https://api.shop.com:9443", "https://app.shop.com"], &[]),
        matching("https://api.shop.com:9443/", r"^https://api\.shop\.com:\d+$", FOUND),
    ]
}

fn subdomains() -> Vec<Row> {
    const FOUND: &[&str] = &["subdomain-any"];
    vec![
        matching(API, r"^https://([a-z0-9-]+\.)*shop\.com$", FOUND),
        matching(API, r"^https://[a-z]+\.shop\.com$", FOUND),
        matching(API, r"^https://[a-z]+\.[a-z]+\.shop\.com$", FOUND),
        matching(API, r"^https://[a-z]+-[0-9]\.shop\.com$", FOUND),
        matching(API, r"^https://.+\.api\.shop\.com$", FOUND),
        matching(API, r"^https://(app|[a-z]+\.app)\.shop\.com$", FOUND),
        matching(APEX, r"^https://([a-z0-9-]+\.)?shop\.com$", FOUND),
        matching("https://api.shop.co.uk/", r"^https://[a-z]+\.shop\.co\.uk$", FOUND),
        matching(API, r"^https?://([a-z0-9-]+\.)?shop\.com$", &["http-trusted", "subdomain-any"]),
        matching(API, r"^https://([a-z0-9-]+\.)?shop\.com(:\d+)?$", &["any-port", "subdomain-any"]),
        trusting(
            "ends as a subdomain, whatever the scheme",
            API,
            &["http-trusted", "subdomain-any"],
            |origin| origin.ends_with(".shop.com"),
        ),
        trusting(
            "a host that ends as a subdomain",
            API,
            &["any-port", "http-trusted", "subdomain-any"],
            |origin| {
                let authority = origin.split_once("://").map_or("", |(_, authority)| authority);
                authority.split(':').next().is_some_and(|host| host.ends_with(".shop.com"))
            },
        ),
        trusting(
            "any tenant of its own provider, which has a short name",
            "https://shop.fly.dev/",
            &["shared-host-trusted"],
            |origin| origin.starts_with("https://") && origin.ends_with(".fly.dev"),
        ),
        trusting(
            "any tenant, at a provider itself",
            "https://github.io/",
            &["shared-host-trusted"],
            |origin| origin.starts_with("https://") && origin.ends_with(".github.io"),
        ),
        trusting(
            "any tenant of its own provider",
            "https://shop.example-hosting.github.io/",
            &["shared-host-trusted"],
            |origin| origin.starts_with("https://") && origin.ends_with(".github.io"),
        ),
        matching(API, r"^https://(app|www|admin)\.shop\.com$", &[]),
    ]
}

fn machines() -> Vec<Row> {
    const LOCAL: &[&str] = &["localhost-trusted"];
    const BEGINNING: &[&str] = &["localhost-prefix"];
    const PRIVATE: &[&str] = &["private-net-trusted"];
    vec![
        listing(API, &["https://app.shop.com", "http://localhost:3000"], LOCAL),
        listing(API, &["http://localhost"], LOCAL),
        listing(API, &["http://localhost:8080"], LOCAL),
        listing(API, &["https://localhost"], LOCAL),
        listing(API, &["http://127.0.0.1"], LOCAL),
        listing(API, &["http://[::1]"], LOCAL),
        matching(API, r"^https?://localhost(:\d+)?$", LOCAL),
        matching(API, r"^http://localhost:\d{4}$", LOCAL),
        matching(API, r"^https?://(localhost|127\.0\.0\.1)(:\d+)?$", LOCAL),
        trusting("begins as localhost", API, BEGINNING, |origin| origin.starts_with("http://localhost")),
        trusting("begins as localhost over https", API, BEGINNING, |origin| {
            origin.starts_with("https://localhost")
        }),
        trusting("begins as 127.0.0.1", API, BEGINNING, |origin| origin.starts_with("http://127.0.0.1")),
        trusting("has localhost in it", API, BEGINNING, |origin| origin.contains("localhost")),
        matching(API, r"^http://192\.168\.\d+\.\d+$", PRIVATE),
        matching(API, r"^https?://10\.\d+\.\d+\.\d+(:\d+)?$", PRIVATE),
        matching(API, r"^http://172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$", PRIVATE),
        matching(API, r"^http://169\.254\.\d+\.\d+$", PRIVATE),
        matching(API, r"^http://192\.168\.\d+\.\d+:3000$", PRIVATE),
        trusting("begins as a private address", API, PRIVATE, |origin| origin.starts_with("http://192.168.")),
        listing(API, &["https://app.shop.com", "http://192.168.1.20"], &[]),
        listing("http://localhost:8000/api", &["http://localhost:3000", "http://localhost:8000"], &[]),
        listing("http://127.0.0.1:8000/api", &["http://localhost:3000"], &[]),
    ]
}

fn apps_and_hosts() -> Vec<Row> {
    const APP: &[&str] = &["ext-scheme-trusted"];
    const SHARED: &[&str] = &["shared-host-trusted"];
    let mut rows = vec![
        trusting("any extension", API, APP, |origin| origin.starts_with("chrome-extension://")),
        trusting("any extension of Firefox", API, APP, |origin| origin.starts_with("moz-extension://")),
        matching(API, r"^chrome-extension://[a-p]{32}$", APP),
        listing(API, &["https://app.shop.com", "capacitor://localhost"], APP),
        listing(API, &["ionic://localhost"], APP),
        trusting("any app", API, APP, |origin| origin.starts_with("app://")),
        listing(API, &["chrome-extension://cjpalhdlnbpafiamejdnhcphjbkeiagm"], &[]),
        listing(API, &["https://app.shop.com", "file://"], &[]),
        listing(API, &["https://jsfiddle.net"], SHARED),
        listing(API, &["https://s.codepen.io", "https://cdpn.io"], SHARED),
        matching(API, r"^https://shop-[a-z0-9-]+\.vercel\.app$", SHARED),
        listing(API, &["https://shop-front.vercel.app", "https://shop.github.io"], &[]),
    ];
    for provider in [
        "github.io",
        "gitlab.io",
        "netlify.app",
        "vercel.app",
        "pages.dev",
        "web.app",
        "herokuapp.com",
        "s3.amazonaws.com",
        "azurewebsites.net",
        "cloudfront.net",
    ] {
        let end = format!(".{provider}");
        rows.push(trusting("any tenant", API, SHARED, move |origin| {
            origin.starts_with("https://") && origin.ends_with(&end)
        }));
    }
    rows
}
