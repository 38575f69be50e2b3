//! Chromium: what it does with cookies besides the draft.

use std::time::Duration;

use super::context::ThirdPartyCookies;
use super::rules::{CookieRules, Eviction, NavigationInitiator, Prefixes};
use crate::browser::profile::deviations;

deviations! {
    CookieRules:
    "third-party-blocked" Port "the cookies of third parties are blocked as Debian ships it; with other builds say what they do"
        "recorded"
        |rules| rules.third_party_cookies = ThirdPartyCookies::Block;
    "partitioned" Engine "Partitioned puts a cookie into the partition of the top-level site"
        "recorded; net/cookies/cookie_partition_key.cc, FromNetworkIsolationKey"
        |rules| rules.partitioned = true;
    "navigation-initiator" Engine "a navigation of the top-level page is same-site when the document that navigates is, whatever its ancestors"
        "net/cookies/cookie_util.cc, ComputeSameSiteContext"
        |rules| rules.navigation_initiator = NavigationInitiator::Origin;
    "http-prefix" Engine "the prefixes __Http- and __Host-Http- bind too"
        "net/cookies/cookie_util.cc, GetCookiePrefix"
        |rules| rules.prefixes = Prefixes::HttpToo;
    "domain-limit" Engine "a registrable domain has 180 cookies; beyond, 30 and the excess go by priority"
        "net/cookies/cookie_monster.cc, GarbageCollect"
        |rules| {
            rules.limits.domain = Some(180);
            rules.limits.domain_kept = 150;
            rules.limits.eviction = Eviction::ByPriority;
        };
    "partition-limit" Engine "a domain has 10 KiB in a partition"
        "net/cookies/cookie_monster.cc, GarbageCollectPartitionedCookies"
        |rules| rules.limits.partition_bytes = Some(10_240);
    "total-limit" Engine "there are 3,300 cookies outside of partitions; beyond, those unused for 30 days go until 3,000 are left"
        "net/cookies/cookie_monster.cc, GarbageCollect"
        |rules| {
            rules.limits.total = Some(3300);
            rules.limits.total_counts_partitioned = false;
            rules.limits.spared = Duration::from_secs(30 * 86_400);
        };
}
