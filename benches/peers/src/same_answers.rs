//! Before anything is timed: all subjects must answer alike in what lets a page read.

use crate::actix;
use crate::cases::{Case, SIZES, Written};
use crate::subjects::{self, Inner, run};
use http::{HeaderMap, Response};
use tower_layer::Layer;

/// What a browser makes of the answer, in one line.
fn grant(headers: &HeaderMap, is_preflight: bool) -> String {
    let line = |name: &str| {
        let values: Vec<_> = headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect();
        values.join(" | ")
    };
    let origin = line("access-control-allow-origin");
    if origin.is_empty() {
        // What else is there grants nothing without the origin.
        return "nothing".to_owned();
    }
    let list = |name: &str, ignored: &[&str]| {
        let lower = line(name).to_ascii_lowercase();
        let mut names: Vec<_> = lower
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty() && !ignored.contains(name))
            .collect();
        names.sort_unstable();
        names.join(",")
    };
    // GET, HEAD and POST need not be listed; OPTIONS no page sends.
    let methods = list("access-control-allow-methods", &["get", "head", "post", "options"]);
    let credentials = line("access-control-allow-credentials");
    if is_preflight {
        format!(
            "{origin} {credentials} {methods} {} {}",
            list("access-control-allow-headers", &[]),
            line("access-control-max-age")
        )
    } else {
        format!("{origin} {credentials} {}", list("access-control-expose-headers", &[]))
    }
}

fn varies_on_origin(headers: &HeaderMap) -> bool {
    let lines = headers.get_all("vary").iter();
    lines
        .flat_map(|line| line.to_str().unwrap().split(','))
        .any(|name| name.trim().eq_ignore_ascii_case("origin"))
}

fn told(headers: &HeaderMap, status: u16, case: Case) -> (String, String) {
    let mut others: Vec<_> =
        headers.keys().map(|name| name.as_str()).filter(|name| name.starts_with("access-")).collect();
    others.sort_unstable();
    let varies = if varies_on_origin(headers) { "Vary: Origin" } else { "no Vary: Origin" };
    (grant(headers, case.is_preflight()), format!("{status}, {varies}, {} CORS headers", others.len()))
}

/// Compares all answers, and prints the differences that are meant: status, `Vary`, headers that grant nothing.
pub fn check() {
    let inner = Inner { room: 16 };
    for written in [Written::Exact, Written::Subdomain] {
        for size in SIZES {
            let ours = subjects::corslet(written, size).layer(inner.clone());
            let six = subjects::tower_http_06(written, size).layer(inner.clone());
            let seven = subjects::tower_http_07(written, size).layer(inner.clone());
            let actix = (written == Written::Exact).then(|| actix::layered(size));
            for case in Case::ALL {
                let request = case.request(written, size);
                let of = |response: Response<()>| told(response.headers(), response.status().as_u16(), case);
                let mut all = vec![
                    ("corslet", of(run(&ours, request.clone()))),
                    ("tower-http 0.6", of(run(&six, request.clone()))),
                    ("tower-http 0.7", of(run(&seven, request.clone()))),
                ];
                if let Some(actix) = &actix {
                    let response = actix(actix::request(&request));
                    let mut headers = HeaderMap::new();
                    for (name, value) in response.headers() {
                        let name = http::HeaderName::try_from(name.as_str()).unwrap();
                        headers.append(name, http::HeaderValue::from_bytes(value.as_bytes()).unwrap());
                    }
                    all.push(("actix-cors 0.7", told(&headers, response.status().as_u16(), case)));
                }
                for (name, (grant, _)) in &all {
                    assert_eq!(*grant, all[0].1.0, "{name}: {written:?} {size} {case:?}");
                }
                if size == 10 && written == Written::Exact {
                    println!("{}: all grant {}", case.name(), all[0].1.0);
                    all.iter().for_each(|(name, (_, rest))| println!("    {name}: {rest}"));
                }
            }
        }
    }
}
