//! The request headers that a preflight's answer does not allow, and who usually adds them.

use corslet::verdict::{Failure, Kind};

use super::case::{Case, Seen};
use super::evidence::Evidence;
use super::wording::{host, list};

/// The headers that the answer of a preflight does not allow.
pub(super) struct Refused<'c> {
    /// The preflight.
    pub(super) exchange: usize,
    /// What was seen of it.
    pub(super) seen: &'c Seen,
    /// Their names, in lower case and in order.
    pub(super) names: Vec<String>,
}

impl Case {
    /// The headers that the first preflight with any grant does not allow, for a browser.
    pub(super) fn refused_headers(&self) -> Option<Refused<'_>> {
        let mut refused: Option<Refused<'_>> = None;
        for one in self.failing_in_browsers().into_iter().filter(|one| one.on == Kind::Preflight) {
            let name = match one.failure {
                Failure::HeaderIsNotAllowed { name, .. } => name.clone(),
                Failure::AuthorizationIsNotListed { .. } => "authorization".to_owned(),
                _ => continue,
            };
            let Some(exchange) = one.exchange else { continue };
            let Some(seen) = self.exchanges.get(exchange) else { continue };
            // What grants nothing at all refuses no header in particular.
            if !seen.has_any_grant() {
                continue;
            }
            let all = refused.get_or_insert_with(|| Refused { exchange, seen, names: Vec::new() });
            if all.exchange == exchange && !all.names.contains(&name) {
                all.names.push(name);
            }
        }
        refused
    }
}

impl Refused<'_> {
    /// The value that would allow them, beside what is allowed already.
    pub(super) fn wanted_list(&self) -> String {
        let mut names = self.seen.list("access-control-allow-headers");
        names.retain(|name| name != "*");
        names.extend(self.names.iter().filter(|name| !name.starts_with("access-control-")).cloned());
        list(&names)
    }

    /// The lines that prove it: what was asked for, and what is allowed.
    pub(super) fn evidence(&self, case: &Case, name: &str) -> Vec<Evidence> {
        let asked = "access-control-request-headers";
        let mut evidence = case.at_header(
            self.exchange,
            "access-control-allow-headers",
            &format!("{name} is not among them"),
        );
        if evidence.is_empty() {
            evidence.push(Evidence::missing(self.exchange, "Access-Control-Allow-Headers"));
        }
        evidence.extend(case.at_request_header(self.exchange, asked, name, "asked for here"));
        evidence
    }

    /// The server's host.
    pub(super) fn host(&self) -> String {
        host(self.seen)
    }
}

/// Who usually adds a header without the page's author having written it.
pub(super) fn added_by(name: &str) -> Option<&'static str> {
    const ADDED: &[(&str, &str)] = &[
        ("x-requested-with", "jQuery and older libraries add it"),
        ("x-xsrf-token", "axios and Angular copy it from a cookie"),
        ("x-csrf-token", "the framework's protection against forged requests adds it"),
        ("x-csrftoken", "Django's protection against forged requests asks for it"),
        ("sentry-trace", "Sentry's tracing adds it"),
        ("baggage", "tracing (Sentry, OpenTelemetry) adds it"),
        ("traceparent", "tracing (OpenTelemetry, Application Insights, Elastic APM) adds it"),
        ("tracestate", "tracing (OpenTelemetry, New Relic) adds it"),
        ("request-id", "Application Insights adds it"),
        ("request-context", "Application Insights adds it"),
        ("newrelic", "New Relic's browser agent adds it"),
        ("x-datadog-trace-id", "Datadog's tracing adds it"),
        ("x-datadog-parent-id", "Datadog's tracing adds it"),
        ("x-datadog-origin", "Datadog's tracing adds it"),
        ("x-datadog-sampling-priority", "Datadog's tracing adds it"),
        ("x-b3-traceid", "Zipkin's tracing adds it"),
        ("b3", "Zipkin's tracing adds it"),
        ("apollo-require-preflight", "Apollo Client is told to add it against forged requests"),
        ("apollographql-client-name", "Apollo Client adds it"),
        ("apollographql-client-version", "Apollo Client adds it"),
        ("x-apollo-operation-name", "Apollo Client adds it"),
        ("x-client-info", "Supabase's client adds it"),
        ("apikey", "Supabase's client adds it"),
        ("x-firebase-appcheck", "Firebase App Check adds it"),
        ("x-firebase-gmpid", "Firebase's client adds it"),
        (
            "cache-control",
            "something tries to get around a cache with it: `cache: 'no-store'` does that without a preflight",
        ),
        (
            "pragma",
            "something tries to get around a cache with it: `cache: 'no-store'` does that without a preflight",
        ),
        (
            "expires",
            "something tries to get around a cache with it: `cache: 'no-store'` does that without a preflight",
        ),
        ("if-none-match", "something asks for a change since the last time"),
        ("if-modified-since", "something asks for a change since the last time"),
        ("range", "a part of a file is asked for, in a form that needs a preflight"),
        ("authorization", "a token goes along"),
        ("tus-resumable", "an upload with tus adds it"),
        ("upload-length", "an upload with tus adds it"),
        ("hx-request", "htmx adds it"),
        ("hx-current-url", "htmx adds it"),
        ("hx-target", "htmx adds it"),
        ("hx-trigger", "htmx adds it"),
        ("x-amz-date", "AWS's request signing adds it"),
        ("x-amz-security-token", "AWS's request signing adds it"),
        ("ngrok-skip-browser-warning", "it was added for ngrok"),
    ];
    ADDED.iter().find(|(known, _)| *known == name).map(|(_, who)| *who)
}
