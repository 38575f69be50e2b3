//! A case: a page's request, and everything the server would answer to it.

use serde::Deserialize;

/// A case of the corpus.
#[derive(Debug, Deserialize)]
pub(crate) struct Case {
    /// Unique within the corpus.
    pub(crate) id: String,
    #[serde(flatten)]
    single: Option<Single>,
    /// A sequence to one URL, for the preflight cache.
    #[serde(default)]
    steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
struct Single {
    request: PageRequest,
    server: Server,
}

/// One request of a sequence.
#[derive(Debug, Deserialize)]
pub(crate) struct Step {
    /// How long the page waits before it.
    #[serde(default)]
    pub(crate) wait_ms: u64,
    pub(crate) request: PageRequest,
    pub(crate) server: Server,
}

/// What a page asks for. Strings are Latin-1: one character, one byte.
#[derive(Debug, Deserialize)]
pub(crate) struct PageRequest {
    pub(crate) page_origin: String,
    pub(crate) page_origin_kind: Option<String>,
    pub(crate) url: String,
    pub(crate) method: Option<String>,
    #[serde(default)]
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) credentials: Option<String>,
    pub(crate) mode: Option<String>,
    pub(crate) redirect: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) api: Option<String>,
    #[serde(default)]
    pub(crate) upload_listener: bool,
}

/// What the server answers: to the URL itself, and after each redirect.
#[derive(Debug, Deserialize)]
pub(crate) struct Server {
    pub(crate) preflight: Option<Response>,
    pub(crate) actual: Option<Response>,
    #[serde(default)]
    pub(crate) redirects: Vec<Hop>,
}

/// What the server answers after a redirect.
#[derive(Debug, Deserialize)]
pub(crate) struct Hop {
    pub(crate) preflight: Option<Response>,
    pub(crate) actual: Option<Response>,
}

/// One answer.
#[derive(Debug, Deserialize)]
pub(crate) struct Response {
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<String>,
}

impl Case {
    /// Whether this is a sequence.
    pub(crate) fn is_sequence(&self) -> bool {
        self.single.is_none()
    }

    /// The requests in order: one, or the steps of a sequence.
    pub(crate) fn into_steps(self) -> Vec<Step> {
        match self.single {
            Some(single) => vec![Step { wait_ms: 0, request: single.request, server: single.server }],
            None => self.steps,
        }
    }
}
