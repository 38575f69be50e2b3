//! D48: an element asks under CORS, and its server does not grant.

use corslet::browser::{Api, Engine, Mode};
use corslet::verdict::Failure;

use super::case::{Case, Run};
use super::diagnosis::diagnosis;
use super::wording::{browsers, host};
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # An element that asks under CORS
    ///
    /// A font, a module script, or an element with `crossorigin` asks as `fetch()` does, and the server of static files does not
    /// grant.
    ///
    /// ## What you see
    ///
    /// “Access to font at '…' from origin '…' has been blocked by CORS policy”; a canvas that is “tainted”; icons shown as boxes.
    ///
    /// ## What is really wrong
    ///
    /// Fonts, `<script type=module>`, `mask-image` and `shape-outside`, tracks, and every element with a `crossorigin` attribute are
    /// loaded under CORS. An `<img>` without it is not, and so works from the same host.
    ///
    /// ## How to fix
    ///
    /// Let the host of static files send `Access-Control-Allow-Origin: *`: the files are public. Where the attribute is not needed,
    /// take `crossorigin` off; a canvas then cannot be read.
    ///
    /// ## Found
    ///
    /// ```http
    /// * api: font
    /// > GET /fonts/inter.woff2 HTTP/1.1
    /// > Host: static.example.net
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: font/woff2
    /// <
    /// ```
    ///
    /// ```http
    /// * api: img
    /// * crossorigin: anonymous
    /// > GET /map.png HTTP/1.1
    /// > Host: static.example.net
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: image/png
    /// <
    /// ```
    ///
    /// ```http
    /// * api: preload-font
    /// > GET /fonts/inter.woff2 HTTP/1.1
    /// > Host: static.example.net
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: font/woff2
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// An image without `crossorigin` is not under CORS:
    ///
    /// ```http
    /// * page: https://app.example.com
    /// * api: img
    /// > GET /map.png HTTP/1.1
    /// > Host: static.example.net
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: image/png
    /// <
    /// ```
    ///
    /// A script's request is another matter:
    ///
    /// ```http
    /// > GET /fonts/inter.woff2 HTTP/1.1
    /// > Host: static.example.net
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Content-Type: font/woff2
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: ["D01"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let Api::Element { element, crossorigin } = case.init.api else { return None };
    let (_, index, seen) =
        case.fails(|one| matches!(one.failure, Failure::AllowOriginIsMissing { .. }) && one.hop == 0)?;
    if !seen.is_ok() || seen.has("access-control-allow-origin") {
        return None;
    }
    let written = element.row().written;
    // Of a preloaded font browsers differ in whether it asks so.
    let (under, beside): (Vec<&Run>, Vec<&Run>) = case
        .browsers()
        .partition(|run| run.verdict().is_none_or(|verdict| verdict.request.mode == Mode::Cors));
    let under: Vec<Engine> = under.iter().map(|run| run.engine).collect();
    let why = match crossorigin {
        _ if !beside.is_empty() => format!("{written} asks under CORS in {}", browsers(&under)),
        Some(_) => format!("{written} with `crossorigin` asks under CORS"),
        None => format!("{written} always asks under CORS"),
    };
    let mut fix = format!(
        "Let {} send `Access-Control-Allow-Origin: *` with its public files, or `{}` with `Vary: Origin`.",
        host(seen),
        case.origin()
    );
    if crossorigin.is_some() {
        fix.push_str(" If the page need not read it, take `crossorigin` off.");
    }
    Some(
        Judgement::proved(format!("{why}, and {} grants nothing", host(seen)))
            .at([Evidence::missing(index, "Access-Control-Allow-Origin")])
            .fix(fix)
            .need(Need::of(case, Problem::Grant)),
    )
}
