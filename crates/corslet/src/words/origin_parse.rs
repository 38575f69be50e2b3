//! Reads an origin strictly, as a browser would have written it.

use std::borrow::Cow;
use std::net::Ipv6Addr;
use std::ops::Range;

use super::host::{HostProblem, is_plain_domain, read_host};
use super::origin::{Origin, default_port};
use super::origin_error::{OriginError, OriginProblem, OriginProblemKind as Kind};
use super::trustworthy::is_loopback;

impl Origin {
    /// Reads an origin by the [grammar of `origin-or-null`](https://fetch.spec.whatwg.org/#origin-header): exactly
    /// what a browser writes, and nothing that merely means the same, because servers and browsers compare bytes.
    ///
    /// `null` is a new opaque origin. Schemes of apps and extensions are fine. In two points the grammar is taken
    /// widely, because browsers send it: a label may contain `_` or begin and end with `-`, and a domain may end
    /// with a dot.
    ///
    /// # Errors
    /// Everything that is wrong, and what to write instead.
    ///
    /// ```
    /// use corslet::words::Origin;
    /// let error = Origin::parse("https://App.Example.com/").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "a host is written in lower case; an origin has no path: write `https://app.example.com`"
    /// );
    /// ```
    pub fn parse(text: impl AsRef<[u8]>) -> Result<Origin, OriginError> {
        let bytes = text.as_ref();
        if bytes == b"null" {
            return Ok(Origin::opaque());
        }
        if let Some(origin) = std::str::from_utf8(bytes).ok().and_then(read_plainly) {
            return Ok(origin);
        }
        let text = String::from_utf8_lossy(bytes);
        let mut reader = Reader::default();
        let meant = reader.read(0, &text);
        match meant {
            Some(origin) if reader.problems.is_empty() => Ok(origin),
            meant => Err(reader.into_error(text, meant)),
        }
    }
}

