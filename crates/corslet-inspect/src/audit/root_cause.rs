//! One fault is reported once: what follows from a root cause is listed under it.

use super::{Finding, Rule};

/// Puts every finding that follows from another under it, and sorts what is left: the worst first, then by the catalogue.
pub(super) fn reduce(found: Vec<Finding>, rules: &[&'static Rule]) -> Vec<Finding> {
    let ids: Vec<&'static str> = found.iter().map(|finding| finding.id).collect();
    let (mut roots, mut implied) = (Vec::new(), Vec::new());
    for finding in found {
        match root_of(finding.id, &ids, rules) {
            Some(root) => implied.push((root, finding)),
            None => roots.push(finding),
        }
    }
    for (root, finding) in implied {
        if let Some(root) = roots.iter_mut().find(|one| one.id == root) {
            root.implied.extend(std::iter::once(finding.id).chain(finding.implied));
        }
    }
    let place = |id: &str| rules.iter().position(|rule| rule.id == id);
    for root in &mut roots {
        root.implied.sort_by_key(|id| place(id));
        root.implied.dedup();
    }
    roots.sort_by(|a, b| b.severity.cmp(&a.severity).then(place(a.id).cmp(&place(b.id))));
    roots
}

/// The root cause from which a finding follows, through others if need be; none when it is one itself.
fn root_of(id: &'static str, found: &[&'static str], rules: &[&'static Rule]) -> Option<&'static str> {
    let parent = |id: &str| {
        let rule = rules.iter().find(|rule| rule.id == id)?;
        rule.implied_by.iter().copied().find(|root| found.contains(root) && *root != id)
    };
    let mut root = parent(id)?;
    // A circle in the table would be a mistake of ours; it must not become an endless loop.
    for _ in 0..rules.len() {
        match parent(root) {
            Some(above) => root = above,
            None => return Some(root),
        }
    }
    None
}
