//! JavaScript taken apart into tokens.

use std::ops::Range;

use super::text::{self, Text};
use crate::input::problem::Problem;

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Name(String),
    /// A string or a template.
    Text(Text),
    /// A number, as it is written.
    Number(String),
    /// One character of everything else.
    Sign(char),
}

/// A token, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
    /// Whether a line ends before it.
    pub(super) begins_line: bool,
}

impl Token {
    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub(super) fn is_name(&self, name: &str) -> bool {
        matches!(&self.kind, Kind::Name(own) if own == name)
    }
}

/// Every token; comments are left out.
pub(super) fn tokens(source: &str, problems: &mut Vec<Problem>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut begins_line = true;
    while let Some(character) = source[at..].chars().next() {
        let start = at;
        let rest = &source[at..];
        let kind = match character {
            '\n' => {
                begins_line = true;
                at += 1;
                continue;
            }
            blank if blank.is_whitespace() || blank == '\u{feff}' => {
                at += blank.len_utf8();
                continue;
            }
            '/' if rest.starts_with("//") => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '/' if rest.starts_with("/*") => {
                at += rest.find("*/").map_or(rest.len(), |end| end + 2);
                continue;
            }
            '"' | '\'' | '`' => {
                let (text, end) = text::read(source, at, problems);
                at = end;
                Kind::Text(text)
            }
            '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' => {
                at += character.len_utf8();
                let what =
                    "this is a typographic quote, which JavaScript does not read: write \" or ' instead";
                problems.push(Problem::new(start..at, what));
                continue;
            }
            digit if digit.is_ascii_digit() => {
                let len = rest
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_')
                    .unwrap_or(rest.len());
                at += len;
                Kind::Number(rest[..len].to_owned())
            }
            first if first.is_alphabetic() || first == '_' || first == '$' => {
                let len =
                    rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(rest.len());
                at += len;
                Kind::Name(rest[..len].to_owned())
            }
            sign => {
                at += sign.len_utf8();
                Kind::Sign(sign)
            }
        };
        tokens.push(Token { kind, at: start..at, begins_line });
        begins_line = false;
    }
    tokens
}
