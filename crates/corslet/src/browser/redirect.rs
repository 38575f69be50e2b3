//! [HTTP-redirect fetch](https://fetch.spec.whatwg.org/#http-redirect-fetch): where a redirect leads, and what it strips.

use std::sync::Arc;

use url::Url;

use super::check::cors_check_as;
use super::fetch::{Fetch, Flow, Hop, Tainting};
use super::profile::{EmptyLocation, RedirectCredentials, SeveralLocations};
use super::{Body, CredentialsMode, Mode, PreflightCache, filter};
use crate::verdict::{Blocked, Failure, Kind, Observe, ResponseHead, steps};
use crate::words::{HeaderList, Method, is_cors_non_wildcard, is_request_body_header_name, url_same_origin};

steps! {
    /// HTTP-redirect fetch's steps.
    HTTP_REDIRECT_FETCH, "HTTP-redirect fetch", "https://fetch.spec.whatwg.org/#http-redirect-fetch";
    "4" HAS_LOCATION "the response has Location"
    "5" LOCATION_IS_URL "there is one Location, and it parses as a URL"
    "6" LOCATION_IS_HTTP "the location's scheme is http or https"
    "7" IS_WITHIN_TWENTY "the redirect count is below 20"
    "9" HAS_NO_USERINFO_CROSS_ORIGIN "the mode is not cors, or the location includes no credentials, or it is of the request's origin"
    "10" HAS_NO_USERINFO_AFTER_CORS "the response tainting is not cors, or the location includes no credentials"
    "11" BODY_CAN_BE_SENT_AGAIN "the status is 303, or the body is null or has a source"
    "12" METHOD_BECOMES_GET "the status is 301 or 302 and the method POST, or the status is 303 and the method neither GET nor HEAD"
    "13" ORIGIN_CHANGES "the location is of another origin than the current URL, so Authorization is deleted"
}

/// [Maximum redirect count](https://fetch.spec.whatwg.org/#concept-request-redirect-count).
const MAX_REDIRECTS: usize = 20;

