//! PowerShell taken apart into tokens; nothing is expanded or run.

use std::ops::Range;

use crate::input::problem::Problem;

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A string, and the variables in it that only the shell knows.
    Text(String, Vec<Range<usize>>),
    /// A word outside quotes: a command, a `-Parameter`, a `$variable`.
    Word(String),
    /// One of `( ) { } @ , ; =`, or a line's end as `\n`.
    Sign(char),
}

/// A token, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
}

impl Token {
    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// The word in lower case: PowerShell's names have no case.
    pub(super) fn word(&self) -> Option<String> {
        match &self.kind {
            Kind::Word(word) => Some(word.to_ascii_lowercase()),
            _ => None,
        }
    }
}

/// Every token; comments are left out.
pub(super) fn tokens(text: &str, problems: &mut Vec<Problem>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let start = at;
        let rest = &text[at..];
        let kind = match character {
            '\n' | ';' => {
                at += 1;
                Kind::Sign(if character == ';' { ';' } else { '\n' })
            }
            blank if blank.is_whitespace() => {
                at += blank.len_utf8();
                continue;
            }
            // A line goes on, unless something stands behind the backtick.
            '`' => {
                at += 1;
                let rest = &text[at..];
                let behind = rest.trim_start_matches([' ', '\t', '\r']);
                let blanks = rest.len() - behind.len();
                if behind.starts_with('\n') {
                    if rest[..blanks].contains([' ', '\t']) {
                        problems.push(Problem::new(
                            start..at + 1,
                            "a blank follows the backtick, so the line does not go on: remove the blank",
                        ));
                    }
                    at += blanks + 1;
                }
                continue;
            }
            '#' => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '@' if rest.starts_with("@\"") || rest.starts_with("@'") => {
                let quote = if rest.starts_with("@\"") { '"' } else { '\'' };
                let (string, end) = here_string(text, at, quote, problems);
                at = end;
                Kind::Text(string, Vec::new())
            }
            '"' | '\u{201c}' | '\u{201d}' => {
                let (string, unknown, end) = double(text, at, problems);
                at = end;
                Kind::Text(string, unknown)
            }
            '\'' | '\u{2018}' | '\u{2019}' => {
                let (string, end) = single(text, at, problems);
                at = end;
                Kind::Text(string, Vec::new())
            }
            '(' | ')' | '{' | '}' | '@' | ',' | '=' | '|' => {
                at += 1;
                Kind::Sign(character)
            }
            _ => {
                let len = rest
                    .find(|c: char| c.is_whitespace() || "(){}@,;=|\"'`".contains(c))
                    .unwrap_or(rest.len());
                at += len.max(character.len_utf8());
                Kind::Word(text[start..at].to_owned())
            }
        };
        tokens.push(Token { kind, at: start..at });
    }
    tokens
}

fn unclosed(start: usize, quote: &str, problems: &mut Vec<Problem>) {
    let what = format!("this string is never closed: write {quote} where it ends");
    problems.push(Problem::new(start..start + 1, what));
}

/// `"…"`: backticks escape, two quotes are one, `$(…)` and `$name` are computed.
fn double(text: &str, start: usize, problems: &mut Vec<Problem>) -> (String, Vec<Range<usize>>, usize) {
    let mut string = String::new();
    let mut unknown = Vec::new();
    let mut characters = text[start..].char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' | '\u{201c}' | '\u{201d}' => match characters.next_if(|(_, next)| *next == '"') {
                Some(_) => string.push('"'),
                None => return (string, unknown, start + at + character.len_utf8()),
            },
            '`' => match characters.next() {
                Some((_, 'n')) => string.push('\n'),
                Some((_, 'r')) => string.push('\r'),
                Some((_, 't')) => string.push('\t'),
                Some((_, '0')) => string.push('\0'),
                Some((_, '\n')) => {}
                Some((_, other)) => string.push(other),
                None => {}
            },
            '$' => {
                let rest = &text[start + at..];
                let len = computed(rest);
                match character_of(&rest[..len]) {
                    Some(character) => string.push(character),
                    None => {
                        if len > 1 {
                            unknown.push(start + at..start + at + len);
                        }
                        string.push_str(&rest[..len]);
                    }
                }
                while characters.next_if(|(next, _)| *next < at + len).is_some() {}
            }
            other => string.push(other),
        }
    }
    unclosed(start, "\"", problems);
    (string, unknown, text.len())
}

/// How long what a `$` begins is: a name, `${name}` or `$(…)`.
fn computed(rest: &str) -> usize {
    let close = match rest.as_bytes().get(1) {
        Some(b'(') => ')',
        Some(b'{') => '}',
        _ => {
            let name = rest[1..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len() - 1);
            return 1 + name;
        }
    };
    let open = if close == ')' { '(' } else { '{' };
    let mut depth = 0usize;
    for (at, character) in rest.char_indices().skip(1) {
        if character == open {
            depth += 1;
        } else if character == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at + 1;
            }
        }
    }
    rest.len()
}

/// The character of `$([char]233)`: browsers write everything beyond ASCII so.
fn character_of(computed: &str) -> Option<char> {
    let number = computed.strip_prefix("$([char]")?.strip_suffix(')')?.trim();
    let value = match number.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// `'…'`: two quotes are one.
fn single(text: &str, start: usize, problems: &mut Vec<Problem>) -> (String, usize) {
    let mut string = String::new();
    let mut characters = text[start..].char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '\'' | '\u{2018}' | '\u{2019}' => match characters.next_if(|(_, next)| *next == '\'') {
                Some(_) => string.push('\''),
                None => return (string, start + at + character.len_utf8()),
            },
            other => string.push(other),
        }
    }
    unclosed(start, "'", problems);
    (string, text.len())
}

/// `@"`, lines, `"@` at the start of a line.
fn here_string(text: &str, start: usize, quote: char, problems: &mut Vec<Problem>) -> (String, usize) {
    let close = format!("\n{quote}@");
    let body = start + 2;
    match text[body..].find(&close) {
        Some(end) => {
            let string = text[body..body + end].trim_start_matches('\r');
            let string = string.strip_prefix('\n').unwrap_or(string);
            (string.trim_end_matches('\r').to_owned(), body + end + close.len())
        }
        None => {
            unclosed(start, &format!("{quote}@ at the start of a line"), problems);
            (text[body..].to_owned(), text.len())
        }
    }
}
