//! Which entry of a HAR file is meant.

use corslet::Url;

use crate::har::Entry;

/// The entry's index, and why it is this one.
pub(super) fn choose(entries: &[Entry]) -> (usize, &'static str) {
    let first = |is_meant: &dyn Fn(usize, &Entry) -> bool| {
        entries.iter().enumerate().find(|(index, entry)| is_meant(*index, entry)).map(|(index, _)| index)
    };
    let is_own = |entry: &Entry| !entry.request.is_preflight();
    if let Some(index) = first(&|_, entry| is_own(entry) && is_blocked(entry)) {
        return (index, "the first that was blocked");
    }
    // A preflight without the request that it was for.
    let is_alone = |index: usize, entry: &Entry| {
        entry.request.is_preflight()
            && !entries[index + 1..]
                .iter()
                .any(|later| is_own(later) && later.request.url == entry.request.url)
    };
    if let Some(index) = first(&|index, entry| is_alone(index, entry)) {
        return (index, "a preflight that no request followed");
    }
    if let Some(index) = first(&|_, entry| is_own(entry) && is_cross_origin(entry)) {
        return (index, "the first to another origin; none was blocked");
    }
    (0, "the first; none was blocked")
}

/// Whether the browser kept the answer from the page, or got none.
fn is_blocked(entry: &Entry) -> bool {
    entry.response.status().is_none() || entry.error().is_some()
}

/// A WebSocket is under no check, so another request is meant before it.
fn is_cross_origin(entry: &Entry) -> bool {
    let url = Url::parse(&entry.request.url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let url = url.map(|url| url.origin().ascii_serialization());
    entry.request.header("origin").zip(url).is_some_and(|(origin, url)| origin != url)
}
