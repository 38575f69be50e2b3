//! Origins that show each fault of trust: whoever has the fault grants one of them, and whoever is right grants none.

use super::request::{BASIC, Request, SESSION, TOKEN};
use super::server::Server;

/// The origins that an attacker, a neighbour or a local program has, by the fault that lets them in.
pub(crate) fn attacks(host: &str, domain: &str) -> Vec<(&'static str, Vec<String>)> {
    let name = domain.split('.').next().unwrap_or_default();
    let above = host.rsplit_once('.').map_or(host, |(above, _)| above);
    let text = |origins: &[&str]| origins.iter().map(|origin| (*origin).to_owned()).collect::<Vec<_>>();
    // What comes of the last dot is under no ending that anybody sells.
    let last = host.rfind('.');
    let dots = host.match_indices('.').map(|(at, _)| at).filter(|at| Some(*at) != last);
    let front = format!("app.{domain}");
    vec![
        (
            "reflect-any",
            text(&[
                "https://qwzkdj.com",
                "https://qwzkdj.com:8443",
                "https://vbxmrt.org",
                "https://www.vbxmrt.org",
            ]),
        ),
        ("null-origin", text(&["null"])),
        ("prefix-match", [host, domain, &front].map(|host| format!("https://{host}.qwzkdj.com")).to_vec()),
        (
            "suffix-match",
            vec![
                format!("https://qwzkdj{domain}"),
                format!("https://qwzkdj{host}"),
                format!("http://qwzkdj{domain}"),
            ],
        ),
        (
            "substring-match",
            vec![
                format!("https://qwz-{host}.vbxmrt.org"),
                format!("https://qwz-{front}.vbxmrt.org"),
                format!("https://qwz-{name}-kdj.vbxmrt.org"),
            ],
        ),
        (
            "reverse-substring",
            vec![
                format!("https://app.{}", &domain[..domain.len() - 1]),
                format!("https://{}", &front[..front.len() - 1]),
            ],
        ),
        (
            "regex-unescaped-dot",
            dots.map(|at| format!("https://{}q{}", &host[..at], &host[at + 1..]))
                .chain([format!("https://appq{domain}")])
                // Some of these are names below the domain.
                .filter(|origin| !origin.ends_with(&format!(".{domain}")))
                .collect(),
        ),
        (
            "tld-wildcard",
            vec![
                format!("https://{above}.qwzkdj.org"),
                format!("https://{name}.dev"),
                format!("https://app.{name}.qwzkdj.org"),
            ],
        ),
        (
            "special-char-host",
            "_-!$&'()+,;={}~`\""
                .chars()
                .map(|odd| format!("https://{host}{odd}.qwzkdj.com"))
                .chain([format!("https://{front}_.qwzkdj.com")])
                .collect(),
        ),
        (
            "http-trusted",
            vec![format!("http://{host}"), format!("http://app.{domain}"), format!("http://qwzkdj.{domain}")],
        ),
        ("any-port", vec![format!("https://{host}:1337"), format!("https://app.{domain}:1337")]),
        (
            "subdomain-any",
            ["qwzkdj", "qwz.kdj", "qwz-7", "kdj.api"]
                .iter()
                .map(|label| format!("https://{label}.{domain}"))
                .chain([format!("https://qwzkdj.{host}")])
                .collect(),
        ),
        (
            "localhost-trusted",
            text(&[
                "http://localhost",
                "https://localhost",
                "http://localhost:3000",
                "http://localhost:8080",
                "http://127.0.0.1:4711",
                "http://[::1]:4711",
            ]),
        ),
        (
            "localhost-prefix",
            text(&[
                "http://localhost.qwzkdj.com",
                "https://localhost.qwzkdj.com",
                "http://127.0.0.1.qwzkdj.com",
            ]),
        ),
        (
            "private-net-trusted",
            text(&["http://192.168.71.9", "http://10.4.71.9", "http://172.20.4.7", "http://169.254.7.9"]),
        ),
        (
            "ext-scheme-trusted",
            text(&[
                "chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb",
                "moz-extension://5f3c9a17-e2b8-4d60-9a1b-0c2d3e4f5a6b",
                "capacitor://localhost",
                "app://localhost",
                "file://",
            ]),
        ),
        (
            "shared-host-trusted",
            [
                "qwzkdj.github.io",
                "qwzkdj.gitlab.io",
                "qwzkdj.netlify.app",
                "qwzkdj.vercel.app",
                "qwzkdj.pages.dev",
                "qwzkdj.web.app",
                "qwzkdj.herokuapp.com",
                "qwzkdj.s3.amazonaws.com",
                "qwzkdj.azurewebsites.net",
                "qwzkdj.cloudfront.net",
                "qwzkdj.onrender.com",
                "qwzkdj.fly.dev",
                "cdpn.io",
                "s.codepen.io",
                "jsfiddle.net",
                "fiddle.jshell.net",
            ]
            .map(|host| format!("https://{host}"))
            .to_vec(),
        ),
    ]
}

/// Whether a page of this origin is granted something by the server: an answer that is no error, or a preflight.
pub(crate) fn is_granted(server: &Server, origin: &str) -> bool {
    let host = server.host();
    let ways = ["GET", "POST", "preflight of PUT"];
    ways.iter().any(|way| {
        let (method, more) = match way.strip_prefix("preflight of ") {
            None => (*way, String::new()),
            Some(wanted) => {
                let names = "Access-Control-Request-Headers: x-request-id";
                ("OPTIONS", format!("\r\nAccess-Control-Request-Method: {wanted}\r\n{names}"))
            }
        };
        ["", &cookie(), &token(), &basic()].iter().any(|session| {
            let path = &server.api.path;
            let head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}{more}{session}");
            Request::read(&head).is_some_and(|request| {
                let response = server.api.answer(&request);
                response.status < 300
                    && response.lines.iter().any(|(name, value)| {
                        name.eq_ignore_ascii_case("access-control-allow-origin") && value.trim() == origin
                    })
            })
        })
    })
}

fn cookie() -> String {
    format!("\r\nCookie: session={SESSION}")
}

fn token() -> String {
    format!("\r\nAuthorization: Bearer {TOKEN}")
}

fn basic() -> String {
    format!("\r\nAuthorization: Basic {BASIC}")
}
