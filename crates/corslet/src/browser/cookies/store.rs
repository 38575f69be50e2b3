//! What is kept of a `Set-Cookie` line: the [storage model](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.7).

use std::sync::Arc;
use std::time::Duration;

use super::context::{Context, Target};
use super::cookie::{Cookie, Partition, SameSite};
use super::domain::{domain_matches, is_public_suffix, key};
use super::jar::{Domain, Jar, Kept};
use super::path::{default_path, path_matches};
use super::prefix::Prefix;
use super::reason::NotStored;
use super::reasons::NotStoredReasons;
use super::rules::CookieRules;
use super::set_cookie::SetCookie;
use super::storage::{Rejected, Storage, StoredCookie};
use super::third_party::Access;
use crate::verdict::{Observe, Step, steps};

steps! {
    /// The storage model's steps.
    STORAGE_MODEL, "storage model", "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.7";
    "1" CREDENTIALS_ARE_INCLUDED "the response is to a request with credentials, of a scheme that has cookies"
    "1" THIRD_PARTY_MAY_WRITE "the response is of the first party, or the browser lets third parties set this cookie"
    "2" IS_NOT_EMPTY "name or value is there"
    "8" DOMAIN_IS_ASCII "Domain is ASCII"
    "9" DOMAIN_IS_NO_PUBLIC_SUFFIX "Domain is no public suffix, or is the host itself"
    "10" HOST_DOMAIN_MATCHES "the host is within Domain"
    "13" CONNECTION_IS_SECURE "the cookie is not Secure, or the connection is"
    "15" SCRIPT_SETS_NO_HTTP_ONLY "the cookie is not HttpOnly, or no script sets it"
    "16" LEAVES_SECURE_ALONE "the cookie or the connection is secure, or no Secure cookie of that name would be hidden"
    "18" SAME_SITE_ALLOWS "the cookie is for all sites, the response is same-site, or it opens a page"
    "19" NONE_IS_SECURE "the cookie is not SameSite=None, or is Secure"
    "20" SECURE_PREFIX_HOLDS "a cookie named __Secure- is Secure"
    "21" HOST_PREFIX_HOLDS "a cookie named __Host- is Secure, has Path=/ and no Domain"
    "22" NAMELESS_HAS_NO_PREFIX "a value without a name does not begin like a prefixed name"
    "23.2" SCRIPT_LEAVES_HTTP_ONLY_ALONE "no script replaces a cookie that is HttpOnly"
    "24" HAS_ROOM "the domain has room, or a cookie that may go"
}

steps! {
    /// The step that a later draft adds.
    STORE_A_COOKIE, "store a cookie", "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-layered-cookies-02#section-5.4.3";
    "15" HTTP_PREFIX_HOLDS "a cookie named __Http- or __Host-Http- is Secure and HttpOnly"
}

steps! {
    /// What CHIPS adds to the storage model.
    PARTITIONED, "partitioned cookies", "https://datatracker.ietf.org/doc/html/draft-cutler-httpbis-partitioned-cookies-01";
    "1" PARTITIONED_IS_SECURE "a Partitioned cookie is Secure"
}

impl Jar {
    /// Stores one `Set-Cookie` line of a response.
    ///
    /// What the page may read of the response has no part in it: a response that CORS or
    /// `Cross-Origin-Resource-Policy` blocks sets cookies as any other. The response to a preflight sets none; its
    /// [`Context::credentials`] is false.
    pub fn store<O: Observe>(
        &mut self,
        line: &[u8],
        context: &Context<'_>,
        rules: &CookieRules,
        now: Duration,
        observer: &mut O,
    ) -> Storage {
        let line = SetCookie::read(line, rules, now);
        let mut judge = Judge { reasons: NotStoredReasons::NONE, observer };
        judge.line(&line, rules);
        let place = judge.place(&line, context, rules);
        judge.attributes(&line, context, rules, &place);
        let domain = self.domains.entry(key(&place.domain).into()).or_default();
        domain.retain(&|cookie| !cookie.is_expired(now));
        judge.neighbours(&line, context, rules, &place, domain);
        let reasons = judge.reasons;
        if !reasons.is_empty() {
            self.forget_if_empty(&place.domain);
            return Storage::Rejected(Rejected { line, reasons });
        }
        let cookie = Cookie {
            name: line.name.clone().into(),
            value: line.value.clone().into(),
            domain: place.domain,
            host_only: place.host_only,
            path: place.path,
            secure: line.secure,
            http_only: line.http_only,
            same_site: line.same_site,
            priority: line.priority,
            partitioned: line.partitioned,
            partition: place.partition,
            expires: line.expires.map(|expires| match rules.age_limit {
                Some(limit) => expires.min(now.saturating_add(limit)),
                None => expires,
            }),
            created: now,
            serial: self.serial,
        };
        self.serial += 1;
        self.insert(cookie, line, rules, now)
    }

