//! Servers with several faults at once.

use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Server, exposed, hygiene};

const ORIGIN: &str = "Access-Control-Allow-Origin";

pub(crate) fn rows() -> Vec<Server> {
    vec![
        exposed(
            "api.severalreflect.com",
            "any origin, whatever is asked for, for a year",
            High,
            &["reflect-any", "maxage-excessive", "legacy-crossdomain"],
        )
        // With any origin, any header goes without saying.
        .allowed(&["acah-reflect"])
        .trusting(|_| true)
        .max_age("31536000")
        .finish(|request, response| {
            if let Some(names) = request.header("access-control-request-headers") {
                response.set("Access-Control-Allow-Headers", names);
            }
            if request.path == "/crossdomain.xml" && request.method == "GET" {
                response.status = 200;
                response.set("Content-Type", "text/xml");
                response.body =
                    "<cross-domain-policy><allow-access-from domain=\"*\"/></cross-domain-policy>".to_owned();
            }
        }),
        exposed(
            "api.severaltrust.com",
            "null, everything below its domain by either scheme",
            High,
            &["null-origin", "subdomain-any", "http-trusted"],
        )
        .trusting(|it| {
            it.origin == "null"
                || it.parts().is_some_and(|(_, host, port)| {
                    port.is_none() && host.strip_suffix(it.domain).is_some_and(|above| above.ends_with('.'))
                })
        }),
        exposed(
            "api.severaldev.com",
            "any port of localhost, any port of its own host, a private network",
            Low,
            &["localhost-trusted", "any-port", "private-net-trusted"],
        )
        .trusting(|it| {
            it.parts().is_some_and(|(scheme, host, _)| {
                (scheme == "https" && host == it.host)
                    || (scheme == "http" && (host == "localhost" || is_private(host)))
            })
        }),
        exposed(
            "api.severalbegin.com",
            "what begins as its own origin, and null",
            High,
            &["prefix-match", "null-origin"],
        )
        .trusting(|it| it.origin == "null" || it.begins("https://$H")),
        exposed(
            "api.severalends.com",
            "what ends in its domain, and a hoster's tenants",
            High,
            &["suffix-match", "shared-host-trusted"],
        )
        .trusting(|it| it.ends("$D") || it.before(".vercel.app").is_some()),
        exposed(
            "data.severalcaches.com",
            "a pattern with two mistakes, stored by caches",
            Low,
            &["regex-unescaped-dot", "subdomain-any", "vary-missing"],
        )
        .public()
        .caching("public, max-age=600")
        .without_vary()
        .trusting(|it| it.is_like("https://data?severalcaches.com") || it.before(".$D").is_some()),
        hygiene(
            "api.severalwords.com",
            "whatever is asked for, for a year, and no grant of errors",
            &["acah-reflect", "acam-reflect", "maxage-excessive", "error-no-cors", "expose-useless"],
        )
        .at_most(Low)
        .max_age("31536000")
        .finish(|request, response| {
            if response.status >= 400 && !request.is_preflight() {
                response.remove_cors();
            }
            if response.first(ORIGIN).is_none() {
                return;
            }
            if !request.is_preflight() {
                response.add("Access-Control-Expose-Headers", "Cache-Control");
                return;
            }
            response.set("Access-Control-Allow-Methods", request.wanted());
            if let Some(names) = request.header("access-control-request-headers") {
                response.set("Access-Control-Allow-Headers", names);
            }
        }),
        exposed(
            "api.severalhosts.com",
            "where anybody writes code, extensions and the developer's machine",
            High,
            &["shared-host-trusted", "ext-scheme-trusted", "localhost-trusted"],
        )
        .trusting(|it| {
            it.origin == "https://cdpn.io"
                || it.origin.starts_with("chrome-extension://")
                || it.parts().is_some_and(|(scheme, host, _)| scheme == "http" && host == "localhost")
        }),
        exposed(
            "api.severalfails.com",
            "null makes it fail, and a script has the account",
            Medium,
            &["origin-error", "jsonp"],
        )
        .finish(|request, response| {
            if request.origin() == Some("null") {
                response.status = 500;
                return;
            }
            let is_data = request.path == "/v1/account" && response.status == 200;
            if let Some(name) = request.parameter("callback").filter(|_| is_data) {
                response.body = format!("{name}({});", response.body);
                response.set("Content-Type", "text/javascript");
            }
        }),
    ]
}

fn is_private(host: &str) -> bool {
    host.parse().is_ok_and(|address: std::net::Ipv4Addr| address.is_private())
}
