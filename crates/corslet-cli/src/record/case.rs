//! A case: a page's request, and everything the server would answer to it.

use serde::Deserialize;

use super::jar::CookieFields;
use super::page::PageFields;

/// A case of the corpus.
#[derive(Debug, Deserialize)]
pub(crate) struct Case {
    /// Unique within the corpus.
    pub(crate) id: String,
    /// The page, where the requests do not name it.
    #[serde(flatten)]
    pub(crate) page: PageFields,
    /// What the case says of cookies.
    #[serde(flatten)]
    pub(crate) cookies: CookieFields,
    request: Option<PageRequest>,
    server: Option<Server>,
    /// A sequence to one URL, for the preflight cache.
    steps: Option<Vec<Step>>,
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
    pub(crate) page_origin: Option<String>,
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
    pub(crate) crossorigin: Option<String>,
    #[serde(rename = "as")]
    pub(crate) preload_as: Option<String>,
    #[serde(rename = "referrerPolicy")]
    pub(crate) referrer_policy: Option<String>,
    pub(crate) beacon: Option<String>,
    pub(crate) rel: Option<String>,
    pub(crate) cache: Option<String>,
}

/// What the server answers: to the URL itself, and after each redirect.
#[derive(Debug, Deserialize)]
pub(crate) struct Server {
    pub(crate) preflight: Option<Response>,
    pub(crate) actual: Option<Response>,
    /// What a conditional request gets.
    pub(crate) conditional: Option<Response>,
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

/// The requests of a case, in order.
pub(crate) enum Steps {
    /// One request.
    Single(Box<Step>),
    /// A sequence.
    Sequence(Vec<Step>),
}

impl Case {
    /// The page, the cookies and the requests of the case.
    ///
    /// # Errors
    /// When it has neither a request with its server nor steps, or both.
    pub(crate) fn into_steps(self) -> Result<(PageFields, CookieFields, Steps), String> {
        let steps = match (self.request, self.server, self.steps) {
            (Some(request), Some(server), None) => {
                Steps::Single(Box::new(Step { wait_ms: 0, request, server }))
            }
            (None, None, Some(steps)) => Steps::Sequence(steps),
            (None, _, None) => return Err("missing field `request`, or `steps` for a sequence".to_owned()),
            (Some(_), None, None) => return Err("missing field `server`".to_owned()),
            (_, _, Some(_)) => {
                return Err("`steps` stand alone: leave out `request` and `server`".to_owned());
            }
        };
        Ok((self.page, self.cookies, steps))
    }
}
