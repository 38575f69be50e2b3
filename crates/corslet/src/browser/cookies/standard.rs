//! The draft's own rules for cookies.

use std::time::Duration;

use super::context::ThirdPartyCookies;
use super::rules::{
    CookieRules, DefaultSameSite, Eviction, Lifetime, Limits, NavigationInitiator, Prefixes, RedirectTaint,
    SecureConnection, ThirdParty, ThirdPartyBlock,
};

/// 400 days: the longest life that the draft
/// [recommends](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.5).
const AGE_LIMIT: Duration = Duration::from_secs(34_560_000);

impl CookieRules {
    /// The rules of RFC 6265bis, draft 22. It leaves third parties and the limits of a jar to each browser: here they are
    /// as all others, and there are none.
    pub const STANDARD: CookieRules = CookieRules {
        default_same_site: DefaultSameSite::Lax,
        schemeful: true,
        redirect_taint: RedirectTaint::ThisHop,
        navigation_initiator: NavigationInitiator::SiteForCookies,
        same_site_binds_storing: true,
        none_needs_secure: true,
        secure_connection: SecureConnection::Trustworthy,
        prefixes: Prefixes::SecureAndHost,
        host_prefix_needs_path: true,
        partitioned: false,
        third_party_cookies: ThirdPartyCookies::Allow,
        third_party: ThirdParty::UrlAndFrames,
        third_party_block: ThirdPartyBlock::SendingAndStoring,
        domain_case_folded: true,
        lifetime: Lifetime::MaxAgeFirst,
        age_limit: Some(AGE_LIMIT),
        size_limit: Some(4096),
        attribute_limit: Some(1024),
        control_characters_void: true,
        empty_is_void: true,
        limits: Limits {
            domain: None,
            domain_kept: 50,
            eviction: Eviction::InsecureFirst,
            partition_bytes: None,
            total: None,
            total_kept: 3000,
            total_counts_partitioned: true,
            spared: Duration::ZERO,
        },
    };
}
