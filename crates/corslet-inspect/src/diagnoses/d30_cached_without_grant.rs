//! D30: a cache answers with a copy that was made without an `Origin`.

use corslet::verdict::Failure;

use super::case::Case;
use super::diagnosis::diagnosis;
use super::shared_cache::shared_cache;
use super::wording::host;
use super::{Evidence, Judgement, Probe};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A cached copy without the grant
    ///
    /// A cache between the page and the server answers with a copy that was made for somebody who sent no `Origin`: it has no grant.
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
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
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
