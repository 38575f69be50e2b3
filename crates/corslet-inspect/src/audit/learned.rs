//! Origins that the target itself speaks of: in its policies, its links, its redirects and its grants.

use corslet::Url;

use super::base::is_loopback;
use super::{Base, Names};
use crate::exchange::{Exchange, Response};

/// How much of a page is read for links.
const MOST_READ: usize = 64 * 1024;

/// The directives of a [content security policy](https://w3c.github.io/webappsec-csp/) that name those whom a page works with.
const DIRECTIVES: [&str; 7] = [
    "frame-ancestors",
    "connect-src",
    "form-action",
    "default-src",
    "script-src",
    "frame-src",
    "navigate-to",
];

/// The origins that an answer speaks of and that are worth asking for: no echo of the question, none of our own names, and
/// nothing on the user's machine.
pub(super) fn from_exchange(exchange: &Exchange, names: &Names, scheme: &str) -> Vec<String> {
    let Some(response) = exchange.response() else { return Vec::new() };
    let asked_by = exchange.request.origin();
    let is_ours = |host: &str| {
        [&names.first, &names.second, &names.label, &names.inner]
            .iter()
            .any(|name| host.contains(name.as_str()))
    };
    let mut origins = origins(response, scheme, asked_by.is_none());
    origins.retain(|origin| {
        let is_worth_it = |base: Base| !is_ours(&base.host) && !is_loopback(&base.host);
        asked_by != Some(origin) && Base::parse(origin).is_some_and(is_worth_it)
    });
    origins
}

/// The origins that a response speaks of, those first that it says the most about; none twice. `scheme` is for names without.
fn origins(response: &Response, scheme: &str, with_links: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |origin: Option<String>| {
        if let Some(origin) = origin
            && !found.contains(&origin)
        {
            found.push(origin);
        }
    };
    add(response.header("access-control-allow-origin").and_then(|value| origin(&value)));
    add(response.header("location").and_then(|value| origin(&value)));
    for name in ["content-security-policy", "content-security-policy-report-only"] {
        let policy = response.header(name).unwrap_or_default().to_ascii_lowercase();
        for wanted in DIRECTIVES {
            for directive in policy.split([';', ',']) {
                let mut words = directive.split_ascii_whitespace();
                if words.next() == Some(wanted) {
                    words.for_each(|word| add(source(word, scheme)));
                }
            }
        }
    }
    let is_page =
        || response.header("content-type").is_some_and(|value| value.to_ascii_lowercase().contains("html"));
    if with_links && is_page() {
        let page = String::from_utf8_lossy(response.body.get(..MOST_READ).unwrap_or(&response.body));
        links(&page).for_each(|link| add(origin(link)));
    }
    found
}

/// The origin of a URL over `http` or `https`.
fn origin(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    // A pattern looks like a host, and is none.
    let is_pattern = url.host_str().is_some_and(|host| host.contains('*'));
    (matches!(url.scheme(), "http" | "https") && !is_pattern).then(|| url.origin().ascii_serialization())
}

/// The origin that a source of a policy names; none for a keyword and for a pattern.
fn source(word: &str, scheme: &str) -> Option<String> {
    if word.starts_with('\'') || word.contains('*') || word.ends_with(':') {
        return None;
    }
    if word.contains("://") {
        let secure = word.replacen("wss://", "https://", 1).replacen("ws://", "http://", 1);
        return origin(&secure);
    }
    word.contains('.').then(|| origin(&format!("{scheme}://{word}"))).flatten()
}

/// The absolute URLs in a page's attributes.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.split(['"', '\'']).filter(|value| value.starts_with("https://") || value.starts_with("http://"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use corslet::verdict::ResponseHead;
    use corslet::words::{HeaderList, Status};

    use super::*;

    #[test]
    fn policies_links_and_grants_name_origins() {
        let lines = [
            ("Access-Control-Allow-Origin", "https://front.example"),
            (
                "Content-Security-Policy",
                "default-src 'self' https:; connect-src wss://live.example:8443 *.wild.example cdn.example/a",
            ),
            ("Content-Type", "text/html; charset=utf-8"),
        ];
        let response = Response {
            head: ResponseHead {
                status: Status::new(200).unwrap(),
                headers: HeaderList::parse_pairs(lines).unwrap(),
            }
            .into(),
            body: b"<a href=\"https://link.example/a\"><a href='mailto:a@b'> <img src='http://old.example'>"
                .to_vec(),
            is_body_whole: true,
        };
        assert_eq!(
            origins(&response, "https", true),
            [
                "https://front.example",
                "https://live.example:8443",
                "https://cdn.example",
                "https://link.example",
                "http://old.example"
            ]
        );
    }
}
