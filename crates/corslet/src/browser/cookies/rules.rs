//! A browser's rules for cookies: a field for each behaviour in which browsers differ.

use std::time::Duration;

use super::context::ThirdPartyCookies;
use crate::browser::profile::choices;

choices! {
    /// What a cookie without `SameSite` is taken for.
    DefaultSameSite {
        /// `Lax`
        Lax,
        /// `None`
        None,
    }
    /// How redirects count when a request is same-site or not.
    RedirectTaint {
        /// This hop's URL alone decides.
        ThisHop,
        /// One cross-site hop makes all later ones cross-site.
        EveryHop,
        /// A cross-site first URL makes all hops cross-site; later ones make only themselves so.
        FirstHop,
    }
    /// What a navigation of the top-level page is compared with.
    NavigationInitiator {
        /// The site for cookies of the document that navigates.
        SiteForCookies,
        /// The origin of the document that navigates.
        Origin,
    }
    /// Which connections are secure.
    SecureConnection {
        /// Those to potentially trustworthy URLs: with TLS, or to this machine.
        Trustworthy,
        /// Those with TLS.
        Encrypted,
    }
    /// Who is a third party.
    ThirdParty {
        /// A request to another site than the top-level page's, or from below a frame of another site.
        UrlAndFrames,
        /// A request to another site than the top-level page's.
        Url,
    }
    /// What blocking third parties means.
    ThirdPartyBlock {
        /// Their cookies neither go nor come, but for those in a partition.
        SendingAndStoring,
        /// No cookie of theirs goes or comes, in a partition either.
        PartitionedToo,
        /// They set none; those that are there go along.
        Storing,
    }
    /// Which name prefixes bind.
    Prefixes {
        /// None.
        Ignored,
        /// `__Secure-` and `__Host-`.
        SecureAndHost,
        /// Also `__Http-` and `__Host-Http-`.
        HttpToo,
    }
    /// Which of `Max-Age` and `Expires` counts.
    Lifetime {
        /// `Max-Age`.
        MaxAgeFirst,
        /// The later one of the line.
        LastWins,
    }
    /// Which cookies a full domain drops.
    Eviction {
        /// Those that are not Secure first; a new one that is not Secure drops no Secure one.
        InsecureFirst,
        /// By priority, keeping some of each; within a priority those that are not Secure first.
        ByPriority,
    }
}

/// How many cookies a browser keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most for a registrable domain; each partition has that many.
    pub domain: Option<usize>,
    /// How many a domain is cut down to.
    pub domain_kept: usize,
    /// Which go.
    pub eviction: Eviction,
    /// The most bytes of names and values for a registrable domain in a partition.
    pub partition_bytes: Option<usize>,
    /// The most in all.
    pub total: Option<usize>,
    /// How many all are cut down to.
    pub total_kept: usize,
    /// Whether partitioned ones count among all.
    pub total_counts_partitioned: bool,
    /// Those used within this time stay when all are cut down.
    pub spared: Duration,
}

/// A browser's rules for cookies. The fields name behaviours, never browsers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CookieRules {
    /// What a cookie without `SameSite` is taken for.
    pub default_same_site: DefaultSameSite,
    /// Whether `http` and `https` of one domain are two sites.
    pub schemeful: bool,
    /// How redirects count when a request is same-site or not.
    pub redirect_taint: RedirectTaint,
    /// What a navigation of the top-level page is compared with.
    pub navigation_initiator: NavigationInitiator,
    /// Whether a cross-site response is kept from setting a cookie that could not go with a cross-site request.
    pub same_site_binds_storing: bool,
    /// Whether `SameSite=None` needs `Secure`.
    pub none_needs_secure: bool,
    /// Which connections are secure.
    pub secure_connection: SecureConnection,
    /// Which name prefixes bind.
    pub prefixes: Prefixes,
    /// Whether `__Host-` needs `Path=/` to be written, when the default path is `/` as well.
    pub host_prefix_needs_path: bool,
    /// Whether `Partitioned` is known.
    pub partitioned: bool,
    /// What is done with the cookies of third parties as installed.
    pub third_party_cookies: ThirdPartyCookies,
    /// Who is a third party.
    pub third_party: ThirdParty,
    /// What blocking third parties means.
    pub third_party_block: ThirdPartyBlock,
    /// Whether `Domain` is read without regard to case.
    pub domain_case_folded: bool,
    /// Which of `Max-Age` and `Expires` counts.
    pub lifetime: Lifetime,
    /// The longest life.
    pub age_limit: Option<Duration>,
    /// The most bytes of name and value together.
    pub size_limit: Option<usize>,
    /// The most bytes of an attribute's value.
    pub attribute_limit: Option<usize>,
    /// Whether control characters void a line.
    pub control_characters_void: bool,
    /// Whether a line without name and value is void.
    pub empty_is_void: bool,
    /// How many cookies are kept.
    pub limits: Limits,
}
