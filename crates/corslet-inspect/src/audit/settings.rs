//! What the user said of an audit.

use corslet::words::HeaderList;

use super::Depth;

/// The session that the user gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// The header lines that carry it: `Cookie`, `Authorization`, and whatever else.
    pub headers: HeaderList,
    /// The `Set-Cookie` lines by which its cookies were given, when they were: they tell SameSite.
    pub set_cookies: Vec<String>,
}

impl Session {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headers.is_empty()
    }

    /// Whether a browser adds it by itself: a cookie, or stored HTTP authentication. What a script has to add, an attacker's
    /// script does not have.
    #[must_use]
    pub fn is_ambient(&self) -> bool {
        self.headers.contains("cookie")
            || self.headers.get_all("authorization").any(|value| {
                value.as_bytes().get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"basic "))
            })
    }
}

/// Who answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answerer {
    /// A server.
    #[default]
    Server,
    /// A recording: it answers only what was asked when it was made.
    Recording,
    /// A policy in memory.
    Policy,
}

impl Answerer {
    /// `server`, `recording` or `policy`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Answerer::Server => "server",
            Answerer::Recording => "recording",
            Answerer::Policy => "policy",
        }
    }
}

/// What the user said of an audit.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How much is asked.
    pub depth: Depth,
    /// The most requests that are sent; `None` for the depth's own bound.
    pub max_requests: Option<usize>,
    /// The method of the target.
    pub method: Option<String>,
    /// The body of the target's request.
    pub body: Option<Vec<u8>>,
    /// The session.
    pub session: Session,
    /// Header lines without which the target does not answer, and which are no session.
    pub headers: HeaderList,
    /// Origins that the user says are trusted on purpose.
    pub trusted_origins: Vec<String>,
    /// Whether requests that may change something are really sent.
    pub active: bool,
    /// Whether the target is reached on a private or loopback address.
    pub is_private: bool,
    /// Whether that is reported too which no browser can make use of.
    pub pedantic: bool,
    /// Who answers.
    pub answerer: Answerer,
}
