//! D26: the page has no origin of its own, and says `null`.

use corslet::verdict::Failure;

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Evidence, Judgement};

diagnosis! {
    /// # The page has no origin
    ///
    /// The page asks with `Origin: null`: it was opened from a file, stands in a sandboxed frame, or came from a `data:` URL.
    ///
    /// ## What you see
    ///
    /// “Access to fetch at '…' from origin 'null' has been blocked by CORS policy”.
    ///
    /// ## What is really wrong
    ///
    /// A page that did not come from a web server has an origin that is equal to no other and prints as `null`. No server can
    /// tell one such page from another, so none should grant to it.
    ///
    /// ## How to fix
    ///
    /// Open the page over http: `python3 -m http.server` in its folder, or the development server of its framework. In a frame,
    /// drop `sandbox` or add `allow-same-origin` to it. Never allow the origin `null` at the server: any page can have it.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: null
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
    /// > Origin: null
    /// >
    /// < HTTP/1.1 200 OK
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// `*` grants to every page, to this one too:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: null
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// <
    /// ```
    ///
    /// The page has an origin, and redirects have taken it away:
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
    rank: AllowOrigin,
    certainty: Proved,
    specialises: ["D01", "D12", "D21", "D22", "D23", "D24", "D25"],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    if !case.init.origin.is_opaque() {
        return None;
    }
    let (failing, index, seen) = case.fails(|one| {
        matches!(
            one.failure,
            Failure::AllowOriginIsMissing { .. }
                | Failure::AllowOriginDiffers { .. }
                | Failure::AllowOriginIsWildcardWithCredentials
        )
    })?;
    let host = host(seen);
    let server = match failing.failure {
        Failure::AllowOriginIsMissing { .. } => format!("{host} grants nothing"),
        Failure::AllowOriginIsWildcardWithCredentials => {
            format!("{host} grants to `*`, without credentials only")
        }
        _ => format!("{host} grants to others"),
    };
    let proof = if seen.has("access-control-allow-origin") {
        case.at_header(index, "access-control-allow-origin", "not granted to null, and rightly so")
    } else {
        vec![Evidence::missing(index, "Access-Control-Allow-Origin")]
    };
    Some(
        Judgement::proved(format!("the page has no origin of its own and asks with `Origin: null`, and {server}"))
            .at(case.at_request_header(index, "origin", "null", "the page's origin"))
            .at(proof)
            .fix(
                "Open the page over http (`python3 -m http.server` in its folder) instead of as a file; in a sandboxed frame add \
                 `allow-same-origin`. Then let the server grant to that origin, and never to null.",
            ),
    )
}
