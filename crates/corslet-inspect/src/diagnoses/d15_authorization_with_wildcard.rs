//! D15: `*` lets `Authorization` through, which only browsers' leniency does.

use corslet::browser::Warning;
use corslet::verdict::Failure;

use super::Judgement;
use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::host;
use crate::fixes::{Need, Problem};

const NAME: &str = "access-control-allow-headers";

diagnosis! {
    /// # `*` covers `Authorization`, for now
    ///
    /// The page sends `Authorization`, the server allows the headers `*`, and browsers let it pass although the standard does
    /// not.
    ///
    /// ## What you see
    ///
    /// It works. Chromium reports a deprecation, Firefox a warning: “When the 'Access-Control-Allow-Headers' is '*', the
    /// 'Authorization' header is not covered.”
    ///
    /// ## What is really wrong
    ///
    /// `Authorization` is the one header that has to be listed by its name: `*` was not to let a page send tokens by accident.
    /// Browsers have not enforced it yet, and have said that they will.
    ///
    /// ## How to fix
    ///
    /// List it: `Access-Control-Allow-Headers: authorization, …`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: authorization
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Headers: *
    /// < Access-Control-Max-Age: 600
    /// <
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Authorization: Bearer token
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: authorization
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: *
    /// < Access-Control-Allow-Headers: *, Authorization
    /// <
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Authorization: Bearer token
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// ```
    ///
    /// With credentials it does not pass, which is another matter:
    ///
    /// ```http
    /// * credentials: include
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: GET
    /// > Access-Control-Request-Headers: authorization
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Headers: *
    /// <
    /// ```
    rank: AllowHeaders,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let is_warned = case
        .browsers()
        .filter_map(|run| run.verdict())
        .any(|verdict| verdict.warnings.contains(&Warning::AuthorizationCoveredByWildcard));
    let (index, seen) =
        case.preflights().find(|(_, seen)| seen.lists(NAME, "*") && !seen.lists(NAME, "authorization"))?;
    if !is_warned {
        return by_the_letter(case);
    }
    let cause = format!(
        "{} allows `authorization` by `*` only, which the standard forbids and browsers let pass with a warning",
        host(seen)
    );
    let judgement = Judgement::proved(cause).works();
    Some(said(judgement, case, index, seen))
}

/// Where the standard alone is asked, it blocks.
fn by_the_letter(case: &Case) -> Option<Judgement> {
    let is_covered = |failure: &Failure| matches!(failure, Failure::AuthorizationIsNotListed { .. });
    let (_, index, seen) = case.fails(|one| is_covered(one.failure))?;
    if case.includes_credentials() || !seen.lists(NAME, "*") {
        return None;
    }
    let cause =
        format!("{} allows `authorization` by `*` only, which does not cover it by the standard", host(seen));
    let is_all = case.refused_headers().is_some_and(|refused| refused.names.len() == 1);
    let judgement = Judgement::proved(cause).instead_of(if is_all { &["D16"] } else { &[] });
    Some(said(judgement, case, index, seen))
}

fn said(judgement: Judgement, case: &Case, index: usize, seen: &Seen) -> Judgement {
    let names = case.requested_headers().join(", ");
    judgement
        .at(case.at_header(index, NAME, "it does not cover authorization"))
        .fix(format!("Let {} list it: `Access-Control-Allow-Headers: {names}`.", host(seen)))
        .need(Need::of(case, Problem::Grant))
}
