//! Which cookies go when there are too many: [limits](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.7).

use std::sync::Arc;
use std::time::Duration;

use super::cookie::{Cookie, Priority};
use super::domain::key;
use super::jar::{Jar, Kept};
use super::rules::{CookieRules, Eviction, Limits};

/// What of each priority a domain keeps when cookies go by priority, from the least to the most important.
///
/// `net/cookies/cookie_monster.h`, `kDomainCookiesQuotaLow` and the two below it.
const QUOTAS: [(Priority, usize); 3] = [(Priority::Low, 30), (Priority::Medium, 50), (Priority::High, 70)];

/// Which priority goes in which round, and whether Secure ones stay in it.
const ROUNDS: [(usize, bool); 6] = [(0, true), (0, false), (1, true), (2, true), (1, false), (2, false)];

impl Limits {
    /// Whether a cookie that is not Secure finds a place among those of its domain.
    pub(super) fn has_room_for_insecure(&self, part: &[Kept]) -> bool {
        self.eviction == Eviction::ByPriority
            || self.domain.is_none_or(|limit| part.len() < limit)
            || part.iter().any(|kept| !kept.cookie.secure)
    }
}

impl Jar {
    /// Makes room after a cookie was added, and gives back those that went.
    pub(super) fn evict(
        &mut self,
        added: &Arc<Cookie>,
        rules: &CookieRules,
        now: Duration,
    ) -> Vec<Arc<Cookie>> {
        let limits = &rules.limits;
        let mut evicted = Vec::new();
        if let Some(domain) = self.domains.get_mut(key(&added.domain)) {
            let part = domain.part_mut(added.partition.as_ref());
            if limits.domain.is_some_and(|limit| part.len() > limit) {
                match limits.eviction {
                    Eviction::InsecureFirst => insecure_first(part, limits.domain_kept, added, &mut evicted),
                    Eviction::ByPriority if added.partition.is_some() => {
                        let excess = part.len().saturating_sub(limits.domain.unwrap_or(usize::MAX));
                        take(part, excess, |_| true, &mut evicted);
                    }
                    Eviction::ByPriority => by_priority(part, limits.domain_kept, &mut evicted),
                }
            }
            if let (Some(limit), Some(_)) = (limits.partition_bytes, &added.partition) {
                while part.iter().map(|kept| bytes(&kept.cookie)).sum::<usize>() > limit && part.len() > 1 {
                    take(part, 1, |cookie| cookie.serial != added.serial, &mut evicted);
                }
            }
        }
        self.evict_of_all(limits, now, &mut evicted);
        evicted
    }

    /// When there are too many in all, the longest unused go, those that are not Secure first.
    fn evict_of_all(&mut self, limits: &Limits, now: Duration, evicted: &mut Vec<Arc<Cookie>>) {
        let with_partitioned = limits.total_counts_partitioned;
        let counts = |cookie: &Cookie| with_partitioned || cookie.partition.is_none();
        let Some(limit) = limits.total else { return };
        if self.count(with_partitioned) <= limit {
            return;
        }
        let expired = |cookie: &Cookie| cookie.is_expired(now) && counts(cookie);
        evicted.extend(self.iter().filter(|cookie| expired(cookie)).cloned());
        self.retain(|cookie| !expired(cookie));

        let left = self.count(with_partitioned);
        if left <= limit {
            return;
        }
        let all = self.domains.values().flat_map(|domain| domain.iter()).filter(|kept| counts(&kept.cookie));
        let mut stale: Vec<_> = all
            .filter(|kept| kept.used.saturating_add(limits.spared) < now)
            .map(|kept| (kept.cookie.secure, kept.used, kept.cookie.serial, Arc::clone(&kept.cookie)))
            .collect();
        stale.sort_unstable_by_key(|&(secure, used, serial, _)| (secure, used, serial));
        stale.truncate(left - limits.total_kept.min(left));
        let mut serials: Vec<u64> = stale.iter().map(|&(_, _, serial, _)| serial).collect();
        serials.sort_unstable();
        self.retain(|cookie| serials.binary_search(&cookie.serial).is_err());
        evicted.extend(stale.into_iter().map(|(_, _, _, cookie)| cookie));
    }
}

fn bytes(cookie: &Cookie) -> usize {
    cookie.name.len() + cookie.value.len()
}

/// Takes up to so many cookies, the longest unused first.
fn take(
    part: &mut Vec<Kept>,
    mut goal: usize,
    may_go: impl Fn(&Cookie) -> bool,
    evicted: &mut Vec<Arc<Cookie>>,
) {
    part.sort_by_key(|kept| (kept.used, kept.cookie.serial));
    part.retain(|kept| {
        let goes = goal > 0 && may_go(&kept.cookie);
        if goes {
            goal -= 1;
            evicted.push(Arc::clone(&kept.cookie));
        }
        !goes
    });
}

/// Those that are not Secure go; only when there are none, Secure ones do. The new one stays.
fn insecure_first(part: &mut Vec<Kept>, kept: usize, added: &Arc<Cookie>, evicted: &mut Vec<Arc<Cookie>>) {
    let goal = part.len().saturating_sub(kept);
    let is_old = |cookie: &Cookie| cookie.serial != added.serial;
    let before = evicted.len();
    take(part, goal, |cookie| is_old(cookie) && !cookie.secure, evicted);
    if evicted.len() == before {
        take(part, goal, is_old, evicted);
    }
}

/// In rounds: each takes cookies of one priority, down to its quota.
fn by_priority(part: &mut Vec<Kept>, kept: usize, evicted: &mut Vec<Arc<Cookie>>) {
    let mut goal = part.len().saturating_sub(kept);
    for (level, spares_secure) in ROUNDS {
        let (priority, quota) = QUOTAS[level];
        let of_priority = || part.iter().filter(|kept| kept.cookie.priority == priority);
        let count = of_priority().count();
        let secure = of_priority().filter(|kept| kept.cookie.secure).count();
        let protected = if spares_secure { quota.max(secure) } else { quota };
        let round = goal.min(count.saturating_sub(protected));
        let before = evicted.len();
        let may_go = |cookie: &Cookie| cookie.priority == priority && !(spares_secure && cookie.secure);
        take(part, round, may_go, evicted);
        goal -= evicted.len() - before;
    }
}
