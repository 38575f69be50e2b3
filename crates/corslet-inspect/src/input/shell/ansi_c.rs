//! The escapes of `$'…'`, as bash reads them.

use std::iter::Peekable;
use std::str::CharIndices;

/// Reads what follows a backslash in `$'…'` into `bytes`.
///
/// Browsers write characters as UTF-16: two escapes may be one character.
pub(super) fn escape(characters: &mut Peekable<CharIndices<'_>>, bytes: &mut Vec<u8>) {
    let Some((_, character)) = characters.next() else {
        bytes.push(b'\\');
        return;
    };
    let byte = match character {
        'a' => 0x07,
        'b' => 0x08,
        'e' | 'E' => 0x1b,
        'f' => 0x0c,
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'v' => 0x0b,
        '\\' | '\'' | '"' | '?' => character as u8,
        'c' => match characters.next() {
            Some((_, control)) if control.is_ascii() => control as u8 & 0x1f,
            _ => return,
        },
        'x' => match digits(characters, 16, 2) {
            Some(value) => value as u8,
            None => return bytes.extend_from_slice(b"\\x"),
        },
        '0'..='7' => {
            let first = character as u32 - '0' as u32;
            (first * 8u32.pow(count(characters, 8, 2)) + digits(characters, 8, 2).unwrap_or(0)) as u8
        }
        'u' => return unicode(characters, 4, bytes),
        'U' => return unicode(characters, 8, bytes),
        other => {
            bytes.push(b'\\');
            let mut buffer = [0; 4];
            return bytes.extend_from_slice(other.encode_utf8(&mut buffer).as_bytes());
        }
    };
    bytes.push(byte);
}

fn unicode(characters: &mut Peekable<CharIndices<'_>>, most: usize, bytes: &mut Vec<u8>) {
    let Some(first) = digits(characters, 16, most) else {
        return bytes.extend_from_slice(if most == 4 { b"\\u" } else { b"\\U" });
    };
    let mut value = first;
    if (0xd800..0xdc00).contains(&first) {
        let mut ahead = characters.clone();
        let is_escape = matches!(ahead.next(), Some((_, '\\'))) && matches!(ahead.next(), Some((_, 'u')));
        let second = if is_escape { digits(&mut ahead, 16, 4) } else { None };
        if let Some(second) = second.filter(|second| (0xdc00..0xe000).contains(second)) {
            value = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            *characters = ahead;
        }
    }
    let mut buffer = [0; 4];
    let character = char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER);
    bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
}

/// The number of at most so many digits; `None` without one.
fn digits(characters: &mut Peekable<CharIndices<'_>>, radix: u32, most: usize) -> Option<u32> {
    let mut value = None;
    for _ in 0..most {
        let Some(digit) = characters.peek().and_then(|(_, character)| character.to_digit(radix)) else {
            break;
        };
        value = Some(value.unwrap_or(0u32).wrapping_mul(radix).wrapping_add(digit));
        characters.next();
    }
    value
}

/// How many digits come next, at most.
fn count(characters: &Peekable<CharIndices<'_>>, radix: u32, most: usize) -> u32 {
    let ahead = characters.clone();
    ahead.take(most).take_while(|(_, character)| character.is_digit(radix)).fold(0, |count, _| count + 1)
}
