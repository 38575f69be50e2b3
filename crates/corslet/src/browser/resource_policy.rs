//! The [cross-origin resource policy check](https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check): may this page use this response unread?

use super::fetch::Fetch;
use super::profile::UnknownResourcePolicy;
use super::{EmbedderPolicy, Mode};
use crate::verdict::{Failure, Kind, Observe, ResponseHead, steps};
use crate::words::schemelessly_same_site_as_url;

steps! {
    /// The steps of the cross-origin resource policy internal check.
    RESOURCE_POLICY, "cross-origin resource policy internal check", "https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check";
    "1" NAVIGATION_IS_CHECKED "the request is no navigation, or the page has an embedder policy"
    "3" RESOURCE_POLICY_IS_KNOWN "Cross-Origin-Resource-Policy is exactly same-origin, same-site or cross-origin"
    "4" EMBEDDER_POLICY_NEEDS_NONE "the page's embedder policy lets a response without Cross-Origin-Resource-Policy be used"
    "5 (same-origin)" RESOURCE_IS_SAME_ORIGIN "the policy is not same-origin, or the response's URL is of the page's origin"
    "5 (same-site)" RESOURCE_IS_SAME_SITE "the policy is not same-site, or the response's URL is of the page's site, and not on https when the page is on http"
}

/// What a response says of who may use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ResourcePolicy {
    SameOrigin,
    SameSite,
    CrossOrigin,
}

/// Runs the check on a hop's response, and records its failure.
pub(super) fn resource_policy_check<O: Observe>(fetch: &mut Fetch<'_, O>, head: &ResponseHead) -> bool {
    let is_navigation = fetch.request.mode == Mode::Navigate;
    let embedder_policy = fetch.embedder_policy();
    let is_checked = !is_navigation || embedder_policy != EmbedderPolicy::UnsafeNone;
    fetch
        .observer
        .step(&NAVIGATION_IS_CHECKED, is_checked, || format!("embedder policy {}", embedder_policy.as_str()));
    if !is_checked {
        return true;
    }

    let received = head.headers.get("cross-origin-resource-policy");
    let policy = match received.as_deref() {
        Some(b"same-origin") => Some(ResourcePolicy::SameOrigin),
        Some(b"same-site") => Some(ResourcePolicy::SameSite),
        Some(b"cross-origin") => Some(ResourcePolicy::CrossOrigin),
        _ => None,
    };
    let shown = || match &received {
        Some(value) => format!("Cross-Origin-Resource-Policy: {}", String::from_utf8_lossy(value)),
        None => "no Cross-Origin-Resource-Policy".to_owned(),
    };
    fetch.observer.step(&RESOURCE_POLICY_IS_KNOWN, policy.is_some(), shown);

    let is_unknown = received.as_deref().is_some_and(|value| !value.is_empty()) && policy.is_none();
    let policy = policy.or_else(|| {
        let is_excused =
            is_unknown && fetch.rules().unknown_resource_policy == UnknownResourcePolicy::IsCrossOrigin;
        let is_demanded = match embedder_policy {
            EmbedderPolicy::UnsafeNone => false,
            EmbedderPolicy::RequireCorp => !is_excused,
            EmbedderPolicy::Credentialless => is_navigation || fetch.sent_credentials(),
        };
        fetch.observer.step(&EMBEDDER_POLICY_NEEDS_NONE, !is_demanded, || {
            format!("embedder policy {}", embedder_policy.as_str())
        });
        is_demanded.then_some(ResourcePolicy::SameOrigin)
    });

    let is_own = fetch.is_own_origin();
    let same_origin_holds = policy != Some(ResourcePolicy::SameOrigin) || is_own;
    fetch.observer.step(&RESOURCE_IS_SAME_ORIGIN, same_origin_holds, shown);
    let same_site_holds = policy != Some(ResourcePolicy::SameSite) || is_same_site(fetch);
    fetch.observer.step(&RESOURCE_IS_SAME_SITE, same_site_holds, shown);
    if same_origin_holds && same_site_holds {
        return true;
    }

    let failure = match received {
        Some(value) if !is_unknown && !value.is_empty() => {
            Failure::ResourcePolicyForbids { received: value.into_owned() }
        }
        received => Failure::ResourcePolicyIsMissing {
            demanded: embedder_policy.as_str(),
            received: received.map(std::borrow::Cow::into_owned),
        },
    };
    let step = if same_origin_holds { &RESOURCE_IS_SAME_SITE } else { &RESOURCE_IS_SAME_ORIGIN };
    fetch.block(Kind::Actual, failure, step);
    false
}

fn is_same_site<O: Observe>(fetch: &Fetch<'_, O>) -> bool {
    let origin = &fetch.request.origin;
    let url = &fetch.hop.url;
    schemelessly_same_site_as_url(origin, url)
        && (origin.scheme() == Some("https") || url.scheme() != "https")
}

impl<O: Observe> Fetch<'_, O> {
    /// The response's [request-includes-credentials](https://fetch.spec.whatwg.org/#concept-response-request-includes-credentials).
    fn sent_credentials(&self) -> bool {
        self.exchanges.last().is_some_and(|exchange| exchange.credentials)
    }
}
