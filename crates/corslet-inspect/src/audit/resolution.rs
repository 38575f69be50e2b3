//! What the name service says of a trusted name: asked only when the user wants it, by whoever drives the audit.

use super::{Base, Evidence};

/// What the name service says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolution {
    /// It exists.
    Exists,
    /// It does not exist: `NXDOMAIN`.
    NoSuchName,
}

impl Evidence {
    /// The registrable domains of the trusted origins, which somebody has to have registered, for as long as it is not known
    /// whether they exist. Empty until origins are known to be trusted.
    #[must_use]
    pub fn names_to_resolve(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.allowed().iter().filter_map(|origin| Base::parse(origin)?.domain).collect();
        names.sort();
        names.dedup();
        names
            .retain(|name| !self.resolutions.contains_key(name) && self.target.domain.as_ref() != Some(name));
        names
    }

    /// Takes in what the name service says of a name.
    pub fn resolved(&mut self, name: impl Into<String>, resolution: Resolution) {
        self.resolutions.insert(name.into(), resolution);
    }

    /// What the name service says of a name; nothing when it was not asked.
    #[must_use]
    pub fn resolution(&self, name: &str) -> Option<Resolution> {
        self.resolutions.get(name).copied()
    }
}
