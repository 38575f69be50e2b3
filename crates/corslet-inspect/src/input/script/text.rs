//! Strings and templates of JavaScript.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use crate::input::problem::Problem;

/// A string's text. What a template computes stands in it as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
    /// Each `${…}`: its bytes of the text above, and those of the source.
    pub(super) computed: Vec<(Range<usize>, Range<usize>)>,
}

/// Reads the string that begins here, and gives where it ends.
pub(super) fn read(source: &str, start: usize, problems: &mut Vec<Problem>) -> (Text, usize) {
    let rest = &source[start..];
    let mut characters = rest.char_indices().peekable();
    let quote = characters.next().map_or('"', |(_, quote)| quote);
    let mut text = Text::default();
    while let Some((at, character)) = characters.next() {
        match character {
            end if end == quote => return (text, start + at + quote.len_utf8()),
            '\\' => escape(&mut characters, &mut text.text),
            '\n' if quote != '`' => return (text, unclosed(start, start + at, quote, problems)),
            '$' if quote == '`' && characters.peek().is_some_and(|(_, next)| *next == '{') => {
                let end = computed_end(rest, at);
                let shown = text.text.len();
                text.text.push_str(&rest[at..end]);
                text.computed.push((shown..text.text.len(), start + at..start + end));
                while characters.peek().is_some_and(|(next, _)| *next < end) {
                    characters.next();
                }
            }
            other => text.text.push(other),
        }
    }
    (text, unclosed(start, source.len(), quote, problems))
}

fn unclosed(start: usize, end: usize, quote: char, problems: &mut Vec<Problem>) -> usize {
    let what = format!("this string is never closed: write {quote} where it ends");
    problems.push(Problem::new(start..start + 1, what));
    end
}

/// Where a `${…}` ends.
fn computed_end(rest: &str, start: usize) -> usize {
    let mut depth = 0usize;
    for (at, character) in rest[start..].char_indices() {
        match character {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return start + at + 1;
                }
            }
            _ => {}
        }
    }
    rest.len()
}

fn escape(characters: &mut Peekable<CharIndices<'_>>, text: &mut String) {
    let Some((_, character)) = characters.next() else { return };
    match character {
        'n' => text.push('\n'),
        'r' => text.push('\r'),
        't' => text.push('\t'),
        'b' => text.push('\u{8}'),
        'f' => text.push('\u{c}'),
        'v' => text.push('\u{b}'),
        '0' => text.push('\0'),
        '\n' => {}
        '\r' => {
            characters.next_if(|(_, next)| *next == '\n');
        }
        'x' => push(number(characters, 2), text),
        'u' => unicode(characters, text),
        other => text.push(other),
    }
}

fn unicode(characters: &mut Peekable<CharIndices<'_>>, text: &mut String) {
    if characters.next_if(|(_, next)| *next == '{').is_some() {
        let value = number(characters, 6);
        characters.next_if(|(_, next)| *next == '}');
        return push(value, text);
    }
    let first = number(characters, 4);
    if (0xd800..0xdc00).contains(&first) {
        let mut ahead = characters.clone();
        let is_escape = matches!(ahead.next(), Some((_, '\\'))) && matches!(ahead.next(), Some((_, 'u')));
        let second = if is_escape { number(&mut ahead, 4) } else { 0 };
        if (0xdc00..0xe000).contains(&second) {
            *characters = ahead;
            return push(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), text);
        }
    }
    push(first, text);
}

fn push(value: u32, text: &mut String) {
    text.push(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER));
}

fn number(characters: &mut Peekable<CharIndices<'_>>, most: usize) -> u32 {
    let mut value = 0;
    for _ in 0..most {
        let Some(digit) = characters.peek().and_then(|(_, character)| character.to_digit(16)) else { break };
        value = value * 16 + digit;
        characters.next();
    }
    value
}
