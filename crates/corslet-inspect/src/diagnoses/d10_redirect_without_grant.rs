//! D10: the request is redirected, and an answer on the way or behind it does not grant.

use corslet::verdict::{AllowOriginMismatch, Failure, Kind};

use super::case::Case;
use super::diagnosis::diagnosis;
use super::preflight_redirect::{Leads, leads};
use super::wording::{address, host};
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # A redirect on the way is not granted
    ///
    /// The request is redirected, and either the redirect itself or the answer behind it does not let the page's origin read
    /// it.
    ///
    /// ## What you see
    ///
    /// “… (redirected from '…') from origin '…' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is
    /// present”, or a mismatch with an origin `null` that you have never heard of.
    ///
    /// ## What is really wrong
    ///
    /// Every answer of a cross-origin request has to grant, the redirects too. And when a redirect leads from one foreign
    /// origin to another, the browser says `Origin: null` from there on, so that the second server does not take the page for
    /// the first one's: a server that looks the origin up in a list then finds nothing.
    ///
    /// ## How to fix
    ///
    /// Ask the last URL in the page's code. Where that is not possible, let every hop grant; behind a second origin only `*`
    /// (without credentials) can do it. Never allow the origin `null`: any page can have it.
    ///
    /// ## Found
    ///
    /// The redirect does not grant:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 302 Found
    /// < Location: https://api.example.com/v2/orders
    /// <
    /// ```
    ///
    /// The second origin is asked with `null`:
    ///
    /// ```http
    /// > GET /files/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 302 Found
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Location: https://files.example.net/7
    /// <
    /// > GET /7 HTTP/1.1
    /// > Host: files.example.net
    /// > Origin: null
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// What stands behind the redirect does not grant:
    ///
    /// ```http
    /// > GET /files/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 302 Found
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Location: https://files.example.net/7
    /// <
    /// > GET /7 HTTP/1.1
    /// > Host: files.example.net
    /// > Origin: null
    /// >
    /// < HTTP/1.1 200 OK
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// Behind the second origin, `*` grants:
    ///
    /// ```http
    /// > GET /files/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 302 Found
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Location: https://files.example.net/7
    /// <
    /// > GET /7 HTTP/1.1
    /// > Host: files.example.net
    /// > Origin: null
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// ```
    ///
    /// It is redirected, and what stands behind it fails:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 307 Temporary Redirect
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Location: /orders/
    /// <
    /// > GET /orders/ HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 500 Internal Server Error
    /// <
    /// ```
    rank: Redirect,
    certainty: Proved,
    specialises: ["D01", "D21", "D25"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (failing, index, seen) = case.fails(|one| {
        one.on == Kind::Actual
            && matches!(
                one.failure,
                Failure::AllowOriginIsMissing { .. } | Failure::AllowOriginDiffers { .. }
            )
    })?;
    let is_null = seen.request_header("origin").as_deref() == Some("null") && !case.init.origin.is_opaque();
    let missing = matches!(failing.failure, Failure::AllowOriginIsMissing { .. });
    let last = address(&seen.url);
    if seen.is_redirect() && missing {
        let to = seen.location()?;
        let why = match leads(&seen.url, &to) {
            Leads::ToHttps => ": the same URL over https",
            Leads::ToSlash => ": a slash is the whole difference",
            Leads::ToLogin => ": a login page",
            Leads::ToHost | Leads::Elsewhere => "",
        };
        let cause = format!(
            "{} redirects to {}{why}, and the redirect has no Access-Control-Allow-Origin",
            host(seen),
            address(&to)
        );
        return Some(
            Judgement::proved(cause)
                .at([Evidence::missing(index, "Access-Control-Allow-Origin")])
                .at(case.at_header(index, "location", "it is sent on"))
                .fix(format!(
                    "Ask {} in the page's code, or let the redirect grant as every other answer does.",
                    address(&to)
                ))
                .need(Need::of(case, Problem::Errors)),
        );
    }
    if failing.hop == 0 || seen.status() >= 400 {
        return None;
    }
    let origin_line = case.at_request_header(index, "origin", "null", "two origins on the way make it null");
    let differs = matches!(
        failing.failure,
        Failure::AllowOriginDiffers {
            mismatch: AllowOriginMismatch::OriginIsNull | AllowOriginMismatch::Other,
            ..
        }
    );
    if is_null && (missing || differs) {
        let cause = format!(
            "redirects led over two origins to {last}, so the browser says `Origin: null` there, and that is not granted"
        );
        let proof = match missing {
            true => vec![Evidence::missing(index, "Access-Control-Allow-Origin")],
            false => {
                case.at_header(index, "access-control-allow-origin", "the browser compares it with null")
            }
        };
        return Some(Judgement::proved(cause).at(proof).at(origin_line).fix(format!(
            "Ask {last} in the page's code, without the redirect: then it sees `{}`. Never allow the origin null.",
            case.origin()
        )));
    }
    missing.then(|| {
        Judgement::proved(format!(
            "the request was redirected to {last}, which has no Access-Control-Allow-Origin"
        ))
        .at([Evidence::missing(index, "Access-Control-Allow-Origin")])
        .fix(format!("Let {} grant to `{}` too: every answer on the way has to.", host(seen), case.origin()))
        .need(Need::of(case, Problem::Grant))
    })
}
