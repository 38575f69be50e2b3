//! The guards of `fetch()` and `XMLHttpRequest`: what of a page's wishes becomes a request.

use std::sync::Arc;

use url::Url;

use super::page::{Api, Constructed, Dropped, DroppedWhy, NotConstructible, PageBody, RequestInit};
use super::{Body, CacheMode, Destination, Mode, Profile, Request};
use crate::verdict::{Observe, Referrer, Trace, steps};
use crate::words::{
    HeaderList, HeaderName, HeaderValue, Method, Safelist, is_forbidden_request_header,
    is_no_cors_safelisted_name, is_privileged_no_cors, no_cors_safelisted_request_header,
};

steps! {
    /// The steps of `new Request()` and of `XMLHttpRequest` that decide what leaves the page.
    REQUEST_CONSTRUCTOR, "Request constructor", "https://fetch.spec.whatwg.org/#dom-request";
    "5.2" URL_PARSES "the URL parses"
    "5.3" URL_HAS_NO_CREDENTIALS "the URL includes no credentials, or XMLHttpRequest asks"
    "17" MODE_IS_NOT_NAVIGATE "the mode is not navigate"
    "21" ONLY_IF_CACHED_IS_SAME_ORIGIN "the cache mode is not only-if-cached, or the mode is same-origin"
    "25.2 (method)" METHOD_IS_TOKEN "the method is a method"
    "25.2 (forbidden)" METHOD_IS_NOT_FORBIDDEN "the method is not a forbidden method"
    "32.1" NO_CORS_METHOD_IS_SAFELISTED "the mode is not no-cors, or the method is a CORS-safelisted method"
    "33 (name, value)" HEADER_IS_VALID "the header's name is a name and its value a value"
    "33 (forbidden)" HEADER_IS_NOT_FORBIDDEN "the header is not a forbidden request-header"
    "33 (no-cors)" NO_CORS_HEADER_IS_SAFELISTED "the mode is not no-cors, or the header is a no-CORS-safelisted request-header"
    "35" BODY_GOES_WITH_METHOD "there is no body, or the method is neither GET nor HEAD"
    "39.2" STREAM_GOES_WITH_MODE "the body is no stream, or the mode is same-origin or cors"
}

/// Constructs the request, or gives every reason why not.
pub(super) fn construct(init: &RequestInit, profile: &Profile) -> Result<Constructed, Box<NotConstructible>> {
    let safelist = &profile.rules.safelist;
    Construction { init, safelist, trace: Trace::default(), reasons: Vec::new(), dropped: Vec::new() }.run()
}

struct Construction<'i> {
    init: &'i RequestInit,
    safelist: &'i Safelist,
    trace: Trace,
    reasons: Vec<(String, &'static crate::verdict::Step)>,
    dropped: Vec<Dropped>,
}

