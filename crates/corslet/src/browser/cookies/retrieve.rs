//! Which cookies go along: the [retrieval algorithm](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.8.3).

use std::sync::Arc;
use std::time::Duration;

use super::context::Context;
use super::cookie::{Cookie, Partition, SameSite};
use super::domain::{is_address, is_within};
use super::jar::Jar;
use super::path::path_matches;
use super::reason::NotSent;
use super::reasons::NotSentReasons;
use super::rules::{CookieRules, DefaultSameSite, SecureConnection, ThirdPartyBlock};
use super::third_party::Access;
use crate::verdict::{Observe, steps};
use crate::words::is_potentially_trustworthy;

steps! {
    /// What can keep all cookies from a request: the section's second paragraph.
    COOKIE_HEADER, "the Cookie header field", "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.8.1";
    "2" CREDENTIALS_ARE_INCLUDED "the request has credentials"
    "2" THIRD_PARTY_MAY_READ "the request is of the first party, or the browser lets third parties read this cookie"
    "2" PARTITION_MATCHES "the cookie is in no partition, or in the one of this request"
}

steps! {
    /// The retrieval algorithm's steps; step 3 has a point for each condition.
    RETRIEVAL, "retrieval algorithm", "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.8.3";
    "3" IS_NOT_EXPIRED "the cookie is not expired"
    "3.1" DOMAIN_MATCHES "the host is the cookie's own, or within its domain when the cookie has Domain"
    "3.2" PATH_MATCHES "the path is the cookie's, or below it"
    "3.3" CONNECTION_IS_SECURE "the cookie is not Secure, or the connection is"
    "3.4" IS_FOR_SCRIPTS "the cookie is not HttpOnly, or no script asks"
    "3.5" SAME_SITE_ALLOWS "the cookie is for all sites, the request is same-site, or it opens a page and the cookie is not Strict"
}

/// What a jar gives for a request.
#[derive(Clone, Debug, Default)]
pub struct Retrieval {
    /// The cookies that go along, in the order of the header.
    pub sent: Vec<Arc<Cookie>>,
    /// The other cookies of the request's registrable domain.
    pub withheld: Vec<Withheld>,
}

/// A cookie that does not go along.
#[derive(Clone, Debug)]
pub struct Withheld {
    /// The cookie.
    pub cookie: Arc<Cookie>,
    /// Every reason.
    pub reasons: NotSentReasons,
}

impl Retrieval {
    /// The value of the `Cookie` header; none when no cookie goes along.
    #[must_use]
    pub fn header(&self) -> Option<Vec<u8>> {
        let mut value = Vec::new();
        for (index, cookie) in self.sent.iter().enumerate() {
            if index > 0 {
                value.extend_from_slice(b"; ");
            }
            cookie.write_pair(&mut value);
        }
        (!self.sent.is_empty()).then_some(value)
    }
}

impl Jar {
    /// The cookies for a request: those that go along, and why the others do not.
    ///
    /// Cookies of other registrable domains are not looked at. What goes along counts as used at `now`, which a full jar
    /// remembers.
    pub fn retrieve<O: Observe>(
        &mut self,
        context: &Context<'_>,
        rules: &CookieRules,
        now: Duration,
        observer: &mut O,
    ) -> Retrieval {
        let mut retrieval = Retrieval::default();
        if self.is_empty() {
            return retrieval;
        }
        let Some(host) = context.url.host_str() else { return retrieval };
        let Some(domain) = self.domain_of(host) else { return retrieval };
        let setting = Setting::of(context, host, rules);
        // Only who has partitions pays for the name of one.
        let partition = (!domain.partitions.is_empty()).then(|| context.partition());
        let count = domain.count(true);
        let parts = domain.partitions.iter_mut().flat_map(|(_, part)| part);
        for kept in domain.unpartitioned.iter_mut().chain(parts) {
            let reasons = setting.judge(&kept.cookie, partition.as_ref(), now, observer);
            if reasons.is_empty() {
                kept.used = now;
                push(&mut retrieval.sent, Arc::clone(&kept.cookie), count);
            } else {
                push(&mut retrieval.withheld, Withheld { cookie: Arc::clone(&kept.cookie), reasons }, count);
            }
        }
        let order =
            |cookie: &Arc<Cookie>| (std::cmp::Reverse(cookie.path.len()), cookie.created, cookie.serial);
        retrieval.sent.sort_unstable_by_key(order);
        retrieval
    }
}

/// One allocation at the first of them, none when there is none.
fn push<T>(to: &mut Vec<T>, one: T, at_most: usize) {
    if to.is_empty() {
        to.reserve_exact(at_most);
    }
    to.push(one);
}

/// What is the same for all cookies of a request.
struct Setting<'a> {
    host: &'a str,
    is_address: bool,
    path: &'a [u8],
    context: &'a Context<'a>,
    access: Access,
    opens_partition: bool,
    is_secure: bool,
    is_same_site: bool,
    is_lax_navigation: bool,
    default_same_site: SameSite,
}

