//! Origins that have nothing to do with the target, in pairs: who trusts both of a pair trusts anybody of that shape.

use corslet::words::is_under_private_suffix;

use super::base::is_loopback;
use super::{Base, Evidence, Hit};

/// Two origins of one shape that nobody can have guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The one that is asked first.
    pub(crate) first: String,
    /// The one that is asked when the first is trusted.
    pub(crate) second: String,
    /// What is true of everybody who is trusted when both are.
    pub(crate) shape: &'static str,
}

impl Evidence {
    /// The pairs that are asked in any case.
    pub(crate) fn strangers(&self) -> Vec<Pair> {
        let names = &self.names;
        let pair = |first, second, shape| Pair { first, second, shape };
        let other = if self.target.is_https() { "http" } else { "https" };
        vec![
            pair(self.stranger(), self.other_stranger(), "Any origin is"),
            pair(
                format!("{}:8443", self.stranger()),
                format!("{}:8443", self.other_stranger()),
                "Any origin with a port is",
            ),
            pair(
                format!("{other}://{}", names.first),
                format!("{other}://{}", names.second),
                if other == "http" { "Any origin over http is" } else { "Any origin over https is" },
            ),
        ]
    }

    /// The pairs that have the shape of other probes and none of the target's names: whether an odd origin is trusted for
    /// what it was made of, or for its shape alone.
    pub(crate) fn shapes(&self) -> Vec<Pair> {
        let names = &self.names;
        let (label, inner) = (&names.label, &names.inner);
        let on = |host: String| self.target.origin_on(&host);
        let mut pairs = Vec::new();
        let mut pair = |first: String, second: String, shape| {
            pairs.push(Pair { first: on(first), second: on(second), shape });
        };
        let (first, second) = (&names.first, &names.second);
        pair(format!("{label}.{first}"), format!("{inner}.{second}"), "Any origin on a subdomain is");
        pair(
            format!("{label}.{inner}.{first}"),
            format!("{inner}.{label}.{second}"),
            "Any origin on a subdomain of a subdomain is",
        );
        pair(
            format!("{label}.{inner}.{label}.{first}"),
            format!("{inner}.{label}.{inner}.{second}"),
            "Any origin deep below a domain is",
        );
        if let Some(suffix) = Base::parse(&self.target.origin()).as_ref().and_then(Base::suffix)
            // Below a hosting provider everybody is a tenant, which is another fault.
            && !is_under_private_suffix(&self.target.host)
        {
            pair(
                format!("{label}{inner}.{suffix}"),
                format!("{inner}{label}.{suffix}"),
                "Any origin under the target's public suffix is",
            );
        }
        let beside = |name: &str| name.split_once('.').map(|(_, suffix)| format!("{inner}{label}.{suffix}"));
        for name in [first, second] {
            if let Some(other) = beside(name) {
                pair(name.clone(), other, "Any origin under one public suffix is");
            }
        }
        pairs
    }

    /// Two strangers who are both trusted, and what they have in common.
    pub(crate) fn trusted_strangers(&self) -> Option<(Hit, Hit, &'static str)> {
        self.strangers()
            .into_iter()
            .chain(self.shapes())
            .find_map(|pair| Some((self.hit(&pair.first)?, self.hit(&pair.second)?, pair.shape)))
    }

    /// Whether anybody is trusted: then nothing else about trust has to be asked.
    #[must_use]
    pub fn trusts_anybody(&self) -> bool {
        self.is_for_anybody
    }

    /// Whether an origin outside the target's site is trusted that nobody would have listed.
    pub(crate) fn trusts_something_odd(&self) -> bool {
        let likely = self.front_ends();
        self.trusted_origins().any(|origin| {
            let is_odd = |base: Base| !base.is_address() && !is_loopback(&base.host);
            !self.is_own_site(origin)
                && !likely.iter().any(|one| one == origin)
                && Base::parse(origin).is_some_and(is_odd)
        })
    }
}
