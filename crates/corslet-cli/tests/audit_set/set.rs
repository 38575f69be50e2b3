//! The whole set, and what has to hold of it whatever an auditor says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rows;
use super::server::Server;

/// Every id that the catalogue has, with the servers for which it has to be said counted.
pub(crate) const IDS: &[&str] = &[
    "reflect-any",
    "reflect-on-error",
    "null-origin",
    "prefix-match",
    "suffix-match",
    "substring-match",
    "reverse-substring",
    "regex-unescaped-dot",
    "tld-wildcard",
    "special-char-host",
    "http-trusted",
    "any-port",
    "subdomain-any",
    "localhost-trusted",
    "localhost-prefix",
    "private-net-trusted",
    "ext-scheme-trusted",
    "shared-host-trusted",
    "static-third-party",
    "dangling-trust",
    "lenient-compare",
    "wildcard-public",
    "wildcard-with-credentials",
    "acac-invalid",
    "acao-multiple",
    "acao-invalid",
    "wildcard-literal-credentials",
    "acah-star-authorization",
    "vary-missing",
    "preflight-reflect",
    "preflight-actual-mismatch",
    "preflight-status",
    "preflight-redirect",
    "acam-reflect",
    "acah-reflect",
    "methods-overbroad",
    "headers-overbroad",
    "maxage-excessive",
    "maxage-invalid",
    "expose-useless",
    "error-no-cors",
    "private-network-allow",
    "origin-as-access-control",
    "origin-error",
    "legacy-crossdomain",
    "jsonp",
];

/// Every server that has a name, by its host.
pub(crate) fn servers() -> BTreeMap<String, Arc<Server>> {
    let rows = [
        rows::reflecting::rows(),
        rows::nulls::rows(),
        rows::comparing::rows(),
        rows::specials::rows(),
        rows::schemes::rows(),
        rows::subdomains::rows(),
        rows::nearby::rows(),
        rows::others::rows(),
        rows::values::rows(),
        rows::caching::rows(),
        rows::preflights::rows(),
        rows::leftovers::rows(),
        rows::fooling::rows(),
        rows::several::rows(),
        rows::wanted::rows(),
        rows::addresses::rows(),
    ];
    let mut servers = BTreeMap::new();
    for server in rows.into_iter().flatten() {
        let host = server.host().to_owned();
        assert!(servers.insert(host.clone(), Arc::new(server)).is_none(), "two servers are called {host}");
    }
    servers
}

/// Every server that this machine is called by, by what it says.
pub(crate) fn local() -> BTreeMap<String, Arc<Server>> {
    let mut servers = BTreeMap::new();
    for server in rows::addresses::local() {
        let says = server.says;
        assert!(servers.insert(says.to_owned(), Arc::new(server)).is_none(), "two servers say: {says}");
    }
    servers
}
