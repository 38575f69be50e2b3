//! Which jar a request has: the first party's, none, or a partition of its own.

use std::sync::Arc;

use url::Url;

use super::context::{Context, Target, ThirdPartyCookies};
use super::cookie::Partition;
use super::rules::{CookieRules, ThirdParty, ThirdPartyBlock};
use crate::words::{Origin, registrable_domain, same_site, same_site_as_url};

/// Whether a request gets at the cookies that are in no partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// As the first party does.
    Open,
    /// Not at all: it is a third party.
    Blocked,
    /// It has a partition instead.
    Partitioned,
}

impl CookieRules {
    /// Whether the request is one of a third party.
    pub(super) fn is_third_party(&self, context: &Context<'_>) -> bool {
        match context.client {
            None => false,
            Some(_) if context.target == Target::TopLevel => false,
            Some(client) => match self.third_party {
                ThirdParty::UrlAndFrames => !self.is_first_party(client, context.url),
                ThirdParty::Url => !self.is_of_top_level(client, context.url),
            },
        }
    }

    /// Whether the request is one of a third party, and the browser blocks their cookies.
    #[must_use]
    pub fn blocks_third_party(&self, context: &Context<'_>) -> bool {
        self.access(context) == Access::Blocked
    }

    /// Whether a request with this access gets at the cookies of its partition.
    pub(super) fn opens_partition(&self, access: Access) -> bool {
        access != Access::Blocked || self.third_party_block != ThirdPartyBlock::PartitionedToo
    }

    /// Whether the request gets at the cookies that are in no partition.
    pub(super) fn access(&self, context: &Context<'_>) -> Access {
        if context.storage_access || !self.is_third_party(context) {
            return Access::Open;
        }
        match context.third_party_cookies.unwrap_or(self.third_party_cookies) {
            ThirdPartyCookies::Allow => Access::Open,
            ThirdPartyCookies::Block => Access::Blocked,
            ThirdPartyCookies::Partition => Access::Partitioned,
        }
    }
}

impl Context<'_> {
    /// The partition that the request's cookies are in, when they are in one.
    pub(super) fn partition(&self) -> Partition {
        match self.client {
            Some(client) if self.target != Target::TopLevel => {
                let top_level = &client.top_level_origin;
                let is_same_site = client.documents().all(|document| same_site(document, top_level))
                    && same_site_as_url(top_level, self.url);
                Partition { site: site(top_level), has_cross_site_ancestor: !is_same_site }
            }
            _ => Partition { site: site_of_url(self.url), has_cross_site_ancestor: false },
        }
    }
}

fn site(origin: &Origin) -> Arc<str> {
    serialize(origin.scheme(), origin.host())
}

fn site_of_url(url: &Url) -> Arc<str> {
    serialize(Some(url.scheme()), url.host_str())
}

fn serialize(scheme: Option<&str>, host: Option<&str>) -> Arc<str> {
    match (scheme, host) {
        (Some(scheme), Some(host)) => {
            format!("{scheme}://{}", registrable_domain(host).unwrap_or(host)).into()
        }
        _ => "null".into(),
    }
}
