//! D14: with credentials, `*` in a list of methods or header names is a name like any other.

use corslet::verdict::{Failure, Kind};
use corslet::words::is_cors_safelisted_response_header_name;

use super::Judgement;
use super::case::{Case, Seen};
use super::diagnosis::diagnosis;
use super::wording::{host, list, names};
use crate::fixes::{Need, Problem};

diagnosis! {
    /// # `*` in a list is a mere name with credentials
    ///
    /// The request includes credentials, and the server allows the methods or headers `*`, or exposes the headers `*`: with
    /// credentials that is the name of one method, or of one header, and of none that is meant.
    ///
    /// ## What you see
    ///
    /// “Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response”, although
    /// everything is allowed; or a response header that a script cannot read.
    ///
    /// ## What is really wrong
    ///
    /// `*` stands for every name in requests without credentials only.
    ///
    /// ## How to fix
    ///
    /// List the methods and the header names. Most frameworks do that for you when they are told the names.
    ///
    /// ## Found
    ///
    /// ```http
    /// * credentials: include
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// > Access-Control-Request-Headers: content-type
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: *
    /// < Access-Control-Allow-Headers: *
    /// <
    /// ```
    ///
    /// ```http
    /// * credentials: include
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Cookie: session=7
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Expose-Headers: *
    /// < X-Total-Count: 42
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// > Access-Control-Request-Headers: content-type
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Methods: *
    /// < Access-Control-Allow-Headers: *
    /// <
    /// > PUT /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Content-Type: application/json
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    ///
    /// The names are listed, and the one that is missing is not there by any name:
    ///
    /// ```http
    /// * credentials: include
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// > Access-Control-Request-Headers: x-tenant
    /// >
    /// < HTTP/1.1 204 No Content
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Methods: PUT
    /// < Access-Control-Allow-Headers: content-type
    /// <
    /// ```
    rank: AllowMethods,
    certainty: Proved,
    specialises: ["D15", "D16", "D18", "D20", "D34"],
    probes: [],
    judge: judge,
}

const METHODS: &str = "Access-Control-Allow-Methods";
const HEADERS: &str = "Access-Control-Allow-Headers";
const EXPOSE: &str = "Access-Control-Expose-Headers";

fn judge(case: &Case) -> Option<Judgement> {
    if !case.includes_credentials() {
        return None;
    }
    refused(case).or_else(|| hidden(case))
}

fn has_star(allowed: Option<&Vec<u8>>) -> bool {
    allowed.is_some_and(|value| value.split(|byte| *byte == b',').any(|one| one.trim_ascii() == b"*"))
}

/// The preflight refuses a method or a header that `*` was to allow.
fn refused(case: &Case) -> Option<Judgement> {
    let (mut headers, mut found, mut method) = (Vec::new(), None, None);
    for one in case.failing().into_iter().filter(|one| one.on == Kind::Preflight) {
        match one.failure {
            Failure::MethodIsNotAllowed { method: name, allowed } if has_star(allowed.as_ref()) => {
                method = Some(name.clone());
            }
            Failure::HeaderIsNotAllowed { name, allowed } if has_star(allowed.as_ref()) => {
                headers.push(name.clone())
            }
            Failure::AuthorizationIsNotListed { allowed } if has_star(allowed.as_ref()) => {
                headers.push("authorization".to_owned());
            }
            _ => continue,
        }
        found = found.or(one.exchange);
    }
    headers.dedup();
    let index = found?;
    let seen = case.exchanges.get(index)?;
    let plural = if headers.len() == 1 { "" } else { "s" };
    let what = match (&method, headers.is_empty()) {
        (Some(method), true) => format!("the method `{method}`"),
        (Some(method), false) => {
            format!("neither the method `{method}` nor the header{plural} {}", names(&headers))
        }
        (None, _) => format!("the header{plural} {}", names(&headers)),
    };
    let verb = if method.is_some() && !headers.is_empty() { "allows" } else { "does not allow" };
    let cause =
        format!("with credentials `*` is only a name, so the preflight of {} {verb} {what}", host(seen));
    let mut evidence = Vec::new();
    if method.is_some() {
        evidence.extend(case.at_header(index, METHODS, "with credentials, a method called *"));
    }
    if !headers.is_empty() {
        evidence.extend(case.at_header(index, HEADERS, "with credentials, a header called *"));
    }
    Some(
        Judgement::proved(cause)
            .at(evidence)
            .fix(listed(case, seen, method.as_deref(), &headers))
            .need(Need::of(case, Problem::Grant)),
    )
}

fn listed(case: &Case, seen: &Seen, method: Option<&str>, headers: &[String]) -> String {
    let mut lines = Vec::new();
    if let Some(method) = method {
        lines.push(format!("`{METHODS}: {method}`"));
    }
    if !headers.is_empty() {
        lines.push(format!("`{HEADERS}: {}`", case.requested_headers().join(", ")));
    }
    format!("Let {} list the names: {}.", host(seen), lines.join(" and "))
}

/// `*` was to let the page read the response's headers.
fn hidden(case: &Case) -> Option<Judgement> {
    let (index, seen) = case.last_actual()?;
    if !case.is_allowed()
        || case.is_same_origin()
        || !seen.lists(EXPOSE, "*")
        || seen.lists("access-control-allow-origin", "*")
    {
        return None;
    }
    let exposed = seen.list(EXPOSE);
    let hidden: Vec<String> = seen
        .head()?
        .headers
        .iter()
        .map(|(name, _)| name.as_str().to_owned())
        .filter(|name| {
            !is_plumbing(name)
                && !is_cors_safelisted_response_header_name(name)
                && !exposed.iter().any(|known| known.eq_ignore_ascii_case(name))
        })
        .collect();
    if hidden.is_empty() {
        return None;
    }
    let cause = format!(
        "with credentials `*` exposes only a header called *, so the page cannot read {}",
        names(&hidden)
    );
    let need = Need::of(case, Problem::Grant).map(|mut need| {
        hidden.iter().for_each(|name| need.grant.expose(name));
        need
    });
    Some(
        Judgement::proved(cause)
            .withholds()
            .at(case.at_header(index, EXPOSE, "with credentials, a header called *"))
            .fix(format!("Let {} name them: `{EXPOSE}: {}`.", host(seen), list(&hidden)))
            .need(need),
    )
}

/// Headers that no page asks for: those of the connection, of caches and of the browser's own rules.
fn is_plumbing(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "accept-ranges",
        "age",
        "alt-svc",
        "connection",
        "content-encoding",
        "content-security-policy",
        "date",
        "keep-alive",
        "nel",
        "permissions-policy",
        "referrer-policy",
        "report-to",
        "server",
        "set-cookie",
        "set-cookie2",
        "strict-transport-security",
        "transfer-encoding",
        "vary",
        "via",
        "x-content-type-options",
        "x-frame-options",
        "x-powered-by",
        "x-xss-protection",
    ];
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_str())
        || ["access-control-", "cross-origin-", "x-amz-", "cf-"].iter().any(|prefix| name.starts_with(prefix))
}
