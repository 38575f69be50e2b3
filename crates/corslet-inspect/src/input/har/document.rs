//! The parts of a HAR file that tell of a request; what else is in it is passed over.
//!
//! The format: <http://www.softwareishard.com/blog/har-12-spec/>.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(expecting = "a log with entries")]
struct Document {
    log: Log,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "an object with entries")]
struct Log {
    #[serde(default)]
    entries: Vec<Entry>,
}

/// The entries of a file, or of the piece of one that was copied: its log, its entries, an entry, a request.
pub(super) fn entries(text: &str) -> serde_json::Result<Vec<Entry>> {
    let has = |key: &str| text.contains(key);
    if text.trim_start().starts_with('[') {
        serde_json::from_str(text)
    } else if has("\"log\"") {
        serde_json::from_str::<Document>(text).map(|document| document.log.entries)
    } else if has("\"entries\"") {
        serde_json::from_str::<Log>(text).map(|log| log.entries)
    } else if has("\"request\"") {
        serde_json::from_str(text).map(|entry| vec![entry])
    } else {
        let alone = |request| Entry { request, response: Response::default(), resource_type: None };
        serde_json::from_str(text).map(|request| vec![alone(request)])
    }
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "an entry with a request")]
pub(super) struct Entry {
    pub(super) request: Request,
    #[serde(default)]
    pub(super) response: Response,
    /// Chromium's kind of request: `fetch`, `xhr`, `preflight`, `image`…
    #[serde(default, rename = "_resourceType")]
    pub(super) resource_type: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "an object with method and url")]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) url: String,
    #[serde(default)]
    pub(super) headers: Vec<Header>,
    #[serde(default, rename = "postData")]
    pub(super) post_data: Option<PostData>,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "an object with name and value")]
pub(super) struct Header {
    pub(super) name: String,
    #[serde(default)]
    pub(super) value: String,
}

#[derive(Debug, Deserialize)]
#[serde(expecting = "an object with text")]
pub(super) struct PostData {
    #[serde(default)]
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) encoding: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(expecting = "an object with status")]
pub(super) struct Response {
    #[serde(default)]
    pub(super) status: i64,
    /// Chromium's name for what went wrong.
    #[serde(default, rename = "_error")]
    pub(super) error: Option<String>,
}

impl Request {
    /// The first header of a name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name))
            .map(|header| header.value.as_str())
    }

    /// Whether this is a preflight.
    pub(super) fn is_preflight(&self) -> bool {
        self.method.eq_ignore_ascii_case("OPTIONS") && self.header("access-control-request-method").is_some()
    }
}

impl Entry {
    /// Whether the browser kept the answer from the page, or got none.
    pub(super) fn is_blocked(&self) -> bool {
        self.response.status <= 0 || self.response.error.as_deref().is_some_and(|error| !error.is_empty())
    }
}
