//! Where in a policy something stands.

use std::fmt;

/// Where in a [`Config`](super::Config) something stands: the path of keys and indexes to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The route, counted from 0 as written.
    pub route: Option<usize>,
    /// The group.
    pub group: Option<String>,
    /// The key in the route, or at the top.
    pub key: Option<&'static str>,
    /// The entry in the list, counted from 0.
    pub entry: Option<usize>,
}

impl Place {
    /// The policy as a whole.
    #[must_use]
    pub fn top() -> Place {
        Place::default()
    }

    /// A key at the top.
    #[must_use]
    pub fn top_key(key: &'static str) -> Place {
        Place { key: Some(key), ..Place::default() }
    }

    /// A route as a whole.
    #[must_use]
    pub fn route(route: usize) -> Place {
        Place { route: Some(route), ..Place::default() }
    }

    /// A group as a whole.
    #[must_use]
    pub fn group(name: &str) -> Place {
        Place { group: Some(name.to_owned()), ..Place::default() }
    }

    /// A key of this route.
    #[must_use]
    pub fn key(&self, key: &'static str) -> Place {
        Place { key: Some(key), ..self.clone() }
    }

    /// An entry of this list.
    #[must_use]
    pub fn entry(&self, entry: usize) -> Place {
        Place { entry: Some(entry), ..self.clone() }
    }

    /// What this place is part of; nothing is above the top.
    #[must_use]
    pub fn parent(&self) -> Option<Place> {
        let mut place = self.clone();
        let removed = place.entry.take().is_some()
            || place.key.take().is_some()
            || place.group.take().is_some()
            || place.route.take().is_some();
        removed.then_some(place)
    }
}

/// Such as `route[0].origins[2]` or `groups.front[0]`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut dot = "";
        if let Some(route) = self.route {
            write!(f, "route[{route}]")?;
            dot = ".";
        }
        if let Some(group) = &self.group {
            write!(f, "groups.{group}")?;
            dot = ".";
        }
        if let Some(key) = &self.key {
            write!(f, "{dot}{key}")?;
            dot = ".";
        }
        match self.entry {
            Some(entry) => write!(f, "[{entry}]"),
            None if dot.is_empty() => f.write_str("the policy"),
            None => Ok(()),
        }
    }
}
