//! Servers that compare a part of the origin in place of the whole.

use super::row::{Row, listing, matching, trusting};

const API: &str = "https://api.shop.com/account";
const APEX: &str = "https://shop.com/account";
const BRITISH: &str = "https://api.shop.co.uk/account";

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = beginnings();
    rows.extend(ends());
    rows.extend(middles());
    rows.extend(dots());
    rows.extend(top_levels());
    rows.extend(characters());
    rows
}

fn beginnings() -> Vec<Row> {
    const FOUND: &[&str] = &["prefix-match"];
    vec![
        trusting("begins as the host", API, FOUND, |origin| origin.starts_with("https://api.shop.com")),
        trusting("begins as the domain", API, FOUND, |origin| origin.starts_with("https://shop.com")),
        trusting("begins as the domain, at the apex", APEX, FOUND, |origin| {
            origin.starts_with("https://shop.com")
        }),
        trusting("begins as a front end", API, FOUND, |origin| origin.starts_with("https://app.shop.com")),
        trusting("begins as the host, below co.uk", BRITISH, FOUND, |origin| {
            origin.starts_with("https://api.shop.co.uk")
        }),
        trusting("begins as the host, by either scheme", API, &["http-trusted", "prefix-match"], |origin| {
            origin.starts_with("https://api.shop.com") || origin.starts_with("http://api.shop.com")
        }),
        trusting("begins as the first label", API, FOUND, |origin| origin.starts_with("https://shop")),
        trusting("begins as an address", "https://203.0.113.9/account", FOUND, |origin| {
            origin.starts_with("https://203.0.113.9")
        }),
        trusting("begins as a single label", "https://intranet/account", FOUND, |origin| {
            origin.starts_with("https://intranet")
        }),
        matching(API, r"^https://(www\.)?shop\.com", FOUND),
        matching(API, r"^https://app\.shop\.com(:443)?", FOUND),
        matching(API, r"^https://.*\.shop\.com", &["prefix-match", "subdomain-any"]),
        matching(APEX, r"^https://.*\.shop\.com", &["prefix-match", "subdomain-any"]),
    ]
}

fn ends() -> Vec<Row> {
    const FOUND: &[&str] = &["suffix-match"];
    vec![
        trusting("ends as the domain", API, FOUND, |origin| origin.ends_with("shop.com")),
        trusting("ends as the domain, at the apex", APEX, FOUND, |origin| origin.ends_with("shop.com")),
        trusting("ends as the domain, below co.uk", BRITISH, FOUND, |origin| origin.ends_with("shop.co.uk")),
        trusting("ends as the host", API, FOUND, |origin| origin.ends_with("api.shop.com")),
        trusting("ends as a front end", API, FOUND, |origin| origin.ends_with("app.shop.com")),
        trusting("a host that ends as the domain", API, FOUND, |origin| host(origin).ends_with("shop.com")),
        matching(API, r"^https://.*shop\.com$", FOUND),
        matching(API, r"^https://[a-z.]*shop\.com$", FOUND),
        matching(API, r"^https?://.*shop\.com$", FOUND),
        matching(API, r"\bshop\.com$", FOUND),
        matching(APEX, r"shop\.com$", FOUND),
        trusting("ends as a tenant", "https://shop-front.github.io/account", &["suffix-match"], |origin| {
            origin.ends_with("shop-front.github.io")
        }),
    ]
}

fn middles() -> Vec<Row> {
    const FOUND: &[&str] = &["substring-match"];
    vec![
        trusting("has the domain in it", API, FOUND, |origin| origin.contains("shop.com")),
        trusting("has the domain behind a dot in it", API, FOUND, |origin| origin.contains(".shop.com")),
        trusting("has the domain behind a dot in it, at the apex", APEX, FOUND, |origin| {
            origin.contains(".shop.com")
        }),
        trusting("has the host in it", API, FOUND, |origin| origin.contains("api.shop.com")),
        trusting("has a front end in it", API, FOUND, |origin| origin.contains("app.shop.com")),
        trusting("has the first label in it", API, FOUND, |origin| origin.contains("shop")),
        trusting("has the first label in it, at the apex", APEX, FOUND, |origin| origin.contains("shop")),
        trusting("has an address in it", "https://203.0.113.9/", FOUND, |origin| {
            origin.contains("203.0.113.9")
        }),
        matching(API, r"shop\.com", FOUND),
        matching(API, r"shop.com", FOUND),
        trusting("is in a list of one text", API, &["reverse-substring"], |origin| {
            "https://app.shop.com https://www.shop.com".contains(origin)
        }),
        trusting(
            "is in a list of one text, under net",
            "https://api.shop.net/",
            &["reverse-substring"],
            |origin| "https://app.shop.net,https://admin.shop.net".contains(origin),
        ),
        trusting(
            "is in a list of one text, under org",
            "https://api.shop.org/",
            &["reverse-substring"],
            |origin| "https://www.shop.org".contains(origin),
        ),
    ]
}