/// The short way for what nearly every origin is: a scheme, a domain without any doubt, perhaps a port.
fn read_plainly(text: &str) -> Option<Origin> {
    let (scheme, authority) = text.split_once("://")?;
    let (host, port) = match authority.split_once(':') {
        None => (authority, None),
        Some((host, port)) if (b'1'..=b'9').contains(port.as_bytes().first()?) => {
            (host, Some(port.parse().ok()?))
        }
        Some(_) => return None,
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        && !is_opaque_scheme(scheme);
    let is_default = port.is_some() && port == default_port(scheme);
    (is_scheme && !is_default && is_plain_domain(host)).then(|| Origin::tuple(scheme, host, port))
}

/// Collects problems and goes on, as far as it can still tell what is meant.
#[derive(Default)]
struct Reader {
    problems: Vec<OriginProblem>,
}

impl Reader {
    fn into_error(mut self, text: Cow<'_, str>, meant: Option<Origin>) -> OriginError {
        if self.problems.is_empty() {
            self.problem(0..text.len(), Kind::InvalidHost);
        }
        self.problems.sort_by_key(|problem| (problem.at.start, problem.at.end));
        // Only what would be read without a problem is worth suggesting.
        let suggestion = meant
            .map(|origin| origin.serialize().to_owned())
            .filter(|origin| origin == "null" || Reader::default().reads_cleanly(origin));
        OriginError { input: text.into_owned(), problems: self.problems, suggestion }
    }

    fn reads_cleanly(mut self, text: &str) -> bool {
        self.read(0, text).is_some() && self.problems.is_empty()
    }

    fn problem(&mut self, at: Range<usize>, kind: Kind) {
        self.problems.push(OriginProblem { at, kind });
    }

    /// The origin that is meant by `text`, which begins at `at`; it is what is written when no problem is found.
    fn read(&mut self, at: usize, text: &str) -> Option<Origin> {
        let without_start = text.trim_start();
        let (start, trimmed) = (text.len() - without_start.len(), without_start.trim_end());
        if trimmed.is_empty() {
            self.problem(at..at + text.len(), Kind::Empty);
            return None;
        }
        if start > 0 {
            self.problem(at..at + start, Kind::Whitespace);
        }
        if trimmed.len() < without_start.len() {
            self.problem(at + start + trimmed.len()..at + text.len(), Kind::Whitespace);
        }
        let at = at + start;
        if let Some((scheme, _)) = trimmed.split_once(':')
            && is_opaque_scheme(scheme)
        {
            self.problem(at..at + scheme.len(), Kind::OpaqueScheme);
            return Some(Origin::opaque());
        }
        let is_separator = |c: char| c == ',' || c.is_whitespace();
        if let Some(first) = trimmed.find(is_separator) {
            self.problem(at + first..at + trimmed.len(), Kind::Several);
            return self.read_all(at, trimmed, is_separator);
        }
        if trimmed.eq_ignore_ascii_case("null") {
            if trimmed != "null" {
                self.problem(at..at + trimmed.len(), Kind::NullNotLowerCase);
            }
            return Some(Origin::opaque());
        }
        if trimmed == "*" {
            self.problem(at..at + 1, Kind::Wildcard);
            return None;
        }
        self.read_one(at, trimmed)
    }

    /// Reads each of several, for their problems; the first is what is suggested.
    fn read_all(&mut self, at: usize, text: &str, is_separator: fn(char) -> bool) -> Option<Origin> {
        let mut first = None;
        let mut from = 0;
        for piece in text.split(is_separator) {
            if !piece.is_empty() {
                let meant = self.read(at + from, piece);
                first = first.or(meant);
            }
            // A separator may be longer than a byte: Unicode has blanks of its own.
            from += piece.len();
            from += text[from..].chars().next().map_or(0, char::len_utf8);
        }
        first
    }

    fn read_one(&mut self, at: usize, text: &str) -> Option<Origin> {
        if text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("blob:")) {
            self.problem(at..at + 5, Kind::BlobUrl);
            return self.read_one(at + 5, &text[5..]);
        }
        let (scheme, authority_at) = self.read_scheme(at, text);
        let rest = &text[authority_at..];
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        self.read_tail(at + authority_at + end, &rest[end..]);
        let mut authority = &rest[..end];
        let mut authority_at = at + authority_at;
        if let Some(sign) = authority.rfind('@') {
            self.problem(authority_at..authority_at + sign + 1, Kind::Userinfo);
            authority = &authority[sign + 1..];
            authority_at += sign + 1;
        }
        let (host, port) = self.split_port(authority_at, authority);
        let scheme = scheme.unwrap_or_else(|| if is_loopback(host) { "http".into() } else { "https".into() });
        let port = match port {
            Some((port_at, port)) => self.read_port(port_at, port, &scheme),
            None => Some(None),
        };
        let host = self.read_host(authority_at, host, &scheme);
        Some(Origin::tuple(&scheme, &host?, port?))
    }

    /// The scheme in lower case, if there is one, and where the authority begins.
    fn read_scheme(&mut self, at: usize, text: &str) -> (Option<String>, usize) {
        let (scheme, authority) = match text.find("://") {
            Some(end) if !text[..end].contains(['/', '?', '#', '@', ':']) => (&text[..end], end + 3),
            _ => {
                let known = text.split_once(':').filter(|(scheme, _)| is_known_scheme(scheme));
                let Some((scheme, rest)) = known else {
                    let slashes = text.len() - text.trim_start_matches(['/', ':', '\\']).len();
                    self.problem(at..at + slashes, Kind::NoScheme);
                    return (None, slashes);
                };
                let slashes = rest.len() - rest.trim_start_matches(['/', '\\']).len();
                let authority = scheme.len() + 1 + slashes;
                self.problem(at + scheme.len()..at + authority, Kind::NoSlashes);
                (scheme, authority)
            }
        };
        let bytes = scheme.as_bytes();
        let is_scheme = bytes.first().is_some_and(u8::is_ascii_alphabetic)
            && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
        if scheme.is_empty() {
            self.problem(at..at + authority, Kind::NoScheme);
            return (None, authority);
        }
        if !is_scheme {
            self.problem(at..at + scheme.len(), Kind::InvalidScheme);
        } else if bytes.iter().any(u8::is_ascii_uppercase) {
            self.problem(at..at + scheme.len(), Kind::SchemeNotLowerCase);
        }
        (Some(scheme.to_ascii_lowercase()), authority)
    }

    /// Path, query and fragment: nothing of it belongs to an origin.
    fn read_tail(&mut self, at: usize, tail: &str) {
        let fragment = tail.find('#').unwrap_or(tail.len());
        let query = tail[..fragment].find('?').unwrap_or(fragment);
        for (part, kind) in
            [(0..query, Kind::Path), (query..fragment, Kind::Query), (fragment..tail.len(), Kind::Fragment)]
        {
            if !part.is_empty() {
                self.problem(at + part.start..at + part.end, kind);
            }
        }
    }

    /// The host, and where the port begins with the port itself.
    fn split_port<'a>(&mut self, at: usize, authority: &'a str) -> (&'a str, Option<(usize, &'a str)>) {
        if authority.parse::<Ipv6Addr>().is_ok() {
            return (authority, None);
        }
        let bracket = authority.rfind(']').unwrap_or(0);
        match authority[bracket..].find(':') {
            Some(colon) => {
                let colon = bracket + colon;
                (&authority[..colon], Some((at + colon, &authority[colon + 1..])))
            }
            None => (authority, None),
        }
    }

    /// None for no port that could be meant. `at` is the colon's place.
    fn read_port(&mut self, at: usize, port: &str, scheme: &str) -> Option<Option<u16>> {
        let digits = at + 1..at + 1 + port.len();
        if port.is_empty() {
            self.problem(at..at + 1, Kind::EmptyPort);
            return Some(None);
        }
        if port == "*" {
            self.problem(digits, Kind::Pattern);
            return None;
        }
        let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
        let Some(number) = port.parse::<u16>().ok().filter(|_| is_number) else {
            self.problem(digits, Kind::InvalidPort);
            return None;
        };
        if port.len() > 1 && port.starts_with('0') {
            self.problem(digits.clone(), Kind::PortLeadingZero);
        }
        if default_port(scheme) == Some(number) {
            self.problem(at..digits.end, Kind::DefaultPort);
            return Some(None);
        }
        Some(Some(number))
    }

    /// The host as a browser writes it.
    fn read_host<'a>(&mut self, at: usize, host: &'a str, scheme: &str) -> Option<Cow<'a, str>> {
        if is_plain_domain(host) {
            return Some(Cow::Borrowed(host));
        }
        let read = read_host(host, default_port(scheme).is_some());
        for HostProblem { at: range, kind } in read.problems {
            self.problem(at + range.start..at + range.end, kind);
        }
        read.host.map(Cow::Owned)
    }
}

/// The schemes whose pages have an opaque origin, whatever follows.
fn is_opaque_scheme(scheme: &str) -> bool {
    ["file", "data", "about", "javascript", "filesystem"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
}

/// The schemes that are recognised without `://`; any other word before a colon is a host before its port.
fn is_known_scheme(scheme: &str) -> bool {
    ["http", "https", "ws", "wss", "ftp", "capacitor", "ionic", "tauri", "chrome-extension", "moz-extension"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
}
