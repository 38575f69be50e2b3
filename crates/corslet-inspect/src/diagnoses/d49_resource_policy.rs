//! D49: `Cross-Origin-Resource-Policy` or the page's embedder policy blocks, and not CORS.

use corslet::verdict::Failure;

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{host, quoted};
use super::{Evidence, Judgement};

diagnosis! {
    /// # A resource policy blocks
    ///
    /// What blocks is not the CORS check: it is `Cross-Origin-Resource-Policy` of the response, or what the page's
    /// `Cross-Origin-Embedder-Policy` demands of it.
    ///
    /// ## What you see
    ///
    /// `net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin` or `…NotSameOriginAfterDefaultedToSameOriginByCoep`, for an image, a script or a
    /// frame; often after a security header package (helmet) was added, or after the page was made cross-origin isolated.
    ///
    /// ## What is really wrong
    ///
    /// Requests without CORS (an `<img>`, a `<script>`) are subject to another check: the server says who may *embed* the answer.
    /// `same-origin` and `same-site` keep other pages out. A page with `Cross-Origin-Embedder-Policy: require-corp` demands that
    /// every such answer says `cross-origin`.
    ///
    /// ## How to fix
    ///
    /// For what others may embed: `Cross-Origin-Resource-Policy: cross-origin`. Or ask under CORS (`crossorigin` on the element, and
    /// the server grants); this check does not apply then. For the page itself, `credentialless` demands less than `require-corp`.
    ///
    /// ## Found
    ///
    /// ```http
    /// * page: https://app.example.com
    /// * api: img
    /// > GET /logo.png HTTP/1.1
    /// > Host: cdn.example.net
    /// >
    /// < HTTP/1.1 200 OK
    /// < Cross-Origin-Resource-Policy: same-origin
    /// < Content-Type: image/png
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// * page: https://app.example.com
    /// * api: img
    /// > GET /logo.png HTTP/1.1
    /// > Host: cdn.example.net
    /// >
    /// < HTTP/1.1 200 OK
    /// < Cross-Origin-Resource-Policy: cross-origin
    /// < Content-Type: image/png
    /// <
    /// ```
    ///
    /// Under CORS the policy is not looked at:
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.net
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Cross-Origin-Resource-Policy: same-origin
    /// <
    /// ```
    rank: AllowOrigin,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

const HEADER: &str = "cross-origin-resource-policy";

fn judge(case: &Case) -> Option<Judgement> {
    let (failing, index, seen) = case.fails(|one| {
        matches!(
            one.failure,
            Failure::ResourcePolicyForbids { .. }
                | Failure::ResourcePolicyIsMissing { .. }
                | Failure::EmbedderPolicyIsMissing { .. }
        )
    })?;
    let (cause, evidence, fix) = match failing.failure {
        Failure::ResourcePolicyForbids { received } => (
            format!(
                "{} keeps pages of other origins from embedding its answer: its resource policy is {}. This is not CORS",
                host(seen),
                quoted(&String::from_utf8_lossy(received))
            ),
            case.at_header(index, HEADER, "the page is not within it"),
            "Send `Cross-Origin-Resource-Policy: cross-origin` for what others may embed, or ask under CORS and grant it.",
        ),
        Failure::ResourcePolicyIsMissing { demanded, .. } => (
            format!(
                "the page's embedder policy is {}, which demands a resource policy of {}",
                quoted(demanded),
                host(seen)
            ),
            match seen.has(HEADER) {
                true => case.at_header(index, HEADER, "not a policy that lets the page embed it"),
                false => vec![Evidence::missing(index, "Cross-Origin-Resource-Policy")],
            },
            "Let the server send `Cross-Origin-Resource-Policy: cross-origin`, or give the element `crossorigin` and grant it; \
             the page could also do with the embedder policy `credentialless`.",
        ),
        _ => (
            format!("the page has an embedder policy, and the frame from {} has none of its own", host(seen)),
            vec![Evidence::missing(index, "Cross-Origin-Embedder-Policy")],
            "Let the frame's own response send `Cross-Origin-Embedder-Policy: require-corp`.",
        ),
    };
    Some(Judgement::proved(cause).at(evidence).fix(fix))
}
