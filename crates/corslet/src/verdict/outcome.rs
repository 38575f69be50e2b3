//! What the page gets in the end.

/// What a page gets from a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Outcome {
    /// The page reads the response: its status, its exposed headers, its body.
    Readable,
    /// An [opaque filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response-opaque): the
    /// page can use it where `no-cors` responses are usable, and reads nothing.
    Opaque,
    /// An [opaque-redirect filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect):
    /// the page learns that there was a redirect, and nothing more.
    OpaqueRedirect,
    /// A network error after at least one request went out.
    Blocked,
    /// A network error or an exception before any request went out.
    NeverSent,
    /// Nothing yet: the fetch was abandoned before it came to an end.
    Undecided,
}

impl Outcome {
    /// The outcome's name in kebab case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Readable => "readable",
            Outcome::Opaque => "opaque",
            Outcome::OpaqueRedirect => "opaque-redirect",
            Outcome::Blocked => "blocked",
            Outcome::NeverSent => "never-sent",
            Outcome::Undecided => "undecided",
        }
    }

    /// Whether the page gets anything but an error.
    #[must_use]
    pub fn is_allowed(self) -> bool {
        matches!(self, Outcome::Readable | Outcome::Opaque | Outcome::OpaqueRedirect)
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A response's [type](https://fetch.spec.whatwg.org/#concept-response-type) as `response.type` shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum ResponseType {
    /// A same-origin response: everything but `Set-Cookie` is visible.
    Basic,
    /// A cross-origin response that passed the CORS check.
    Cors,
    /// A `no-cors` response.
    Opaque,
    /// A redirect that the page asked not to follow.
    OpaqueRedirect,
    /// A network error.
    Error,
}

impl ResponseType {
    /// The type as `response.type` spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ResponseType::Basic => "basic",
            ResponseType::Cors => "cors",
            ResponseType::Opaque => "opaque",
            ResponseType::OpaqueRedirect => "opaqueredirect",
            ResponseType::Error => "error",
        }
    }
}
