//! [Determine request's referrer](https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer): how much `Referer` tells.

use super::fetch::Fetch;
use super::profile::ReferrerBeforeUpgrade;
use super::{Api, Destination, Element, Mode, ReferrerPolicy, Request};
use crate::verdict::{Observe, Referrer, steps};
use crate::words::{is_potentially_trustworthy, is_potentially_trustworthy_origin, same_site_as_url};

steps! {
    /// The step of determining a request's referrer.
    REFERRER, "determine request's referrer", "https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer";
    "8" POLICY_ALLOWS_REFERRER "the referrer policy lets the page's origin be told to this URL"
}

impl Request {
    /// What the page itself would tell, before any policy.
    pub(super) fn own_referrer(&self) -> Referrer {
        if self.origin.is_opaque() || self.mode == Mode::WebSocket { Referrer::None } else { self.referrer }
    }
}

impl<O: Observe> Fetch<'_, O> {
    /// The referrer policy that this browser follows for the current URL.
    pub(super) fn referrer_policy(&self) -> ReferrerPolicy {
        let policy = self.request.referrer_policy;
        let is_relaxed = matches!(
            policy,
            ReferrerPolicy::NoReferrerWhenDowngrade
                | ReferrerPolicy::OriginWhenCrossOrigin
                | ReferrerPolicy::UnsafeUrl
        );
        let is_ignored = is_relaxed
            && self.rules().referrer.relaxed_policies_ignored_cross_site
            && !same_site_as_url(&self.request.origin, &self.hop.url);
        if is_ignored { ReferrerPolicy::StrictOriginWhenCrossOrigin } else { policy }
    }

    /// Step 8, and what an earlier hop has cut off stays cut off.
    pub(super) fn determine_referrer(&mut self) {
        if self.hop.referrer == Referrer::None {
            return;
        }
        let is_own = self.is_own_origin();
        let whole_or_origin = if is_own { Referrer::Url } else { Referrer::Origin };
        let unless_downgraded = |referrer| if self.is_downgraded() { Referrer::None } else { referrer };
        let policy = self.referrer_policy();
        let allowed = match policy {
            ReferrerPolicy::NoReferrer => Referrer::None,
            ReferrerPolicy::Origin => Referrer::Origin,
            ReferrerPolicy::UnsafeUrl => Referrer::Url,
            ReferrerPolicy::StrictOrigin => unless_downgraded(Referrer::Origin),
            ReferrerPolicy::StrictOriginWhenCrossOrigin => unless_downgraded(whole_or_origin),
            ReferrerPolicy::SameOrigin if is_own => Referrer::Url,
            ReferrerPolicy::SameOrigin => Referrer::None,
            ReferrerPolicy::OriginWhenCrossOrigin => whole_or_origin,
            ReferrerPolicy::NoReferrerWhenDowngrade => unless_downgraded(Referrer::Url),
        };
        self.observer.step(&POLICY_ALLOWS_REFERRER, allowed != Referrer::None, || {
            format!("referrer policy {}, Referer tells: {}", policy.as_str(), allowed.as_str())
        });
        self.hop.referrer = self.hop.referrer.min(allowed);
    }

    fn is_downgraded(&self) -> bool {
        let is_of_before = match self.rules().referrer.sees_url_before_upgrade {
            ReferrerBeforeUpgrade::Never => false,
            ReferrerBeforeUpgrade::OfFrames => {
                matches!(self.request.api, Api::Element { element: Element::Iframe, .. })
            }
            ReferrerBeforeUpgrade::OfMedia => {
                matches!(self.request.destination, Destination::Audio | Destination::Video)
            }
        };
        if is_of_before && self.hop.before_upgrade.is_some() {
            return true;
        }
        if self.rules().referrer.downgrade_is_by_scheme {
            return self.request.origin.scheme() == Some("https") && self.hop.url.scheme() != "https";
        }
        is_potentially_trustworthy_origin(&self.request.origin) && !is_potentially_trustworthy(&self.hop.url)
    }
}
