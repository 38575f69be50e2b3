//! The names whose values decide whether a request header is safelisted.

use super::client_hints::ClientHint;
use super::engine::Safelist;

/// A name that some value is safelisted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SafelistedName {
    Accept,
    AcceptLanguage,
    ContentLanguage,
    ContentType,
    Range,
    ClientHint(ClientHint),
}

impl SafelistedName {
    /// Which one it is; by length first, so that a custom header costs one comparison at most.
    pub(super) fn of(name: &str, safelist: &Safelist) -> Option<SafelistedName> {
        let (lower, found) = match name.len() {
            5 => ("range", SafelistedName::Range),
            6 => ("accept", SafelistedName::Accept),
            12 => ("content-type", SafelistedName::ContentType),
            15 => ("accept-language", SafelistedName::AcceptLanguage),
            16 => ("content-language", SafelistedName::ContentLanguage),
            _ => ("", SafelistedName::Accept),
        };
        if !lower.is_empty() && name.eq_ignore_ascii_case(lower) {
            return Some(found);
        }
        if safelist.client_hints { ClientHint::of(name).map(SafelistedName::ClientHint) } else { None }
    }

    /// A number below 16 that no other name has.
    pub(super) fn index(self) -> u8 {
        match self {
            SafelistedName::Accept => 0,
            SafelistedName::AcceptLanguage => 1,
            SafelistedName::ContentLanguage => 2,
            SafelistedName::ContentType => 3,
            SafelistedName::Range => 4,
            SafelistedName::ClientHint(hint) => 5 + hint as u8,
        }
    }
}
