//! The parts of [HAR 1.2](http://www.softwareishard.com/blog/har-12-spec/) that an audit needs.

use serde::Deserialize;

/// The file.
#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) log: Log,
}

#[derive(Deserialize)]
pub(super) struct Log {
    #[serde(default)]
    pub(super) entries: Vec<Entry>,
}

#[derive(Deserialize)]
pub(super) struct Entry {
    pub(super) request: Request,
    #[serde(default)]
    pub(super) response: Response,
    #[serde(rename = "serverIPAddress")]
    pub(super) address: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Request {
    #[serde(default)]
    pub(super) method: String,
    pub(super) url: String,
    #[serde(default)]
    pub(super) headers: Vec<Header>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Response {
    /// 0 where there was none.
    #[serde(default)]
    pub(super) status: u16,
    #[serde(default)]
    pub(super) http_version: String,
    #[serde(default)]
    pub(super) headers: Vec<Header>,
    #[serde(default)]
    pub(super) content: Content,
}

#[derive(Default, Deserialize)]
pub(super) struct Content {
    pub(super) text: Option<String>,
    pub(super) encoding: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Header {
    pub(super) name: String,
    #[serde(default)]
    pub(super) value: String,
}
