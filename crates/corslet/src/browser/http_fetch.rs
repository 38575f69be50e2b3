//! [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch): the preflight or its cache, the request, the checks.

use std::sync::Arc;

use super::check::cors_check;
use super::fetch::{Fetch, Flow, Tainting};
use super::resource_policy::resource_policy_check;
use super::{
    Destination, Mode, PreflightCache, RedirectMode, credentials, filter, origin_header, sent, timing,
};
use crate::verdict::{
    Exchange, Failure, Kind, NetworkFailure, Observe, Outcome, ResponseHead, ResponseType, steps,
};
use crate::words::UnsafeNames;

steps! {
    /// HTTP fetch's steps.
    HTTP_FETCH, "HTTP fetch", "https://fetch.spec.whatwg.org/#concept-http-fetch";
    "4.3" RESPONSE_IS_RECEIVED "HTTP-network-or-cache fetch gives a response"
    "4.4" IS_CORS_CHECKED "the response tainting is cors, so the CORS check runs"
    "5" IS_RESOURCE_POLICY_CHECKED "the response tainting is opaque or a frame is navigated, so the cross-origin resource policy check runs"
    "6" IS_REDIRECT "the response's status is a redirect status"
    "6.3 (error)" REDIRECT_IS_ALLOWED "the redirect mode is not error"
    "6.3 (manual)" REDIRECT_IS_FOLLOWED "the redirect mode is follow"
}

impl<O: Observe> Fetch<'_, O> {
    /// Step 4.1: asks the preflight cache, and preflights what it does not know.
    pub(super) fn preflight_or_cache(&mut self, names: UnsafeNames, cache: &mut PreflightCache) -> Flow {
        if cache.covers(self, &names) {
            return Flow::GoOn;
        }
        self.send_preflight(names)
    }

    /// Step 4.3: the request itself.
    pub(super) fn send_actual(&mut self) -> Flow {
        self.observer.enter(self.hop.index, Kind::Actual);
        if !self.hop.found_late.is_empty() {
            self.blocked.append(&mut self.hop.found_late);
            return self.network_error();
        }
        let origin = origin_header::origin_header(self);
        let credentials = credentials::are_included(self);
        Flow::Send(Exchange {
            hop: self.hop.index,
            kind: Kind::Actual,
            method: self.hop.method.clone(),
            url: Arc::clone(&self.hop.url),
            origin,
            request_method: None,
            request_headers: None,
            credentials,
            referrer: self.hop.referrer,
            headers: sent::headers(self),
            from_cache: false,
            answer: None,
        })
    }

    /// Steps 4.4 to 6: judges the response to the request itself.
    pub(super) fn answered(&mut self, head: &Arc<ResponseHead>, cache: &mut PreflightCache) -> Flow {
        self.observer.enter(self.hop.index, Kind::Actual);
        self.observer.step(&RESPONSE_IS_RECEIVED, true, || format!("status {}", head.status.code()));

        self.prompt(head);
        if !self.proxy_status_is_taken(head) {
            return self.end_in_network_error(Kind::Actual, cache);
        }
        let is_checked = self.hop.tainting == Tainting::Cors;
        self.observer
            .step(&IS_CORS_CHECKED, is_checked, || format!("response tainting {:?}", self.hop.tainting));
        if is_checked {
            let passed = cors_check(self, head, Kind::Actual);
            if !passed {
                if self.rules().timing.errors_tell_times {
                    timing::tao_check(self, head);
                }
                return self.end_in_network_error(Kind::Actual, cache);
            }
        }

        timing::tao_check(self, head);

        let is_frame = self.request.mode == Mode::Navigate && self.request.destination == Destination::Iframe;
        let is_policy_checked = self.hop.tainting == Tainting::Opaque || is_frame;
        self.observer.step(&IS_RESOURCE_POLICY_CHECKED, is_policy_checked, || {
            format!("response tainting {:?}, mode {}", self.hop.tainting, self.request.mode.as_str())
        });
        if is_policy_checked && !resource_policy_check(self, head) {
            return self.end_in_network_error(Kind::Actual, cache);
        }

        let is_redirect = head.status.is_redirect();
        self.observer.step(&IS_REDIRECT, is_redirect, || format!("status {}", head.status.code()));
        if !is_redirect {
            if is_frame && !self.frame_adheres(head) {
                return self.end_in_network_error(Kind::Actual, cache);
            }
            return filter::filtered(self, head);
        }

        let mode = self.request.redirect;
        let is_allowed = mode != RedirectMode::Error;
        self.observer.step(&REDIRECT_IS_ALLOWED, is_allowed, || format!("redirect mode {}", mode.as_str()));
        if !is_allowed {
            let status = head.status.code();
            self.block(Kind::Actual, Failure::RedirectModeIsError { status }, &REDIRECT_IS_ALLOWED);
            return self.end_in_network_error(Kind::Actual, cache);
        }
        let is_followed = mode == RedirectMode::Follow;
        self.observer.step(&REDIRECT_IS_FOLLOWED, is_followed, || format!("redirect mode {}", mode.as_str()));
        if !is_followed {
            return Flow::Done(Outcome::OpaqueRedirect, ResponseType::OpaqueRedirect);
        }
        self.redirect(head, cache)
    }

    /// The network gave no response.
    pub(super) fn network_failed(
        &mut self,
        kind: Kind,
        failure: NetworkFailure,
        cache: &mut PreflightCache,
    ) -> Flow {
        self.observer.enter(self.hop.index, kind);
        self.observer.step(&RESPONSE_IS_RECEIVED, false, || failure.to_string());
        self.block(kind, Failure::Network { failure }, &RESPONSE_IS_RECEIVED);
        self.end_in_network_error(kind, cache)
    }

    /// A network error, which empties the preflight cache of this request where main fetch says so.
    pub(super) fn end_in_network_error(&mut self, kind: Kind, cache: &mut PreflightCache) -> Flow {
        cache.clear_after_network_error(self, kind);
        self.network_error()
    }
}
