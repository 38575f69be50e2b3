//! D54: the server refuses a page whose origin it does not know.

use corslet::verdict::Failure;

use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement, Probe};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # The server refuses this origin
    ///
    /// The server answers 403 because of the `Origin`: the page's origin is not on its list.
    ///
    /// ## What you see
    ///
    /// “No 'Access-Control-Allow-Origin' header is present”, and a 403 in the network panel, sometimes with `Invalid CORS request`.
    ///
    /// ## What is really wrong
    ///
    /// The server knows CORS and has a list, and this origin is not on it. Some frameworks (Spring, Rails in parts) answer 403 then,
    /// for actual requests too. Without an `Origin`, as with curl, it answers.
    ///
    /// ## How to fix
    ///
    /// Put the origin on the list, if it belongs there. To refuse strangers in this way is a policy that one may have; it protects
    /// nothing by itself, since only browsers send a true `Origin`. Errors for *allowed* origins have to be readable.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// < Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
    /// <
    /// Invalid CORS request
    /// ```
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// <
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// >
    /// * probe: without-origin
    /// < HTTP/1.1 200 OK
    /// <
    /// []
    /// ```
    ///
    /// ## Clean
    ///
    /// It refuses everybody:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// <
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// >
    /// * probe: without-origin
    /// < HTTP/1.1 403 Forbidden
    /// <
    /// ```
    rank: Status,
    certainty: Proved,
    specialises: ["D03", "D04"],
    probes: [WithoutOrigin],
    suspects: is_refused,
    judge: judge,
}

/// What frameworks say when an origin is not on their list.
const SENTENCES: &[&str] =
    &["Invalid CORS request", "Not allowed by CORS", "Disallowed CORS origin", "CORS policy violation"];

fn is_refused(case: &Case) -> bool {
    refused(case).is_some()
}

/// The refusal, which grants nothing.
fn refused(case: &Case) -> Option<(usize, &Seen)> {
    let (_, index, seen) = case.fails(|one| {
        matches!(
            one.failure,
            Failure::AllowOriginIsMissing { status: 400 | 403 }
                | Failure::PreflightStatusIsNotOk { status: 400 | 403 }
        )
    })?;
    (!seen.has("access-control-allow-origin")).then_some((index, seen))
}

fn judge(case: &Case) -> Option<Judgement> {
    let (index, seen) = refused(case)?;
    let text = seen.text();
    let sentence = SENTENCES.iter().find(|sentence| text.contains(**sentence));
    let without =
        case.probed(Probe::WithoutOrigin).filter(|(_, probed)| probed.is_ok() && seen.method == "GET");
    if sentence.is_none() && without.is_none() {
        return None;
    }
    let said = sentence.and_then(|sentence| case.at_body(index, sentence, "the origin is not on the list"));
    let more = if without.is_some() { "; without an Origin it answers" } else { "" };
    let probe = without.map(|(probe, _)| Evidence::status(0, "without an Origin").in_probe(probe));
    Some(
        Judgement::proved(format!(
            "{} refuses {} with status {}: the origin is not on its list{more}",
            host(seen),
            case.origin(),
            seen.status()
        ))
        .at(said)
        .at([Evidence::status(index, "refused for its origin")])
        .at(probe)
        .fix(format!("Put `{}` on the server's list, if it belongs there.", case.origin()))
        .need(Need::of(case, Problem::Grant)),
    )
}
