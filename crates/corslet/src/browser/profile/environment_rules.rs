//! What browsers make differently of a page's surroundings: referrers, insecure URLs, prompts.

use super::choices::{AuthenticationPrompt, LoopbackUpgrade, OriginIgnoresPolicy, ReferrerBeforeUpgrade};

/// How a browser fills in `Referer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferrerRules {
    /// Whether any http URL counts as a downgrade from https, also one of this machine.
    pub downgrade_is_by_scheme: bool,
    /// Whether a policy that is more open than the default one is ignored for requests to another site.
    pub relaxed_policies_ignored_cross_site: bool,
    /// When `Origin` ignores the referrer policy.
    pub origin_ignores_policy: OriginIgnoresPolicy,
    /// When the URL before an upgrade to https decides.
    pub sees_url_before_upgrade: ReferrerBeforeUpgrade,
}

/// How a browser treats http below an https page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MixedContentRules {
    /// Whether this machine's http URLs are no mixed content.
    pub loopback_is_exempt: bool,
    /// When `upgrade-insecure-requests` upgrades this machine's URLs.
    pub loopback_upgrade: LoopbackUpgrade,
    /// Whether an image that a redirect leads to this machine, or to an IP address, is upgraded.
    pub redirects_to_loopback_upgraded: bool,
    /// Whether the origin of a redirect is taken before the redirect is upgraded.
    pub taints_before_upgrade: bool,
    /// Whether `Origin` of a subresource's request is decided by the URL before the upgrade.
    pub origin_sees_url_before_upgrade: bool,
    /// Whether `response.url` shows the URL before the upgrade.
    pub url_before_upgrade_shown: bool,
}

/// How a browser treats `401` and `407`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthenticationRules {
    /// Which requests make the browser ask for a name and a password.
    pub prompt: AuthenticationPrompt,
    /// Whether `407` from a server that is no proxy is a network error.
    pub refuses_proxy_status: bool,
}

/// What a browser's HTTP cache does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpCacheRules {
    /// Whether responses to requests with credentials and to others are kept apart.
    pub keyed_by_credentials: bool,
    /// Whether a response is kept that the fetch was refused.
    pub keeps_refused: bool,
}

impl HttpCacheRules {
    /// The standard's.
    pub(super) const STANDARD: HttpCacheRules =
        HttpCacheRules { keyed_by_credentials: false, keeps_refused: true };
}

impl ReferrerRules {
    /// The standard's.
    pub(super) const STANDARD: ReferrerRules = ReferrerRules {
        downgrade_is_by_scheme: false,
        relaxed_policies_ignored_cross_site: false,
        origin_ignores_policy: OriginIgnoresPolicy::Never,
        sees_url_before_upgrade: ReferrerBeforeUpgrade::Never,
    };
}

impl MixedContentRules {
    /// The standard's.
    pub(super) const STANDARD: MixedContentRules = MixedContentRules {
        loopback_is_exempt: true,
        loopback_upgrade: LoopbackUpgrade::Never,
        redirects_to_loopback_upgraded: false,
        taints_before_upgrade: false,
        origin_sees_url_before_upgrade: false,
        url_before_upgrade_shown: false,
    };
}

impl AuthenticationRules {
    /// The standard's.
    pub(super) const STANDARD: AuthenticationRules =
        AuthenticationRules { prompt: AuthenticationPrompt::UnlessCors, refuses_proxy_status: false };
}
