//! A line with the quotes that a browser printed, where a chat, a page or an editor has exchanged them.

use std::borrow::Cow;

/// What only Firefox's sentences have, which it writes with typographic quotes.
const FIREFOX: &[&str] = &["Same Origin Policy", "CORS header"];

/// What the sentences of the others have that quote anything, and those with straight quotes.
const OTHERS: &[&str] = &["blocked by CORS policy", "Access-Control-Allow-", "preflight request"];

/// The text with its quotes as the browser printed them, and with names whole that were broken at a hyphen.
pub(crate) fn as_printed(text: &str) -> Cow<'_, str> {
    let text = unescaped(text);
    let text = match is_broken_at_hyphen(&text) {
        true => Cow::Owned(mended(&text)),
        false => text,
    };
    let has = |words: &[&str]| words.iter().any(|words| text.contains(words));
    if has(FIREFOX) && text.contains(['\'', '`']) {
        Cow::Owned(typographic(&text))
    } else if has(OTHERS) && !has(FIREFOX) && text.contains(['‘', '’', '“', '”', '`']) {
        Cow::Owned(text.replace(['‘', '’', '`'], "'").replace(['“', '”'], "\""))
    } else {
        text
    }
}

/// Quotes that stand as HTML writes them.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("&#39;") && !text.contains("&apos;") && !text.contains("&quot;") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("&#39;", "'").replace("&apos;", "'").replace("&quot;", "\""))
}

/// Opening and closing by turns: a quote that is opened is closed by the next.
fn typographic(text: &str) -> String {
    let mut is_open = false;
    let turned = text.chars().map(|character| match character {
        '\n' => {
            is_open = false;
            character
        }
        '\'' | '`' => {
            is_open = !is_open;
            if is_open { '‘' } else { '’' }
        }
        _ => character,
    });
    turned.collect()
}

fn is_broken_at_hyphen(text: &str) -> bool {
    text.lines().any(|line| line.trim_end().ends_with("Control-") || line.trim_end().ends_with("Allow-"))
}

/// `Access-Control-Allow-` and `Origin` on the next line are one name.
fn mended(text: &str) -> String {
    let mut whole = String::new();
    for line in text.lines() {
        let is_rest = whole.ends_with("Control-") || whole.ends_with("Allow-");
        if !is_rest && !whole.is_empty() {
            whole.push('\n');
        }
        whole.push_str(if is_rest { line.trim() } else { line.trim_end() });
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::as_printed;

    #[test]
    fn quotes_are_the_browsers_own() {
        for (pasted, printed) in [
            (
                "(Reason: CORS header 'Access-Control-Allow-Origin' does not match 'null')",
                "(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘null’)",
            ),
            (
                "blocked by CORS policy: No ‘Access-Control-Allow-Origin’ header",
                "blocked by CORS policy: No 'Access-Control-Allow-Origin' header",
            ),
            (
                "blocked by CORS policy: No &#39;Access-Control-Allow-Origin&#39; header",
                "blocked by CORS policy: No 'Access-Control-Allow-Origin' header",
            ),
            (
                "blocked by CORS policy: No 'Access-Control-Allow-\n  Origin' header",
                "blocked by CORS policy: No 'Access-Control-Allow-Origin' header",
            ),
            ("Blocked loading mixed active content “http://a.example/”", ""),
            ("it's nothing\nof the kind", ""),
        ] {
            let wanted = if printed.is_empty() { pasted } else { printed };
            assert_eq!(as_printed(pasted), wanted);
        }
    }
}
