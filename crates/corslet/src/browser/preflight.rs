//! [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch-0): may this request be sent at all?

use std::sync::Arc;

use super::check::cors_check_as;
use super::fetch::{Fetch, Flow};
use super::profile::{AuthorizationWildcard, PreflightOrigin};
use super::{PreflightCache, Warning};
use crate::verdict::{Exchange, Failure, Kind, Observe, ResponseHead, steps};
use crate::words::{Extracted, Method, UnsafeNames, is_token};

steps! {
    /// CORS-preflight fetch's steps.
    CORS_PREFLIGHT_FETCH, "CORS-preflight fetch", "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0";
    "5" HAS_UNSAFE_NAMES "there are CORS-unsafe request-header names, so Access-Control-Request-Headers is sent"
    "7 (CORS check)" IS_CHECKED "the preflight's response goes through the CORS check"
    "7 (status)" STATUS_IS_OK "the preflight's status is an ok status, 200 to 299"
    "7.3 (methods)" ALLOW_METHODS_IS_LIST "Access-Control-Allow-Methods is absent or a list of methods"
    "7.3 (header names)" ALLOW_HEADERS_IS_LIST "Access-Control-Allow-Headers is absent or a list of header names"
    "7.4" METHOD_IS_IMPLIED "the use-CORS-preflight flag is set and Access-Control-Allow-Methods is absent, so the method counts as listed"
    "7.5" METHOD_IS_ALLOWED "the method is listed or safelisted, or * is listed and the credentials mode is not include"
    "7.6" AUTHORIZATION_IS_LISTED "the request has no Authorization header, or Access-Control-Allow-Headers lists it by name"
    "7.7" HEADER_NAME_IS_ALLOWED "the CORS-unsafe request-header name is listed, or * is and the credentials mode is not include"
}

/// What a granted preflight allows, for the cache.
pub(super) struct Grant<'a> {
    pub(super) methods: Vec<&'a [u8]>,
    pub(super) header_names: Vec<&'a [u8]>,
}

