//! How browsers read the head of a response: a field for each behaviour in which they differ.

use super::choices::{BareReturn, BlankBeforeColon, Fold, Nul, StatusLine, WithoutStatusLine};

/// How the head of an HTTP/1.1 response is read from its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HeadRules {
    /// How the status line is read.
    pub status_line: StatusLine,
    /// What becomes of bytes that do not begin with a status line.
    pub without_status_line: WithoutStatusLine,
    /// What a carriage return without a line feed is.
    pub bare_return: BareReturn,
    /// What blanks between a header's name and its colon do.
    pub blank_before_colon: BlankBeforeColon,
    /// How the lines of a folded value are joined.
    pub fold: Fold,
    /// What a NUL does.
    pub nul: Nul,
    /// Whether 101 is passed over like every other interim response.
    pub passes_101: bool,
    /// The most bytes of a head.
    pub longest: Option<usize>,
}

impl HeadRules {
    /// What [RFC 9112](https://www.rfc-editor.org/rfc/rfc9112) says. Where it leaves a choice, this is what all recorded
    /// browsers do: a line that is no header is passed over, and a NUL refuses the head.
    pub const STANDARD: HeadRules = HeadRules {
        status_line: StatusLine::Exact,
        without_status_line: WithoutStatusLine::Fails,
        bare_return: BareReturn::Blank,
        blank_before_colon: BlankBeforeColon::NoHeader,
        fold: Fold::OneBlank,
        nul: Nul::Refused,
        passes_101: false,
        longest: None,
    };
}
