//! [Main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch): which rules a request falls under.

use super::fetch::{Fetch, Flow, Tainting};
use super::{Mode, PreflightCache};
use crate::verdict::{Failure, Kind, Observe, Outcome, ResponseType, steps};
use crate::words::{UnsafeNames, is_bad_port};

steps! {
    /// Main fetch's steps.
    MAIN_FETCH, "main fetch", "https://fetch.spec.whatwg.org/#concept-main-fetch";
    "5" INSECURE_REQUEST_IS_UPGRADED "the page's policy upgrades insecure requests, and the URL is not potentially trustworthy"
    "6" MIXED_CONTENT_IS_UPGRADED "the page is on https, an image, audio or video is asked for, and the URL is neither potentially trustworthy nor of an IP address"
    "7 (port)" PORT_IS_ALLOWED "the URL's port is not a bad port"
    "7 (mixed content)" IS_NOT_MIXED_CONTENT "the page's origin is not https, or the URL is potentially trustworthy"
    "12 (own origin)" ORIGIN_IS_SAME "the URL's origin is same origin with the request's, and no redirect has left it"
    "12 (data or navigation)" NEEDS_NO_CORS "the URL's scheme is data, or the mode is navigate or websocket"
    "12 (same-origin)" MODE_IS_SAME_ORIGIN "the request's mode is same-origin"
    "12 (no-cors)" MODE_IS_NO_CORS "the request's mode is no-cors"
    "12 (no-cors).1" NO_CORS_FOLLOWS_REDIRECTS "the request's redirect mode is follow"
    "12 (scheme)" SCHEME_IS_HTTP "the URL's scheme is http or https"
    "12 (preflight flag)" USES_CORS_PREFLIGHT "the request's use-CORS-preflight flag is set"
    "12 (unsafe)" IS_UNSAFE "the unsafe-request flag is set, and the method is not safelisted or a header name is CORS-unsafe"
}

impl<O: Observe> Fetch<'_, O> {
    /// Runs main fetch for the current hop, up to the row that matches.
    pub(super) fn main_fetch(&mut self, cache: &mut PreflightCache) -> Flow {
        self.observer.enter(self.hop.index, Kind::Actual);
        self.upgrade();
        let url = std::sync::Arc::clone(&self.hop.url);
        let is_http = matches!(url.scheme(), "http" | "https");

        let port = url.port_or_known_default().filter(|_| is_http).unwrap_or(0);
        let port_is_allowed = !(is_http && is_bad_port(port));
        self.observer.step(&PORT_IS_ALLOWED, port_is_allowed, || format!("port {port}"));
        if !port_is_allowed {
            self.block(Kind::Actual, Failure::PortIsBad { port }, &PORT_IS_ALLOWED);
            return self.network_error();
        }

        let is_mixed = self.is_blocked_as_mixed_content();
        self.observer.step(&IS_NOT_MIXED_CONTENT, !is_mixed, || {
            format!("page {}, URL {}", self.request.origin.serialize(), url.scheme())
        });
        if is_mixed {
            self.block(Kind::Actual, Failure::MixedContent, &IS_NOT_MIXED_CONTENT);
            return self.network_error();
        }

        self.determine_referrer();

        let mode = self.request.mode;
        let is_own = self.hop.tainting == Tainting::Basic && self.is_own_origin();
        self.observer.step(&ORIGIN_IS_SAME, is_own, || {
            format!(
                "page {}, URL {}",
                self.request.origin.serialize(),
                crate::words::Origin::of(&url).serialize()
            )
        });
        let needs_no_cors = !is_own && {
            let held = url.scheme() == "data" || matches!(mode, Mode::Navigate | Mode::WebSocket);
            self.observer
                .step(&NEEDS_NO_CORS, held, || format!("scheme {}, mode {}", url.scheme(), mode.as_str()));
            held
        };
        if is_own || needs_no_cors {
            self.hop.tainting = Tainting::Basic;
            return if is_http { Flow::GoOn } else { self.non_http(&url) };
        }

        let is_same_origin_mode = mode == Mode::SameOrigin;
        self.observer.step(&MODE_IS_SAME_ORIGIN, is_same_origin_mode, || format!("mode {}", mode.as_str()));
        if is_same_origin_mode {
            self.block(Kind::Actual, Failure::ModeIsSameOrigin, &MODE_IS_SAME_ORIGIN);
            return self.network_error();
        }

        let is_no_cors = mode == Mode::NoCors;
        self.observer.step(&MODE_IS_NO_CORS, is_no_cors, || format!("mode {}", mode.as_str()));
        if is_no_cors {
            let follows = self.follows_redirects();
            self.observer.step(&NO_CORS_FOLLOWS_REDIRECTS, follows, || {
                format!("redirect mode {}", self.request.redirect.as_str())
            });
            if !follows {
                self.block(Kind::Actual, Failure::NoCorsRedirectModeIsNotFollow, &NO_CORS_FOLLOWS_REDIRECTS);
                return self.network_error();
            }
            self.hop.tainting = Tainting::Opaque;
            return if is_http { Flow::GoOn } else { self.non_http(&url) };
        }

        self.observer.step(&SCHEME_IS_HTTP, is_http, || format!("scheme {}", url.scheme()));
        if !is_http {
            let scheme = url.scheme().to_owned();
            self.block(Kind::Actual, Failure::SchemeIsNotHttp { scheme }, &SCHEME_IS_HTTP);
            return self.network_error();
        }

        self.hop.tainting = Tainting::Cors;
        let Some(unsafe_names) = self.preflight_is_needed() else { return Flow::GoOn };
        self.hop.was_preflighted = true;
        self.preflight_or_cache(unsafe_names, cache)
    }

    /// The rows that preflight; `None` is the last row. Gives the names that the preflight asks for.
    fn preflight_is_needed(&mut self) -> Option<UnsafeNames> {
        let after_redirect = self.rules().preflight_after_redirect;
        let is_forced = self.uses_cors_preflight() || after_redirect.is_forced(self);
        self.observer.step(&USES_CORS_PREFLIGHT, is_forced, || {
            format!("flag {}, {} redirects", self.request.use_cors_preflight, self.hop.index)
        });
        let unsafe_names = after_redirect.unsafe_names(self);
        if is_forced {
            return Some(unsafe_names);
        }
        let is_unsafe = self.request.unsafe_request
            && (!self.hop.method.is_cors_safelisted() || !unsafe_names.is_empty());
        self.observer.step(&IS_UNSAFE, is_unsafe, || {
            format!("method {}, CORS-unsafe names: {}", self.hop.method.as_str(), unsafe_names.join_or_none())
        });
        is_unsafe.then_some(unsafe_names)
    }

    /// Scheme fetch for what is not HTTP: a `data:` URL can be read by anybody, anything else fails here.
    fn non_http(&mut self, url: &url::Url) -> Flow {
        if url.scheme() == "data" {
            return Flow::Done(Outcome::Readable, ResponseType::Basic);
        }
        self.observer.step(&SCHEME_IS_HTTP, false, || format!("scheme {}", url.scheme()));
        let scheme = url.scheme().to_owned();
        self.block(Kind::Actual, Failure::SchemeIsNotHttp { scheme }, &SCHEME_IS_HTTP);
        self.network_error()
    }
}
