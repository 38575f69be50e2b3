//! The cookies that an answer sets, by the attributes that decide whether a page of another site sends them along.

use crate::exchange::Response;
use crate::report::Signal;

/// The most cookies that are shown.
const MOST: usize = 20;

/// A signal for each cookie: of the session, as it was given, and of the answer.
pub(super) fn signals(given: &[String], response: &Response) -> Vec<Signal> {
    let set = response.head.headers.get_all("set-cookie").map(|value| value.to_latin1().into_owned());
    given.iter().cloned().chain(set).take(MOST).map(|line| signal(&line)).collect()
}

fn signal(line: &str) -> Signal {
    let mut parts = line.split(';').map(str::trim);
    let name = parts.next().and_then(|pair| pair.split_once('=')).map_or("", |(name, _)| name.trim());
    let attributes: Vec<(String, &str)> = parts
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim()))
        .collect();
    // The last of several counts: https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-samesite-attribute-2
    let same_site = attributes.iter().rev().find(|(name, _)| name == "samesite").map(|(_, value)| *value);
    let has = |wanted: &str| attributes.iter().any(|(name, _)| name == wanted);
    let mut value = name.to_owned();
    value.push_str(&same_site.map_or("; no SameSite".to_owned(), |value| format!("; SameSite={value}")));
    for (attribute, written) in
        [("secure", "Secure"), ("httponly", "HttpOnly"), ("partitioned", "Partitioned")]
    {
        if has(attribute) {
            value.push_str("; ");
            value.push_str(written);
        }
    }
    let means = match same_site.map(str::to_ascii_lowercase).as_deref() {
        Some("strict") => "a page on another site never has it sent, a page on a subdomain always",
        Some("lax") => {
            "a fetch of a page on another site does not have it sent, one of a page on a subdomain does"
        }
        Some("none") if !has("secure") => "browsers refuse SameSite=None without Secure",
        Some("none") if has("partitioned") => "a page on another site has a jar of its own for it",
        Some("none") => "a page on another site has it sent where third-party cookies are not blocked",
        _ => {
            "Chromium takes it for Lax; Firefox and Safari send it where third-party cookies are not blocked"
        }
    };
    Signal {
        signal: "cookie".to_owned(),
        value: Some(crate::text::cut(&value, 120)),
        means: Some(means.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attributes_that_decide_are_read() {
        for (line, value, means) in [
            ("sid=1; Path=/; SameSite=lax; HttpOnly", "sid; SameSite=lax; HttpOnly", "a fetch"),
            ("sid=1", "sid; no SameSite", "Chromium"),
            ("a=b; samesite=None", "a; SameSite=None", "browsers refuse"),
            (
                "a=b; SameSite=Lax; SameSite=None; Secure",
                "a; SameSite=None; Secure",
                "a page on another site has it",
            ),
            ("", "; no SameSite", "Chromium"),
        ] {
            let signal = signal(line);
            assert_eq!(signal.value.as_deref(), Some(value), "{line}");
            assert!(signal.means.is_some_and(|said| said.starts_with(means)), "{line}");
        }
    }
}
