//! In which order diagnoses are told: by what is proved, what it does to the page, and where in the conversation it stands.

use std::fmt;

/// How sure a diagnosis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The wire proves it.
    Proved,
    /// The wire speaks for it.
    Inferred,
    /// It shows on no wire.
    Advice,
}

impl Certainty {
    /// `proved`, `inferred` or `advice`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Proved => "proved",
            Certainty::Inferred => "inferred",
            Certainty::Advice => "advice",
        }
    }

    /// The mark of the table: ●, ◐ or ○.
    #[must_use]
    pub fn mark(self) -> char {
        match self {
            Certainty::Proved => '●',
            Certainty::Inferred => '◐',
            Certainty::Advice => '○',
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the page suffers from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// A browser withholds the response.
    Blocks,
    /// The page gets the response, and misses a part of it: a header, a cookie.
    Withholds,
    /// It works: it is slow, will not last, or is worth knowing.
    Works,
}

impl Effect {
    /// `blocks`, `withholds` or `works`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Effect::Blocks => "blocks",
            Effect::Withholds => "withholds",
            Effect::Works => "works",
        }
    }
}

/// Where in the conversation it stands. What comes first is the cause of what comes later: without a response there is no
/// header to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Below HTTP: names, connections, certificates.
    Transport,
    /// The page and the URL do not go together: mixed content, local networks, WebSocket.
    Context,
    /// A redirect.
    Redirect,
    /// A response's status.
    Status,
    /// `Access-Control-Allow-Origin`.
    AllowOrigin,
    /// `Access-Control-Allow-Credentials`.
    AllowCredentials,
    /// `Access-Control-Allow-Methods`.
    AllowMethods,
    /// `Access-Control-Allow-Headers`.
    AllowHeaders,
    /// What the page may read of the response, and which cookies go along.
    Exposure,
    /// Caches: of preflights, of responses.
    Cache,
    /// What explains the conversation.
    Explanation,
}
