//! What a policy allows, read off its text in the slow and obvious way.

use corslet::browser::profile::AuthorizationWildcard;
use corslet::browser::{Profile, Request};
use corslet::policy::{Config, Origins, RouteConfig};
use corslet::words::cors_unsafe_request_header_names;

/// The right side of the law: whether the page may read the answer.
pub fn allows(config: &Config, request: &Request, profile: &Profile) -> bool {
    let Some(route) = route(config, request) else { return false };
    let origin = request.origin.serialize();
    let unsafe_names = cors_unsafe_request_header_names(&request.headers, &profile.rules.safelist);
    is_origin_allowed(&route.origins, origin)
        && (!request.includes_credentials() || route.credentials)
        && is_method_allowed(route, request.method.as_str())
        && unsafe_names.iter().all(|name| is_header_allowed(route, name))
}

/// Whether the origin, the credentials, the method and each name are allowed by some of these policies, not
/// necessarily all by the same.
pub fn parts_are_allowed(configs: &[&Config], request: &Request, profile: &Profile) -> bool {
    let routes: Vec<&RouteConfig> = configs.iter().filter_map(|config| route(config, request)).collect();
    let unsafe_names = cors_unsafe_request_header_names(&request.headers, &profile.rules.safelist);
    routes.iter().any(|route| may_ask(route, request))
        && routes.iter().any(|route| is_method_allowed(route, request.method.as_str()))
        && unsafe_names.iter().all(|name| routes.iter().any(|route| is_header_allowed(route, name)))
}

/// The one exception to a warm cache: WebKit lets a `*` that it kept cover `Authorization`, which no server can see.
/// `request-headers = "any"` is that `*`; a policy that lists its headers has no exception.
pub fn webkits_kept_wildcard_covers(config: &Config, request: &Request, profile: &Profile) -> bool {
    let covers = profile.rules.authorization_wildcard == AuthorizationWildcard::PreflightAndCache;
    let is_any =
        |route: &RouteConfig| route.request_headers.any && !is_header_allowed(route, "authorization");
    covers && request.headers.contains("authorization") && route(config, request).is_some_and(is_any)
}

/// Whether a page of this origin may read answers, with these credentials.
pub fn may_read(config: &Config, request: &Request) -> bool {
    route(config, request).is_some_and(|route| may_ask(route, request))
}

fn may_ask(route: &RouteConfig, request: &Request) -> bool {
    is_origin_allowed(&route.origins, request.origin.serialize())
        && (!request.includes_credentials() || route.credentials)
}

/// The names of response headers that the page may read beyond the safelisted.
pub fn exposes(config: &Config, request: &Request, name: &str) -> bool {
    route(config, request).is_some_and(|route| {
        route.expose_headers.any || route.expose_headers.listed.iter().any(|own| own == name)
    })
}

/// The most specific route: one for the host before one for all, an exact path before one below, a longer before a
/// shorter.
pub fn route<'c>(config: &'c Config, request: &Request) -> Option<&'c RouteConfig> {
    let path = request.url.path();
    if is_ambiguous(path) {
        return None;
    }
    let host = request.url.host_str().unwrap_or_default();
    let with_port = match request.url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let of_host = |own: Option<&str>| {
        let matching = config.routes.iter().filter(move |route| route.host.as_deref() == own);
        matching
            .filter(|route| match route.path.strip_suffix("/*") {
                Some(base) => path == base || path.starts_with(&format!("{base}/")),
                None => path == route.path,
            })
            .max_by_key(|route| (!route.path.ends_with("/*"), route.path.len()))
    };
    of_host(Some(&with_port)).or_else(|| of_host(Some(host))).or_else(|| of_host(None))
}

fn is_ambiguous(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let broken = |at: usize| {
        !lower.get(at + 1..at + 3).is_some_and(|two| two.bytes().all(|it| it.is_ascii_hexdigit()))
    };
    // Who decodes the path reads a letter in place of its escape: RFC 3986, 2.3.
    let is_needless = |at: usize| {
        let byte = lower.get(at + 1..at + 3).and_then(|two| u8::from_str_radix(two, 16).ok());
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
    };
    path.contains("//")
        || path.contains('\\')
        || ["%2f", "%5c"].iter().any(|escape| lower.contains(escape))
        || lower.match_indices('%').any(|(at, _)| broken(at) || is_needless(at))
}

fn is_origin_allowed(origins: &Origins, origin: &str) -> bool {
    match origins {
        Origins::Any => true,
        Origins::Listed(entries) => entries.iter().any(|entry| is_match(entry, origin)),
    }
}

fn is_match(entry: &str, origin: &str) -> bool {
    let Some((scheme, base)) = entry.split_once("://*") else { return entry == origin };
    let (is_deep, base) = match base.strip_prefix('*') {
        Some(base) => (true, base),
        None => (false, base),
    };
    let Some(authority) = origin.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://")) else {
        return false;
    };
    let Some(labels) = authority.strip_suffix(base) else { return false };
    !labels.is_empty() && (is_deep || !labels.contains('.'))
}

fn is_method_allowed(route: &RouteConfig, method: &str) -> bool {
    ["GET", "HEAD", "POST"].contains(&method) || route.methods.iter().any(|own| own == method)
}

fn is_header_allowed(route: &RouteConfig, name: &str) -> bool {
    let is_listed = route.request_headers.listed.iter().any(|own| own.eq_ignore_ascii_case(name));
    is_listed || route.request_headers.any && name != "authorization"
}
