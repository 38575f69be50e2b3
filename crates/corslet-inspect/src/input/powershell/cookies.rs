//! The cookies that a session is given: `$session.Cookies.Add((New-Object System.Net.Cookie("name", "value", …)))`.

use super::lexer::{Kind, Token};

/// `name=value` of each cookie, in their order.
pub(super) fn read(tokens: &[Token]) -> Vec<String> {
    let mut cookies = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let is_cookie = token.word().is_some_and(|word| word.ends_with("net.cookie"));
        if !is_cookie || !tokens.get(index + 1).is_some_and(|next| next.is_sign('(')) {
            continue;
        }
        let text = |offset: usize| match tokens.get(index + offset).map(|token| &token.kind) {
            Some(Kind::Text(text, _)) => Some(text.as_str()),
            _ => None,
        };
        if let (Some(name), Some(value)) = (text(2), text(4)) {
            cookies.push(format!("{name}={value}"));
        }
    }
    cookies
}
