//! A question to the server, as data.

/// Where a probe goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The target itself.
    Target,
    /// A path beside the target that nothing can be at.
    Missing,
    /// The front page of the target's host.
    FrontPage,
    /// An absolute path on the target's host.
    Path(String),
    /// The target with one more query parameter.
    Query(String, String),
}

/// What a preflight asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Preflight {
    /// `Access-Control-Request-Method`.
    pub method: String,
    /// `Access-Control-Request-Headers`: lower case, sorted, joined by `,`.
    pub headers: Option<String>,
    /// Whether `Access-Control-Request-Private-Network: true` goes along.
    pub private_network: bool,
}

/// Which session goes along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionUse {
    /// None.
    None,
    /// The one that the user gave; none if there is none.
    #[default]
    Given,
    /// A cookie that means nothing: some servers answer otherwise as soon as there is one.
    MadeUp,
}

/// A question to the server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Probe {
    /// `GET`, `HEAD`, `POST` or `OPTIONS`, or the target's own method.
    pub method: String,
    /// Where it goes.
    pub place: Place,
    /// The `Origin` header, byte for byte.
    pub origin: Option<String>,
    /// What the preflight asks for, when it is one.
    pub preflight: Option<Preflight>,
    /// Which session goes along.
    pub session: SessionUse,
    /// Which time it is asked, from 0: what has to be seen twice is two probes.
    pub time: u32,
}

impl Probe {
    /// The target as a page on `origin` asks for it, with the session.
    #[must_use]
    pub fn from(origin: impl Into<String>) -> Probe {
        Probe { origin: Some(origin.into()), ..Probe::plain() }
    }

    /// The target without `Origin`, with the session.
    #[must_use]
    pub fn plain() -> Probe {
        Probe {
            method: "GET".to_owned(),
            place: Place::Target,
            origin: None,
            preflight: None,
            session: SessionUse::Given,
            time: 0,
        }
    }

    /// The preflight by which a page on `origin` asks for `method`.
    #[must_use]
    pub fn preflight(origin: impl Into<String>, method: &str) -> Probe {
        Probe {
            method: "OPTIONS".to_owned(),
            origin: Some(origin.into()),
            preflight: Some(Preflight { method: method.to_owned(), headers: None, private_network: false }),
            // A browser sends no credentials with a preflight.
            session: SessionUse::None,
            ..Probe::plain()
        }
    }

    /// The same, asking for these header names too: lower case, sorted.
    #[must_use]
    pub fn asking_headers(mut self, names: &str) -> Probe {
        if let Some(preflight) = &mut self.preflight {
            preflight.headers = Some(names.to_owned());
        }
        self
    }

    /// The same, for a private network.
    #[must_use]
    pub fn asking_private_network(mut self) -> Probe {
        if let Some(preflight) = &mut self.preflight {
            preflight.private_network = true;
        }
        self
    }

    /// The same with another method.
    #[must_use]
    pub fn method(mut self, method: &str) -> Probe {
        method.clone_into(&mut self.method);
        self
    }

    /// The same elsewhere.
    #[must_use]
    pub fn at(mut self, place: Place) -> Probe {
        self.place = place;
        self
    }

    /// The same with another session.
    #[must_use]
    pub fn session(mut self, session: SessionUse) -> Probe {
        self.session = session;
        self
    }

    /// The same, once more.
    #[must_use]
    pub fn again(mut self) -> Probe {
        self.time += 1;
        self
    }
}

/// How much is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// What finds the commonest faults, in 25 requests at most.
    Quick,
    /// Everything.
    #[default]
    Full,
}

impl Depth {
    /// `quick` or `full`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Depth::Quick => "quick",
            Depth::Full => "full",
        }
    }
}

/// What a rule would like to know, and from which depth on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// The question.
    pub probe: Probe,
    /// The depth at which it is asked.
    pub depth: Depth,
}

impl Want {
    /// A question that even a quick audit asks.
    #[must_use]
    pub fn quick(probe: Probe) -> Want {
        Want { probe, depth: Depth::Quick }
    }

    /// A question of a full audit.
    #[must_use]
    pub fn full(probe: Probe) -> Want {
        Want { probe, depth: Depth::Full }
    }

    /// The target as pages on these origins ask for it; the first `quick` of them in a quick audit too.
    #[must_use]
    pub fn origins(origins: impl IntoIterator<Item = String>, quick: usize) -> Vec<Want> {
        let depth = |index| if index < quick { Depth::Quick } else { Depth::Full };
        let want =
            |(index, origin): (usize, String)| Want { probe: Probe::from(origin), depth: depth(index) };
        origins.into_iter().enumerate().map(want).collect()
    }
}
