//! D40: an Amazon API Gateway has no method for this request.

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::{address, host};
use super::{Evidence, Judgement};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # API Gateway knows no such method
    ///
    /// Amazon API Gateway answers `Missing Authentication Token`, which has nothing to do with tokens: there is no such route.
    ///
    /// ## What you see
    ///
    /// “Response to preflight request doesn't pass access control check”, and a 403 with
    /// `{"message":"Missing Authentication Token"}` in the network panel.
    ///
    /// ## What is really wrong
    ///
    /// The API has no `OPTIONS` method on this resource, or the URL lacks the name of the stage. Its error answers carry no CORS
    /// headers either.
    ///
    /// ## How to fix
    ///
    /// Enable CORS on the resource (which adds an `OPTIONS` method with authorization `NONE`) and *deploy the stage again*. Add the
    /// CORS headers to the gateway responses `DEFAULT_4XX` and `DEFAULT_5XX`. See that the URL names the stage: `/prod/orders`.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /prod/orders HTTP/1.1
    /// > Host: abc123.execute-api.eu-central-1.amazonaws.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 403 Forbidden
    /// < x-amzn-ErrorType: MissingAuthenticationTokenException
    /// < x-amz-apigw-id: PQ1
    /// < Content-Type: application/json
    /// <
    /// {"message":"Missing Authentication Token"}
    /// ```
    ///
    /// ## Clean
    ///
    /// The gateway's authorizer refuses, and the route exists:
    ///
    /// ```http
    /// > OPTIONS /prod/orders HTTP/1.1
    /// > Host: abc123.execute-api.eu-central-1.amazonaws.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// >
    /// < HTTP/1.1 401 Unauthorized
    /// < x-amzn-ErrorType: UnauthorizedException
    /// < Content-Type: application/json
    /// <
    /// {"message":"Unauthorized"}
    /// ```
    rank: Status,
    certainty: Proved,
    specialises: ["D03", "D04", "D05"],
    probes: [],
    judge: judge,
}

const MESSAGE: &str = "Missing Authentication Token";

fn judge(case: &Case) -> Option<Judgement> {
    let found = case.exchanges.iter().enumerate().find(|(_, seen)| {
        let kind = seen.header("x-amzn-errortype").unwrap_or_default();
        seen.status() == 403
            && !seen.has("access-control-allow-origin")
            && (kind.contains("MissingAuthenticationToken")
                || (!kind.is_empty() && seen.text().contains(MESSAGE)))
    });
    let (index, seen) = found?;
    Some(
        Judgement::proved(format!(
            "the API Gateway at {} has no {} method for {}: that is what its \"{MESSAGE}\" means",
            host(seen),
            seen.method,
            address(&seen.url)
        ))
        .at(case.at_body(index, MESSAGE, "there is no such route"))
        .at(case.at_header(index, "x-amzn-errortype", "API Gateway's own answer"))
        .at([Evidence::status(index, "not the application's")])
        .fix(
            "Enable CORS on the resource, so that it has an `OPTIONS` method without authorization, and deploy the stage \
             again; see that the URL names the stage.",
        )
        .need(Need::of(case, Problem::PreflightUnanswered)),
    )
}
