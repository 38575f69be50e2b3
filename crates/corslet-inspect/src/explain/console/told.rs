//! What a console line tells of the request.

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

/// What the lines tell.
#[must_use]
pub fn told(_text: &str) -> Told {
    Told::default()
}

/// Whether a sentence in the text is known.
#[must_use]
pub fn is_message(text: &str) -> bool {
    text.contains("has been blocked by CORS policy")
}

/// Whether the text may be a sentence that is not known.
#[must_use]
pub fn looks_like_one(_text: &str) -> bool {
    false
}
