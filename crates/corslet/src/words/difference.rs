//! In which parts two origins differ, which is the first thing to know about a mismatch.

use std::fmt;

use super::origin::Origin;

impl Origin {
    /// In which parts the two differ.
    #[must_use]
    pub fn difference(&self, other: &Origin) -> Difference {
        let opaque = self.is_opaque() || other.is_opaque();
        Difference {
            scheme: !opaque && self.scheme() != other.scheme(),
            host: !opaque && self.host() != other.host(),
            port: !opaque && self.port() != other.port(),
            opaque: opaque && !self.same_origin(other),
            left: self.clone(),
            right: other.clone(),
        }
    }
}

/// In which parts two origins differ.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub struct Difference {
    /// The schemes differ.
    pub scheme: bool,
    /// The hosts differ.
    pub host: bool,
    /// The ports differ, as far as they are written.
    pub port: bool,
    /// At least one is opaque, and they are not the same.
    pub opaque: bool,
    left: Origin,
    right: Origin,
}

impl Difference {
    /// Whether they are the same origin after all.
    #[must_use]
    pub fn is_none(&self) -> bool {
        !(self.scheme || self.host || self.port || self.opaque)
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            return write!(f, "the same origin ({})", self.left);
        }
        if self.opaque {
            let what = if self.left.is_opaque() && self.right.is_opaque() {
                "two opaque origins are never the same"
            } else {
                "an opaque origin is the same as no other"
            };
            return write!(f, "{what} ({} / {})", self.left, self.right);
        }
        let parts = [(self.scheme, "scheme"), (self.host, "host"), (self.port, "port")];
        let names: Vec<&str> = parts.iter().filter(|(differs, _)| *differs).map(|(_, name)| *name).collect();
        match names.as_slice() {
            [one] => write!(f, "the {one} differs")?,
            [one, other] => write!(f, "{one} and {other} differ")?,
            _ => f.write_str("scheme, host and port differ")?,
        }
        write!(f, " ({} / {})", self.left, self.right)
    }
}
