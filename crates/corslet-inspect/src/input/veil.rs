//! A line of a pasted text without its secrets, as long as it was: carets below it stay where they are.

use std::ops::Range;

use crate::secret::{begins_as_token, behind_scheme, is_secret_name, is_secret_parameter, looks_like_token};

/// Flags of curl whose values are secrets.
const FLAGS: &[&str] = &["-u ", "--user ", "-b ", "--cookie ", "--oauth2-bearer ", "--proxy-user ", "-U "];

/// The line with an asterisk for each letter and digit of a secret.
pub(super) fn veiled(line: &str) -> String {
    let mut hidden = apart(words(line), |word| secret_at(line, word));
    for flag in FLAGS {
        let flags = line.match_indices(flag).map(|(at, flag)| at..at + flag.len());
        hidden.extend(apart(flags, |flag| {
            let rest = &line[flag.end..];
            let quotes = rest.len() - rest.trim_start_matches(['"', '\'', '^', '$']).len();
            Some(value(line, flag.end + quotes))
        }));
    }
    hidden.sort_by_key(|range| range.start);
    let mut hidden = hidden.into_iter().peekable();
    let mut until = 0;
    line.char_indices()
        .map(|(at, character)| {
            while let Some(range) = hidden.next_if(|range| range.start <= at) {
                until = until.max(range.end);
            }
            if at < until && character.is_alphanumeric() { '*' } else { character }
        })
        .collect()
}

/// What is hidden from each of these places on. What stands in a secret, and not at its end, hides nothing that is not
/// hidden already: so a long line is looked through once.
fn apart(
    places: impl Iterator<Item = Range<usize>>,
    hides: impl Fn(Range<usize>) -> Option<Range<usize>>,
) -> Vec<Range<usize>> {
    let mut hidden: Vec<Range<usize>> = Vec::new();
    for place in places {
        if hidden.last().is_none_or(|last| last.end <= place.end) {
            hidden.extend(hides(place));
        }
    }
    hidden
}

/// What may be a name or the beginning of a token.
fn words(line: &str) -> impl Iterator<Item = Range<usize>> {
    let is_of_word = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    let mut behind = 0;
    std::iter::from_fn(move || {
        let start = behind + line[behind..].find(is_of_word)?;
        let length = line[start..].find(|character| !is_of_word(character));
        behind = length.map_or(line.len(), |length| start + length);
        Some(start..behind)
    })
}

/// The secret that a word names, or is.
fn secret_at(line: &str, word: Range<usize>) -> Option<Range<usize>> {
    let name = &line[word.clone()];
    let rest = &line[word.end..];
    let gap =
        rest.len() - rest.trim_start_matches(['"', '\'', '^', '\\', '`', ' ', '\t', ':', '=', ',']).len();
    let is_parameter = line[..word.start].ends_with(['?', '&', '#']) && rest.starts_with('=');
    let is_named = is_parameter && is_secret_parameter(name)
        || is_secret_name(name)
            && (rest[..gap].contains([':', '=', ',']) || behind_scheme(&rest[gap..]).is_some());
    if is_named {
        return Some(value(line, word.end + gap));
    }
    let whole = &line[word.start..];
    if !begins_as_token(whole) {
        return None;
    }
    let end = whole.find([' ', '\t', '"', '\'', '`', '&', ';', ',']).unwrap_or(whole.len());
    looks_like_token(&whole[..end]).then_some(word.start..word.start + end)
}

/// A value from here to the quote or line that ends it, without the scheme of authentication at its start.
fn value(line: &str, start: usize) -> Range<usize> {
    let start = start + behind_scheme(&line[start..]).unwrap_or(0);
    let end = line[start..].find(['"', '\'', '&']).map_or(line.len(), |at| start + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_covered_and_the_length_stays() {
        for (line, wanted) in [
            ("-H 'Authorization: Bearer abc.def' x", "-H 'Authorization: Bearer ***.***' x"),
            ("-H 'Authorization Bearer abc'", "-H 'Authorization Bearer ***'"),
            ("-H 'Authorization DPoP abc'", "-H 'Authorization DPoP ***'"),
            ("-b 'sid=xyz' -k", "-b '***=***' -k"),
            ("\"x-csrf-token\": \"q1\",", "\"x-csrf-token\": \"**\","),
            ("https://a.example/?access_token=abc&x=1", "https://a.example/?access_token=***&x=1"),
            ("https://a.example/?sid=abc&key=1", "https://a.example/?sid=***&key=*"),
            ("{\"key\": \"abc\"}", "{\"key\": \"abc\"}"),
            ("{\"cookie: token\": \"abc\"}", "{\"cookie: *****\": \"***\"}"),
            ("{\"a\": \"ghp_0123456789abcdefghij\"}", "{\"a\": \"***_********************\"}"),
            ("curl https://a.example/session -d x", "curl https://a.example/session -d x"),
            ("é cookie: ü1", "é cookie: **"),
        ] {
            assert_eq!(veiled(line), wanted);
            assert_eq!(veiled(line).chars().count(), line.chars().count());
        }
    }

    #[test]
    fn a_long_line_is_looked_through_once() {
        for piece in ["cookie=", "token'", "eyJ.", "sk-x,", "-u ", "a.", "token bearer ", "?key=&"] {
            let line = piece.repeat(300_000 / piece.len());
            assert_eq!(veiled(&line).len(), line.len(), "{piece}");
        }
    }
}
