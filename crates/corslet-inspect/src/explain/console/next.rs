//! What to run next, for a console line.

use super::recognise::Recognised;
use super::told::Told;

/// The commands, the most telling first. What the line does not tell stands in capitals.
pub(super) fn commands(told: &Told, found: &[Recognised<'_>]) -> Vec<String> {
    let url =
        told.redirected_from.as_deref().or(told.url.as_deref()).map_or_else(|| "URL".to_owned(), quoted);
    let origin = told.origin.as_deref().map_or_else(|| "ORIGIN".to_owned(), quoted);
    let mut command = format!("corslet check {url} --origin {origin}");
    let mut add = |flag: &str| {
        if !flag.is_empty() && !command.contains(flag) {
            command.push(' ');
            command.push_str(flag);
        }
    };
    if told.kind.as_deref() == Some("XMLHttpRequest") {
        add("--xhr");
    }
    if let Some(one) = found.first() {
        if let Some(method) = one.gap("method") {
            add(&format!("-X {}", quoted(method)));
        }
        if let Some(name) = one.gap("name") {
            add(&format!("-H {}", quoted(&format!("{name}: x"))));
        }
        let is_preflight =
            one.checks().iter().all(|check| check.starts_with("preflight:")) && !one.checks().is_empty();
        if is_preflight && one.gap("method").is_none() && one.gap("name").is_none() {
            add("-X METHOD -H 'NAME: VALUE'");
        }
        add(one.sentence.topic.flags);
    }
    vec![command]
}

/// As a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/@%+,=".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}
