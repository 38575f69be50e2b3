//! Words of a case in sentences: values from outside are cut, and can neither break a line nor hide anything.

use corslet::Url;
use corslet::browser::Engine;

use super::case::Seen;

/// The longest value that a sentence repeats, in characters.
const LONGEST: usize = 120;

/// A value from outside between backticks.
pub(super) fn quoted(value: &str) -> String {
    format!("`{}`", plain(value))
}

/// A value from outside.
pub(super) fn plain(value: &str) -> String {
    let mut shown = String::new();
    for character in value.chars().take(LONGEST) {
        if character.is_control() || is_invisible(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    if value.chars().nth(LONGEST).is_some() {
        shown.push_str("...");
    }
    shown
}

/// Characters that turn around what follows, or are not seen themselves.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The longest list that a sentence repeats, in characters.
const LONGEST_LIST: usize = 600;

/// Names as the value of a header: those that fit into a sentence.
pub(super) fn list(names: &[String]) -> String {
    let mut shown = String::new();
    for name in names.iter().map(|name| plain(name)) {
        if shown.chars().count() + name.chars().count() > LONGEST_LIST {
            return format!("{shown}, ...");
        }
        if !shown.is_empty() {
            shown.push_str(", ");
        }
        shown.push_str(&name);
    }
    shown
}

/// Names between backticks, as a list in a sentence.
pub(super) fn names(names: &[String]) -> String {
    joined(&names.iter().map(|name| quoted(name)).collect::<Vec<_>>())
}

/// Browsers by their names; the standard is none.
pub(super) fn browsers(engines: &[Engine]) -> String {
    let names = [(Engine::Chromium, "Chromium"), (Engine::Firefox, "Firefox"), (Engine::WebKit, "WebKit")];
    let named =
        names.iter().filter(|(engine, _)| engines.contains(engine)).map(|(_, name)| (*name).to_owned());
    joined(&named.collect::<Vec<_>>())
}

/// Host and port of a URL, as they are written in it.
pub(super) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// A URL without user name, password and query: what a sentence may repeat of it.
pub(super) fn address(url: &Url) -> String {
    plain(&format!("{}://{}{}", url.scheme(), authority(url), url.path()))
}

/// The server of an exchange: its host.
pub(super) fn host(seen: &Seen) -> String {
    plain(seen.url.host_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{joined, quoted};

    #[test]
    fn nothing_from_outside_breaks_a_sentence() {
        assert_eq!(quoted("a\u{1b}[31m\u{202e}\n"), "`a\\u{1b}[31m\\u{202e}\\n`");
        assert!(quoted(&"é".repeat(10_000)).chars().count() < 130);
        assert_eq!(joined(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
