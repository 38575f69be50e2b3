//! Whether the same server grants on another answer, which proves that it speaks CORS.

use corslet::verdict::Kind;

use super::case::{Case, Seen};
use super::{Evidence, Place};

const ALLOW_ORIGIN: &str = "access-control-allow-origin";

impl Case {
    /// An answer of this check or of an extra request that lets the page's origin read it.
    pub(super) fn grant_elsewhere(&self) -> Option<Evidence> {
        let grants = |seen: &Seen| {
            seen.url.host() == self.url.host() && seen.grants(self.origin(), self.includes_credentials())
        };
        let line = |seen: &Seen| seen.lines(ALLOW_ORIGIN).next().map(|(line, value)| (line, value.len()));
        let place = |(line, len): (usize, usize)| Place::Header { line, bytes: 0..len };
        let own = self.exchanges.iter().enumerate().find(|(_, seen)| grants(seen));
        if let Some((index, seen)) = own {
            let what =
                if seen.kind == Kind::Preflight { "the preflight has it" } else { "another answer has it" };
            return Some(Evidence::new(index, place(line(seen)?), what));
        }
        let (index, probed) = self.probes.iter().enumerate().find(|(_, probed)| grants(&probed.seen))?;
        let what = format!("with status {} it is there", probed.seen.status());
        Some(Evidence::new(0, place(line(&probed.seen)?), what).in_probe(index))
    }
}