    fn insert(&mut self, mut cookie: Cookie, line: SetCookie, rules: &CookieRules, now: Duration) -> Storage {
        let host = cookie.domain.clone();
        let domain = self.domains.entry(key(&host).into()).or_default();
        let part = domain.part_mut(cookie.partition.as_ref());
        let at = part.iter().position(|kept| is_same_cookie(&kept.cookie, &cookie));
        if cookie.is_expired(now) {
            let removed = at.map(|at| part.remove(at).cookie);
            domain.retain(&|_| true);
            self.forget_if_empty(&host);
            return Storage::Expired { line, removed };
        }
        let replaced = at.map(|at| part.remove(at).cookie);
        if let Some(replaced) = &replaced {
            (cookie.created, cookie.serial) = (replaced.created, replaced.serial);
        }
        let cookie = Arc::new(cookie);
        part.push(Kept { cookie: Arc::clone(&cookie), used: now });
        let evicted = if replaced.is_some() { Vec::new() } else { self.evict(&cookie, rules, now) };
        Storage::Stored(StoredCookie { line, cookie, replaced, evicted })
    }

    fn forget_if_empty(&mut self, host: &str) {
        if self.domains.get(key(host)).is_some_and(Domain::is_empty) {
            self.domains.remove(key(host));
        }
    }
}

/// Whether one takes the place of the other.
fn is_same_cookie(left: &Cookie, right: &Cookie) -> bool {
    left.name == right.name
        && left.domain == right.domain
        && left.host_only == right.host_only
        && left.path == right.path
}

/// Where a cookie would be kept.
struct Place {
    domain: Box<str>,
    host_only: bool,
    path: Box<[u8]>,
    partition: Option<Partition>,
}

struct Judge<'o, O> {
    reasons: NotStoredReasons,
    observer: &'o mut O,
}

