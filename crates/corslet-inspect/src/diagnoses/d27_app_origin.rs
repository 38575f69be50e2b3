//! D27: the page is an app's, an extension's or a web view's, and its origin is not granted.

use corslet::verdict::Failure;

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{host, quoted};
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # An app's origin is not granted
    ///
    /// The page is part of an app or an extension: its origin is one like `capacitor://localhost` or
    /// `chrome-extension://…`, and the server does not grant to it.
    ///
    /// ## What you see
    ///
    /// It works in the browser, and fails in the app.
    ///
    /// ## What is really wrong
    ///
    /// A web view has an origin too, and it is not the site's:
    ///
    /// - Capacitor: `capacitor://localhost` on iOS, `https://localhost` on Android (`http://localhost` before version 6);
    /// - Ionic's older web view: `ionic://localhost`;
    /// - Tauri: `tauri://localhost`, on Windows `http://tauri.localhost` or `https://tauri.localhost`;
    /// - extensions: `chrome-extension://ID`, `moz-extension://UUID`, `safari-web-extension://UUID`.
    ///
    /// ## How to fix
    ///
    /// Add the app's exact origins to the server's list. An extension asks for `host_permissions` instead, and is then not held
    /// by CORS in its own pages and its service worker.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: capacitor://localhost
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: chrome-extension://abcdefghijklmnopabcdefghijklmnop
    /// >
    /// < HTTP/1.1 200 OK
    /// <
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://tauri.localhost
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: capacitor://localhost
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: capacitor://localhost
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// A development server is no app:
    ///
    /// ```http
    /// * scheme: http
    /// > GET /orders HTTP/1.1
    /// > Host: localhost:8000
    /// > Origin: http://localhost:5173
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: ["D01", "D21"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let app = App::of(case)?;
    let (failing, index, seen) = case.fails(|one| {
        matches!(one.failure, Failure::AllowOriginIsMissing { .. } | Failure::AllowOriginDiffers { .. })
    })?;
    if seen.is_redirect() || seen.status() >= 400 {
        return None;
    }
    let host = host(seen);
    let origin = quoted(case.origin());
    let cause = format!("the page is {}, its origin is {origin}, and {host} does not grant to it", app.what);
    let proof = match failing.failure {
        Failure::AllowOriginIsMissing { .. } => vec![Evidence::missing(index, "Access-Control-Allow-Origin")],
        _ => case.at_header(index, "access-control-allow-origin", "not the app's origin"),
    };
    let fix = match app.is_extension {
        true => format!(
            "Ask for {host} in the extension's `host_permissions`: then its own pages and its service worker are not held by \
             CORS. Scripts in other people's pages are: they ask through the service worker."
        ),
        false => format!("Add {origin} to the origins that {host} grants to.{}", app.also),
    };
    let judgement = if app.is_certain { Judgement::proved(cause) } else { Judgement::inferred(cause) };
    Some(
        judgement
            .at(case.at_request_header(index, "origin", "", "the app's origin"))
            .at(proof)
            .fix(fix)
            .need(Need::of(case, Problem::Grant).filter(|_| !app.is_extension)),
    )
}

struct App {
    what: &'static str,
    is_extension: bool,
    /// A web page could have the origin too.
    is_certain: bool,
    also: &'static str,
}

impl App {
    fn of(case: &Case) -> Option<App> {
        let origin = &case.init.origin;
        let (scheme, host) = (origin.scheme()?, origin.host()?);
        let app = |what, also| App { what, is_extension: false, is_certain: true, also };
        Some(match (scheme, host) {
            ("http" | "https", "tauri.localhost") => {
                app("a Tauri app on Windows", " The same app is `tauri://localhost` on the other systems.")
            }
            ("https", "localhost") if origin.port().is_none() => App {
                is_certain: false,
                ..app(
                    "probably a Capacitor app on Android",
                    " The same app is `capacitor://localhost` on iOS.",
                )
            },
            ("http" | "https", _) => return None,
            ("capacitor", _) => {
                app("a Capacitor app on iOS", " The same app is `https://localhost` on Android.")
            }
            ("ionic", _) => app("an Ionic app", ""),
            ("tauri", _) => app(
                "a Tauri app",
                " On Windows the same app is `http://tauri.localhost` or `https://tauri.localhost`.",
            ),
            ("vscode-webview", _) => app(
                "a web view of Visual Studio Code",
                " Its host is another for each view: rather let the extension itself ask, and hand the answer in.",
            ),
            (scheme, _) if scheme.ends_with("extension") => {
                App { is_extension: true, ..app("a browser extension's", "") }
            }
            _ => app("an app's", ""),
        })
    }
}
