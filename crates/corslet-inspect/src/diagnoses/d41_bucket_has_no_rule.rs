//! D41: an S3 bucket has no CORS rule for this request.

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{host, quoted};
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # The bucket has no rule for this
    ///
    /// Amazon S3, or a store that speaks like it, answers that no CORS rule matches.
    ///
    /// ## What you see
    ///
    /// “Response to preflight request doesn't pass access control check”, and a 403 with XML in the network panel:
    /// `CORSResponse: This CORS request is not allowed`.
    ///
    /// ## What is really wrong
    ///
    /// A bucket grants by rules. One rule has to match the origin, the method *and* every requested header; here none does, or the
    /// bucket has no rules at all.
    ///
    /// ## How to fix
    ///
    /// Write a rule that names the origin exactly, without a slash at its end, the method (`GET`, `PUT`, `POST`, `DELETE`, `HEAD`),
    /// and the headers. The console takes JSON, not XML. An origin may hold one `*`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /photos/7.jpg HTTP/1.1
    /// > Host: photos.s3.amazonaws.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// < Server: AmazonS3
    /// < Content-Type: application/xml
    /// <
    /// <?xml version="1.0" encoding="UTF-8"?>
    /// <Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.</Message><Method>PUT</Method><ResourceType>OBJECT</ResourceType></Error>
    /// ```
    ///
    /// ## Clean
    ///
    /// The object may not be read by anybody, which is no matter of CORS:
    ///
    /// ```http
    /// > GET /photos/7.jpg HTTP/1.1
    /// > Host: photos.s3.amazonaws.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// < Server: AmazonS3
    /// < Content-Type: application/xml
    /// <
    /// <?xml version="1.0" encoding="UTF-8"?>
    /// <Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>
    /// ```
    rank: Status,
    certainty: Proved,
    specialises: ["D03", "D04"],
    probes: [],
    judge: judge,
}

const CODE: &str = "AccessForbidden";
const MARK: &str = "CORSResponse";

fn judge(case: &Case) -> Option<Judgement> {
    let found = case.exchanges.iter().enumerate().find(|(_, seen)| {
        let text = seen.text();
        seen.status() == 403 && text.contains(CODE) && text.contains(MARK)
    });
    let (index, seen) = found?;
    let has_rules = !seen.text().contains("CORS is not enabled");
    let what = match has_rules {
        true => "has no CORS rule that matches",
        false => "has no CORS rules, so nothing matches",
    };
    let asked = seen.request_header("access-control-request-headers");
    let headers = asked.map(|names| format!(" with headers {}", quoted(&names))).unwrap_or_default();
    Some(
        Judgement::proved(format!(
            "the bucket at {} {what} {} of {}{headers}",
            host(seen),
            case.method(),
            case.origin()
        ))
        .at(case.at_body(index, MARK, "no rule matches"))
        .at([Evidence::status(index, "the bucket's answer")])
        .fix(
            "Add a rule to the bucket's CORS configuration that names this origin exactly, without a slash at its end, with \
             the method and every header.",
        )
        .need(Need::of(case, Problem::Grant)),
    )
}
