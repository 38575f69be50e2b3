//! A line of a pasted text without its secrets, as long as it was: carets below it stay where they are.

/// Parts of names whose values are secrets.
const NAMES: &[&str] = &[
    "authorization",
    "cookie",
    "token",
    "secret",
    "api-key",
    "api_key",
    "apikey",
    "password",
    "passwd",
    "session",
    "csrf",
    "xsrf",
    "x-auth",
    "signature",
    "jwt",
];

/// Flags of curl whose values are secrets.
const FLAGS: &[&str] = &["-u ", "--user ", "-b ", "--cookie ", "--oauth2-bearer ", "--proxy-user ", "-U "];

/// Schemes of authentication, which may be shown.
const SCHEMES: &[&str] = &["bearer ", "basic ", "digest ", "token "];

/// The line with an asterisk for each letter and digit of a secret.
pub(super) fn veiled(line: &str) -> String {
    let lower = line.to_ascii_lowercase();
    let mut hidden: Vec<std::ops::Range<usize>> = Vec::new();
    for name in NAMES {
        for (at, _) in lower.match_indices(name) {
            let after = at + name.len();
            // The rest of the name, then the sign between it and the value.
            let rest = &lower[after..];
            let skipped = rest.len()
                - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "-_".contains(c)).len();
            let rest = &rest[skipped..];
            let gap = rest.len()
                - rest.trim_start_matches(['"', '\'', '^', '\\', '`', ' ', '\t', ':', '=', ',']).len();
            let is_value = rest[..gap].contains([':', '=', ','])
                || SCHEMES.iter().any(|scheme| rest[gap..].starts_with(scheme));
            if is_value {
                hidden.push(value(&lower, after + skipped + gap));
            }
        }
    }
    for flag in FLAGS {
        hidden.extend(line.match_indices(flag).map(|(at, _)| {
            let start = at + flag.len();
            let quotes =
                lower[start..].len() - lower[start..].trim_start_matches(['"', '\'', '^', '$']).len();
            value(&lower, start + quotes)
        }));
    }
    line.char_indices()
        .map(|(at, character)| {
            let is_hidden = hidden.iter().any(|range| range.contains(&at));
            if is_hidden && character.is_alphanumeric() { '*' } else { character }
        })
        .collect()
}

/// A value from here to the quote or line that ends it, without the scheme of authentication at its start.
fn value(lower: &str, start: usize) -> std::ops::Range<usize> {
    let scheme = SCHEMES.iter().find(|scheme| lower[start..].starts_with(**scheme)).map_or(0, |it| it.len());
    let start = start + scheme;
    let end = lower[start..].find(['"', '\'', '&']).map_or(lower.len(), |at| start + at);
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
            ("-b 'sid=xyz' -k", "-b '***=***' -k"),
            ("\"x-csrf-token\": \"q1\",", "\"x-csrf-token\": \"**\","),
            ("https://a.example/?access_token=abc&x=1", "https://a.example/?access_token=***&x=1"),
            ("curl https://a.example/session -d x", "curl https://a.example/session -d x"),
            ("é cookie: ü1", "é cookie: **"),
        ] {
            assert_eq!(veiled(line), wanted);
            assert_eq!(veiled(line).chars().count(), line.chars().count());
        }
    }
}
