//! What a page asks a server for, as `fetch()` and as the command line write it.

use serde_json::{Value, json};

/// The page that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// On the origin that the servers are set up for.
    Front,
    /// On another origin of the same site.
    Other,
    /// Sandboxed, so that its origin is opaque.
    Opaque,
}

/// One `fetch()`; what is not written is left to its defaults.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub(crate) page: Page,
    /// Which set-up of the server is asked, with a query where it needs one.
    pub(crate) path: &'static str,
    method: Option<&'static str>,
    headers: &'static [(&'static str, &'static str)],
    body: Option<&'static str>,
    credentials: Option<&'static str>,
    mode: Option<&'static str>,
    redirect: Option<&'static str>,
}

/// A GET.
pub(crate) const fn get(path: &'static str) -> Request {
    Request {
        page: Page::Front,
        path,
        method: None,
        headers: &[],
        body: None,
        credentials: None,
        mode: None,
        redirect: None,
    }
}

/// Any other method.
pub(crate) const fn method(method: &'static str, path: &'static str) -> Request {
    Request { method: Some(method), ..get(path) }
}

impl Request {
    pub(crate) const fn by(self, page: Page) -> Request {
        Request { page, ..self }
    }

    pub(crate) const fn with_cookies(self) -> Request {
        Request { credentials: Some("include"), ..self }
    }

    pub(crate) const fn json(self) -> Request {
        Request { headers: &[("content-type", "application/json")], body: Some("{}"), ..self }
    }

    pub(crate) const fn form(self) -> Request {
        Request {
            headers: &[("content-type", "application/x-www-form-urlencoded")],
            body: Some("a=b"),
            ..self
        }
    }

    pub(crate) const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Request {
        Request { headers, ..self }
    }

    pub(crate) const fn no_cors(self) -> Request {
        Request { mode: Some("no-cors"), ..self }
    }

    pub(crate) const fn redirect(self, mode: &'static str) -> Request {
        Request { redirect: Some(mode), ..self }
    }

    /// The set-up that is asked: the path's first part.
    pub(crate) fn setup(&self) -> &'static str {
        self.path.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default()
    }

    /// The names of the headers that the page sets, in lower case.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> {
        self.headers.iter().map(|(name, _)| name.to_ascii_lowercase())
    }

    /// The second argument of `fetch()`.
    pub(crate) fn init(&self) -> Value {
        let mut init = json!({});
        let written = [
            ("method", self.method),
            ("body", self.body),
            ("credentials", self.credentials),
            ("mode", self.mode),
            ("redirect", self.redirect),
        ];
        for (name, value) in written {
            if let Some(value) = value {
                init[name] = json!(value);
            }
        }
        if !self.headers.is_empty() {
            init["headers"] = json!(self.headers);
        }
        init
    }

    /// The same for `corslet check`.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let written = [
            ("--request", self.method),
            ("--data", self.body),
            ("--credentials", self.credentials),
            ("--mode", self.mode),
            ("--redirect", self.redirect),
        ];
        let written = written.into_iter().filter_map(|(flag, value)| Some((flag, value?.to_owned())));
        let headers = self.headers.iter().map(|(name, value)| ("--header", format!("{name}: {value}")));
        written.chain(headers).flat_map(|(flag, value)| [flag.to_owned(), value]).collect()
    }
}
