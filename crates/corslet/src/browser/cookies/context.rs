//! What a jar has to know of a request: who asks for what, and what became of it so far.

use std::sync::Arc;

use url::Url;

use crate::words::{Method, Origin};

/// Who asks: a document, with the frames around it.
#[derive(Clone, Debug)]
pub struct Client {
    /// The origin of the document that asks.
    pub origin: Origin,
    /// The origin of the page in the address bar.
    pub top_level_origin: Origin,
    /// The origins of the frames between the two.
    pub ancestors: Vec<Origin>,
}

impl Client {
    /// A page in the address bar.
    #[must_use]
    pub fn top_level(origin: Origin) -> Client {
        Client { top_level_origin: origin.clone(), origin, ancestors: Vec::new() }
    }

    /// A frame directly in the page of another origin, or of the same.
    #[must_use]
    pub fn frame(origin: Origin, top_level_origin: Origin) -> Client {
        Client { origin, top_level_origin, ancestors: Vec::new() }
    }

    /// Every document from this one to the top-level page.
    pub(super) fn documents(&self) -> impl Iterator<Item = &Origin> {
        [&self.origin, &self.top_level_origin].into_iter().chain(&self.ancestors)
    }
}

/// What a request is for, as far as cookies look at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
    /// Something that a document loads or fetches.
    #[default]
    Subresource,
    /// The document of a frame.
    Frame,
    /// The page itself: the address bar will show it.
    TopLevel,
}

/// What a browser does with cookies of third parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum ThirdPartyCookies {
    /// They neither go nor come.
    Block,
    /// They are like all others.
    Allow,
    /// Each top-level site has its own.
    Partition,
}

impl ThirdPartyCookies {
    /// All values, as they are written.
    pub const KEYWORDS: &'static [&'static str] = &["block", "allow", "partition"];

    /// `block`, `allow` or `partition`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ThirdPartyCookies::Block => "block",
            ThirdPartyCookies::Allow => "allow",
            ThirdPartyCookies::Partition => "partition",
        }
    }
}

impl std::str::FromStr for ThirdPartyCookies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [ThirdPartyCookies::Block, ThirdPartyCookies::Allow, ThirdPartyCookies::Partition]
            .into_iter()
            .find(|value| value.as_str() == text)
            .ok_or_else(|| format!("`{text}` is not one of: {}", Self::KEYWORDS.join(", ")))
    }
}

/// One request of a fetch, as a jar sees it: a hop of its own after each redirect.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The URL of this hop.
    pub url: &'a Url,
    /// The method of this hop.
    pub method: &'a Method,
    /// The document that asks; none when the user does, by the address bar or a bookmark.
    pub client: Option<&'a Client>,
    /// What the request is for.
    pub target: Target,
    /// The URLs of the hops before this one, the first one first.
    pub redirected_from: &'a [Arc<Url>],
    /// Whether [credentials](https://fetch.spec.whatwg.org/#credentials) go along. Never with a preflight.
    pub credentials: bool,
    /// Whether a script asks the jar (`document.cookie`, a "non-HTTP" API) and not a request.
    pub by_script: bool,
    /// What the user lets third parties do; none for what the browser does as installed.
    pub third_party_cookies: Option<ThirdPartyCookies>,
    /// Whether the document was granted [storage access](https://privacycg.github.io/storage-access/).
    pub storage_access: bool,
}

impl<'a> Context<'a> {
    /// A `GET` of a document with credentials, not redirected.
    #[must_use]
    pub fn new(client: &'a Client, url: &'a Url) -> Context<'a> {
        Context { client: Some(client), target: Target::Subresource, ..Context::of_the_user(url) }
    }

    /// What the user opens: no document asks.
    #[must_use]
    pub fn of_the_user(url: &'a Url) -> Context<'a> {
        static GET: Method = Method::GET;
        Context {
            url,
            method: &GET,
            client: None,
            target: Target::TopLevel,
            redirected_from: &[],
            credentials: true,
            by_script: false,
            third_party_cookies: None,
            storage_access: false,
        }
    }
}
