//! D30: a cache answers with a copy that was made without an `Origin`, or will.

use corslet::verdict::Failure;

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::shared_cache::shared_cache;
use super::wording::host;
use super::{Evidence, Judgement, Place, Probe};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A cached copy without the grant
    ///
    /// A cache between the page and the server answers, or will answer, with a copy that was made for somebody who sent no `Origin`:
    /// it has no grant.
    ///
    /// ## What you see
    ///
    /// “No 'Access-Control-Allow-Origin' header is present on the requested resource”, now and then, for some files, for some
    /// users, often for an image or a font that was first loaded by a plain `<img>` or by a navigation. After a while it works, and
    /// then it fails again.
    ///
    /// ## What is really wrong
    ///
    /// The server grants only when it is asked with an `Origin`, and does not say so: without `Vary: Origin` a cache takes the
    /// answer to one for the answer to all. S3 behind CloudFront does it when the distribution does not forward `Origin`.
    ///
    /// ## How to fix
    ///
    /// Send `Vary: Origin` with every answer, also with those to requests without an `Origin`. In CloudFront forward it (origin
    /// request policy `CORS-S3Origin`), or let a response headers policy add the headers. Then purge what is cached. In the page, an
    /// `<img>` that a script reads later needs `crossorigin` too.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /logo.png HTTP/1.1
    /// > Host: cdn.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Cache-Control: public, max-age=86400
    /// < Age: 1200
    /// < X-Cache: Hit from cloudfront
    /// < Content-Type: image/png
    /// <
    /// ```
    ///
    /// ```http
    /// > GET /logo.png HTTP/1.1
    /// > Host: cdn.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// < Cache-Control: public, max-age=86400
    /// < Vary: Origin
    /// <
    /// > GET /logo.png HTTP/1.1
    /// > Host: cdn.example.com
    /// >
    /// * probe: without-origin
    /// < HTTP/1.1 200 OK
    /// < Cache-Control: public, max-age=86400
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// It came from the server itself:
    ///
    /// ```http
    /// > GET /logo.png HTTP/1.1
    /// > Host: cdn.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Cache-Control: public, max-age=86400
    /// < X-Cache: Miss from cloudfront
    /// <
    /// ```
    ///
    /// Whoever asks without an Origin is told that the answer depends on it:
    ///
    /// ```http
    /// > GET /logo.png HTTP/1.1
    /// > Host: cdn.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// < Cache-Control: public, max-age=86400
    /// < Vary: Origin
    /// <
    /// > GET /logo.png HTTP/1.1
    /// > Host: cdn.example.com
    /// >
    /// * probe: without-origin
    /// < HTTP/1.1 200 OK
    /// < Cache-Control: public, max-age=86400
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// The cache keeps a copy for each origin, so that this one was never granted:
    ///
    /// ```http
    /// > GET /logo.png HTTP/1.1
    /// > Host: cdn.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Age: 7
    /// < Vary: Accept-Encoding, Origin
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Inferred,
    specialises: ["D01"],
    probes: [WithoutOrigin],
    suspects: suspects,
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    had_by_a_cache(case).or_else(|| will_be_kept(case))
}

/// A granted answer of which caches may keep a copy.
fn suspects(case: &Case) -> bool {
    case.is_allowed()
        && case.method() == "GET"
        && case
            .last_actual()
            .is_some_and(|(_, seen)| seen.has("access-control-allow-origin") && is_kept(seen))
}

/// The copy without a grant that the next to ask without an `Origin` leaves in a cache.
fn will_be_kept(case: &Case) -> Option<Judgement> {
    if !suspects(case) {
        return None;
    }
    let (probe, seen) = case.probed(Probe::WithoutOrigin)?;
    let is_told_apart = seen.lists("vary", "origin") || seen.lists("vary", "*");
    if !seen.is_ok() || seen.has("access-control-allow-origin") || is_told_apart || !is_kept(seen) {
        return None;
    }
    Some(
        Judgement::inferred(format!(
            "asked without an Origin, as an image or a navigation asks, {} answers without a grant and without Vary: Origin: a \
             cache that keeps that copy gives it to this page later, which is then blocked",
            host(seen)
        ))
        .works()
        .at([Evidence::new(0, Place::Status, "no grant and no Vary: Origin").in_probe(probe)])
        .fix(
            "Send `Vary: Origin` with every answer, also where nobody sent an `Origin`, and purge what is cached. An `<img>` that \
             a script reads later needs `crossorigin` too.",
        )
        .need(Need::of(case, Problem::Grant)),
    )
}

/// Whether caches keep the answer: told to, or of their own accord by its age
/// ([RFC 9111](https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2)).
fn is_kept(seen: &Seen) -> bool {
    let control = seen.header("cache-control").unwrap_or_default().to_lowercase();
    let says = |what: &str| control.split(',').any(|one| one.trim().replace(' ', "") == what);
    let is_barred = ["no-store", "no-cache", "max-age=0"].iter().any(|what| says(what));
    !is_barred && (control.contains("max-age=") || seen.has("expires") || seen.has("last-modified"))
}

/// The copy without a grant that a cache has answered with.
fn had_by_a_cache(case: &Case) -> Option<Judgement> {
    let (_, index, seen) = case.fails(|one| matches!(one.failure, Failure::AllowOriginIsMissing { .. }))?;
    if !seen.is_ok() || seen.lists("vary", "origin") || seen.lists("vary", "*") {
        return None;
    }
    let header = shared_cache(seen)?;
    let without = case
        .probed(Probe::WithoutOrigin)
        .map(|(probe, _)| Evidence::status(0, "without an Origin it is the same copy").in_probe(probe));
    Some(
        Judgement::inferred(format!(
            "a cache before {} answers with a copy that was made without this page's Origin: it has no grant and no Vary: \
             Origin",
            host(seen)
        ))
        .at(case.at_header(index, header, "a cache answered"))
        .at([Evidence::missing(index, "Access-Control-Allow-Origin")])
        .at(without)
        .fix(
            "Send `Vary: Origin` with every answer, forward `Origin` through the cache, and purge what is cached. An `<img>` \
             that a script reads later needs `crossorigin` too.",
        )
        .need(Need::of(case, Problem::Grant)),
    )
}
