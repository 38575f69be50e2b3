//! [Append a request `Origin` header](https://fetch.spec.whatwg.org/#append-a-request-origin-header).

use super::cookies::ThirdPartyCookies;
use super::fetch::{Fetch, Tainting};
use super::profile::{OriginIgnoresPolicy, StorageAccessOrigin};
use super::{Api, Mode, ReferrerPolicy};
use crate::verdict::{Observe, steps};
use crate::words::{Method, Origin, same_site, same_site_as_url};

steps! {
    /// The steps of appending a request `Origin` header.
    ORIGIN_HEADER, "append a request `Origin` header", "https://fetch.spec.whatwg.org/#append-a-request-origin-header";
    "3" IS_CORS "the response tainting is cors, or the mode is websocket"
    "4" IS_NEITHER_GET_NOR_HEAD "the method is neither GET nor HEAD"
    "4.1" POLICY_ALLOWS_ORIGIN "the mode is cors, or the referrer policy lets the origin be told"
}

/// The `Origin` header of this hop's request; `None` when there is none.
pub(super) fn origin_header<O: Observe>(fetch: &mut Fetch<'_, O>) -> Option<Origin> {
    let origin = fetch.origin_to_send();
    let mode = fetch.request.mode;
    let is_cors = fetch.hop.tainting == Tainting::Cors || mode == Mode::WebSocket;
    fetch.observer.step(&IS_CORS, is_cors, || format!("response tainting {:?}", fetch.hop.tainting));
    if is_cors {
        return Some(origin);
    }

    let rules = fetch.rules();
    let is_kept = rules.origin_kept_on_rewritten_method
        && fetch.hop.tainting == Tainting::Basic
        && !is_get_or_head(&fetch.request.method);
    let is_told_for_get = match rules.storage_access_origin {
        StorageAccessOrigin::Never => false,
        StorageAccessOrigin::FirstHop => fetch.hop.index == 0 && storage_access_is_inactive(fetch),
        StorageAccessOrigin::AllHops => storage_access_is_inactive(fetch),
    };
    let is_own_element = match fetch.request.api {
        Api::Element { element, .. } => {
            mode == Mode::Cors && element.tells_own_origin(rules.elements.own_origin)
        }
        _ => false,
    };
    let is_other = !is_get_or_head(&fetch.hop.method) || is_kept || is_told_for_get || is_own_element;
    fetch
        .observer
        .step(&IS_NEITHER_GET_NOR_HEAD, is_other, || format!("method {}", fetch.hop.method.as_str()));
    if !is_other {
        return None;
    }

    let is_hidden = fetch.rules().crossing_hides_origin
        && fetch.hop.tainting == Tainting::Opaque
        && fetch.hop.has_crossed;
    let is_policy_ignored = match fetch.rules().referrer.origin_ignores_policy {
        OriginIgnoresPolicy::Never => false,
        OriginIgnoresPolicy::AfterCrossing => fetch.hop.has_crossed,
        OriginIgnoresPolicy::OfSubresources => mode != Mode::Navigate,
    };
    let is_told = (mode == Mode::Cors || is_policy_ignored || policy_allows(fetch)) && !is_hidden;
    let policy = fetch.referrer_policy();
    fetch.observer.step(&POLICY_ALLOWS_ORIGIN, is_told, || {
        format!("mode {}, referrer policy {}", mode.as_str(), policy.as_str())
    });
    Some(if is_told { origin } else { Origin::opaque() })
}

/// Whether the browser holds cookies back that a storage access permission would send: a credentialed request of a frame
/// to the site of its top-level document, from another site.
fn storage_access_is_inactive<O: Observe>(fetch: &Fetch<'_, O>) -> bool {
    let request = &fetch.request;
    fetch.profile.cookies.third_party_cookies != ThirdPartyCookies::Allow
        && (fetch.hop.tainting == Tainting::Opaque || request.mode == Mode::Navigate)
        && request.includes_credentials()
        && request
            .top_level_origin
            .as_ref()
            .is_some_and(|top| !same_site(top, &request.origin) && same_site_as_url(top, &request.url))
}

fn is_get_or_head(method: &Method) -> bool {
    *method == Method::GET || *method == Method::HEAD
}

fn policy_allows<O: Observe>(fetch: &Fetch<'_, O>) -> bool {
    match fetch.referrer_policy() {
        ReferrerPolicy::NoReferrer => false,
        ReferrerPolicy::NoReferrerWhenDowngrade
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin => {
            let is_insecure = fetch.hop.url.scheme() != "https"
                || fetch.rules().mixed.origin_sees_url_before_upgrade
                    && fetch.hop.before_upgrade.is_some()
                    && fetch.request.mode != Mode::Navigate;
            !(fetch.request.origin.scheme() == Some("https") && is_insecure)
        }
        ReferrerPolicy::SameOrigin => fetch.is_own_origin(),
        ReferrerPolicy::Origin | ReferrerPolicy::OriginWhenCrossOrigin | ReferrerPolicy::UnsafeUrl => true,
    }
}
