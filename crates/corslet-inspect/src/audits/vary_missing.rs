//! `vary-missing`: a cache may give one page's answer to another.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, SessionUse, Severity, Want, rule};
use crate::exchange::Response;

rule! {
    /// # A cache may give one page's answer to another
    ///
    /// The answer depends on `Origin`, and does not say so.
    ///
    /// ## What it finds
    ///
    /// `Access-Control-Allow-Origin` is one for a request without `Origin`, another for a page that is allowed, or another for a
    /// stranger, and a good answer that a cache may keep has no `Vary: Origin`. The answers to strangers and to nobody count as well:
    /// whichever comes first is kept. `Vary` is a list, on one line or several, in any case; `*` in it covers everything. What is
    /// `no-store` or `private`, or has to be fetched anew anyway, is not reported.
    ///
    /// ## Why it matters
    ///
    /// A cache, the browser's own or one that many share, gives the kept answer to the next page: it names another origin or none, and
    /// the page is blocked, now and then, and nobody can tell why. In a shared cache a stranger can plant the denial for everybody, and
    /// an echoed origin gets other users' pages what it was not to get.
    ///
    /// ## How to fix
    ///
    /// Send `Vary: Origin` with every answer of the resource, refusals, errors and answers to nobody included. Add to `Vary`, do not
    /// replace it. Or answer everybody the same.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Vary Origin always;
    /// ```
    ///
    /// ### Apache
    ///
    /// ```apache
    /// Header always merge Vary Origin
    /// ```
    ///
    /// ### Caddy
    ///
    /// ```caddy
    /// header +Vary Origin
    /// ```
    ///
    /// ### Envoy, Traefik
    ///
    /// Envoy adds none: `response_headers_to_add` with `append_action: APPEND_IF_EXISTS_OR_ADD`. Traefik: `addVaryHeader: true`.
    ///
    /// ### Express
    ///
    /// ```js
    /// app.use((req, res, next) => { res.vary('Origin'); next(); });
    /// ```
    ///
    /// ### Python
    ///
    /// Starlette and FastAPI say it only to pages that are allowed: add it in a middleware of your own.
    ///
    /// ### .NET
    ///
    /// One listed origin gets no `Vary`: `context.Response.Headers.Append("Vary", "Origin")`.
    ///
    /// ### Go
    ///
    /// ```go
    /// w.Header().Add("Vary", "Origin")
    /// ```
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Cache-Control: public, max-age=60
    ///
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    /// < Cache-Control: public, max-age=60
    /// ```
    ///
    /// The denial lacks it.
    ///
    /// ```http
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Vary: Origin
    ///
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Vary: Accept-Encoding
    /// < Vary: Accept, ORIGIN
    ///
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Vary: *
    /// ```
    ///
    /// ```http
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Cache-Control: private
    ///
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Cache-Control: max-age=0, No-Store
    /// ```
    ///
    /// Everybody gets the same name.
    ///
    /// ```http
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    ///
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// ```
    ///
    /// An error is another answer, and is kept for itself.
    ///
    /// ```http
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Vary: Origin
    ///
    /// > GET /rates HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://attacker.com
    ///
    /// < HTTP/1.1 403 Forbidden
    /// ```
    "vary-missing", "a cache may give one page's answer to another";
    section: Section::Caching,
    severity: Severity::Medium,
    confidence: Confidence::High,
    cwe: &[524, 942],
    asvs: &[],
    implied_by: &[],
    wants: |evidence| {
        let mut wants = vec![Want::quick(Probe::plain()), Want::quick(Probe::from(evidence.stranger()))];
        wants.extend(evidence.front_wants());
        wants
    },
    judge: judge,
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    if evidence.settings.method.as_deref().is_some_and(|method| !matches!(method, "GET" | "HEAD")) {
        return None;
    }
    // Answers to the same session only: what a cookie changes is not for `Vary: Origin` to say.
    let answers: Vec<(usize, &Response)> = evidence
        .actual()
        .filter(|(index, exchange, response)| {
            let probe = evidence.asked()[*index].probe.as_ref();
            exchange.request.method == "GET"
                && response.is_ok()
                && probe.is_none_or(|probe| probe.session == SessionUse::Given)
        })
        .map(|(index, _, response)| (index, response))
        .collect();
    let value = |response: &Response| response.header("access-control-allow-origin");
    let (first, rest) = answers.split_first()?;
    let (other, _) = rest.iter().find(|(_, response)| value(response) != value(first.1))?;
    let (bad, response) = answers
        .iter()
        .filter(|(_, response)| is_reused(response) && !response.varies_by_origin())
        // The answer that many share says most.
        .max_by_key(|(index, response)| (is_shared(response), std::cmp::Reverse(*index)))?;
    let severity = if is_shared(response) { Severity::Medium } else { Severity::Low };
    let mut finding = Finding::new(
        "vary-missing",
        severity,
        Confidence::High,
        "`Access-Control-Allow-Origin` depends on who asks, and an answer that a cache may keep has no `Vary: Origin`.",
    )
    .seen(evidence.point(*bad, "vary", "it may be kept, and does not vary by Origin"))
    .seen(evidence.point(first.0, "access-control-allow-origin", said(value(first.1))))
    .seen(evidence.point(*other, "access-control-allow-origin", said(evidence.exchange(*other)?.response().and_then(value))));
    finding = match severity {
        Severity::Medium => finding.note("A shared cache may keep it, and give it to other users."),
        _ => finding.note("Nothing says that a shared cache keeps it; the browser's own may."),
    };
    Some(finding)
}

fn said(value: Option<String>) -> String {
    value.map_or_else(|| "one answer allows nobody".to_owned(), |value| format!("one answer says `{value}`"))
}

/// The directives of `Cache-Control`, in lower case, without their values.
fn directives(response: &Response) -> Vec<String> {
    let lines = response.header("cache-control").unwrap_or_default().to_ascii_lowercase();
    lines.split(',').map(|one| one.trim().to_owned()).collect()
}

/// Whether a cache may keep it, and use it again for another page.
fn is_reused(response: &Response) -> bool {
    let directives = directives(response);
    let has = |name: &str| directives.iter().any(|one| one == name);
    if has("no-store") || directives.iter().any(|one| one == "private" || one.starts_with("private=")) {
        return false;
    }
    let is_stale = has("no-cache")
        || has("max-age=0") && !directives.iter().any(|one| one.starts_with("s-maxage"))
        || response.header("pragma").is_some_and(|value| value.eq_ignore_ascii_case("no-cache"))
        || response.header("expires").is_some_and(|value| value == "0" || value == "-1");
    // Stale at once, it is used again only after the server has confirmed it, for which it needs a validator.
    !is_stale || ["etag", "last-modified"].iter().any(|name| response.head.headers.contains(name))
}

/// Whether a cache that many share may keep it, or did.
fn is_shared(response: &Response) -> bool {
    let is_hit = ["x-cache", "cf-cache-status", "x-cache-status", "x-proxy-cache", "x-varnish-cache"]
        .iter()
        .filter_map(|name| response.header(name))
        .any(|value| value.to_ascii_lowercase().contains("hit"));
    let headers = &response.head.headers;
    let is_for_surrogates =
        ["age", "surrogate-control", "cdn-cache-control"].iter().any(|name| headers.contains(name));
    let directives = directives(response);
    is_hit || is_for_surrogates || directives.iter().any(|one| one == "public" || one.starts_with("s-maxage"))
}