impl<O: Observe> Fetch<'_, O> {
    /// Follows a redirect: a new hop, or a network error.
    pub(super) fn redirect(&mut self, head: &Arc<ResponseHead>, cache: &mut PreflightCache) -> Flow {
        let location = match self.location_url(head) {
            Location::Null => return filter::filtered(self, head),
            Location::Failure => return self.end_in_network_error(Kind::Actual, cache),
            Location::Url(url) => url,
        };
        let failures = self.blocked.len();
        self.may_be_followed(&location, head);
        if self.blocked.len() > failures {
            return self.end_in_network_error(Kind::Actual, cache);
        }
        self.follow(location, head);
        Flow::Again
    }

    /// Steps 3 to 5: the response's [location URL](https://fetch.spec.whatwg.org/#concept-response-location-url).
    fn location_url(&mut self, head: &ResponseHead) -> Location {
        let lines = head.headers.get_all("location").count();
        let value = head.headers.get("location").unwrap_or_default();
        let shown = || format!("Location: {}", String::from_utf8_lossy(&value));
        let is_empty_and_ignored =
            lines > 0 && value.is_empty() && self.rules().empty_location == EmptyLocation::IsNoRedirect;
        let has_location = lines > 0 && !is_empty_and_ignored;
        self.observer.step(&HAS_LOCATION, has_location, shown);
        if !has_location {
            return Location::Null;
        }
        if value.is_empty() && self.rules().empty_location == EmptyLocation::Fails {
            self.observer.step(&LOCATION_IS_URL, false, shown);
            self.block(Kind::Actual, Failure::LocationIsEmpty, &LOCATION_IS_URL);
            return Location::Failure;
        }
        let value = if lines == 1 {
            value.as_ref()
        } else {
            let first =
                head.headers.get_all("location").next().map(|value| value.as_bytes()).unwrap_or_default();
            let are_alike = head.headers.get_all("location").all(|other| other.as_bytes() == first);
            match self.rules().several_locations {
                SeveralLocations::Joined => value.as_ref(),
                SeveralLocations::FollowedIfAlike if are_alike => first,
                _ => {
                    self.observer.step(&LOCATION_IS_URL, false, shown);
                    self.block(Kind::Actual, Failure::SeveralLocations { lines }, &LOCATION_IS_URL);
                    return Location::Failure;
                }
            }
        };
        // Bytes above 0x7F are UTF-8 to the URL parser: https://fetch.spec.whatwg.org/#concept-response-location-url
        let parsed = self.hop.url.join(&String::from_utf8_lossy(value));
        self.observer.step(&LOCATION_IS_URL, parsed.is_ok(), shown);
        match parsed {
            Ok(mut url) => {
                if url.fragment().is_none() {
                    url.set_fragment(self.hop.url.fragment());
                }
                Location::Url(url)
            }
            Err(_) => {
                let received = value.to_vec();
                self.block(Kind::Actual, Failure::LocationIsInvalid { received }, &LOCATION_IS_URL);
                Location::Failure
            }
        }
    }

    /// Steps 6 to 11; every condition that fails is recorded.
    fn may_be_followed(&mut self, location: &Url, head: &ResponseHead) {
        let shown = || format!("Location: {location}");
        let is_http = matches!(location.scheme(), "http" | "https");
        self.observer.step(&LOCATION_IS_HTTP, is_http, shown);
        if !is_http {
            let failure = Failure::RedirectSchemeIsNotHttp { location: location.to_string() };
            self.block(Kind::Actual, failure, &LOCATION_IS_HTTP);
        }

        let is_within = self.hop.index < MAX_REDIRECTS;
        self.observer.step(&IS_WITHIN_TWENTY, is_within, || format!("{} redirects so far", self.hop.index));
        if !is_within {
            self.block(Kind::Actual, Failure::TooManyRedirects, &IS_WITHIN_TWENTY);
        }

        self.userinfo_is_allowed(location);

        let status = head.status.code();
        let is_sendable = status == 303 || self.hop.body != Body::Stream;
        self.observer.step(&BODY_CAN_BE_SENT_AGAIN, is_sendable, || {
            format!("status {status}, body {:?}", self.hop.body)
        });
        if !is_sendable {
            self.block(Kind::Actual, Failure::RedirectOfStreamBody { status }, &BODY_CAN_BE_SENT_AGAIN);
        }
    }

    /// Steps 9 and 10.
    fn userinfo_is_allowed(&mut self, location: &Url) {
        let has_userinfo = includes_credentials(location);
        let shown = || format!("Location: {location}");
        let is_foreign = !self.request.origin.same_origin_as_url(location);
        let cross = has_userinfo && self.request.mode == Mode::Cors && is_foreign;
        let after_cors = has_userinfo && self.hop.tainting == Tainting::Cors;
        self.observer.step(&HAS_NO_USERINFO_CROSS_ORIGIN, !cross, shown);
        self.observer.step(&HAS_NO_USERINFO_AFTER_CORS, !after_cors, shown);
        let location = location.to_string();
        let step = if cross { &HAS_NO_USERINFO_CROSS_ORIGIN } else { &HAS_NO_USERINFO_AFTER_CORS };
        match self.rules().redirect_credentials {
            _ if !has_userinfo => {}
            RedirectCredentials::Fail if cross || after_cors => {
                self.block(Kind::Actual, Failure::RedirectUrlHasCredentials { location }, step);
            }
            RedirectCredentials::FailInEveryMode if cross || after_cors => {
                self.block(Kind::Actual, Failure::RedirectUrlHasCredentials { location }, step);
            }
            RedirectCredentials::FailInEveryMode => {
                self.block(Kind::Actual, Failure::RedirectUrlHasCredentialsAnyMode { location }, step);
            }
            RedirectCredentials::FailAfterPreflight if after_cors => {
                self.block(Kind::Actual, Failure::RedirectUrlHasCredentials { location }, step);
            }
            RedirectCredentials::Fail | RedirectCredentials::FailAfterPreflight => {}
        }
    }

    /// Steps 8 and 12 to 19.
    fn follow(&mut self, location: Url, head: &ResponseHead) {
        let status = head.status.code();
        let method = &self.hop.method.clone();
        let is_get_or_head = *method == Method::GET || *method == Method::HEAD;
        let is_rewritten =
            (matches!(status, 301 | 302) && *method == Method::POST) || (status == 303 && !is_get_or_head);
        let becomes_get = is_rewritten || self.rules().delete_becomes_get.applies(self, &location);
        self.observer.step(&METHOD_BECOMES_GET, becomes_get, || {
            format!("status {status}, method {}", method.as_str())
        });

        let origin_changes = !url_same_origin(&self.hop.url, &location);
        self.observer.step(&ORIGIN_CHANGES, origin_changes, || format!("{} to {location}", self.hop.url));

        let is_checked = self.request.mode == Mode::Cors
            && (self.hop.tainting == Tainting::Cors || !self.request.origin.same_origin_as_url(&location));
        let stripped = Stripped { body_headers: is_rewritten, authorization: origin_changes };
        let headers = self.rules().headers_after_redirect.headers(self, stripped, is_checked);

        let hints_are_dropped =
            self.rules().client_hints_dropped && !self.request.origin.same_origin_as_url(&location);
        let headers = if hints_are_dropped { without_client_hints(headers) } else { headers };

        // redirect-taint, hop by hop: https://fetch.spec.whatwg.org/#concept-request-redirect-taint
        // It looks at the URL list, and main fetch upgrades the URL in there.
        let upgraded =
            if self.rules().mixed.taints_before_upgrade { None } else { self.upgraded_location(&location) };
        let leaves_origin =
            upgraded.map_or(origin_changes, |upgraded| !url_same_origin(&self.hop.url, &upgraded));
        let tainted = self.hop.tainted || (leaves_origin && !self.is_own_origin());
        let found_late = self.found_late(&location, head);
        self.hop = Hop {
            index: self.hop.index + 1,
            url: Arc::new(location),
            method: if becomes_get { Method::GET } else { method.clone() },
            headers,
            body: if becomes_get { Body::None } else { self.hop.body },
            tainting: self.hop.tainting,
            tainted,
            was_preflighted: self.hop.was_preflighted,
            has_crossed: self.hop.has_crossed || origin_changes,
            has_lost_body: self.hop.has_lost_body || is_rewritten,
            found_late,
            stripped,
            referrer: self.hop.referrer,
            before_upgrade: None,
        };
    }
}

