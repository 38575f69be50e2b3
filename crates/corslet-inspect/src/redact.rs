//! Keeps secrets out of every output.

use std::ops::Range;

use corslet::Url;
use corslet::verdict::ResponseHead;
use corslet::words::{HeaderName, HeaderValue};

use crate::secret::{behind_scheme, is_secret_name, is_secret_parameter, looks_like_token};

/// What stands in a secret's place.
const REDACTED: &str = "<redacted>";

/// The shortest secret that is looked for in running text: shorter ones would hit ordinary words.
const SHORTEST: usize = 6;

/// Knows what has to stay secret.
#[derive(Clone, Debug, Default)]
pub struct Redactor {
    /// Whether everything is shown.
    is_open: bool,
    /// What to look for, and what to write in its place.
    needles: Vec<(String, String)>,
}

impl Redactor {
    /// One that hides nothing.
    #[must_use]
    pub fn open() -> Self {
        Redactor { is_open: true, needles: Vec::new() }
    }

    /// Whether it hides nothing.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Learns a secret wherever it stands in running text, if it is long enough to be told from an ordinary word.
    pub fn learn_secret(&mut self, secret: &str) {
        if secret.len() >= SHORTEST {
            self.learn(secret, REDACTED.to_owned());
        }
    }

    /// Learns what is secret in the header lines of a response that the URL answered with.
    pub fn learn_response(&mut self, url: &Url, head: &ResponseHead) {
        for (name, value) in head.headers.iter() {
            let text = value.to_latin1();
            let as_utf8 = String::from_utf8_lossy(value.as_bytes());
            self.learn_header(name.as_str(), &text);
            if as_utf8 != text {
                self.learn_header(name.as_str(), &as_utf8);
            }
            if name.is("location") {
                self.learn_userinfo(&text);
                if let Ok(url) = url.join(&as_utf8) {
                    self.learn_url(&url);
                }
            }
        }
    }

    /// The same, when everything is learned: the longest is looked for first, so that no secret is left half covered by a
    /// shorter one.
    #[must_use]
    pub fn ready(mut self) -> Self {
        self.needles.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        self.needles.dedup();
        self
    }

    /// Text without the secrets that are known.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (needle, replacement) in &self.needles {
            if text.contains(needle.as_str()) {
                text = text.replace(needle.as_str(), replacement);
            }
        }
        text
    }

    /// A header's value as people may read it: as UTF-8, which it mostly is.
    #[must_use]
    pub fn value(&self, name: &HeaderName, value: &HeaderValue) -> String {
        self.header(name, &String::from_utf8_lossy(value.as_bytes()))
    }

    /// A header's value as a page reads it: one character for each byte, so that nothing is lost.
    #[must_use]
    pub fn latin1_value(&self, name: &HeaderName, value: &HeaderValue) -> String {
        self.header(name, &value.to_latin1())
    }

    /// A value that is a secret wherever it stands.
    #[must_use]
    pub fn secret(&self, value: &str) -> String {
        if self.is_open || value.is_empty() { value.to_owned() } else { REDACTED.to_owned() }
    }

    /// The value of a query parameter.
    #[must_use]
    pub fn pair(&self, name: &str, value: &str) -> String {
        if is_secret_parameter(name) || looks_like_token(value) {
            self.secret(value)
        } else {
            self.text(value)
        }
    }

    fn header(&self, name: &HeaderName, text: &str) -> String {
        match secret_in(name.as_str(), text).filter(|_| !self.is_open) {
            Some(at) => self.text(&format!("{}{REDACTED}{}", &text[..at.start], &text[at.end..])),
            None => self.text(text),
        }
    }

    fn learn(&mut self, needle: &str, replacement: String) {
        if !needle.is_empty() {
            self.needles.push((needle.to_owned(), replacement));
        }
    }

    /// Learns what is secret in a header line.
    pub fn learn_header(&mut self, name: &str, value: &str) {
        let Some(at) = secret_in(name, value) else { return };
        // As a line it is unmistakable, however short it is.
        self.learn(
            &format!("{name}: {value}"),
            format!("{name}: {}{REDACTED}{}", &value[..at.start], &value[at.end..]),
        );
        if at.len() >= SHORTEST {
            self.learn(&value[at], REDACTED.to_owned());
        }
    }

    /// Learns what is secret in a URL: a user name and password, and the parameters whose names say it.
    pub fn learn_url(&mut self, url: &Url) {
        self.learn_userinfo(url.as_str());
        for pair in
            url.query().unwrap_or_default().split('&').chain(url.fragment().unwrap_or_default().split('&'))
        {
            let Some((name, value)) = pair.split_once('=') else { continue };
            if !value.is_empty() && (is_secret_parameter(name) || looks_like_token(value)) {
                self.learn(pair, format!("{name}={REDACTED}"));
                if value.len() >= SHORTEST {
                    self.learn(value, REDACTED.to_owned());
                }
            }
        }
    }

    /// User name and password, with the `@` that makes them unmistakable.
    fn learn_userinfo(&mut self, text: &str) {
        let Some((_, rest)) = text.split_once("//") else { return };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if let Some((userinfo, _)) = authority.rsplit_once('@').filter(|(userinfo, _)| !userinfo.is_empty()) {
            self.learn(&format!("{userinfo}@"), format!("{REDACTED}@"));
        }
    }
}

/// Whether a header's value is one that no output may show.
#[must_use]
pub fn is_secret(name: &str, value: &str) -> bool {
    secret_in(name, value).is_some()
}

/// Where in a header's value the secret stands.
fn secret_in(name: &str, value: &str) -> Option<Range<usize>> {
    let starts = |start: &str| name.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
    if value.is_empty() || starts("access-control-") {
        return None;
    }
    if name.eq_ignore_ascii_case("set-cookie") {
        let end = value.find(';').unwrap_or(value.len());
        let start = value[..end].find('=').map_or(0, |equals| equals + 1);
        return (start < end).then_some(start..end);
    }
    if let Some(start) = behind_scheme(value).filter(|start| *start < value.len()) {
        return Some(start..value.len());
    }
    (is_secret_name(name) || looks_like_token(value)).then_some(0..value.len())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_part_of_a_header_is_found() {
        for (name, value, secret) in [
            ("Authorization", "Bearer abc", Some("abc")),
            ("Authorization", "abc", Some("abc")),
            ("X-Api-Key", "k", Some("k")),
            ("Set-Cookie", "sid=xyz; Path=/", Some("xyz")),
            ("Set-Cookie", "a=a", Some("a")),
            ("X-Other", "eyJhbGciOiJIUzI1NiJ9.e30.abc", Some("eyJhbGciOiJIUzI1NiJ9.e30.abc")),
            ("Access-Control-Allow-Headers", "authorization", None),
            ("Content-Type", "text/plain", None),
            ("Server", "basic", None),
        ] {
            assert_eq!(secret_in(name, value).map(|at| &value[at]), secret, "{name}: {value}");
        }
    }

    #[test]
    fn urls_lose_their_secrets() {
        let mut redactor = Redactor::default();
        redactor.learn_url(&"https://u:pw@a.example/?key=k1&q=2".parse().unwrap());
        assert_eq!(
            redactor.text("https://u:pw@a.example/?key=k1&q=2"),
            "https://<redacted>@a.example/?key=<redacted>&q=2"
        );
    }
}
