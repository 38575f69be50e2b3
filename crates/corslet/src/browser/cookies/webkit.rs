//! WebKitGTK: what it does with cookies besides the draft.

use super::context::ThirdPartyCookies;
use super::rules::{
    CookieRules, DefaultSameSite, Lifetime, Prefixes, RedirectTaint, SecureConnection, ThirdParty,
    ThirdPartyBlock,
};
use crate::browser::profile::deviations;

deviations! {
    CookieRules:
    "schemeless" Engine "http and https of one domain are one site"
        "recorded; Source/WebCore/loader/FrameLoader.cpp, addSameSiteInfoToRequestIfNeeded"
        |rules| rules.schemeful = false;
    "first-hop" Port "a request that began cross-site stays so on all hops; a later cross-site hop taints only itself"
        "recorded; libsoup 3.2.3, libsoup/cookies/soup-cookie-jar.c, cookie_is_valid_for_same_site_policy"
        |rules| rules.redirect_taint = RedirectTaint::FirstHop;
    "default-none" Engine "a cookie without SameSite goes everywhere"
        "recorded; Safari has no other default either: https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#browser_compatibility"
        |rules| rules.default_same_site = DefaultSameSite::None;
    "none-insecure" Port "SameSite=None needs no Secure"
        "recorded; libsoup 3.2.3, libsoup/cookies/soup-cookie-jar.c, soup_cookie_jar_add_cookie_full"
        |rules| rules.none_needs_secure = false;
    "stores-any-same-site" Port "a response sets cookies of any SameSite"
        "recorded; libsoup 3.2.3, libsoup/cookies/soup-cookie-jar.c, soup_cookie_jar_add_cookie_full"
        |rules| rules.same_site_binds_storing = false;
    "no-prefixes" Port "the prefixes of a name bind nothing"
        "recorded; libsoup 3.2.3, libsoup/cookies/soup-cookie-jar.c, soup_cookie_jar_add_cookie_full"
        |rules| rules.prefixes = Prefixes::Ignored;
    "encrypted-only" Port "only TLS is secure, this machine is not"
        "libsoup 3.2.3, libsoup/cookies/soup-cookie.c, soup_cookie_applies_to_uri"
        |rules| rules.secure_connection = SecureConnection::Encrypted;
    "third-party-storing" Port "the response of a third party sets no cookie; those that are there go along"
        "recorded; libsoup 3.2.3, libsoup/cookies/soup-cookie-jar.c, SOUP_COOKIE_JAR_ACCEPT_NO_THIRD_PARTY"
        |rules| {
            rules.third_party_cookies = ThirdPartyCookies::Block;
            rules.third_party_block = ThirdPartyBlock::Storing;
        };
    "third-party-url" Port "who is a third party does not depend on the frames between"
        "recorded; libsoup 3.2.3, libsoup/cookies/soup-cookie-jar.c, incoming_cookie_is_third_party"
        |rules| rules.third_party = ThirdParty::Url;
    "domain-case" Port "Domain is compared as it is written"
        "recorded; libsoup 3.2.3, libsoup/cookies/soup-cookie.c, soup_cookie_domain_matches"
        |rules| rules.domain_case_folded = false;
    "last-lifetime" Port "the later one of Max-Age and Expires counts"
        "recorded; libsoup 3.2.3, libsoup/cookies/soup-cookie.c, parse_one_cookie"
        |rules| rules.lifetime = Lifetime::LastWins;
    "unlimited" Port "a cookie may be as long and live as long as it likes, may be empty and have control characters"
        "libsoup 3.2.3, libsoup/cookies/soup-cookie.c, parse_one_cookie"
        |rules| {
            rules.age_limit = None;
            rules.size_limit = None;
            rules.attribute_limit = None;
            rules.empty_is_void = false;
            rules.control_characters_void = false;
        };
}
