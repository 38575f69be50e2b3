//! Whether a request is [same-site](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.2).

use url::Url;

use super::context::{Client, Context, Target};
use super::rules::{CookieRules, NavigationInitiator, RedirectTaint};
use crate::words::{
    Origin, same_site, same_site_as_url, schemelessly_same_site, schemelessly_same_site_as_url,
};

impl CookieRules {
    fn is_same_site(&self, left: &Origin, right: &Origin) -> bool {
        if self.schemeful { same_site(left, right) } else { schemelessly_same_site(left, right) }
    }

    fn is_same_site_as_url(&self, origin: &Origin, url: &Url) -> bool {
        if self.schemeful {
            same_site_as_url(origin, url)
        } else {
            schemelessly_same_site_as_url(origin, url)
        }
    }

    /// The [site for cookies](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.2.1): the
    /// top-level origin, when all documents down to the one that asks are of its site.
    pub(super) fn site_for_cookies<'a>(&self, client: &'a Client) -> Option<&'a Origin> {
        let top_level = &client.top_level_origin;
        client.documents().all(|document| self.is_same_site(document, top_level)).then_some(top_level)
    }

    /// Whether a URL belongs to the site for cookies of who asks for it.
    pub(super) fn is_first_party(&self, client: &Client, url: &Url) -> bool {
        self.site_for_cookies(client).is_some_and(|site| self.is_same_site_as_url(site, url))
    }

    /// Whether a URL is of the top-level page's site, whatever frames are between them.
    pub(super) fn is_of_top_level(&self, client: &Client, url: &Url) -> bool {
        self.is_same_site_as_url(&client.top_level_origin, url)
    }

    /// Whether the request is same-site. What the user opens is.
    pub(super) fn request_is_same_site(&self, context: &Context<'_>) -> bool {
        let Some(client) = context.client else { return true };
        let is_same_site = |url: &Url| match (context.target, self.navigation_initiator) {
            (Target::TopLevel, NavigationInitiator::Origin) => self.is_same_site_as_url(&client.origin, url),
            _ => self.is_first_party(client, url),
        };
        let before = || context.redirected_from.iter().map(|url| &**url);
        match self.redirect_taint {
            RedirectTaint::ThisHop => is_same_site(context.url),
            RedirectTaint::EveryHop => is_same_site(context.url) && before().all(is_same_site),
            RedirectTaint::FirstHop => is_same_site(context.url) && before().next().is_none_or(is_same_site),
        }
    }
}

impl Context<'_> {
    /// Whether cookies with `SameSite=Lax` go along although the request is cross-site.
    pub(super) fn is_lax_navigation(&self) -> bool {
        self.target == Target::TopLevel
            && !self.by_script
            && matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "TRACE")
    }
}
