//! The host of an origin, as the [URL Standard serialises it](https://url.spec.whatwg.org/#host-serializing).

use std::net::Ipv6Addr;
use std::ops::Range;

use url::Host;

use super::origin_error::OriginProblemKind as Kind;

/// What is wrong with a host; the range counts from the host's first byte.
pub(super) struct HostProblem {
    pub(super) at: Range<usize>,
    pub(super) kind: Kind,
}

/// A host that is not plainly right.
pub(super) struct ReadHost {
    /// How a browser writes what is meant, where that can be told.
    pub(super) host: Option<String>,
    pub(super) problems: Vec<HostProblem>,
}

/// Whether the host is, at a glance, a domain as browsers write it: no address, no IDNA, no doubt.
pub(super) fn is_plain_domain(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let mut labels = 0;
    let mut last_begins = b'0';
    for label in name.split('.') {
        let Some(first) = label.bytes().next() else { return false };
        if !label.bytes().all(is_domain_byte) || label.starts_with("xn--") {
            return false;
        }
        labels += 1;
        last_begins = first;
    }
    // A last label that begins with a digit may make the whole an IPv4 address.
    labels > 0 && !last_begins.is_ascii_digit()
}

fn is_domain_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_')
}

/// Reads a host; only a [special](https://url.spec.whatwg.org/#is-special) scheme's can be an IPv4 address or
/// international.
pub(super) fn read_host(host: &str, is_special: bool) -> ReadHost {
    let mut reader = HostReader { length: host.len(), problems: Vec::new() };
    let host = if host.is_empty() {
        reader.whole(Kind::NoHost)
    } else if let Some(star) = host.find('*') {
        reader.problem(star..star + 1, Kind::Pattern)
    } else if host.starts_with('[') {
        reader.ipv6(host)
    } else if let Ok(address) = host.parse::<Ipv6Addr>() {
        reader.whole(Kind::Ipv6NoBrackets);
        Some(Host::<String>::Ipv6(address).to_string())
    } else {
        reader.domain(host, is_special)
    };
    ReadHost { host, problems: reader.problems }
}

struct HostReader {
    length: usize,
    problems: Vec<HostProblem>,
}

impl HostReader {
    fn problem(&mut self, at: Range<usize>, kind: Kind) -> Option<String> {
        self.problems.push(HostProblem { at, kind });
        None
    }

    fn whole(&mut self, kind: Kind) -> Option<String> {
        self.problem(0..self.length, kind)
    }

    fn ipv6(&mut self, host: &str) -> Option<String> {
        let Ok(parsed @ Host::Ipv6(_)) = Host::parse(host) else { return self.whole(Kind::InvalidHost) };
        let canonical = parsed.to_string();
        if canonical != host {
            self.whole(Kind::Ipv6NotCanonical);
        }
        Some(canonical)
    }

    fn domain(&mut self, host: &str, is_special: bool) -> Option<String> {
        let mut is_explained = false;
        let mut first = |reader: &mut HostReader, found: Option<usize>, len: usize, kind| {
            if let Some(at) = found {
                reader.problem(at..at + len, kind);
                is_explained = true;
            }
        };
        first(self, host.find('%'), 1, Kind::PercentEncoded);
        if let Some((at, letter)) = host.char_indices().find(|(_, letter)| !letter.is_ascii()) {
            first(self, Some(at), letter.len_utf8(), Kind::HostNotAscii);
        }
        first(self, host.bytes().position(|byte| byte.is_ascii_uppercase()), 1, Kind::HostNotLowerCase);
        let canonical = match is_special {
            true => match Host::parse(host) {
                Ok(parsed) => {
                    let canonical = parsed.to_string();
                    if matches!(parsed, Host::Ipv4(_)) && canonical != host {
                        self.whole(Kind::Ipv4NotCanonical);
                    }
                    canonical
                }
                Err(_) => return self.whole(Kind::InvalidHost),
            },
            false => host.to_ascii_lowercase(),
        };
        let bytes = canonical.as_bytes();
        let is_label = |label: &[u8]| !label.is_empty() && label.iter().copied().all(is_domain_byte);
        if canonical != host && self.problems.is_empty() {
            self.whole(Kind::InvalidHost);
        }
        if bytes.strip_suffix(b".").unwrap_or(bytes).split(|&byte| byte == b'.').all(is_label) {
            return Some(canonical);
        }
        // Percent signs and letters beyond ASCII have been reported already, where they stand.
        if !is_explained || canonical.is_ascii() && !canonical.contains('%') {
            self.whole(Kind::InvalidHost);
        }
        None
    }
}
