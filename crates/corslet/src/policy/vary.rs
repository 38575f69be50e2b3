//! The request headers that an answer depends upon, for caches.

use http::HeaderValue;

/// What [`Vary`](https://httpwg.org/specs/rfc9110.html#field.vary) must name; to be merged with what is there, never
/// to replace it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Vary {
    /// Nothing: the answer is the same for everybody.
    #[default]
    Nothing,
    /// The answer depends on the origin.
    Origin,
    /// The answer depends on all that a preflight asks.
    Preflight,
}

static ORIGIN: HeaderValue = HeaderValue::from_static("Origin");
static PREFLIGHT: HeaderValue =
    HeaderValue::from_static("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");

impl Vary {
    /// The names.
    #[must_use]
    pub fn names(self) -> &'static [&'static str] {
        const NAMES: &[&str] = &["Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"];
        match self {
            Vary::Nothing => &[],
            Vary::Origin => &NAMES[..1],
            Vary::Preflight => NAMES,
        }
    }

    /// The names in one header's value; cloning it allocates nothing.
    #[must_use]
    pub fn value(self) -> Option<&'static HeaderValue> {
        match self {
            Vary::Nothing => None,
            Vary::Origin => Some(&ORIGIN),
            Vary::Preflight => Some(&PREFLIGHT),
        }
    }

    /// Whether a response's own `Vary` lines already say as much: each name in any case, or `*`.
    pub fn is_in<'a>(self, lines: impl Iterator<Item = &'a [u8]>) -> bool {
        let names = self.names();
        let mut seen = [false; 3];
        for element in lines.flat_map(|line| line.split(|&byte| byte == b',')) {
            let element = element.trim_ascii();
            if element == b"*" {
                return true;
            }
            if let Some(at) = names.iter().position(|name| element.eq_ignore_ascii_case(name.as_bytes())) {
                seen[at] = true;
            }
        }
        seen[..names.len()].iter().all(|seen| *seen)
    }
}

#[cfg(test)]
mod tests {
    use super::Vary;

    #[test]
    fn names_are_found_on_any_line_in_any_case() {
        let is_in = |vary: Vary, lines: &[&str]| vary.is_in(lines.iter().map(|line| line.as_bytes()));
        assert!(is_in(Vary::Nothing, &[]));
        assert!(!is_in(Vary::Origin, &[]));
        assert!(is_in(Vary::Origin, &["Accept-Encoding", "accept, ORIGIN"]));
        assert!(!is_in(Vary::Origin, &["Original, X-Origin"]));
        assert!(is_in(Vary::Origin, &["Accept, *"]));
        assert!(!is_in(Vary::Preflight, &["Origin, Access-Control-Request-Method"]));
        let both = "origin ,access-control-request-method";
        assert!(is_in(Vary::Preflight, &[both, "Access-Control-Request-Headers"]));
    }
}
