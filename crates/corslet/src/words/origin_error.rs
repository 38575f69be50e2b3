//! What keeps some text from being an origin: every problem, where it is, and what to write instead.

use std::fmt;
use std::ops::Range;

/// Why some text is not an origin as a browser [serialises](https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin)
/// it: everything that is wrong, at once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub struct OriginError {
    /// What was given.
    pub input: String,
    /// What is wrong, in the order of the input; at least one.
    pub problems: Vec<OriginProblem>,
    /// The origin to write instead, where the text leaves no doubt.
    pub suggestion: Option<String>,
}

/// One thing that is wrong with an origin.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub struct OriginProblem {
    /// The bytes at fault.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub kind: OriginProblemKind,
}

/// Every way not to be an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum OriginProblemKind {
    /// Nothing is given.
    Empty,
    /// Blanks before or after.
    Whitespace,
    /// `*`, which stands for any origin but is none.
    Wildcard,
    /// A `*` inside: a pattern, which stands for many origins.
    Pattern,
    /// `blob:` and the origin behind it.
    BlobUrl,
    /// `NULL` or the like: the opaque origin's serialisation is `null`.
    NullNotLowerCase,
    /// Several origins in one value.
    Several,
    /// No scheme: a bare host.
    NoScheme,
    /// `https:host` or `https:/host`.
    NoSlashes,
    /// The scheme is not a letter followed by letters, digits, `+`, `-` or `.`.
    InvalidScheme,
    /// Upper-case letters in the scheme.
    SchemeNotLowerCase,
    /// A scheme whose pages have an opaque origin, such as `file` or `data`.
    OpaqueScheme,
    /// A user name or a password.
    Userinfo,
    /// Nothing between the slashes and the port.
    NoHost,
    /// Upper-case letters in the host.
    HostNotLowerCase,
    /// Letters beyond ASCII, which are sent in their `xn--` form.
    HostNotAscii,
    /// `%` and two digits.
    PercentEncoded,
    /// An IPv4 address in another than the four-number form.
    Ipv4NotCanonical,
    /// An IPv6 address in another than its shortest form.
    Ipv6NotCanonical,
    /// An IPv6 address without brackets.
    Ipv6NoBrackets,
    /// No host at all by the URL Standard.
    InvalidHost,
    /// A `:` with nothing behind it.
    EmptyPort,
    /// Not a number from 0 to 65535.
    InvalidPort,
    /// A port that begins with a zero.
    PortLeadingZero,
    /// The scheme's own port, which is never written.
    DefaultPort,
    /// A path, if only `/`.
    Path,
    /// A query.
    Query,
    /// A fragment.
    Fragment,
}

impl OriginProblemKind {
    /// What is wrong, in a few words.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        use OriginProblemKind::*;
        match self {
            Empty => "an origin is not empty",
            Whitespace => "an origin has no blanks",
            Wildcard => "`*` is not an origin",
            Pattern => "an origin is exact, without `*`",
            BlobUrl => "an origin has no `blob:` before it",
            NullNotLowerCase => "the opaque origin is written in lower case",
            Several => "one origin is expected, not several",
            NoScheme => "an origin begins with its scheme",
            NoSlashes => "`://` follows an origin's scheme",
            InvalidScheme => "a scheme is a letter followed by letters, digits, `+`, `-` or `.`",
            SchemeNotLowerCase => "a scheme is written in lower case",
            OpaqueScheme => "pages of this scheme have an opaque origin",
            Userinfo => "an origin has no user name or password",
            NoHost => "an origin has a host",
            HostNotLowerCase => "a host is written in lower case",
            HostNotAscii => "a host is written in ASCII",
            PercentEncoded => "a host has no percent-encoding",
            Ipv4NotCanonical => "an IPv4 address is written as four decimal numbers",
            Ipv6NotCanonical => "an IPv6 address is written in its shortest form",
            Ipv6NoBrackets => "an IPv6 address stands in brackets",
            InvalidHost => "this is not a host",
            EmptyPort => "a port follows the `:`",
            InvalidPort => "a port is a number from 0 to 65535",
            PortLeadingZero => "a port has no leading zero",
            DefaultPort => "the scheme's default port is not written",
            Path => "an origin has no path",
            Query => "an origin has no query",
            Fragment => "an origin has no fragment",
        }
    }
}

impl fmt::Display for OriginProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.sentence())
    }
}

/// Every problem, then what to write instead.
impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            fmt::Display::fmt(problem, f)?;
        }
        match &self.suggestion {
            Some(origin) => write!(f, ": write `{origin}`"),
            None => f.write_str(": write for example `https://app.example.com`"),
        }
    }
}

impl std::error::Error for OriginError {}