fn dots() -> Vec<Row> {
    const FOUND: &[&str] = &["regex-unescaped-dot"];
    vec![
        matching(API, r"^https://api.shop.com$", FOUND),
        matching(API, r"^https://api.shop\.com$", FOUND),
        matching(API, r"^https://app.shop.com$", FOUND),
        matching(API, r"^https://(www.)?shop\.com$", FOUND),
        matching(BRITISH, r"^https://api\.shop.co\.uk$", FOUND),
        matching(BRITISH, r"^https://api.shop.co.uk$", FOUND),
        matching(API, r"^https://(app|www).shop.com$", FOUND),
        matching(API, r"^https://[a-z]+.shop.com$", &["regex-unescaped-dot", "subdomain-any"]),
        matching(API, r"^https://[a-z]+.shop\.com$", &["regex-unescaped-dot", "subdomain-any"]),
        // The dot before the top-level domain makes nothing that can be registered, and one inside the domain a neighbour.
        matching(API, r"^https://api\.shop.com$", &[]),
        matching("https://a.b.shop.com/", r"^https://a.b\.shop\.com$", &[]),
        matching("https://shop.com/", r"^https://shop.com$", &[]),
    ]
}

fn top_levels() -> Vec<Row> {
    const FOUND: &[&str] = &["tld-wildcard"];
    vec![
        matching(API, r"^https://api\.shop\.[a-z.]+$", FOUND),
        matching(API, r"^https://(app\.)?shop\.[a-z]+$", FOUND),
        matching(API, r"^https://(www|app)\.shop\.[a-z]{2,3}$", FOUND),
        matching(API, r"^https://shop\.[a-z]{2}$", FOUND),
        matching(API, r"^https://app\.shop\.[a-z]{3}$", FOUND),
        trusting("begins as the first label and its dot", API, FOUND, |origin| {
            origin.starts_with("https://shop.")
        }),
        listing(
            API,
            &[
                "https://shop.com",
                "https://shop.de",
                "https://shop.co.uk",
                "https://shop.fr",
                "https://shop.xyz",
            ],
            &[],
        ),
        matching(API, r"^https://(www\.)?shop\.(com|de|fr|cc)$", &[]),
    ]
}

fn characters() -> Vec<Row> {
    const FOUND: &[&str] = &["special-char-host"];
    let mut rows = vec![
        matching(API, r"^https://api\.shop\.com([^a-z0-9.-].*)?$", &["special-char-host"]),
        matching(API, r"^https://api\.shop\.com([^a-z0-9.].*)?$", &["special-char-host"]),
        matching(API, r"^https://app\.shop\.com([^a-z0-9.:].*)?$", FOUND),
    ];
    for one in "_-!$&'()+,;={}~`\"".chars() {
        rows.push(trusting("its own host, cut at one character", API, FOUND, move |origin| {
            let cut = origin.split_once(one).map(|(cut, _)| cut);
            origin == "https://app.shop.com" || cut == Some("https://api.shop.com")
        }));
    }
    for one in ['_', '-'] {
        rows.push(trusting("a host that ends at one character", API, FOUND, move |origin| {
            let rest = origin.strip_prefix("https://app.shop.com");
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(one))
        }));
    }
    rows
}

fn host(origin: &str) -> &str {
    let authority = origin.split_once("://").map_or(origin, |(_, authority)| authority);
    authority.split(':').next().unwrap_or(authority)
}
