//! An origin that turned out to be trusted, and the finding that is made of it.

use super::{Evidence, Finding, Obtainable, Trust, weigh};

/// An origin that the target names in a good answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The origin.
    pub origin: String,
    /// The place of the answer.
    pub index: usize,
    /// What it grants.
    pub trust: Trust,
}

impl Evidence {
    /// The answer that trusts an origin, if one does.
    #[must_use]
    pub fn hit(&self, origin: &str) -> Option<Hit> {
        let (index, trust) = self.trusting(origin)?;
        trust.is_granted().then(|| Hit { origin: origin.to_owned(), index, trust })
    }

    /// Whether an origin is trusted.
    #[must_use]
    pub fn trusts(&self, origin: &str) -> bool {
        self.trust(origin).is_granted()
    }

    /// The first of these origins that is trusted the most.
    #[must_use]
    pub fn first_hit(&self, origins: impl IntoIterator<Item = String>) -> Option<Hit> {
        let hits = origins.into_iter().filter_map(|origin| self.hit(&origin));
        hits.reduce(|best, next| if next.trust > best.trust { next } else { best })
    }

    /// The finding that a trusted origin is: weighed, pointed to and proved.
    #[must_use]
    pub fn finding(
        &self,
        id: &'static str,
        obtainable: Obtainable,
        hit: &Hit,
        summary: impl Into<String>,
        says: impl Into<String>,
    ) -> Finding {
        let weight = weigh(self, obtainable, hit.trust);
        let mut finding = Finding::new(id, weight.severity, weight.confidence, summary)
            .seen(self.point(hit.index, "access-control-allow-origin", says))
            .proved(self.prove(hit.index));
        finding.notes = weight.notes;
        finding
    }
}
