//! Which route a request belongs to: the most specific, whatever the order of the routes.

use std::collections::BTreeMap;

use super::flat::Flat;
use super::host::RequestHost;
use super::path::{PathPattern, ambiguity};
use super::reason::Reason;

/// The table of routes: by host, then by path.
#[derive(Debug)]
pub(super) struct Router {
    by_host: Flat<(Box<[u8]>, Paths)>,
    anywhere: Paths,
}

/// The routes of one host.
#[derive(Debug)]
struct Paths {
    exact: Flat<(Box<[u8]>, usize)>,
    below: Flat<(Box<[u8]>, usize)>,
    /// The route `/*`.
    everything: Option<usize>,
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

    pub(super) fn has_hosts(&self) -> bool {
        !self.by_host.is_empty()
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
                if let Some(route) = self.by_host.get(key).and_then(|(_, paths)| paths.find(path)) {
                    return Ok(route);
                }
            }
        }
        self.anywhere.find(path).ok_or(Reason::NoRoute)
    }
}

impl Paths {
    fn new(routes: &[(&PathPattern, usize)]) -> Paths {
        let (mut exact, mut below, mut everything) = (Vec::new(), Vec::new(), None);
        for &(path, route) in routes {
            match path {
                PathPattern::Exact(path) => exact.push((path.as_bytes().into(), route)),
                PathPattern::Below(path) if path.is_empty() => everything = Some(route),
                PathPattern::Below(path) => below.push((path.as_bytes().into(), route)),
            }
        }
        Paths { exact: Flat::new(exact), below: Flat::new(below), everything }
    }

    fn find(&self, path: &[u8]) -> Option<usize> {
        let found = self.exact.get(path).or_else(|| self.find_below(path));
        found.map(|(_, route)| *route).or(self.everything)
    }

    /// The longest that the path is at or below.
    fn find_below(&self, path: &[u8]) -> Option<&(Box<[u8]>, usize)> {
        if self.below.is_empty() {
            return None;
        }
        let at = self.below.get(path);
        if at.is_some() {
            return at;
        }
        // No prefix longer than the longest is worth a look, so the work is bounded by the policy.
        let within = &path[..path.len().min(self.below.longest() + 1)];
        let slashes = within.iter().enumerate().rev().filter(|(_, byte)| **byte == b'/');
        slashes.map(|(at, _)| at).find_map(|at| self.below.get(&path[..at]))
    }
}
