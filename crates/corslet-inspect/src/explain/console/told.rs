//! What a console line tells of the request.

use super::template::find;

/// What a console line tells of the request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Where the request went.
    pub url: Option<String>,
    /// Where the page sent it, when a redirect led on.
    pub redirected_from: Option<String>,
    /// The page's origin.
    pub origin: Option<String>,
    /// What asked: `fetch`, `XMLHttpRequest`, `script`…
    pub kind: Option<String>,
}

/// What stands around a reason, with the names of what it tells.
const AROUND: &[&str] = &[
    "Access to {kind} at '{url}' (redirected from '{first}') from origin '{origin}' has been blocked by CORS policy",
    "Access to {kind} at '{url}' from origin '{origin}' has been blocked by CORS policy",
    "reading the remote resource at {url}. (Reason",
    "reading the remote resource at {url} (Reason",
    "Origin {origin} is not allowed by Access-Control-Allow-Origin",
    "Fetch API cannot load {url} due to access",
    "XMLHttpRequest cannot load {url} due to access",
    "EventSource cannot load {url} due to access",
    "Beacon API cannot load {url} ",
    "WebSocket connection to '{url}' failed",
    "insecure WebSocket endpoint '{url}'",
    "establish a connection to the server at {url}",
];

/// What the lines tell.
#[must_use]
pub fn told(text: &str) -> Told {
    let mut told = Told::default();
    for line in text.lines().take(200) {
        for template in AROUND {
            let Some((_, gaps)) = find(template, line) else { continue };
            for (name, text) in gaps {
                let place = match name {
                    "url" => &mut told.url,
                    "first" => &mut told.redirected_from,
                    "origin" => &mut told.origin,
                    "kind" => &mut told.kind,
                    _ => continue,
                };
                if place.is_none() {
                    *place = Some(text.trim_matches(['‘', '’', '.']).to_owned());
                }
            }
        }
        if line.contains("XMLHttpRequest cannot load") && told.kind.is_none() {
            told.kind = Some("XMLHttpRequest".to_owned());
        }
    }
    if told.url.is_none() {
        told.url = first_url(text, told.origin.as_deref());
    }
    told
}

/// The first URL in a text. The place of a script, `https://app.example/app.js:12:3`, is none that was asked.
fn first_url(text: &str, origin: Option<&str>) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || "'\"‘’“”<>()".contains(c));
    let is_url = |word: &&str| {
        ["http://", "https://", "ws://", "wss://"].iter().any(|scheme| word.starts_with(scheme))
    };
    let is_place = |word: &str| {
        let last = word.rsplit(['/', '?']).next().unwrap_or_default();
        let (name, line) = last.split_once(':').unwrap_or((last, ""));
        name.contains('.')
            && !line.is_empty()
            && line.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
    };
    let mut urls = words.filter(is_url).filter(|word| !is_place(word) && Some(*word) != origin);
    urls.next().map(|word| word.trim_end_matches(['.', ',', ':', ';']).to_owned())
}

/// The first line that is not empty.
pub(super) fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_browser_tells_what_it_tells() {
        let chromium = told(
            "app.js:1 Access to CSS stylesheet at 'https://b.example/x' (redirected from 'https://a.example/x') from \
             origin 'null' has been blocked by CORS policy: x",
        );
        assert_eq!(chromium.url.as_deref(), Some("https://b.example/x"));
        assert_eq!(chromium.redirected_from.as_deref(), Some("https://a.example/x"));
        assert_eq!(chromium.origin.as_deref(), Some("null"));
        assert_eq!(chromium.kind.as_deref(), Some("CSS stylesheet"));
        let firefox = told("disallows reading the remote resource at ‘https://a.example/x’. (Reason: y).");
        assert_eq!(firefox.url.as_deref(), Some("https://a.example/x"));
        let webkit =
            told("Origin https://a.example is not allowed by Access-Control-Allow-Origin. Status code: 200");
        assert_eq!((webkit.origin.as_deref(), webkit.url), (Some("https://a.example"), None));
        assert_eq!(
            told("GET https://a.example/x net::ERR_FAILED").url.as_deref(),
            Some("https://a.example/x")
        );
        assert_eq!(told("at https://a.example/app.js:12:3").url, None);
    }
}
