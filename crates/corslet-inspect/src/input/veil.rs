//! A line of a pasted text without its secrets, as long as it was: carets below it stay where they are.

use std::ops::Range;

use crate::secret::{behind_scheme, is_secret_name, is_secret_parameter, looks_like_token};

/// Flags of curl whose values are secrets.
const FLAGS: &[&str] = &["-u ", "--user ", "-b ", "--cookie ", "--oauth2-bearer ", "--proxy-user ", "-U "];

/// The line with an asterisk for each letter and digit of a secret.
pub(super) fn veiled(line: &str) -> String {
    let mut hidden: Vec<Range<usize>> = words(line).filter_map(|word| secret_at(line, word)).collect();
    for flag in FLAGS {
        hidden.extend(line.match_indices(flag).map(|(at, _)| {
            let start = at + flag.len();
            let quotes = line[start..].len() - line[start..].trim_start_matches(['"', '\'', '^', '$']).len();
            value(line, start + quotes)
        }));
    }
    line.char_indices()
        .map(|(at, character)| {
            let is_hidden = hidden.iter().any(|range| range.contains(&at));
            if is_hidden && character.is_alphanumeric() { '*' } else { character }
        })
        .collect()
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
            ("{\"a\": \"ghp_0123456789abcdefghij\"}", "{\"a\": \"***_********************\"}"),
            ("curl https://a.example/session -d x", "curl https://a.example/session -d x"),
            ("é cookie: ü1", "é cookie: **"),
        ] {
            assert_eq!(veiled(line), wanted);
            assert_eq!(veiled(line).chars().count(), line.chars().count());
        }
    }
}
