//! The phases of an exchange: what happens one after another until a response is there.

use std::str::FromStr;

/// A phase of an exchange, in the order they happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The host name is looked up.
    Dns,
    /// The TCP connection is made.
    Connect,
    /// A proxy makes the way to the server.
    Proxy,
    /// The TLS handshake.
    Tls,
    /// The request is sent, and the response's head awaited.
    Wait,
    /// The beginning of the body is read.
    Body,
}

impl Phase {
    const NAMES: [(&'static str, Phase); 6] = [
        ("dns", Phase::Dns),
        ("connect", Phase::Connect),
        ("proxy", Phase::Proxy),
        ("tls", Phase::Tls),
        ("wait", Phase::Wait),
        ("body", Phase::Body),
    ];

    /// The phase's name in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Phase::NAMES.iter().find(|(_, phase)| *phase == self).map_or("", |(name, _)| name)
    }
}

impl FromStr for Phase {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let named = Phase::NAMES.iter().find(|(name, _)| *name == text).map(|(_, phase)| *phase);
        named.ok_or_else(|| {
            format!("`{text}` is not one of: {}", Phase::NAMES.map(|(name, _)| name).join(", "))
        })
    }
}
