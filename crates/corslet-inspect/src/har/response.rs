//! What the head of a recorded response says: its status, and its version of HTTP.

use corslet::words::Status;

use super::Response;

impl Response {
    /// The status, unless the recorder wrote 0 because there was none.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        let written = &self.written_status;
        let code = written.as_u64().or_else(|| written.as_str()?.parse().ok())?;
        u16::try_from(code).ok().filter(|code| *code >= 100).and_then(Status::new)
    }

    /// The version of HTTP; none where the recorder wrote none.
    #[must_use]
    pub fn version(&self) -> Option<String> {
        let written = self.http_version.to_ascii_uppercase();
        let is = |forms: [&str; 2]| forms.iter().any(|form| written.starts_with(form));
        match written.as_str() {
            "" => None,
            _ if is(["H2", "HTTP/2"]) => Some("HTTP/2".to_owned()),
            _ if is(["H3", "HTTP/3"]) => Some("HTTP/3".to_owned()),
            _ => Some(written),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_recorders_write_is_read() {
        for (written, version) in [
            ("", None),
            ("h2", Some("HTTP/2")),
            ("http/2.0", Some("HTTP/2")),
            ("h3-29", Some("HTTP/3")),
            ("http/1.1", Some("HTTP/1.1")),
        ] {
            let response = Response { http_version: written.to_owned(), ..Response::default() };
            assert_eq!(response.version().as_deref(), version);
        }
        for (written, status) in [
            (json!(200), Some(200)),
            (json!("404"), Some(404)),
            (json!(0), None),
            (json!(-1), None),
            (json!(null), None),
            (json!(70_000), None),
        ] {
            let response = Response { written_status: written, ..Response::default() };
            assert_eq!(response.status().map(Status::code), status);
        }
    }
}