impl<O: Observe> Fetch<'_, O> {
    /// Steps 1 to 6: the preflight to send.
    pub(super) fn send_preflight(&mut self, names: UnsafeNames) -> Flow {
        self.observer.enter(self.hop.index, Kind::Preflight);
        self.observer.step(&HAS_UNSAFE_NAMES, !names.is_empty(), || names.join_or_none());
        let request_headers = (!names.is_empty()).then(|| self.request_header_names(&names));
        let origin = match self.rules().preflight_origin {
            PreflightOrigin::AsTainted => Some(self.origin_to_send()),
            PreflightOrigin::PageUnchecked => Some(self.request.origin.clone()),
        };
        self.preflight_names = names;
        Flow::Send(Exchange {
            hop: self.hop.index,
            kind: Kind::Preflight,
            method: Method::OPTIONS,
            url: Arc::clone(&self.hop.url),
            origin,
            request_method: Some(self.hop.method.clone()),
            request_headers,
            // A preflight is a new request whose credentials mode is same-origin and whose tainting is cors.
            credentials: false,
            referrer: self.hop.referrer,
            headers: None,
            from_cache: false,
            answer: None,
        })
    }

    /// Steps 7 and 8: judges the preflight's response, and keeps what it grants.
    pub(super) fn preflighted(&mut self, head: &ResponseHead, cache: &mut PreflightCache) -> Flow {
        self.observer.enter(self.hop.index, Kind::Preflight);
        let names = std::mem::take(&mut self.preflight_names);
        let failures = self.blocked.len();

        let is_checked = self.rules().preflight_origin == PreflightOrigin::AsTainted || !self.is_own_origin();
        self.observer.step(&IS_CHECKED, is_checked, || format!("URL {}", self.hop.url));
        if is_checked {
            let tainted = self.hop.tainted && self.rules().preflight_origin == PreflightOrigin::AsTainted;
            cors_check_as(self, head, Kind::Preflight, self.request.includes_credentials(), tainted);
        }
        self.status_is_ok(head);
        let grant = self.grant(head);
        self.method_is_allowed(head, &grant);
        self.header_names_are_allowed(head, &names, &grant);

        if self.blocked.len() > failures {
            cache.fresh_preflight_refused(self, head, &grant);
            return self.end_in_network_error(Kind::Preflight, cache);
        }
        cache.store(self, head, &grant);
        Flow::GoOn
    }

    /// The value of `Access-Control-Request-Headers`.
    fn request_header_names(&self, names: &UnsafeNames) -> String {
        if !self.rules().repeats_names {
            return names.joined();
        }
        names.joined_with_repeats()
    }

    fn status_is_ok(&mut self, head: &ResponseHead) {
        let status = head.status.code();
        let is_ok = head.status.is_ok();
        self.observer.step(&STATUS_IS_OK, is_ok, || format!("status {status}"));
        if is_ok {
            return;
        }
        // A redirect without Location is a plain wrong status to browsers.
        let is_redirected = head.status.is_redirect() && head.headers.contains("location");
        let failure = if is_redirected {
            Failure::PreflightIsRedirected { status }
        } else {
            Failure::PreflightStatusIsNotOk { status }
        };
        self.block(Kind::Preflight, failure, &STATUS_IS_OK);
    }

    /// Steps 7.1 to 7.4.
    fn grant<'h>(&mut self, head: &'h ResponseHead) -> Grant<'h> {
        let methods = match head.headers.extract_list("access-control-allow-methods", is_token) {
            Extracted::Null => None,
            Extracted::Values(methods) => Some(methods),
            Extracted::Failure(invalid) => {
                let received =
                    head.headers.get("access-control-allow-methods").unwrap_or_default().into_owned();
                let element = invalid.element.to_vec();
                let failure = Failure::AllowMethodsIsInvalid { received, element };
                self.block(Kind::Preflight, failure, &ALLOW_METHODS_IS_LIST);
                Some(Vec::new())
            }
        };
        let header_names = match head.headers.extract_list("access-control-allow-headers", is_token) {
            Extracted::Null => Vec::new(),
            Extracted::Values(names) => names,
            Extracted::Failure(invalid) => {
                let received =
                    head.headers.get("access-control-allow-headers").unwrap_or_default().into_owned();
                let element = invalid.element.to_vec();
                let failure = Failure::AllowHeadersIsInvalid { received, element };
                self.block(Kind::Preflight, failure, &ALLOW_HEADERS_IS_LIST);
                Vec::new()
            }
        };
        self.observer.step(&ALLOW_METHODS_IS_LIST, !self.has_failed("preflight:invalid-acam"), || {
            shown(head, "Access-Control-Allow-Methods")
        });
        self.observer.step(&ALLOW_HEADERS_IS_LIST, !self.has_failed("preflight:invalid-acah"), || {
            shown(head, "Access-Control-Allow-Headers")
        });

        self.method_is_implied =
            methods.is_none() && self.uses_cors_preflight() && self.rules().forced_preflight_implies_method;
        self.observer.step(&METHOD_IS_IMPLIED, self.method_is_implied, || {
            format!(
                "flag {}, {}",
                self.request.use_cors_preflight,
                shown(head, "Access-Control-Allow-Methods")
            )
        });
        Grant { methods: methods.unwrap_or_default(), header_names }
    }

    fn has_failed(&self, code: &str) -> bool {
        self.blocked.iter().any(|blocked| blocked.hop == self.hop.index && blocked.failure.code() == code)
    }

    /// Step 7.5.
    fn method_is_allowed(&mut self, head: &ResponseHead, grant: &Grant<'_>) {
        let method = &self.hop.method;
        let wildcard_counts = !self.request.includes_credentials();
        let is_allowed = self.method_is_implied
            || method.is_cors_safelisted()
            || grant
                .methods
                .iter()
                .any(|listed| *listed == method.as_str().as_bytes() || wildcard_counts && *listed == b"*");
        self.observer.step(&METHOD_IS_ALLOWED, is_allowed, || {
            format!("method {}, {}", method.as_str(), shown(head, "Access-Control-Allow-Methods"))
        });
        if !is_allowed && !self.has_failed("preflight:invalid-acam") {
            let allowed = head.headers.get("access-control-allow-methods").map(std::borrow::Cow::into_owned);
            let method = method.as_str().to_owned();
            self.block(Kind::Preflight, Failure::MethodIsNotAllowed { method, allowed }, &METHOD_IS_ALLOWED);
        }
    }

    /// Steps 7.6 and 7.7.
    fn header_names_are_allowed(&mut self, head: &ResponseHead, names: &UnsafeNames, grant: &Grant<'_>) {
        let lists =
            |name: &str| grant.header_names.iter().any(|listed| listed.eq_ignore_ascii_case(name.as_bytes()));
        let wildcard = !self.request.includes_credentials() && grant.header_names.contains(&b"*".as_slice());
        let is_void = self.has_failed("preflight:invalid-acah");
        let allowed = || head.headers.get("access-control-allow-headers").map(std::borrow::Cow::into_owned);

        let has_authorization = names.contains("authorization");
        let covered = wildcard && self.rules().authorization_wildcard != AuthorizationWildcard::Never;
        let authorization_is_listed = !has_authorization || lists("authorization") || covered;
        self.observer.step(&AUTHORIZATION_IS_LISTED, authorization_is_listed, || {
            shown(head, "Access-Control-Allow-Headers")
        });
        if !authorization_is_listed && wildcard && !is_void {
            let failure = Failure::AuthorizationIsNotListed { allowed: allowed() };
            self.block(Kind::Preflight, failure, &AUTHORIZATION_IS_LISTED);
        }
        if has_authorization && covered && !lists("authorization") {
            self.warnings.push(Warning::AuthorizationCoveredByWildcard);
        }

        for name in names.iter() {
            let is_allowed = wildcard || lists(name);
            self.observer.step(&HEADER_NAME_IS_ALLOWED, is_allowed, || {
                format!("{name}, {}", shown(head, "Access-Control-Allow-Headers"))
            });
            if !is_allowed && !is_void {
                let failure = if name == "authorization" {
                    Failure::AuthorizationIsNotListed { allowed: allowed() }
                } else {
                    Failure::HeaderIsNotAllowed { name: name.to_owned(), allowed: allowed() }
                };
                self.block(Kind::Preflight, failure, &HEADER_NAME_IS_ALLOWED);
            }
        }
    }
}

fn shown(head: &ResponseHead, name: &str) -> String {
    match head.headers.get(name) {
        Some(value) => format!("{name}: {}", String::from_utf8_lossy(&value)),
        None => format!("no {name}"),
    }
}
