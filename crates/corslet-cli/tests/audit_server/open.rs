//! Servers that keep their connections: one that trusts everybody, and one that trusts nobody.

use super::super::check_server::kept::Kept;

/// Names whatever origin asks, with credentials; whoever has the cookie `session` gets something of their own.
pub(crate) fn reflecting() -> Kept {
    Kept::start(usize::MAX, |head| {
        let origin = header(head, "origin");
        let grant = origin.map_or_else(String::new, |origin| {
            format!(
                "Access-Control-Allow-Origin: {origin}\r\nAccess-Control-Allow-Credentials: true\r\nVary: Origin\r\n"
            )
        });
        let body = if header(head, "cookie").is_some_and(|cookie| cookie.contains("session=")) {
            "{\"user\":1}"
        } else {
            "{}"
        };
        answer(head, &grant, body)
    })
}

/// Has no CORS header for anybody.
pub(crate) fn silent() -> Kept {
    Kept::start(usize::MAX, |head| answer(head, "", "{}"))
}

fn answer(head: &str, lines: &str, body: &str) -> Vec<u8> {
    let body_sent = if head.starts_with("HEAD ") { "" } else { body };
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n{lines}Content-Length: {}\r\n\r\n{body_sent}",
        body.len()
    )
    .into_bytes()
}

/// A header's value in a request's head.
pub(crate) fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}
