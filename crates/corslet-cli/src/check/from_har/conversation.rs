//! The entries that belong together: a page's request with its redirects, and the preflight before each.

use std::time::Duration;

use corslet::Url;
use corslet::browser::handshake_url;

use super::entry::Entry;
use super::log::Log;

/// The entries of one hop, by their place among the log's entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Hop {
    pub(super) preflights: Vec<usize>,
    pub(super) actuals: Vec<usize>,
}

/// A page's request, from its first hop on.
#[derive(Clone, Debug, Default)]
pub(super) struct Conversation {
    pub(super) hops: Vec<Hop>,
    /// Which of the log's checks it is, where `--har` wrote the file.
    pub(super) check: Option<usize>,
}

impl Conversation {
    /// Every entry, with its hop.
    pub(super) fn entries(&self) -> impl Iterator<Item = (usize, usize)> {
        self.hops.iter().enumerate().flat_map(|(hop, entries)| {
            entries.preflights.iter().chain(&entries.actuals).map(move |&entry| (hop, entry))
        })
    }

    /// The entry of the page's own request, or of the preflight that stands for it.
    pub(super) fn first<'l>(&self, log: &'l Log) -> Option<&'l Entry> {
        let hop = self.hops.first()?;
        let index = hop.actuals.first().or(hop.preflights.first())?;
        log.entries.get(*index).map(AsRef::as_ref)
    }

    /// The preflight of the first hop.
    pub(super) fn preflight<'l>(&self, log: &'l Log) -> Option<&'l Entry> {
        log.entries.get(*self.hops.first()?.preflights.first()?).map(AsRef::as_ref)
    }
}

/// Every conversation, in the order of its first entry.
pub(super) fn all(log: &Log) -> Vec<Conversation> {
    let mut taken = vec![false; log.entries.len()];
    let mut all = written_by_us(log, &mut taken);
    for index in 0..log.entries.len() {
        if taken[index] || log.entries[index].is_preflight {
            continue;
        }
        all.push(from(log, index, &mut taken));
    }
    // Firefox records no request whose preflight was refused: the preflight stands for it.
    for (index, entry) in log.entries.iter().enumerate() {
        if !taken[index] && entry.is_preflight {
            let hop = Hop { preflights: vec![index], actuals: Vec::new() };
            all.push(Conversation { hops: vec![hop], check: None });
        }
    }
    all.sort_by_key(|conversation| conversation.entries().map(|(_, entry)| entry).min());
    all
}

/// Those of a file by `--har`, which says what belongs together. A time after the first is no request of its own.
fn written_by_us(log: &Log, taken: &mut [bool]) -> Vec<Conversation> {
    let mut all: Vec<Conversation> = Vec::new();
    for (index, entry) in log.entries.iter().enumerate() {
        let (Some(check), Some(hop)) = (entry.check, entry.hop) else { continue };
        if check >= log.checks.len() || hop > log.entries.len() {
            continue;
        }
        taken[index] = true;
        if entry.time > 0 {
            continue;
        }
        let at = match all.iter().position(|known| known.check == Some(check)) {
            Some(at) => at,
            None => {
                all.push(Conversation { hops: Vec::new(), check: Some(check) });
                all.len() - 1
            }
        };
        let hops = &mut all[at].hops;
        if hops.len() <= hop {
            hops.resize_with(hop + 1, Hop::default);
        }
        let of_hop = &mut hops[hop];
        if entry.is_preflight { of_hop.preflights.push(index) } else { of_hop.actuals.push(index) }
    }
    all
}

fn from(log: &Log, first: usize, taken: &mut [bool]) -> Conversation {
    let mut conversation = Conversation::default();
    let mut next = Some(first);
    while let Some(index) = next {
        let entry = &log.entries[index];
        taken[index] = true;
        let preflight = preflight_of(log, entry, index, taken);
        if let Some(preflight) = preflight {
            taken[preflight] = true;
        }
        conversation.hops.push(Hop { preflights: preflight.into_iter().collect(), actuals: vec![index] });
        next = entry.redirects_to().and_then(|to| {
            let follows = |at: &usize| {
                let later = &log.entries[*at];
                !taken[*at] && !later.is_preflight && is_same_resource(&later.url, &to)
            };
            (index + 1..log.entries.len()).find(follows)
        });
    }
    conversation
}

/// The nearest free preflight for the same URL and method: Chromium writes it behind the request, Firefox before.
fn preflight_of(log: &Log, entry: &Entry, index: usize, taken: &[bool]) -> Option<usize> {
    let is_of = |at: &usize| {
        let other = &log.entries[*at];
        other.is_preflight
            && !taken[*at]
            && is_same_resource(&other.url, &entry.url)
            && other.header("access-control-request-method").is_none_or(|method| method == entry.method)
            && match (other.header("origin"), entry.header("origin")) {
                (Some(asked), Some(origin)) => asked == origin,
                _ => true,
            }
    };
    let distance = |at: &usize| {
        let other = &log.entries[*at];
        let apart =
            other.began.duration_since(entry.began).or_else(|_| entry.began.duration_since(other.began));
        (apart.unwrap_or(Duration::MAX), at.abs_diff(index))
    };
    (0..log.entries.len()).filter(is_of).min_by_key(distance)
}

/// Whether both are the same but for their fragments, which do not travel, and for how a WebSocket is written.
pub(super) fn is_same_resource(one: &Url, other: &Url) -> bool {
    let bare = |url: &Url| {
        let mut url = handshake_url(url.clone());
        url.set_fragment(None);
        url
    };
    one == other || bare(one) == bare(other)
}
