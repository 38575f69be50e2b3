//! Whether the session goes along with the requests of pages on other sites: the SameSite attribute of its cookies.

use super::{Evidence, Session};

/// The SameSite attribute of the session's cookies, when it is known to be `Lax` or `Strict` for all of them. The lines by which
/// the user gave them tell it, or else those by which the target sets cookies of the same names.
pub(super) fn same_site(evidence: &Evidence) -> Option<&'static str> {
    let session = &evidence.settings.session;
    // Stored HTTP authentication has no such attribute, and goes along with every request.
    if session.headers.contains("authorization") {
        return None;
    }
    let values = match session.set_cookies.is_empty() {
        true => learned(evidence, session)?,
        false => session.set_cookies.iter().map(|line| attribute(line)).collect(),
    };
    let is_strict = |value: &Option<String>| value.as_deref() == Some("strict");
    let is_kept_back = |value: &Option<String>| matches!(value.as_deref(), Some("lax" | "strict"));
    if values.is_empty() || !values.iter().all(is_kept_back) {
        return None;
    }
    Some(if values.iter().all(is_strict) { "Strict" } else { "Lax" })
}

/// The attributes by which the target sets the session's cookies; nothing while it has not been seen to set one of them.
fn learned(evidence: &Evidence, session: &Session) -> Option<Vec<Option<String>>> {
    let lines: Vec<String> = evidence
        .actual()
        .flat_map(|(_, _, response)| response.head.headers.get_all("set-cookie"))
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .collect();
    let mut values = Vec::new();
    for given in session.headers.get_all("cookie") {
        for pair in String::from_utf8_lossy(given.as_bytes()).split(';') {
            let known = values.len();
            values.extend(lines.iter().filter(|line| name(line) == name(pair)).map(|line| attribute(line)));
            if values.len() == known {
                return None;
            }
        }
    }
    Some(values)
}

/// The name of a cookie, at the beginning of its line.
fn name(cookie: &str) -> &str {
    cookie.split(['=', ';']).next().unwrap_or_default().trim()
}

/// The SameSite attribute of a `Set-Cookie` line, in lower case; of several
/// [the last one](https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-samesite-attribute-2) counts.
fn attribute(line: &str) -> Option<String> {
    let attributes = line.split(';').skip(1).filter_map(|attribute| attribute.split_once('='));
    let values = attributes.filter(|(name, _)| name.trim().eq_ignore_ascii_case("samesite"));
    values.last().map(|(_, value)| value.trim().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{attribute, name};

    #[test]
    fn a_line_is_read_as_browsers_read_it() {
        for (line, wanted) in [
            ("sid=1; Path=/; SameSite=Lax", Some("lax")),
            ("sid=1; samesite = STRICT ; Secure", Some("strict")),
            ("sid=1; SameSite=Lax; SameSite=None", Some("none")),
            ("SameSite=Lax", None),
            ("sid=1; SameSite", None),
            ("", None),
        ] {
            assert_eq!(attribute(line).as_deref(), wanted, "{line}");
        }
        for (cookie, wanted) in [(" sid=1; Path=/", "sid"), ("sid", "sid"), ("", "")] {
            assert_eq!(name(cookie), wanted, "{cookie}");
        }
    }
}
