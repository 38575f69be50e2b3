//! The URL as a person writes it.

use corslet::Url;

use super::problem::Problem;

const ARGUMENT: &str = "URL";

/// The URL, or what is wrong with it.
pub(crate) fn read(text: &str) -> Result<Url, Problem> {
    let text = text.trim();
    let problem = |what: String| Err(Problem::new(ARGUMENT, text, what));
    if text.is_empty() {
        return problem("the URL is empty: write for example https://api.example/orders".into());
    }
    if let Some(at) = text.find(|character: char| character.is_control() || character.is_whitespace()) {
        let end = at + text[at..].chars().next().map_or(1, char::len_utf8);
        let what = "a URL has no blanks or control characters: write them as %20 and the like";
        return Err(Problem::new(ARGUMENT, text, what).at(at..end));
    }
    if text.starts_with('/') && !text.starts_with("//") {
        return problem(format!(
            "this is only a path: write the whole URL, such as https://api.example{text}"
        ));
    }
    let Some((scheme, _)) = text.split_once("://") else {
        return problem(format!("the scheme is missing: write {}", with_scheme(text)));
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "ws" | "wss" => match Url::parse(text) {
            Ok(url) => Ok(url),
            Err(error) => problem(format!("{error}: write a URL such as https://api.example/orders")),
        },
        other => {
            problem(format!("`{other}:` is not asked over the network: write an http:// or https:// URL"))
        }
    }
}

/// The same with the scheme that is most likely meant.
fn with_scheme(text: &str) -> String {
    for scheme in ["https", "http"] {
        let given = text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        if let Some(rest) = text.get(scheme.len()..).filter(|rest| given && rest.starts_with(':')) {
            return format!("{scheme}://{}", rest.trim_start_matches([':', '/', '\\']));
        }
    }
    let rest = text.trim_start_matches('/');
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let is_local = host == "localhost"
        || host.ends_with(".localhost")
        || host.starts_with("127.")
        || rest.starts_with("[::1]");
    let scheme = if is_local { "http" } else { "https" };
    format!("{scheme}://{rest}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_url_of_a_websocket_is_one() {
        assert_eq!(read("WSS://api.example/live").unwrap().as_str(), "wss://api.example/live");
        assert!(read("ws://").unwrap_err().what.contains("empty host"));
    }

    #[test]
    fn what_to_write_is_said() {
        for (text, wanted) in [
            ("api.example/orders", "write https://api.example/orders"),
            ("localhost:3000/x", "write http://localhost:3000/x"),
            ("//api.example", "write https://api.example"),
            ("https:/api.example", "write https://api.example"),
            ("HTTP:\\\\api.example", "write http://api.example"),
            ("/orders", "https://api.example/orders"),
            ("file:///etc/passwd", "http:// or https://"),
            ("https://", "empty host"),
            ("https://a b", "%20"),
            ("", "is empty"),
        ] {
            let what = read(text).unwrap_err().what;
            assert!(what.contains(wanted), "{text}: {what}");
        }
    }
}
