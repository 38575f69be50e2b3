//! Which targets may be asked, and which get the session: nobody is asked, or told a secret, by accident.

use std::sync::Arc;

use corslet::Url;
use corslet::words::registrable_domain;
use corslet_inspect::audit::Target;

use super::credentials::Credentials;
use super::target::{Answerer, Found, Job};
use crate::transport::is_metadata_host;

/// What the user said of targets that come one after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// `--scope`: domains, with all that is below them; every one when there is none.
    pub(super) domains: Vec<String>,
    /// The origins of the URLs that are written on the command line.
    pub(super) typed: Vec<String>,
    /// `--session-for`: the origins that get the session; the typed ones when there is none.
    pub(super) session_for: Vec<String>,
    /// The session, and what goes along with it.
    pub(super) credentials: Option<Arc<Credentials>>,
}

impl Scope {
    /// The job that a found URL is.
    ///
    /// # Errors
    /// Why it is none, as a sentence without a full stop.
    pub(super) fn admit(&self, found: Found) -> Result<Job, String> {
        let origin = found.url.origin().ascii_serialization();
        let is_asked = matches!(found.answerer, Answerer::Server);
        if let Some(host) = found.url.host() {
            let is_name = matches!(host, url::Host::Domain(_));
            if is_asked && is_name && is_metadata_host(&host.to_owned()) {
                return Err(format!(
                    "{host} is a cloud's metadata service, which is asked only by its address"
                ));
            }
        }
        if !self.has(&found.url) {
            return Err(format!("{} is outside the scope", found.url.host_str().unwrap_or_default()));
        }
        let gets_session = match self.session_for.is_empty() {
            true => self.typed.contains(&origin),
            false => self.session_for.contains(&origin),
        };
        let own = found.credentials.clone();
        let credentials = own.or_else(|| self.credentials.clone().filter(|_| gets_session));
        let target = Target::new(found.url).ok_or_else(|| "only http and https URLs are asked".to_owned())?;
        let is_learned = is_asked && !found.is_written && !self.typed.contains(&origin);
        Ok(Job { target, method: found.method, credentials, is_learned, answerer: found.answerer })
    }

    /// Whether a URL's host is within the domains.
    pub(super) fn has(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        let within = |domain: &String| {
            host.strip_suffix(domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.domains.is_empty() || self.domains.iter().any(within)
    }
}

/// Whose a host is: its registrable domain; this machine's names are one, and an address is its own.
pub(super) fn owner(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    if host == "localhost" || host.ends_with(".localhost") {
        return "localhost".to_owned();
    }
    registrable_domain(host).unwrap_or(host).to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn found(url: &str) -> Found {
        Found::learned(url.parse().unwrap())
    }

    #[test]
    fn a_scope_is_a_domain_and_what_is_below_it() {
        let scope = Scope { domains: vec!["example.com".into()], ..Scope::default() };
        for (url, is_in) in [
            ("https://example.com/", true),
            ("https://a.b.example.com:8443/", true),
            ("https://notexample.com/", false),
            ("https://example.com.evil.net/", false),
        ] {
            assert_eq!(scope.admit(found(url)).is_ok(), is_in, "{url}");
        }
    }

    #[test]
    fn the_session_goes_to_exact_origins() {
        let credentials = Some(Arc::new(Credentials::default()));
        let typed = Scope { typed: vec!["https://a.test".into()], credentials, ..Scope::default() };
        let named = Scope { session_for: vec!["https://b.test:8443".into()], ..typed.clone() };
        for (url, by_typed, by_named) in [
            ("https://a.test/x", true, false),
            ("http://a.test/x", false, false),
            ("https://a.test:8443/", false, false),
            ("https://b.test:8443/y", false, true),
            ("https://x.a.test/", false, false),
        ] {
            let gets = |scope: &Scope| scope.admit(found(url)).unwrap().credentials.is_some();
            assert_eq!((gets(&typed), gets(&named)), (by_typed, by_named), "{url}");
        }
    }

    #[test]
    fn metadata_services_are_asked_by_their_address_alone() {
        let written = |url: &str| Found::written(url.parse().unwrap());
        assert!(Scope::default().admit(written("http://metadata.google.internal/")).is_err());
        assert!(!Scope::default().admit(written("http://169.254.169.254/")).unwrap().is_learned);
    }

    #[test]
    fn owners_are_registrable_domains() {
        for (url, own) in [
            ("https://api.shop.co.uk/", "shop.co.uk"),
            ("http://api.localhost:1/", "localhost"),
            ("http://127.0.0.1/", "127.0.0.1"),
            ("https://x.github.io/", "x.github.io"),
        ] {
            assert_eq!(owner(&url.parse().unwrap()), own);
        }
    }
}
