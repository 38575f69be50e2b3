//! What one answer says of CORS, read as browsers read it.

use std::borrow::Cow;

use corslet::words::is_token;

use crate::exchange::Response;

impl Response {
    /// `Access-Control-Allow-Origin` as the [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check) gets it: several
    /// lines are one value with commas in it, which is nobody's origin.
    #[must_use]
    pub fn allow_origin(&self) -> Option<Cow<'_, [u8]>> {
        self.head.headers.get("access-control-allow-origin")
    }

    /// Whether any page may read it, without credentials.
    #[must_use]
    pub fn allows_any(&self) -> bool {
        self.allow_origin().is_some_and(|value| *value == *b"*")
    }

    /// Whether a page on `origin` may read it at least without credentials: by its name or by `*`.
    #[must_use]
    pub fn allows(&self, origin: &str) -> bool {
        self.allow_origin().is_some_and(|value| *value == *b"*" || *value == *origin.as_bytes())
    }

    /// Whether `Access-Control-Allow-Credentials` is `true` in so many letters.
    #[must_use]
    pub fn allows_credentials(&self) -> bool {
        self.head.headers.get("access-control-allow-credentials").is_some_and(|value| *value == *b"true")
    }

    /// The elements of a header whose syntax is a list of tokens; none when it is absent, or when one element is no token,
    /// which makes browsers [reject the whole](https://fetch.spec.whatwg.org/#extract-header-list-values).
    #[must_use]
    pub fn tokens(&self, name: &str) -> Vec<&str> {
        let values = self.head.headers.extract_list(name, is_token).values().unwrap_or_default();
        values.into_iter().filter_map(|value| std::str::from_utf8(value).ok()).collect()
    }

    /// Whether a list of tokens has this one; names are compared without case, as header names are.
    #[must_use]
    pub fn lists(&self, name: &str, token: &str) -> bool {
        self.tokens(name).iter().any(|one| one.eq_ignore_ascii_case(token))
    }

    /// Whether `Vary` says that the answer depends on `Origin`, on whichever of its lines, or on everything.
    #[must_use]
    pub fn varies_by_origin(&self) -> bool {
        self.head.headers.get_all("vary").any(|line| {
            line.as_bytes()
                .split(|byte| *byte == b',')
                .map(<[u8]>::trim_ascii)
                .any(|name| name == b"*" || name.eq_ignore_ascii_case(b"origin"))
        })
    }
}
