//! The shape of a HAR file as far as it is read: what recorders leave out is empty.

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub(super) struct Har {
    pub(super) log: Log,
}

#[derive(Deserialize)]
pub(super) struct Log {
    #[serde(default)]
    pub(super) creator: Creator,
    #[serde(default)]
    pub(super) pages: Vec<Page>,
    /// Each is read by itself, so that one broken entry does not hide the others.
    pub(super) entries: Vec<Value>,
    /// The requests of pages that `--har` writes beside the entries.
    #[serde(rename = "_checks", default)]
    pub(super) checks: Vec<Value>,
}

#[derive(Default, Deserialize)]
pub(super) struct Creator {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) version: String,
}

/// A page; Chromium writes its URL as the title.
#[derive(Deserialize)]
pub(super) struct Page {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) title: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    #[serde(default)]
    pub(super) pageref: String,
    #[serde(default)]
    pub(super) started_date_time: String,
    #[serde(rename = "_resourceType", default)]
    pub(super) resource_type: String,
    #[serde(rename = "_initiator", default)]
    pub(super) initiator: Value,
    #[serde(rename = "_error", default)]
    pub(super) error: Option<String>,
    #[serde(rename = "_phase", default)]
    pub(super) phase: Option<String>,
    #[serde(rename = "_engines", default)]
    pub(super) engines: Vec<String>,
    #[serde(rename = "_check", default)]
    pub(super) check: Option<usize>,
    #[serde(rename = "_hop", default)]
    pub(super) hop: Option<usize>,
    #[serde(rename = "_time", default)]
    pub(super) time: usize,
    pub(super) request: Request,
    #[serde(default)]
    pub(super) response: Response,
    #[serde(default)]
    pub(super) timings: Timings,
    #[serde(rename = "serverIPAddress", default)]
    pub(super) server_ip_address: Option<String>,
    #[serde(default)]
    pub(super) connection: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) url: String,
    #[serde(default)]
    pub(super) headers: Vec<Pair>,
    #[serde(default)]
    pub(super) cookies: Vec<Pair>,
    #[serde(default)]
    pub(super) post_data: Option<PostData>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Response {
    #[serde(default)]
    pub(super) status: Value,
    #[serde(default)]
    pub(super) http_version: String,
    #[serde(default)]
    pub(super) headers: Vec<Pair>,
    #[serde(default)]
    pub(super) content: Content,
    /// Chromium writes it here.
    #[serde(rename = "_error", default)]
    pub(super) error: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
pub(super) struct Pair {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) value: String,
}

#[derive(Deserialize)]
pub(super) struct PostData {
    #[serde(default)]
    pub(super) text: Option<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct Content {
    #[serde(default)]
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) size: Option<f64>,
}

/// Milliseconds; -1, or nothing, for a phase that did not happen.
#[derive(Default, Deserialize)]
pub(super) struct Timings {
    #[serde(default)]
    pub(super) dns: Option<f64>,
    #[serde(default)]
    pub(super) connect: Option<f64>,
    #[serde(default)]
    pub(super) ssl: Option<f64>,
    #[serde(default)]
    pub(super) wait: Option<f64>,
    #[serde(default)]
    pub(super) receive: Option<f64>,
}
