//! `acac-invalid`: `Access-Control-Allow-Credentials` has a value that browsers ignore.

use crate::audit::{Confidence, Evidence, Finding, Probe, Section, Severity, Want, rule};

rule! {
    /// # Credentials are allowed in a way that browsers ignore
    ///
    /// `Access-Control-Allow-Credentials` has one value, `true`, in lower case.
    ///
    /// ## What it finds
    ///
    /// A good answer has `Access-Control-Allow-Credentials` with another value: `True`, `1`, `yes`, or `true` twice. `false` says what
    /// leaving it out says, and is not reported.
    ///
    /// ## Why it matters
    ///
    /// Browsers [compare byte for byte](https://fetch.spec.whatwg.org/#concept-cors-check) and ignore everything but `true`: requests
    /// with credentials are blocked, although somebody meant to allow them.
    ///
    /// ## How to fix
    ///
    /// Write `true`, or leave the header out.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// add_header Access-Control-Allow-Credentials "true" always;
    /// ```
    ///
    /// ### Python
    ///
    /// ```python
    /// response.headers["Access-Control-Allow-Credentials"] = "true"   # str(True) is "True"
    /// ```
    ///
    /// ### .NET
    ///
    /// ```csharp
    /// policy.AllowCredentials();   // not Headers.Append("...", true.ToString())
    /// ```
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: True
    /// ```
    ///
    /// Two layers that each add it are as bad as a wrong word.
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://app.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.shop.example
    /// < Access-Control-Allow-Credentials: false
    /// ```
    "acac-invalid", "credentials are allowed in a way that browsers ignore";
    section: Section::Values,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[942],
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
    let (index, value) =
        evidence.actual().chain(evidence.preflights()).find_map(|(index, _, response)| {
            let headers = &response.head.headers;
            let value = headers.get("access-control-allow-credentials")?;
            // Two layers that both add everything are one fault, which is told by the origin.
            let is_doubled = headers.get_all("access-control-allow-origin").nth(1).is_some()
                && headers.get_all("access-control-allow-credentials").all(|line| *line == "true");
            let is_harmless = *value == *b"true" || value.eq_ignore_ascii_case(b"false") || is_doubled;
            (response.is_ok() && !is_harmless).then(|| (index, String::from_utf8_lossy(&value).into_owned()))
        })?;
    Some(
        Finding::new(
            "acac-invalid",
            Severity::Low,
            Confidence::High,
            format!(
                "`Access-Control-Allow-Credentials` is `{value}`, which browsers ignore: only `true` counts."
            ),
        )
        .seen(evidence.point(index, "access-control-allow-credentials", "not `true`, byte for byte")),
    )
}
