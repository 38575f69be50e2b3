//! A command line as bash, zsh and sh take it apart.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use super::{Word, Words, ansi_c};
use crate::input::problem::Problem;
use crate::input::remark::{Remark, RemarkKind};

/// Takes the first command from `start` on apart.
pub(crate) fn split(text: &str, start: usize) -> Words {
    let mut splitter = Splitter {
        text,
        start,
        characters: text.get(start..).unwrap_or_default().char_indices().peekable(),
        found: Words::default(),
        word: None,
    };
    splitter.run();
    splitter.found
}

struct Splitter<'t> {
    text: &'t str,
    start: usize,
    characters: Peekable<CharIndices<'t>>,
    found: Words,
    /// The word that is being read.
    word: Option<Word>,
}

impl Splitter<'_> {
    fn run(&mut self) {
        while let Some((at, character)) = self.next() {
            match character {
                ' ' | '\t' => self.end_word(at),
                '\r' | '\n' => {
                    self.end_word(at);
                    if !self.found.words.is_empty() && self.ends_at_line(at) {
                        return;
                    }
                }
                '\\' => self.backslash(at),
                '\'' => self.single(at),
                '"' => self.double(at),
                '$' => self.dollar(at, false),
                '`' => self.backtick(at),
                '#' if self.word.is_none() => {
                    while self.peek().is_some_and(|next| next != '\n') {
                        self.next();
                    }
                }
                '|' | ';' => return self.end_command(at),
                '&' => {
                    if self.ampersand(at) {
                        return;
                    }
                }
                '>' | '<' => self.redirection(at),
                '(' | ')' => self.refuse(
                    at..at + 1,
                    "a bracket outside quotes is the shell's: put the whole argument in single quotes",
                ),
                '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' if self.word.is_none() => {
                    self.refuse(
                        at..at + character.len_utf8(),
                        "this is a typographic quote, which no shell reads: write ' or \" instead",
                    );
                    self.push(at, character);
                }
                other => self.push(at, other),
            }
        }
        self.end_word(self.text.len());
    }

    fn next(&mut self) -> Option<(usize, char)> {
        self.characters.next().map(|(at, character)| (self.start + at, character))
    }

    fn peek(&mut self) -> Option<char> {
        self.characters.peek().map(|(_, character)| *character)
    }

    fn refuse(&mut self, at: Range<usize>, what: impl Into<String>) {
        self.found.problems.push(Problem::new(at, what));
    }

    fn word(&mut self, at: usize) -> &mut Word {
        self.word.get_or_insert_with(|| Word { bytes: Vec::new(), at: at..at, unknown: Vec::new() })
    }

    fn push(&mut self, at: usize, character: char) {
        let mut buffer = [0; 4];
        let bytes = character.encode_utf8(&mut buffer).as_bytes();
        self.word(at).bytes.extend_from_slice(bytes);
    }

    fn end_word(&mut self, at: usize) {
        if let Some(mut word) = self.word.take() {
            word.at.end = at;
            self.found.words.push(word);
        }
    }

    fn backslash(&mut self, at: usize) {
        match self.next() {
            // A line goes on.
            Some((_, '\n')) => {}
            Some((_, '\r')) if self.peek() == Some('\n') => drop(self.next()),
            Some((behind, ' ' | '\t')) if self.is_blank_to_line_end(behind) => {
                self.refuse(
                    at..behind + 1,
                    "a blank follows the backslash, so the line does not go on: remove the blank",
                );
                while self.next().is_some_and(|(_, character)| character != '\n') {}
            }
            Some((_, character)) => self.push(at, character),
            None => drop(self.word(at)),
        }
    }

    fn is_blank_to_line_end(&self, at: usize) -> bool {
        self.text[at..].trim_start_matches([' ', '\t', '\r']).starts_with('\n')
    }

    fn single(&mut self, at: usize) {
        self.word(at);
        while let Some((inside, character)) = self.next() {
            if character == '\'' {
                return;
            }
            self.push(inside, character);
        }
        self.unclosed(at, '\'');
    }

    fn double(&mut self, at: usize) {
        self.word(at);
        while let Some((inside, character)) = self.next() {
            match character {
                '"' => return,
                '\\' => match self.peek() {
                    Some('\n') => drop(self.next()),
                    Some(escaped @ ('"' | '\\' | '$' | '`')) => {
                        self.next();
                        self.push(inside, escaped);
                    }
                    _ => self.push(inside, '\\'),
                },
                '$' => self.dollar(inside, true),
                '`' => self.backtick(inside),
                other => self.push(inside, other),
            }
        }
        self.unclosed(at, '"');
    }

    fn unclosed(&mut self, at: usize, quote: char) {
        self.refuse(at..at + 1, format!("this quote is never closed: write {quote} where the argument ends"));
    }

    /// A variable or a command stays as it is written: only the shell that it was meant for knows it.
    fn dollar(&mut self, at: usize, is_quoted: bool) {
        let end = match self.peek() {
            Some('\'') if !is_quoted => return self.ansi_c(at),
            Some('"') if !is_quoted => return,
            Some('(') => self.balanced('(', ')'),
            Some('{') => self.balanced('{', '}'),
            Some(first) if first.is_ascii_alphanumeric() || first == '_' => {
                let mut end = at + 1;
                while let Some(character) = self.peek().filter(|c| c.is_ascii_alphanumeric() || *c == '_') {
                    end += character.len_utf8();
                    self.next();
                }
                end
            }
            _ => return self.push(at, '$'),
        };
        self.keep_unknown(at..end);
    }

    fn backtick(&mut self, at: usize) {
        let mut end = at + 1;
        while let Some((inside, character)) = self.next() {
            end = inside + character.len_utf8();
            if character == '`' {
                break;
            }
        }
        self.keep_unknown(at..end);
    }

    /// Passes over brackets, and gives the end.
    fn balanced(&mut self, open: char, close: char) -> usize {
        let mut depth = 0usize;
        while let Some((at, character)) = self.next() {
            if character == open {
                depth += 1;
            } else if character == close {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
        }
        self.text.len()
    }

    fn keep_unknown(&mut self, at: Range<usize>) {
        let written = self.text[at.clone()].to_owned();
        let word = self.word(at.start);
        word.bytes.extend_from_slice(written.as_bytes());
        word.unknown.push(at.clone());
        let what = match written.starts_with("$(") || written.starts_with('`') {
            true => "a command of the shell is not run; its text stands in its place",
            false => "a variable of the shell is not known here; its name stands in its place",
        };
        self.found.remarks.push(Remark { kind: RemarkKind::NotFollowed, at: Some(at), what: what.into() });
    }

    fn ansi_c(&mut self, at: usize) {
        self.next();
        let mut bytes = Vec::new();
        loop {
            match self.characters.next() {
                Some((_, '\'')) => break,
                Some((_, '\\')) => ansi_c::escape(&mut self.characters, &mut bytes),
                Some((_, character)) => {
                    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes())
                }
                None => {
                    self.unclosed(at, '\'');
                    break;
                }
            }
        }
        self.word(at).bytes.extend_from_slice(&bytes);
    }

    /// The end of a line ends the command. Gives whether there is no more of it; a flag in the next line shows that a
    /// backslash is missing.
    fn ends_at_line(&mut self, at: usize) -> bool {
        let rest = self.text[at..].trim_start();
        if rest.starts_with('-') {
            let line = self.text[..at].trim_end().len();
            self.refuse(
                line..line,
                "the command goes on in the next line, but a shell ends it here: write \\ at the end of this line",
            );
            return false;
        }
        self.rest_left_out(self.text.len() - rest.len());
        true
    }

    fn rest_left_out(&mut self, at: usize) {
        if !self.text[at..].trim().is_empty() {
            self.found.remarks.push(Remark {
                kind: RemarkKind::LeftOut,
                at: Some(at..self.text.len()),
                what: "what follows the first command is left out".into(),
            });
        }
    }

    fn end_command(&mut self, at: usize) {
        self.end_word(at);
        self.rest_left_out(at);
    }

    /// An `&` between two characters of a URL was hardly meant for the shell. Gives whether the command ends.
    fn ampersand(&mut self, at: usize) -> bool {
        let is_inside =
            self.word.is_some() && self.peek().is_some_and(|next| !next.is_whitespace() && next != '&');
        if !is_inside || self.peek() == Some('>') {
            self.end_command(at);
            return true;
        }
        self.refuse(at..at + 1, "an & outside quotes ends the command: put the URL in single quotes");
        self.push(at, '&');
        false
    }

    /// Passes over `> file` and the like: nothing is written or read.
    fn redirection(&mut self, at: usize) {
        // `2>`: the number belongs to it.
        if self.word.as_ref().is_some_and(|word| word.bytes.iter().all(u8::is_ascii_digit)) {
            self.word = None;
        }
        self.end_word(at);
        let mut is_to_another = false;
        while let Some(next) = self.peek().filter(|next| matches!(next, '>' | '<' | '&' | ' ' | '\t')) {
            is_to_another |= next == '&';
            self.next();
        }
        let mut end = at + 1;
        while let Some(character) = self.peek().filter(|c| !c.is_whitespace() && !";|".contains(*c)) {
            end = self.next().map_or(end, |(inside, _)| inside + character.len_utf8());
        }
        // `2>&1` names no file.
        if is_to_another {
            return;
        }
        self.found.remarks.push(Remark {
            kind: RemarkKind::NotFollowed,
            at: Some(at..end),
            what: "a redirection of the shell is not followed: no file is read or written".into(),
        });
    }
}
