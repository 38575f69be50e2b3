//! How much of the page's URL a `Referer` header tells.

/// How much of the page's URL a `Referer` header tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Referrer {
    /// There is no `Referer`.
    None,
    /// The origin, with a `/`.
    Origin,
    /// The URL, without its fragment.
    #[default]
    Url,
}

impl Referrer {
    /// `none`, `origin` or `url`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Referrer::None => "none",
            Referrer::Origin => "origin",
            Referrer::Url => "url",
        }
    }
}
