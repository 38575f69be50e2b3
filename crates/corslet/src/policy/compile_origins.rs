//! Compiling the origins of a route: groups written out, risks weighed, nothing listed twice.

use super::compile::Compiler;
use super::config::{Origins, RouteConfig};
use super::entry::Entry;
use super::flat::{Flat, Keyed};
use super::listed::Listed;
use super::matcher::OriginSet;
use super::nearest::nearest;
use super::place::Place;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::risk::{choices, risks};

/// A group, read once.
pub(super) type Group = Vec<(Place, Listed)>;

/// The origins of a route, compiled and in the normal form.
pub(super) struct RouteOrigins {
    pub(super) set: Option<OriginSet>,
    pub(super) normal: Origins,
}

/// Schemes that no page's origin has, though URLs do.
const NEVER_SENT: [&str; 4] = ["ws", "wss", "ftp", "blob"];

impl Compiler {
    pub(super) fn read_group(&mut self, name: &str, entries: &[String]) -> Group {
        let mut group = Group::new();
        for (index, text) in entries.iter().enumerate() {
            let place = Place::group(name).entry(index);
            if text.starts_with('@') {
                self.problem(ProblemKind::GroupInGroup { entry: text.clone() }, place);
            } else if let Some(listed) = self.read_entry(text, &place) {
                group.push((place, listed));
            }
        }
        group
    }

    fn read_entry(&mut self, text: &str, place: &Place) -> Option<Listed> {
        match Listed::read(text) {
            Ok(listed) => {
                if let Some(scheme) = listed.scheme().filter(|scheme| NEVER_SENT.contains(scheme)) {
                    let kind = ProblemKind::OriginSchemeNeverSent { scheme: scheme.to_owned() };
                    self.problem(kind, place.clone());
                }
                Some(listed)
            }
            Err(wrongs) => {
                for (kind, within) in wrongs {
                    let problem = Problem::new(kind, place.clone());
                    self.add(match within {
                        Some(within) => problem.within(within),
                        None => problem,
                    });
                }
                None
            }
        }
    }

    pub(super) fn route_origins(&mut self, route: &RouteConfig, place: &Place) -> RouteOrigins {
        let list = place.key("origins");
        let Origins::Listed(texts) = &route.origins else {
            if route.credentials {
                self.problem(ProblemKind::AnyOriginWithCredentials, list);
            }
            self.unused_choices(route, place, &[]);
            return RouteOrigins { set: None, normal: Origins::Any };
        };
        if texts.is_empty() {
            self.problem(ProblemKind::OriginsEmpty, list.clone());
        }
        let all = self.entries_of(texts, &list);
        self.weigh(&all, route, place);
        self.compile_entries(all)
    }

    /// The entries, with those of the groups in place of the groups.
    fn entries_of(&mut self, texts: &[String], list: &Place) -> Group {
        let mut all = Group::new();
        for (index, text) in texts.iter().enumerate() {
            let place = list.entry(index);
            let Some(name) = text.strip_prefix('@') else {
                all.extend(self.read_entry(text, &place).map(|listed| (place, listed)));
                continue;
            };
            match self.groups.get(name) {
                Some(group) => {
                    all.extend(group.iter().cloned());
                    self.used_groups.insert(name.to_owned());
                }
                None => {
                    let nearest = nearest(name, self.groups.keys().map(String::as_str)).map(str::to_owned);
                    self.problem(ProblemKind::GroupUnknown { name: name.to_owned(), nearest }, place);
                }
            }
        }
        all
    }

    /// Reports the risks that the route did not choose, and the choices that nothing needs.
    fn weigh(&mut self, all: &Group, route: &RouteConfig, place: &Place) {
        let chosen: Vec<&str> =
            choices(route).iter().filter(|(_, choice)| choice.is_some()).map(|(key, _)| *key).collect();
        let mut used = Vec::new();
        for (place, listed) in all {
            for risk in risks(listed, route.credentials, self.development) {
                // A key that does not help here is not called unused as well.
                used.extend(risk.key_without_credentials());
                if risk.key.is_none_or(|key| !chosen.contains(&key)) {
                    self.problem(risk.kind, place.clone());
                }
            }
        }
        self.unused_choices(route, place, &used);
    }

    fn unused_choices(&mut self, route: &RouteConfig, place: &Place, used: &[&str]) {
        for (key, choice) in choices(route) {
            if choice.is_some() && !used.contains(&key) {
                self.problem(ProblemKind::DangerousKeyUnused { key }, place.key(key));
            }
        }
    }

    /// The table, and the normal form: each entry once, and none that a pattern covers.
    fn compile_entries(&mut self, all: Group) -> RouteOrigins {
        let mut again = Vec::new();
        let all = all.into_iter().map(|(place, listed)| Written { text: listed.text(), place, listed });
        let mut written = Flat::merged(all, |_, other| again.push(other)).into_entries();
        for Written { text: entry, place, .. } in again {
            self.problem(ProblemKind::OriginDuplicate { entry }, place);
        }
        written.sort_unstable_by(|one, other| one.text.cmp(&other.text));
        let first = self.entries.len();
        let numbered =
            || written.iter().zip(first..).map(|(it, at)| (it, u32::try_from(at).unwrap_or(u32::MAX)));
        let exact = numbered().filter(|(it, _)| !matches!(it.listed, Listed::Pattern(_)));
        let exact = exact.map(|(it, number)| (number, it.text.as_str())).collect();
        let patterns = numbered().filter_map(|(it, number)| match &it.listed {
            Listed::Pattern(pattern) => Some((number, pattern)),
            _ => None,
        });
        let set = OriginSet::new(exact, patterns.collect());
        let entry = |it: &Written| Entry { text: it.text.clone(), place: it.place.clone(), span: None };
        self.entries.extend(written.iter().map(entry));
        let mut normal = Vec::new();
        for Written { text, place, listed } in written {
            let covering = match &listed {
                Listed::Exact(origin) => set.covering_origin(origin.serialize()),
                Listed::Pattern(pattern) => set.covering_pattern(pattern),
                Listed::Null => None,
            };
            match covering.and_then(|number| self.entries.get(number as usize)) {
                Some(by) => {
                    let kind = ProblemKind::OriginCovered { entry: text, by: by.text.clone() };
                    self.problem(kind, place);
                }
                None => normal.push(text),
            }
        }
        RouteOrigins { set: Some(set), normal: Origins::Listed(normal) }
    }
}

/// An entry with its text, by which it is told from others.
struct Written {
    text: String,
    place: Place,
    listed: Listed,
}

impl Keyed for Written {
    fn key(&self) -> &[u8] {
        self.text.as_bytes()
    }
}
