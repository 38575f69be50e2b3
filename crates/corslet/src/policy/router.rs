//! Which route a request belongs to: the most specific, whatever the order of the routes.

use std::collections::BTreeMap;

use super::flat::Flat;
use super::host::RequestHost;
use super::path::{PathPattern, ambiguity};
use super::reason::Reason;

/// The table of routes: by host, then by path.
#[derive(Debug)]
pub(super) struct Router {
    by_host: Flat<Paths>,
    anywhere: Paths,
}

/// The routes of one host.
#[derive(Debug)]
struct Paths {
    exact: Flat<usize>,
    below: Flat<usize>,
}

impl Router {
    /// The routes' hosts and paths, each with the route's number; no two are alike.
    pub(super) fn new<'a>(routes: impl Iterator<Item = (Option<&'a str>, &'a PathPattern, usize)>) -> Router {
        let mut hosts = BTreeMap::<Option<&str>, Vec<(&PathPattern, usize)>>::new();
        for (host, path, route) in routes {
            hosts.entry(host).or_default().push((path, route));
        }
        let anywhere = Paths::new(&hosts.remove(&None).unwrap_or_default());
        let by_host =
            hosts.iter().filter_map(|(host, routes)| Some(((*host)?.as_bytes().into(), Paths::new(routes))));
        Router { by_host: Flat::new(by_host), anywhere }
    }

    /// The number of the most specific route: a host with its port before a host, a host before none, then the exact
    /// path, then the longest that it is below.
    pub(super) fn find(&self, host: Option<&[u8]>, path: &[u8]) -> Result<usize, Reason> {
        if let Some(ambiguity) = ambiguity(path) {
            return Err(Reason::PathAmbiguous(ambiguity));
        }
        if !self.by_host.is_empty()
            && let Some(host) = host
        {
            let host = RequestHost::read(host).ok_or(Reason::HostAmbiguous)?;
            for key in [host.with_port(), host.name()] {
                if let Some(route) = self.by_host.get(key).and_then(|paths| paths.find(path)) {
                    return Ok(route);
                }
            }
        }
        self.anywhere.find(path).ok_or(Reason::NoRoute)
    }
}

impl Paths {
    fn new(routes: &[(&PathPattern, usize)]) -> Paths {
        let keys = |pick: fn(&PathPattern) -> Option<&String>| {
            let keys =
                routes.iter().filter_map(move |(path, route)| Some((pick(path)?.as_bytes().into(), *route)));
            Flat::new(keys)
        };
        Paths {
            exact: keys(|path| match path {
                PathPattern::Exact(path) => Some(path),
                PathPattern::Below(_) => None,
            }),
            below: keys(|path| match path {
                PathPattern::Below(path) => Some(path),
                PathPattern::Exact(_) => None,
            }),
        }
    }

    fn find(&self, path: &[u8]) -> Option<usize> {
        if let Some(route) = self.exact.get(path) {
            return Some(*route);
        }
        if self.below.is_empty() {
            return None;
        }
        // No prefix longer than the longest is worth a look, so the work is bounded by the policy.
        let longest = self.below.longest();
        let within = &path[..path.len().min(longest + 1)];
        let mut found = None;
        for (at, &byte) in within.iter().enumerate().rev() {
            if byte == b'/' {
                found = self.below.get(&path[..at]);
                if found.is_some() {
                    break;
                }
            }
        }
        // The whole path is the longest that it can be at or below.
        self.below.get(path).or(found).copied()
    }
}