impl Construction<'_> {
    fn run(mut self) -> Result<Constructed, Box<NotConstructible>> {
        let init = self.init;
        let is_xhr = matches!(init.api, Api::Xhr { .. });
        let mode = init.mode.unwrap_or_default();
        let url = self.url(is_xhr);
        self.expect(&MODE_IS_NOT_NAVIGATE, mode != Mode::Navigate, || {
            "a page cannot fetch with mode `navigate`".into()
        });
        let cache = init.cache.unwrap_or_default();
        let may_have_cache_mode = cache != CacheMode::OnlyIfCached || mode == Mode::SameOrigin;
        self.expect(&ONLY_IF_CACHED_IS_SAME_ORIGIN, may_have_cache_mode, || {
            "cache mode `only-if-cached` needs mode `same-origin`".into()
        });
        let method = self.method(mode);
        let is_get_or_head = method.as_ref().is_none_or(|it| *it == Method::GET || *it == Method::HEAD);
        // XMLHttpRequest quietly leaves the body out: https://xhr.spec.whatwg.org/#the-send()-method, step 3.
        let page_body = init.body.as_ref().filter(|_| !(is_xhr && is_get_or_head));
        self.expect(&BODY_GOES_WITH_METHOD, page_body.is_none() || !is_get_or_head, || {
            "a GET or HEAD request cannot have a body".into()
        });
        let mut headers = self.headers(mode, is_xhr);
        if let Some(content_type) = page_body.and_then(PageBody::content_type) {
            if !headers.contains("content-type") {
                self.append(
                    &mut headers,
                    HeaderName::from_static("Content-Type"),
                    content_type.as_bytes(),
                    mode,
                    is_xhr,
                );
            } else if is_xhr && init.body == Some(PageBody::Text) {
                set_charset(&mut headers);
            }
        }
        let body = match page_body {
            None => Body::None,
            Some(PageBody::Stream) => Body::Stream,
            Some(_) => Body::Source,
        };
        let stream_is_allowed = body != Body::Stream || matches!(mode, Mode::SameOrigin | Mode::Cors);
        self.expect(&STREAM_GOES_WITH_MODE, stream_is_allowed, || {
            "a stream as body needs mode `same-origin` or `cors`".into()
        });

        let (Some(url), Some(method), true) = (url, method, self.reasons.is_empty()) else {
            return Err(Box::new(NotConstructible { reasons: self.reasons, trace: self.trace }));
        };
        let request = Request {
            url: Arc::new(url),
            method,
            headers: Arc::new(headers),
            origin: init.origin.clone(),
            network_partition_key: None,
            top_level_origin: init.top_level_origin.clone(),
            policies: init.policies,
            destination: Destination::Empty,
            mode,
            credentials: init.credentials.unwrap_or_default(),
            cache,
            redirect: init.redirect.unwrap_or_default(),
            referrer: Referrer::Url,
            referrer_policy: init.referrer_policy.unwrap_or(init.policies.referrer_policy),
            body,
            unsafe_request: true,
            use_cors_preflight: body == Body::Stream || init.api == Api::Xhr { upload_listener: true },
            api: init.api,
        };
        Ok(Constructed { request, dropped: self.dropped, trace: self.trace })
    }

    fn expect(&mut self, step: &'static crate::verdict::Step, held: bool, why: impl Fn() -> String) {
        self.trace.step(step, held, || if held { String::new() } else { why() });
        if !held {
            self.reasons.push((why(), step));
        }
    }

    fn url(&mut self, is_xhr: bool) -> Option<Url> {
        let text = &self.init.url;
        let url = Url::parse(text).ok();
        self.expect(&URL_PARSES, url.is_some(), || {
            format!("`{text}` is not a URL: write it with its scheme, as in `https://api.example/`")
        });
        let url = url?;
        let has_userinfo = !url.username().is_empty() || url.password().is_some_and(|it| !it.is_empty());
        self.expect(&URL_HAS_NO_CREDENTIALS, !has_userinfo || is_xhr, || {
            "`fetch()` refuses a URL with a user name or password in it: send an Authorization header instead"
                .into()
        });
        Some(url)
    }

    fn method(&mut self, mode: Mode) -> Option<Method> {
        let Some(bytes) = &self.init.method else { return Some(Method::GET) };
        let parsed = Method::parse(bytes);
        self.expect(&METHOD_IS_TOKEN, parsed.is_ok(), || match &parsed {
            Err(error) => error.to_string(),
            Ok(_) => String::new(),
        });
        let method = parsed.ok()?;
        self.expect(&METHOD_IS_NOT_FORBIDDEN, !method.is_forbidden(), || {
            format!(
                "a page cannot send the method `{}`: browsers forbid CONNECT, TRACE and TRACK",
                method.as_str()
            )
        });
        let method = method.normalize();
        let is_allowed = mode != Mode::NoCors || method.is_cors_safelisted();
        self.expect(&NO_CORS_METHOD_IS_SAFELISTED, is_allowed, || {
            format!("mode `no-cors` sends GET, HEAD and POST only, not `{}`", method.as_str())
        });
        Some(method)
    }

    fn headers(&mut self, mode: Mode, is_xhr: bool) -> HeaderList {
        let mut headers = HeaderList::with_capacity(self.init.headers.len() + 1);
        for (name, value) in &self.init.headers {
            let shown = || format!("{}: {}", String::from_utf8_lossy(name), String::from_utf8_lossy(value));
            let parsed = HeaderName::parse(name);
            let problem = match (&parsed, HeaderValue::new(value)) {
                (Err(error), _) => Some(error.to_string()),
                (_, Err(error)) => Some(error.to_string()),
                _ => None,
            };
            self.expect(&HEADER_IS_VALID, problem.is_none(), || {
                format!("header `{}`: {}", shown().escape_debug(), problem.clone().unwrap_or_default())
            });
            if let (None, Ok(name)) = (problem, parsed) {
                self.append(&mut headers, name, value, mode, is_xhr);
            }
        }
        headers
    }

    /// [Append](https://fetch.spec.whatwg.org/#concept-headers-append) to a guarded list.
    fn append(&mut self, headers: &mut HeaderList, name: HeaderName, value: &[u8], mode: Mode, is_xhr: bool) {
        let Ok(value) = HeaderValue::new(value) else { return };
        let shown = || format!("{}: {value}", name.as_str());
        let forbidden = is_forbidden_request_header(name.as_str(), value.as_bytes());
        self.trace.step(&HEADER_IS_NOT_FORBIDDEN, forbidden.is_none(), shown);
        if let Some(why) = forbidden {
            self.dropped.push(Dropped { name, value, why: DroppedWhy::Forbidden(why) });
            return;
        }
        if mode == Mode::NoCors {
            let combined = combine(headers, &name, &value);
            let is_safelisted = is_no_cors_safelisted_name(name.as_str())
                && no_cors_safelisted_request_header(name.as_str(), combined.as_bytes(), self.safelist)
                    .is_ok();
            let is_kept = is_safelisted || is_privileged_no_cors(name.as_str());
            self.trace.step(&NO_CORS_HEADER_IS_SAFELISTED, is_safelisted, shown);
            if !is_safelisted {
                let why =
                    if is_kept { DroppedWhy::PrivilegedNoCors } else { DroppedWhy::NotNoCorsSafelisted };
                self.dropped.push(Dropped { name, value, why });
                return;
            }
        } else {
            self.trace.step(&NO_CORS_HEADER_IS_SAFELISTED, true, || format!("mode {}", mode.as_str()));
        }
        if is_xhr && headers.contains(name.as_str()) {
            // setRequestHeader() combines: https://xhr.spec.whatwg.org/#the-setrequestheader()-method
            let combined = combine(headers, &name, &value);
            headers.set(name, combined);
        } else {
            headers.append(name, value);
        }
    }
}

