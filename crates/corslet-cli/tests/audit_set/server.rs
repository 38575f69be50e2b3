//! A server of the set: what it does, and what an auditor has to say of it.

use super::api::{Api, Asked, Content, named};
use super::request::Request;
use super::response::Response;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Severity {
    Info,
    Low,
    Medium,
    High,
}

impl Severity {
    pub(crate) fn read(word: &str) -> Option<Self> {
        match word {
            "info" => Some(Severity::Info),
            "low" => Some(Severity::Low),
            "medium" => Some(Severity::Medium),
            "high" => Some(Severity::High),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Somebody gains something who should not.
    Exposed,
    /// Wrong, and nobody gains by it what anybody could not have.
    Hygiene,
    /// Right, and made to look otherwise.
    Correct,
}

/// Where its URL is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Https,
    Http,
    /// https on a port that the URL names.
    HttpsWithPort,
    /// http on a port that nobody else of the set has, and nothing leads to it that is not asked for by its name.
    OwnPort,
}

/// What an auditor has to say.
pub(crate) struct Expected {
    pub(crate) class: Class,
    /// Each of these ids has to be reported; `a|b` is either.
    pub(crate) ids: Vec<&'static str>,
    /// Ids that are true and need not be said.
    pub(crate) allowed: Vec<&'static str>,
    /// Of the ids that have to be reported, the gravest is between these.
    pub(crate) severity: [Severity; 2],
}

pub(crate) struct Server {
    pub(crate) says: &'static str,
    pub(crate) place: Place,
    /// Whether the auditor is given the session's cookie.
    pub(crate) has_session: bool,
    /// What else it is told on its command line.
    pub(crate) flags: Vec<String>,
    pub(crate) expected: Expected,
    pub(crate) api: Api,
}

/// A server that gives something away, at least so gravely.
pub(crate) fn exposed(host: &str, says: &'static str, least: Severity, ids: &[&'static str]) -> Server {
    let most = if least < Severity::Medium { Severity::Medium } else { Severity::High };
    server(host, says, Class::Exposed, [least, most], ids)
}

/// A server that is wrong, and exposes nothing.
pub(crate) fn hygiene(host: &str, says: &'static str, ids: &[&'static str]) -> Server {
    server(host, says, Class::Hygiene, [Severity::Info, Severity::Medium], ids)
}

/// A server that is right.
pub(crate) fn correct(host: &str, says: &'static str) -> Server {
    server(host, says, Class::Correct, [Severity::Info, Severity::High], &[])
}

fn server(
    host: &str,
    says: &'static str,
    class: Class,
    severity: [Severity; 2],
    ids: &[&'static str],
) -> Server {
    let labels: Vec<&str> = host.split('.').collect();
    // Enough of the public suffix list for the names of the set; a server on others' hosts says its own.
    let taken = match host {
        _ if host.ends_with(".co.uk") => 3,
        // An address is under nobody's name.
        _ if host.ends_with(|end: char| !end.is_ascii_alphabetic()) => labels.len(),
        _ => labels.len().min(2),
    };
    let domain = labels[labels.len() - taken..].join(".");
    Server {
        says,
        place: Place::Https,
        has_session: true,
        flags: Vec::new(),
        expected: Expected { class, ids: ids.to_vec(), allowed: Vec::new(), severity },
        api: Api::new(host, &domain),
    }
}

impl Server {
    pub(crate) fn host(&self) -> &str {
        &self.api.host
    }

    /// Grants these origins besides its front ends.
    pub(crate) fn trusting(mut self, also: impl Fn(&Asked<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.api.trusts = Box::new(move |asked| asked.is_front() || also(asked));
        self
    }

    /// Grants these origins and no others.
    pub(crate) fn trusting_only(
        mut self,
        trusts: impl Fn(&Asked<'_>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.api.trusts = Box::new(trusts);
        self
    }

    /// Its front ends, instead of `app.` and `www.`; `$D` is the domain.
    pub(crate) fn fronts(mut self, fronts: &[&str]) -> Self {
        self.api.fronts = fronts.iter().map(|front| named(front, &self.api.host, &self.api.domain)).collect();
        self
    }

    /// The registrable domain, where it is not the last labels of the host.
    pub(crate) fn domain(mut self, domain: &str) -> Self {
        self.api = Api::new(&self.api.host, domain);
        self
    }

    pub(crate) fn content(mut self, content: Content) -> Self {
        self.api.content = content;
        self
    }

    /// The same for everybody, without credentials.
    pub(crate) fn public(mut self) -> Self {
        self.api.content = Content::Public;
        self.api.credentials = None;
        self
    }

    pub(crate) fn credentials(mut self, value: Option<&'static str>) -> Self {
        self.api.credentials = value;
        self
    }

    pub(crate) fn methods(mut self, methods: &'static str) -> Self {
        self.api.methods = methods;
        self
    }

    pub(crate) fn headers(mut self, headers: &'static str) -> Self {
        self.api.headers = headers;
        self
    }

    pub(crate) fn max_age(mut self, seconds: &'static str) -> Self {
        self.api.max_age = seconds;
        self
    }

    /// Sends no `Vary`.
    pub(crate) fn without_vary(mut self) -> Self {
        self.api.varies = false;
        self
    }

    /// Its `Cache-Control`; with an empty one, an answer has `Last-Modified` alone.
    pub(crate) fn caching(mut self, value: &'static str) -> Self {
        self.api.caching = Some(value);
        self
    }

    /// The end of its `Set-Cookie`.
    pub(crate) fn same_site(mut self, value: &'static str) -> Self {
        self.api.same_site = value;
        self
    }

    pub(crate) fn place(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The path of the URL that is audited.
    pub(crate) fn path(mut self, path: &str) -> Self {
        path.clone_into(&mut self.api.path);
        self
    }

    pub(crate) fn without_session(mut self) -> Self {
        self.has_session = false;
        self
    }

    pub(crate) fn flags(mut self, flags: &[&str]) -> Self {
        self.flags.extend(flags.iter().map(|flag| (*flag).to_owned()));
        self
    }

    /// Does this to every answer.
    pub(crate) fn finish(mut self, finish: impl Fn(&Request, &mut Response) + Send + Sync + 'static) -> Self {
        self.api.finish.push(Box::new(finish));
        self
    }

    /// This line on every answer; `$D` is the domain.
    pub(crate) fn always(self, name: &'static str, value: &str) -> Self {
        let value = named(value, &self.api.host, &self.api.domain);
        self.finish(move |_, response| response.set(name, &value))
    }

    /// What is true of it too, and need not be said.
    pub(crate) fn allowed(mut self, ids: &[&'static str]) -> Self {
        self.expected.allowed.extend(ids);
        self
    }

    /// How grave it may be at most.
    pub(crate) fn at_most(mut self, most: Severity) -> Self {
        self.expected.severity[1] = most;
        self
    }

    pub(crate) fn at_least(mut self, least: Severity) -> Self {
        self.expected.severity[0] = least;
        self
    }

    /// The URL that is audited, where one that names a port has this one.
    pub(crate) fn url(&self, port: u16) -> String {
        let Api { host, path, .. } = &self.api;
        match self.place {
            Place::Https => format!("https://{host}{path}"),
            Place::Http => format!("http://{host}{path}"),
            Place::HttpsWithPort => format!("https://{host}:{port}{path}"),
            Place::OwnPort => format!("http://{host}:{port}{path}"),
        }
    }
}