impl<'a> Setting<'a> {
    fn of(context: &'a Context<'a>, host: &'a str, rules: &CookieRules) -> Setting<'a> {
        let access = match (rules.access(context), rules.third_party_block) {
            (Access::Blocked, ThirdPartyBlock::Storing) => Access::Open,
            (access, _) => access,
        };
        Setting {
            host,
            is_address: is_address(host),
            path: context.url.path().as_bytes(),
            context,
            access,
            opens_partition: rules.opens_partition(access),
            is_secure: rules.secure_connection.holds(context),
            is_same_site: rules.request_is_same_site(context),
            is_lax_navigation: context.is_lax_navigation(),
            default_same_site: rules.default_same_site.same_site(),
        }
    }

    fn judge<O: Observe>(
        &self,
        cookie: &Cookie,
        partition: Option<&Partition>,
        now: Duration,
        observer: &mut O,
    ) -> NotSentReasons {
        let mut reasons = NotSentReasons::NONE;
        let name = || cookie.shown();

        let held = self.context.credentials;
        observer.step(&CREDENTIALS_ARE_INCLUDED, held, || format!("{}: credentials {held}", name()));
        if !held {
            reasons.add(NotSent::CredentialsNotIncluded);
        }

        let held = self.access == Access::Open || cookie.partition.is_some() && self.opens_partition;
        observer.step(&THIRD_PARTY_MAY_READ, held, || format!("{}: {:?}", name(), self.access));
        match self.access {
            _ if held => {}
            Access::Partitioned => reasons.add(NotSent::ThirdPartyPartitioned),
            Access::Blocked | Access::Open => reasons.add(NotSent::ThirdPartyBlocked),
        }

        let held = cookie.partition.is_none() || cookie.partition.as_ref() == partition;
        observer.step(&PARTITION_MATCHES, held, || match (&cookie.partition, partition) {
            (Some(own), Some(partition)) => format!("{}: in {own}, request in {partition}", name()),
            _ => format!("{}: in no partition", name()),
        });
        if !held {
            reasons.add(NotSent::OtherPartition);
        }

        let held = !cookie.is_expired(now);
        observer.step(&IS_NOT_EXPIRED, held, || match cookie.expires {
            Some(expires) => format!("{}: expires {}, now {}", name(), expires.as_secs(), now.as_secs()),
            None => format!("{}: for the session", name()),
        });
        if !held {
            reasons.add(NotSent::Expired);
        }

        let held = if cookie.host_only || self.is_address {
            *self.host == *cookie.domain
        } else {
            is_within(self.host, &cookie.domain)
        };
        observer.step(&DOMAIN_MATCHES, held, || {
            let within = if cookie.host_only { "" } else { "." };
            format!("{}: {within}{}, host {}", name(), cookie.domain, self.host)
        });
        if !held {
            reasons.add(NotSent::DomainMismatch);
        }

        let held = path_matches(self.path, &cookie.path);
        observer.step(&PATH_MATCHES, held, || {
            format!(
                "{}: {}, request {}",
                name(),
                String::from_utf8_lossy(&cookie.path),
                self.context.url.path()
            )
        });
        if !held {
            reasons.add(NotSent::NotOnPath);
        }

        let held = !cookie.secure || self.is_secure;
        observer.step(&CONNECTION_IS_SECURE, held, || {
            format!("{}: Secure {}, {}:", name(), cookie.secure, self.context.url.scheme())
        });
        if !held {
            reasons.add(NotSent::SecureOnly);
        }

        let held = !(cookie.http_only && self.context.by_script);
        observer.step(&IS_FOR_SCRIPTS, held, || format!("{}: HttpOnly {}", name(), cookie.http_only));
        if !held {
            reasons.add(NotSent::HttpOnly);
        }

        self.same_site(cookie, &mut reasons, observer);
        reasons
    }

    fn same_site<O: Observe>(&self, cookie: &Cookie, reasons: &mut NotSentReasons, observer: &mut O) {
        let effective = match cookie.same_site {
            SameSite::Default => self.default_same_site,
            same_site => same_site,
        };
        let held = self.is_same_site
            || match effective {
                SameSite::None => true,
                SameSite::Lax | SameSite::Default => self.is_lax_navigation,
                SameSite::Strict => false,
            };
        observer.step(&SAME_SITE_ALLOWS, held, || {
            let site = if self.is_same_site { "same-site" } else { "cross-site" };
            format!("{}: SameSite {}, {site} request", cookie.shown(), effective.as_str())
        });
        if !held {
            reasons.add(match cookie.same_site {
                SameSite::Strict => NotSent::SameSiteStrict,
                SameSite::Default => NotSent::SameSiteUnspecifiedTreatedAsLax,
                SameSite::Lax | SameSite::None => NotSent::SameSiteLax,
            });
        }
    }
}

impl SecureConnection {
    /// Whether the request's connection is secure.
    pub(super) fn holds(self, context: &Context<'_>) -> bool {
        match self {
            SecureConnection::Encrypted => matches!(context.url.scheme(), "https" | "wss"),
            SecureConnection::Trustworthy => is_potentially_trustworthy(context.url),
        }
    }
}

impl DefaultSameSite {
    pub(super) fn same_site(self) -> SameSite {
        match self {
            DefaultSameSite::Lax => SameSite::Lax,
            DefaultSameSite::None => SameSite::None,
        }
    }
}