/// The value that the list would hold once `value` is added.
fn combine(headers: &HeaderList, name: &HeaderName, value: &HeaderValue) -> HeaderValue {
    match headers.get(name.as_str()) {
        None => value.clone(),
        Some(before) => {
            let mut joined = before.into_owned();
            joined.extend_from_slice(b", ");
            joined.extend_from_slice(value.as_bytes());
            HeaderValue::received(joined)
        }
    }
}

/// `send()` writes `charset=UTF-8` over another charset of the page's `Content-Type`, a string being sent as UTF-8:
/// <https://xhr.spec.whatwg.org/#the-send()-method>, step 4.
fn set_charset(headers: &mut HeaderList) {
    let Some(value) = headers.get("content-type") else { return };
    let Ok(text) = std::str::from_utf8(&value) else { return };
    let Ok(mime) = text.parse::<data_url::mime::Mime>() else { return };
    let Some(charset) = mime.get_parameter("charset") else { return };
    if charset.eq_ignore_ascii_case("utf-8") {
        return;
    }
    let mut mime = mime;
    for (name, value) in &mut mime.parameters {
        if name == "charset" {
            *value = "UTF-8".into();
        }
    }
    let value = HeaderValue::received(mime.to_string());
    headers.set(HeaderName::from_static("Content-Type"), value);
}
