//! Origins that have every trusted name in them, and begin with one: any careless comparison of that name takes them.

use crate::audit::{Base, Evidence};

/// A trusted name, an odd character, another trusted name, and a stranger's domain.
pub(super) struct Group {
    /// Whose name it begins with.
    pub(super) base: Base,
    /// The origin.
    pub(super) origin: String,
}

/// The most names with which one begins.
const MOST: usize = 3;

impl Evidence {
    /// One for each name that may stand in a comparison. Its beginning, its middle and its open end are all compared at once,
    /// and the character is one at which a pattern may take a host to end.
    pub(super) fn groups(&self, odd: char) -> Vec<Group> {
        let mut bases = self.compared_bases();
        bases.retain(|base| !base.host.starts_with('['));
        bases.truncate(MOST);
        let group = |(index, base): (usize, &Base)| {
            let next = bases.get((index + 1) % bases.len()).map_or(base, |next| next);
            let host = format!("{}{odd}{}.{}", base.host, next.host, self.names.first);
            Group { base: base.clone(), origin: base.plain(&host) }
        };
        bases.iter().enumerate().map(group).collect()
    }
}
