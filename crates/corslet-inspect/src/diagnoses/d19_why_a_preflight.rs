//! D19: what of the request makes the browser send a preflight.

use corslet::browser::{Api, Body, Request};
use corslet::words::{Safelist, Unsafe, cors_unsafe_request_header_names};

use super::case::Case;
use super::diagnosis::diagnosis;
use super::refused_headers::added_by;
use super::wording::{joined, names, plain, quoted};
use super::{Evidence, Judgement};

diagnosis! {
    /// # Why there is a preflight
    ///
    /// Before the request itself the browser asks with `OPTIONS`: this is what of the request makes it.
    ///
    /// ## What you see
    ///
    /// Two requests in the network panel, where the page's code has one.
    ///
    /// ## What is really wrong
    ///
    /// Nothing. A request that a plain form could not have sent is announced first, so that servers which never heard of CORS
    /// are asked nothing new. What makes it so is the method, a header, the type of the body, a stream as body, or a listener
    /// for the progress of an upload.
    ///
    /// ## How to fix
    ///
    /// Leave out what nobody needs: a header against caches, `X-Requested-With`. JSON is worth its preflight; to call it
    /// `text/plain` opens the server to forged requests. What stays costs one question for as long as
    /// `Access-Control-Max-Age` says: 600 seconds are honoured by every browser.
    ///
    /// ## Found
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: POST
    /// > Access-Control-Request-Headers: content-type
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Headers: content-type
    /// < Access-Control-Max-Age: 600
    /// < Vary: Origin
    /// <
    /// > POST /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Content-Type: application/json
    /// >
    /// < HTTP/1.1 201 Created
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > POST /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Content-Type: text/plain
    /// >
    /// < HTTP/1.1 201 Created
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    rank: Explanation,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (index, preflight) = case.preflight()?;
    let request = case.request()?;
    let safelist = case.browsers().next().map(|run| &run.engine.profile().rules.safelist)?;
    let triggers = triggers(request, safelist);
    if triggers.is_empty() {
        return None;
    }
    let remembered = preflight.header("access-control-max-age").and_then(|value| value.parse::<u32>().ok());
    let cost = match remembered {
        Some(600..) => "the server lets browsers remember the answer, so it is asked once in a while only",
        _ => "let the server send `Access-Control-Max-Age: 600`, so that it is asked once in ten minutes",
    };
    let advice = match avoidable(case).as_slice() {
        [] => format!("It cannot be avoided; {cost}."),
        some => some.join(" "),
    };
    let by_method = match request.method.is_cors_safelisted() {
        true => Vec::new(),
        false => case.at_request_header(index, "access-control-request-method", "", "for this method"),
    };
    Some(
        Judgement::proved(format!("the browser asks first because of {}", joined(&triggers)))
            .works()
            .at([Evidence::request(index, "the preflight")])
            .at(by_method)
            .at(case.at_request_header(index, "access-control-request-headers", "", "for what it names"))
            .fix(advice),
    )
}

/// Everything that makes the browser ask first.
fn triggers(request: &Request, safelist: &Safelist) -> Vec<String> {
    let mut triggers = Vec::new();
    if !request.method.is_cors_safelisted() {
        triggers.push(format!("the method {}", quoted(request.method.as_str())));
    }
    for line in cors_unsafe_request_header_names(&request.headers, safelist).reasons() {
        let value = request.headers.line(line.line).map(|(_, value)| value.to_string()).unwrap_or_default();
        let name = line.name.as_str();
        triggers.push(match &line.reason {
            Unsafe::NotSafelistedName => format!("the header {}", quoted(name)),
            Unsafe::ContentTypeNotSafelisted { essence } => {
                format!("the type {}, which no form can send", quoted(essence))
            }
            Unsafe::ValueTooLong { .. } | Unsafe::TotalTooLong { .. } => {
                format!("the header {}: {}", quoted(name), line.reason)
            }
            reason => format!("the header `{}: {}` ({reason})", plain(name), plain(&value)),
        });
    }
    if matches!(request.api, Api::Xhr { upload_listener: true }) {
        triggers.push("a listener on the upload's progress".to_owned());
    }
    if request.body == Body::Stream {
        triggers.push("a stream as body".to_owned());
    }
    triggers
}

/// Whether a header is there for tracing alone, which can be told where to go.
fn is_of_tracing(name: &str) -> bool {
    added_by(name).is_some_and(|who| who.contains("racing") || who.contains("Insights"))
}

/// What could be left out.
fn avoidable(case: &Case) -> Vec<String> {
    let mut advice = Vec::new();
    let traced: Vec<String> =
        case.requested_headers().into_iter().filter(|name| is_of_tracing(name)).collect();
    if !traced.is_empty() {
        advice.push(format!(
            "Tracing adds {}: let it leave out requests to servers that do not read {}.",
            names(&traced),
            if traced.len() == 1 { "it" } else { "them" }
        ));
    }
    for name in case.requested_headers() {
        match name.as_str() {
            "content-type" if case.method() == "GET" || case.method() == "HEAD" => {
                advice.push("A GET has no body: leave out `Content-Type`.".to_owned());
            }
            "x-requested-with" => {
                advice.push("Leave out `X-Requested-With`, unless the server asks for it.".to_owned())
            }
            "cache-control" | "pragma" | "expires" => {
                advice.push(format!(
                    "Instead of `{name}` write `cache: 'no-store'`, which needs no preflight."
                ));
            }
            name if name.starts_with("access-control-") => {
                advice.push(format!("Leave out `{}`.", plain(name)))
            }
            _ => {}
        }
    }
    advice
}