impl<O: Observe> Fetch<'_, O> {
    /// What a browser with two places for these checks finds in the second, which comes after the next hop's preflight.
    fn found_late(&mut self, location: &Url, head: &ResponseHead) -> Vec<Blocked> {
        let failures = self.blocked.len();
        let is_cors = self.request.mode == Mode::Cors;
        let leaves_origin = !self.request.origin.same_origin_as_url(location);
        if is_cors
            && self.rules().redirect_credentials == RedirectCredentials::FailAfterPreflight
            && leaves_origin
            && includes_credentials(location)
        {
            let failure = Failure::RedirectUrlHasCredentials { location: location.to_string() };
            self.block(Kind::Actual, failure, &HAS_NO_USERINFO_CROSS_ORIGIN);
        }
        let checks_again = is_cors
            && self.rules().redirect_checked_with_credentials
            && self.hop.tainting == Tainting::Cors
            && self.request.credentials == CredentialsMode::SameOrigin
            && self.request.origin.same_origin_as_url(&self.request.url);
        if checks_again {
            cors_check_as(self, head, Kind::Actual, true, self.hop.tainted);
        }
        let mut late = self.blocked.split_off(failures);
        for blocked in late.iter_mut().filter(|blocked| blocked.failure.is_of_the_cors_check()) {
            let failure = Box::new(blocked.failure.clone());
            blocked.failure = Failure::RedirectIsCheckedWithCredentials { failure };
        }
        late
    }
}

/// [Includes credentials](https://url.spec.whatwg.org/#include-credentials): `http://@host/` and `http://:@host/` do not.
fn includes_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some_and(|password| !password.is_empty())
}

/// The list without the client hints that a redirect loses; `Save-Data` and `Intervention` stay.
fn without_client_hints(headers: Arc<HeaderList>) -> Arc<HeaderList> {
    const HINTS: [&str; 7] = ["dpr", "device-memory", "width", "viewport-width", "downlink", "rtt", "ect"];
    if !HINTS.iter().any(|hint| headers.contains(hint)) {
        return headers;
    }
    let mut kept = HeaderList::clone(&headers);
    kept.retain(|name, _| !HINTS.iter().any(|hint| name.is(hint)));
    Arc::new(kept)
}

enum Location {
    Null,
    Failure,
    Url(Url),
}

/// What a redirect deletes from the header list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stripped {
    pub(super) body_headers: bool,
    pub(super) authorization: bool,
}

impl Stripped {
    /// The list without what is stripped; shared when nothing is.
    pub(super) fn from(self, headers: &Arc<HeaderList>) -> Arc<HeaderList> {
        let goes = |name: &crate::words::HeaderName| {
            self.body_headers && is_request_body_header_name(name)
                || self.authorization && is_cors_non_wildcard(name)
        };
        if !headers.iter().any(|(name, _)| goes(name)) {
            return Arc::clone(headers);
        }
        let mut kept = HeaderList::clone(headers);
        kept.retain(|name, _| !goes(name));
        Arc::new(kept)
    }
}
