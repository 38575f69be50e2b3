//! The host of a route, and the host of a request on its way to the table of hosts.

use crate::words::Origin;

/// A host of a route in the form in which it is compared: lower case, without a dot at the end, perhaps a port.
pub(super) fn parse_route_host(text: &str) -> Result<String, (&'static str, Option<String>)> {
    if text.contains('*') {
        return Err(("a route's host is exact, without `*`", None));
    }
    if text.contains("://") {
        return Err(("a host has no scheme", host_and_port(&meant(text))));
    }
    let (host, port) = split_port(text.as_bytes());
    let (Some(host), Ok(port)) = (text.get(..host.len()), port) else {
        return Err(("a port is a number from 1 to 65535", None));
    };
    let as_origin = format!("https://{text}");
    if matches!(port, Some(80 | 443)) {
        return Err(("browsers never send the scheme's default port", Some(host.to_owned())));
    }
    if host.ends_with('.') {
        return Err(("a host is compared without the dot at its end", host_and_port(&meant(&as_origin))));
    }
    match Origin::parse(&as_origin) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => {
            let sentence =
                error.problems.first().map_or("this is not a host", |problem| problem.kind.sentence());
            Err((sentence, error.suggestion.and_then(|origin| host_and_port(&origin))))
        }
    }
}

/// The origin that some text means.
fn meant(text: &str) -> String {
    Origin::parse(text).map_or_else(|error| error.suggestion.unwrap_or_default(), |_| text.to_owned())
}

/// The host and the port of an origin, without the dot at the host's end.
fn host_and_port(origin: &str) -> Option<String> {
    let origin = Origin::parse(origin).ok()?;
    let host = origin.host()?.trim_end_matches('.');
    Some(origin.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// The host and the port behind it; the port is wrong when it is no number.
pub(super) fn split_port(host: &[u8]) -> (&[u8], Result<Option<u16>, ()>) {
    let bracket = host.iter().rposition(|&byte| byte == b']').unwrap_or(0);
    let Some(colon) = host[bracket..].iter().position(|&byte| byte == b':') else { return (host, Ok(None)) };
    let (name, port) = (&host[..bracket + colon], &host[bracket + colon + 1..]);
    let is_number = !port.is_empty() && port.iter().all(u8::is_ascii_digit);
    let number = std::str::from_utf8(port).ok().filter(|_| is_number).and_then(|port| port.parse().ok());
    (name, number.map(Some).ok_or(()))
}

/// The longest host with a port that is looked at.
const LONGEST: usize = 253 + 1 + ":65535".len();

/// A request's host as the table of hosts has it, on the stack.
pub(super) struct RequestHost {
    bytes: [u8; LONGEST],
    /// Without the port.
    name: usize,
    all: usize,
}

impl RequestHost {
    /// None for what is no host: it cannot be told which route it means.
    pub(super) fn read(host: &[u8]) -> Option<RequestHost> {
        let (name, port) = split_port(host);
        port.ok()?;
        let port = &host[name.len()..];
        let name = name.strip_suffix(b".").unwrap_or(name);
        let is_host_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte);
        if name.is_empty() || !name.iter().copied().all(is_host_byte) || name.ends_with(b".") {
            return None;
        }
        let mut read = RequestHost { bytes: [0; LONGEST], name: name.len(), all: name.len() + port.len() };
        read.bytes.get_mut(..name.len())?.copy_from_slice(name);
        read.bytes.get_mut(name.len()..read.all)?.copy_from_slice(port);
        read.bytes[..read.all].make_ascii_lowercase();
        Some(read)
    }

    pub(super) fn with_port(&self) -> &[u8] {
        &self.bytes[..self.all]
    }

    pub(super) fn name(&self) -> &[u8] {
        &self.bytes[..self.name]
    }
}

#[cfg(test)]
mod tests {
    use super::{RequestHost, parse_route_host};

    #[test]
    fn route_hosts() {
        for host in
            ["api.example.com", "localhost", "api.example.com:8443", "[::1]", "[::1]:8080", "127.0.0.1"]
        {
            assert_eq!(parse_route_host(host).as_deref(), Ok(host));
        }
        for (host, suggestion) in [
            ("https://api.example.com", Some("api.example.com")),
            ("API.example.com", Some("api.example.com")),
            ("api.example.com/", Some("api.example.com")),
            ("api.example.com:443", Some("api.example.com")),
            ("api.example.com.", Some("api.example.com")),
            ("*.example.com", None),
            ("api.example.com:x", None),
            ("", None),
        ] {
            let error = parse_route_host(host).map_err(|(_, suggestion)| suggestion);
            assert_eq!(error, Err(suggestion.map(str::to_owned)), "{host}");
        }
    }

    #[test]
    fn request_hosts() {
        for (host, name, with_port) in [
            ("api.example.com", "api.example.com", "api.example.com"),
            ("API.Example.com:8443", "api.example.com", "api.example.com:8443"),
            ("api.example.com.:80", "api.example.com", "api.example.com:80"),
            ("[::1]:80", "[::1]", "[::1]:80"),
        ] {
            let read = RequestHost::read(host.as_bytes()).map(|read| {
                (
                    String::from_utf8_lossy(read.name()).into_owned(),
                    String::from_utf8_lossy(read.with_port()).into_owned(),
                )
            });
            assert_eq!(read, Some((name.to_owned(), with_port.to_owned())), "{host}");
        }
        for host in ["", ":80", "a b", "a@b", "a/b", "a:", "a:x", "a:99999", "a..", "é", &"a".repeat(300)] {
            assert!(RequestHost::read(host.as_bytes()).is_none(), "{host}");
        }
    }
}