impl<O: Observe> Judge<'_, O> {
    fn step(&mut self, step: &'static Step, held: bool, reason: NotStored, saw: impl FnOnce() -> String) {
        self.observer.step(step, held, saw);
        if !held {
            self.reasons.add(reason);
        }
    }

    /// What the line says for itself.
    fn line(&mut self, line: &SetCookie, rules: &CookieRules) {
        let (is_clean, is_short) = line.check(rules, self.observer);
        if !is_clean {
            self.reasons.add(NotStored::ControlCharacter);
        }
        if !is_short {
            self.reasons.add(NotStored::TooLong);
        }
        let held = !(line.name.is_empty() && line.value.is_empty() && rules.empty_is_void);
        self.step(&IS_NOT_EMPTY, held, NotStored::Empty, || {
            format!("{} and {} bytes", line.name.len(), line.value.len())
        });
        // Where the prefixes do not bind, nothing can imitate them.
        let held = !(line.name.is_empty() && rules.prefixes.bind(&line.value).is_some());
        self.step(&NAMELESS_HAS_NO_PREFIX, held, NotStored::NamelessPrefix, || shown(line));
    }

    /// Who sets it, and where it belongs.
    fn place(&mut self, line: &SetCookie, context: &Context<'_>, rules: &CookieRules) -> Place {
        let scheme = context.url.scheme();
        let has_cookies = matches!(scheme, "http" | "https" | "ws" | "wss");
        self.observer.step(&CREDENTIALS_ARE_INCLUDED, context.credentials && has_cookies, || {
            format!("credentials {}, {scheme}:", context.credentials)
        });
        if !context.credentials {
            self.reasons.add(NotStored::CredentialsNotIncluded);
        }
        if !has_cookies {
            self.reasons.add(NotStored::SchemeNotSupported);
        }

        let access = rules.access(context);
        let held = access != Access::Blocked || line.partitioned && rules.opens_partition(access);
        self.step(&THIRD_PARTY_MAY_WRITE, held, NotStored::ThirdPartyBlocked, || format!("{access:?}"));
        let in_partition = line.partitioned || access == Access::Partitioned;

        let host = context.url.host_str().unwrap_or_default();
        let path = match &line.path {
            Some(path) => path.clone(),
            None => default_path(context.url.path()).as_bytes().to_vec(),
        };
        let (domain, host_only) = self.domain(line, host);
        Place { domain, host_only, path: path.into(), partition: in_partition.then(|| context.partition()) }
    }

    /// The cookie's domain, and whether it is for the host alone; the host's own when `Domain` is wrong.
    fn domain(&mut self, line: &SetCookie, host: &str) -> (Box<str>, bool) {
        let Some(attribute) = &line.domain else { return (host.into(), true) };
        let saw = || format!("Domain={}, host {host}", String::from_utf8_lossy(attribute));
        let ascii = std::str::from_utf8(attribute).ok().filter(|domain| domain.is_ascii());
        self.step(&DOMAIN_IS_ASCII, ascii.is_some(), NotStored::DomainNotAscii, saw);
        let Some(domain) = ascii else { return (host.into(), true) };

        let is_suffix = is_public_suffix(domain);
        self.step(&DOMAIN_IS_NO_PUBLIC_SUFFIX, !is_suffix || domain == host, NotStored::PublicSuffix, saw);
        if is_suffix && domain == host {
            return (host.into(), true);
        }
        let held = domain_matches(host, domain);
        self.step(&HOST_DOMAIN_MATCHES, held, NotStored::DomainMismatch, saw);
        if held { (domain.into(), false) } else { (host.into(), true) }
    }

    /// What the attributes ask of the connection, of the request and of each other.
    fn attributes(&mut self, line: &SetCookie, context: &Context<'_>, rules: &CookieRules, place: &Place) {
        let held = !line.secure || rules.secure_connection.holds(context);
        self.step(&CONNECTION_IS_SECURE, held, NotStored::SecureOnly, || {
            format!("Secure {}, {}:", line.secure, context.url.scheme())
        });
        let held = !(line.http_only && context.by_script);
        self.step(&SCRIPT_SETS_NO_HTTP_ONLY, held, NotStored::HttpOnly, || {
            format!("HttpOnly {}, by a script {}", line.http_only, context.by_script)
        });
        self.same_site(line, context, rules);

        let held = !rules.none_needs_secure || line.same_site != SameSite::None || line.secure;
        self.step(&NONE_IS_SECURE, held, NotStored::SameSiteNoneInsecure, || {
            format!("SameSite {}, Secure {}", line.same_site.as_str(), line.secure)
        });
        self.prefix(line, rules, place);
        let held = !line.partitioned || line.secure;
        self.step(&PARTITIONED_IS_SECURE, held, NotStored::PartitionedInsecure, || {
            format!("Partitioned {}, Secure {}", line.partitioned, line.secure)
        });
    }

    fn same_site(&mut self, line: &SetCookie, context: &Context<'_>, rules: &CookieRules) {
        let effective = match line.same_site {
            SameSite::Default => rules.default_same_site.same_site(),
            same_site => same_site,
        };
        let is_same_site = rules.request_is_same_site(context);
        // A navigation may set any: what it opens is the first party from then on.
        let held = !rules.same_site_binds_storing
            || effective == SameSite::None
            || is_same_site
            || context.target == Target::TopLevel && !context.by_script;
        let reason = match line.same_site {
            SameSite::Strict => NotStored::SameSiteStrict,
            SameSite::Default => NotStored::SameSiteUnspecifiedTreatedAsLax,
            SameSite::Lax | SameSite::None => NotStored::SameSiteLax,
        };
        self.step(&SAME_SITE_ALLOWS, held, reason, || {
            let site = if is_same_site { "same-site" } else { "cross-site" };
            format!("SameSite {}, {site} response", effective.as_str())
        });
    }

    fn prefix(&mut self, line: &SetCookie, rules: &CookieRules, place: &Place) {
        let Some(prefix) = rules.prefixes.bind(&line.name) else { return };
        if prefix == Prefix::Secure {
            let saw = || format!("{}, Secure {}", shown(line), line.secure);
            self.step(&SECURE_PREFIX_HOLDS, line.secure, NotStored::PrefixNeedsSecure, saw);
        }
        if prefix.needs_host() {
            let has_path = *place.path == *b"/" && (line.path.is_some() || !rules.host_prefix_needs_path);
            let held = line.secure && line.domain.is_none() && has_path;
            self.step(&HOST_PREFIX_HOLDS, held, NotStored::PrefixNeedsHost, || {
                let path = String::from_utf8_lossy(&place.path);
                format!(
                    "{}, Secure {}, Path {path}, Domain {}",
                    shown(line),
                    line.secure,
                    line.domain.is_some()
                )
            });
        }
        if prefix.needs_http_only() {
            let held = line.secure && line.http_only;
            self.step(&HTTP_PREFIX_HOLDS, held, NotStored::PrefixNeedsHttpOnly, || {
                format!("{}, Secure {}, HttpOnly {}", shown(line), line.secure, line.http_only)
            });
        }
    }

    /// What the cookies that are there already have to say.
    fn neighbours(
        &mut self,
        line: &SetCookie,
        context: &Context<'_>,
        rules: &CookieRules,
        place: &Place,
        domain: &Domain,
    ) {
        let part = domain.part(place.partition.as_ref());
        let hides = |cookie: &Cookie| {
            *cookie.name == *line.name
                && cookie.secure
                && (domain_matches(&cookie.domain, &place.domain)
                    || domain_matches(&place.domain, &cookie.domain))
                && path_matches(&place.path, &cookie.path)
        };
        let held = line.secure
            || rules.secure_connection.holds(context)
            || !part.iter().any(|kept| hides(&kept.cookie));
        self.step(&LEAVES_SECURE_ALONE, held, NotStored::OverwriteSecure, || shown(line));

        let old = part.iter().find(|kept| {
            let old = &kept.cookie;
            *old.name == *line.name
                && old.domain == place.domain
                && old.host_only == place.host_only
                && old.path == place.path
        });
        let held = !(context.by_script && old.is_some_and(|old| old.cookie.http_only));
        self.step(&SCRIPT_LEAVES_HTTP_ONLY_ALONE, held, NotStored::OverwriteHttpOnly, || shown(line));

        let held = line.secure || old.is_some() || rules.limits.has_room_for_insecure(part);
        self.step(&HAS_ROOM, held, NotStored::NoRoom, || format!("{} cookies", part.len()));
    }
}

fn shown(line: &SetCookie) -> String {
    format!("`{}`", String::from_utf8_lossy(&line.name))
}
