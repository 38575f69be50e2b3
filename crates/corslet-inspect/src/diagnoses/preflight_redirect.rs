//! Where a redirected preflight is sent: the same page over https, with a slash, or elsewhere.

use corslet::Url;
use corslet::verdict::Failure;

use super::case::{Case, Seen};
use super::evidence::Evidence;
use super::wording::{address, plain};

/// A preflight that was answered with a redirect.
pub(super) struct Redirected<'c> {
    /// The exchange.
    pub(super) exchange: usize,
    /// What was seen of it.
    pub(super) seen: &'c Seen,
    /// Where it leads, when that is a URL.
    pub(super) location: Option<Url>,
    /// In which way that differs.
    pub(super) leads: Leads,
}

/// In which way the redirect's URL differs from the one that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// The same over https.
    ToHttps,
    /// The same with or without a slash at the end of the path.
    ToSlash,
    /// To a page where one logs in.
    ToLogin,
    /// To another host.
    ToHost,
    /// To another path of the same host, or nowhere.
    Elsewhere,
}

/// What paths of login pages contain.
const LOGIN: &[&str] =
    &["login", "signin", "sign-in", "sign_in", "oauth", "/sso", "saml", "/auth", "/authorize", "/cas/"];

impl Case {
    /// The preflight that was answered with a redirect.
    pub(super) fn redirected_preflight(&self) -> Option<Redirected<'_>> {
        let (_, exchange, seen) =
            self.fails(|one| matches!(one.failure, Failure::PreflightIsRedirected { .. }))?;
        let location = seen.header("location").and_then(|value| seen.url.join(&value).ok());
        let leads = location.as_ref().map_or(Leads::Elsewhere, |location| leads(&seen.url, location));
        Some(Redirected { exchange, seen, location, leads })
    }

    /// The status and the `Location` of a redirect.
    pub(super) fn at_redirect(&self, exchange: usize, label: &str) -> Vec<Evidence> {
        let mut evidence = self.at_header(exchange, "location", label);
        evidence.push(Evidence::status(exchange, "browsers follow no redirect of a preflight"));
        evidence
    }
}

impl Redirected<'_> {
    /// Where it leads, for a sentence.
    pub(super) fn target(&self) -> String {
        match &self.location {
            Some(location) => address(location),
            None => plain(&self.seen.header("location").unwrap_or_default()),
        }
    }
}

/// In which way a redirect's URL differs from the one that was asked.
pub(super) fn leads(from: &Url, to: &Url) -> Leads {
    let is_login = |url: &Url| {
        let path = url.path().to_lowercase();
        let host = url.host_str().unwrap_or_default();
        LOGIN.iter().any(|word| path.contains(word))
            || ["login.", "auth.", "sso.", "accounts.", "id."].iter().any(|label| host.starts_with(label))
    };
    let same_host = from.host() == to.host();
    let same_path = from.path().trim_end_matches('/') == to.path().trim_end_matches('/');
    if same_host && same_path && from.scheme() == "http" && to.scheme() == "https" {
        Leads::ToHttps
    } else if same_host && same_path && from.port() == to.port() && from.path() != to.path() {
        Leads::ToSlash
    } else if is_login(to) && !is_login(from) {
        Leads::ToLogin
    } else if !same_host {
        Leads::ToHost
    } else {
        Leads::Elsewhere
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Leads, leads};

    #[test]
    fn a_redirect_tells_where_it_leads() {
        for (from, to, wanted) in [
            ("http://a.example/x", "https://a.example/x", Leads::ToHttps),
            ("http://a.example/x", "https://a.example/x/", Leads::ToHttps),
            ("https://a.example/x", "https://a.example/x/", Leads::ToSlash),
            ("https://a.example/x/", "https://a.example/x", Leads::ToSlash),
            ("https://a.example/x", "https://a.example/login?next=/x", Leads::ToLogin),
            ("https://a.example/x", "https://login.example/", Leads::ToLogin),
            ("https://a.example/x", "https://www.a.example/x", Leads::ToHost),
            ("http://a.example/x", "https://b.example/x", Leads::ToHost),
            ("https://a.example/v1/x", "https://a.example/v2/x", Leads::Elsewhere),
            ("https://a.example/login", "https://a.example/login/", Leads::ToSlash),
        ] {
            assert_eq!(leads(&from.parse().unwrap(), &to.parse().unwrap()), wanted, "{from} {to}");
        }
    }
}
