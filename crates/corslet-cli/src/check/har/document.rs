//! The shape of a HAR file, with the fields that Chromium adds.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Har {
    pub(super) log: Log,
}

#[derive(Serialize)]
pub(super) struct Log {
    pub(super) version: &'static str,
    pub(super) creator: Named,
    pub(super) pages: [(); 0],
    pub(super) entries: Vec<Entry>,
    /// What the pages asked for, as the report writes it: one for each check.
    #[serde(rename = "_checks")]
    pub(super) checks: Vec<serde_json::Value>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) comment: String,
}

#[derive(Serialize)]
pub(super) struct Named {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    /// `preflight`, `fetch`, `xhr` and so on, as Chromium writes it.
    #[serde(rename = "_resourceType")]
    pub(super) resource_type: &'static str,
    #[serde(rename = "_initiator")]
    pub(super) initiator: Initiator,
    /// Whose rules asked for it.
    #[serde(rename = "_engines")]
    pub(super) engines: Vec<&'static str>,
    /// Which of the checks it belongs to, on which hop, and at which time of `--repeat`.
    #[serde(rename = "_check")]
    pub(super) check: usize,
    #[serde(rename = "_hop")]
    pub(super) hop: usize,
    #[serde(rename = "_time", skip_serializing_if = "is_first")]
    pub(super) time_of_repeat: usize,
    /// Where it failed.
    #[serde(rename = "_phase", skip_serializing_if = "Option::is_none")]
    pub(super) phase: Option<&'static str>,
    /// Tells connections apart: the client's port.
    #[serde(rename = "_connectionId", skip_serializing_if = "Option::is_none")]
    pub(super) connection_id: Option<String>,
    #[serde(rename = "_error", skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
    pub(super) started_date_time: String,
    pub(super) time: f64,
    pub(super) request: Request,
    pub(super) response: Response,
    pub(super) cache: Cache,
    pub(super) timings: Timings,
    #[serde(rename = "serverIPAddress", skip_serializing_if = "Option::is_none")]
    pub(super) server_ip_address: Option<String>,
    /// The server's port, which is where network panels look for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) connection: Option<String>,
}

fn is_first(time: &usize) -> bool {
    *time == 0
}

#[derive(Serialize)]
pub(super) struct Initiator {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) url: String,
    pub(super) http_version: &'static str,
    pub(super) cookies: Vec<Cookie>,
    pub(super) headers: Vec<Pair>,
    pub(super) query_string: Vec<Pair>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) post_data: Option<PostData>,
    pub(super) headers_size: i64,
    pub(super) body_size: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) status_text: String,
    pub(super) http_version: &'static str,
    pub(super) cookies: Vec<Cookie>,
    pub(super) headers: Vec<Pair>,
    pub(super) content: Content,
    #[serde(rename = "redirectURL")]
    pub(super) redirect_url: String,
    pub(super) headers_size: i64,
    pub(super) body_size: i64,
}

#[derive(Serialize)]
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: String,
}

#[derive(Serialize)]
pub(super) struct Cookie {
    pub(super) name: String,
    pub(super) value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PostData {
    pub(super) mime_type: String,
    pub(super) params: [(); 0],
    pub(super) text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) size: i64,
    pub(super) mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) comment: Option<&'static str>,
}

/// Nothing is known of the HTTP cache, which HAR writes as an empty object.
#[derive(Serialize)]
pub(super) struct Cache {}

/// Milliseconds; -1 for a phase that did not happen.
#[derive(Serialize)]
pub(super) struct Timings {
    pub(super) blocked: f64,
    pub(super) dns: f64,
    /// With the TLS handshake, as the format wants it.
    pub(super) connect: f64,
    pub(super) ssl: f64,
    pub(super) send: f64,
    pub(super) wait: f64,
    pub(super) receive: f64,
}
