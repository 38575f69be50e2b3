//! D31: a cache answers with a copy that was made for another origin.

use corslet::verdict::{AllowOriginMismatch, Failure};

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;
use super::shared_cache::shared_cache;
use super::wording::{host, quoted};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A cached copy for another origin
    ///
    /// A cache answers with a copy whose grant names the origin of whoever asked first.
    ///
    /// ## What you see
    ///
    /// “The 'Access-Control-Allow-Origin' header has a value 'https://other…' that is not equal to the supplied origin”, with an
    /// origin that is on the server's list too. It works for one front end and fails for the other, and changes sides.
    ///
    /// ## What is really wrong
    ///
    /// The server writes the origin that asks into the answer, as it has to, and does not say `Vary: Origin`. So a cache hands the
    /// first one's copy to everybody. Somebody who asks first with an origin of his own can so lock all others out.
    ///
    /// ## How to fix
    ///
    /// Send `Vary: Origin` with every answer whose grant depends on the origin, and also with the answers that grant nothing. Then
    /// purge what is cached.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /config.json HTTP/1.1
    /// > Host: cdn.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://admin.example.com
    /// < Cache-Control: public, max-age=600
    /// < Age: 31
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// The server itself names another origin:
    ///
    /// ```http
    /// > GET /config.json HTTP/1.1
    /// > Host: cdn.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://admin.example.com
    /// < Cache-Control: public, max-age=600
    /// <
    /// ```
    ///
    /// The cache keeps the origins apart:
    ///
    /// ```http
    /// > GET /config.json HTTP/1.1
    /// > Host: cdn.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://admin.example.com
    /// < Vary: origin
    /// < Age: 31
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: ["D21"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let missed = case.missed_origin()?;
    let seen = missed.seen;
    let is_another = matches!(
        missed.mismatch,
        AllowOriginMismatch::Other | AllowOriginMismatch::Port | AllowOriginMismatch::Scheme
    );
    if !is_another || seen.lists("vary", "origin") || seen.lists("vary", "*") {
        return None;
    }
    let header = shared_cache(seen)?;
    // A redirect's own check is another story.
    case.fails(|one| matches!(one.failure, Failure::AllowOriginDiffers { .. }) && one.hop == 0)?;
    Some(
        Judgement::proved(format!(
            "a cache before {} answers with the copy that was made for {}, because the answer has no Vary: Origin",
            host(seen),
            quoted(&missed.received)
        ))
        .at(case.at_header(missed.exchange, "access-control-allow-origin", "made for another page"))
        .at(case.at_header(missed.exchange, header, "a cache answered"))
        .fix("Send `Vary: Origin` with every answer, also with those that grant nothing, and purge what is cached.")
        .need(Need::of(case, Problem::Grant)),
    )
}
