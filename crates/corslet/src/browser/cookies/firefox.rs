//! Firefox: what it does with cookies besides the draft.

use std::time::Duration;

use super::context::ThirdPartyCookies;
use super::rules::{CookieRules, DefaultSameSite, Prefixes, RedirectTaint, ThirdPartyBlock};
use crate::browser::profile::deviations;

deviations! {
    CookieRules:
    "default-none" Engine "a cookie without SameSite goes everywhere"
        "recorded; modules/libpref/init/StaticPrefList.yaml, network.cookie.sameSite.laxByDefault"
        |rules| rules.default_same_site = DefaultSameSite::None;
    "schemeless" Engine "http and https of one domain are one site"
        "recorded; modules/libpref/init/StaticPrefList.yaml, network.cookie.sameSite.schemeful"
        |rules| rules.schemeful = false;
    "redirect-taint" Engine "one cross-site hop makes all later ones cross-site"
        "recorded; netwerk/base/nsNetUtil.cpp, NS_IsSameSiteForeign"
        |rules| rules.redirect_taint = RedirectTaint::EveryHop;
    "third-party-partitioned" Engine "the cookies of third parties are kept for each top-level site"
        "recorded; modules/libpref/init/StaticPrefList.yaml, network.cookie.cookieBehavior 5"
        |rules| rules.third_party_cookies = ThirdPartyCookies::Partition;
    "third-party-block-partitioned" Engine "who blocks third parties blocks their Partitioned cookies too"
        "measured; netwerk/cookie/CookieService.cpp, CheckPrefs (network.cookie.cookieBehavior 1)"
        |rules| rules.third_party_block = ThirdPartyBlock::PartitionedToo;
    "partitioned" Engine "Partitioned puts a cookie into the partition of the top-level site"
        "recorded; netwerk/cookie/CookieParser.cpp, ParseAttributes"
        |rules| rules.partitioned = true;
    "http-prefix" Engine "the prefixes __Http- and __Host-Http- bind too"
        "netwerk/cookie/CookiePrefixes.cpp"
        |rules| rules.prefixes = Prefixes::HttpToo;
    "host-prefix-default-path" Engine "__Host- is content with a default path of /"
        "netwerk/cookie/CookiePrefixes.cpp"
        |rules| rules.host_prefix_needs_path = false;
    "domain-limit" Engine "a registrable domain has 180 cookies; beyond, those that are not Secure go until 150 are left"
        "netwerk/cookie/CookieStorage.cpp, AddCookie"
        |rules| { rules.limits.domain = Some(180); rules.limits.domain_kept = 150; };
    "total-limit" Engine "there are 3,300 cookies; beyond, those unused for 30 days go until 3,000 are left"
        "netwerk/cookie/CookieStorage.cpp, AddCookie"
        |rules| { rules.limits.total = Some(3300); rules.limits.spared = Duration::from_secs(30 * 86_400); };
}
