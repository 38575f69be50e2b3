//! What a server of the set answers, line by line as it goes out.

#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) lines: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Response {
    pub(crate) fn empty(status: u16) -> Self {
        Response { status, lines: Vec::new(), body: String::new() }
    }

    pub(crate) fn json(status: u16, body: impl Into<String>) -> Self {
        Response::of(status, "application/json", body)
    }

    pub(crate) fn of(status: u16, media_type: &str, body: impl Into<String>) -> Self {
        let mut response = Response { status, lines: Vec::new(), body: body.into() };
        response.add("Content-Type", media_type);
        response
    }

    /// One more line.
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        self.lines.push((name.to_owned(), value.to_owned()));
    }

    /// No line of this name any more.
    pub(crate) fn remove(&mut self, name: &str) {
        self.lines.retain(|(own, _)| !own.eq_ignore_ascii_case(name));
    }

    /// One line of this name.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.add(name, value);
    }

    /// No line of CORS any more.
    pub(crate) fn remove_cors(&mut self) {
        self.lines.retain(|(own, _)| !own.to_ascii_lowercase().starts_with("access-control-"));
    }

    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The bytes of it; the answer to HEAD has no body and says how long it would be.
    pub(crate) fn bytes(&self, is_head: bool) -> Vec<u8> {
        let mut text = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.lines {
            text += &format!("{name}: {value}\r\n");
        }
        if self.status != 204 && self.status != 304 {
            text += &format!("Content-Length: {}\r\n", self.body.len());
        }
        text += "\r\n";
        if !is_head && self.status != 204 {
            text += &self.body;
        }
        text.into_bytes()
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        421 => "Misdirected Request",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Other",
    }
}
