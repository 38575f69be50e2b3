//! Plain servers with several faults, none of which is the cause of another.

use crate::audit_set::plain::{before_the_router, brittle, hidden, site, tides};
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Server, exposed, hygiene};

const ACAO: &str = "Access-Control-Allow-Origin";

pub(crate) fn rows() -> Vec<Server> {
    vec![
        exposed(
            "api.reflectsandmore.io",
            "any origin, an age that nobody reads, a header that nobody sees",
            High,
            &["reflect-any", "maxage-invalid", "expose-useless"],
        )
        .path("/me")
        .trusting_only(|_| true)
        .styled(before_the_router)
        .finish(|request, response| {
            if request.is_preflight() {
                response.set("Access-Control-Max-Age", "one day");
            } else {
                response.set("Access-Control-Expose-Headers", "Set-Cookie");
            }
        }),
        exposed(
            "api.threetrusts.dev",
            "null, a development server, and its front end by http",
            High,
            &["null-origin", "localhost-trusted", "http-trusted"],
        )
        .path("/me")
        .trusting(|it| it.origin == "null" || it.origin == "http://localhost:3000" || it.is("http://app.$D"))
        .styled(before_the_router),
        exposed(
            "api.beginsandnull.co.uk",
            "whatever begins as its front end, and null",
            High,
            &["prefix-match", "null-origin"],
        )
        .path("/tenant")
        .trusting_only(|it| it.begins("https://app.$D") || it.origin == "null")
        .styled(brittle),
        hygiene(
            "api.toomuchsaid.org",
            "TRACE, a year, and the headers that are asked for",
            &["methods-overbroad", "maxage-excessive", "acah-reflect"],
        )
        .path("/me")
        .at_most(Low)
        .styled(before_the_router)
        .finish(|request, response| {
            if request.is_preflight() && response.first(ACAO).is_some() {
                response.set("Access-Control-Allow-Methods", "GET, PUT, TRACE");
                response.set("Access-Control-Max-Age", "31536000");
                if let Some(wanted) = request.header("access-control-request-headers") {
                    response.set("Access-Control-Allow-Headers", wanted);
                }
            }
        }),
        hygiene(
            "tides.keptandlost.net",
            "kept without a word, lost pages bare, OPTIONS unknown",
            &["vary-missing", "error-no-cors", "preflight-status"],
        )
        .path("/tides")
        .styled(tides)
        .finish(|request, response| {
            response.remove("Vary");
            if request.method == "OPTIONS" {
                *response = Response::of(405, "text/plain", "method").with("Allow", "GET");
            } else if !["/", "/tides"].contains(&request.path.as_str()) {
                *response = Response::of(404, "text/plain", "path");
            }
        }),
        exposed(
            "api.belowandlocal.com.br",
            "every name below its domain, and whatever begins as localhost",
            High,
            &["subdomain-any", "localhost-prefix"],
        )
        .domain("belowandlocal.com.br")
        .path("/ledger")
        .allowed(&["localhost-trusted"])
        .trusting_only(|it| {
            it.before(".$D").is_some_and(|label| !label.is_empty()) || it.begins("http://localhost")
        })
        .styled(hidden),
        exposed(
            "site.endsandbuckets.app",
            "whatever ends as its domain, and every tenant of a host",
            High,
            &["suffix-match", "shared-host-trusted"],
        )
        .path("/inbox")
        .trusting_only(|it| {
            it.begins("https://") && it.ends("$D")
                || it.before(".netlify.app").is_some_and(|label| !label.is_empty())
        })
        .styled(site),
        exposed(
            "api.appsandaddresses.io",
            "every extension, the office's addresses, and any port",
            Low,
            &["ext-scheme-trusted", "private-net-trusted", "any-port"],
        )
        .path("/me")
        .at_most(Medium)
        .trusting_only(|it| {
            let (scheme, host, _) = it.parts().unwrap_or_default();
            scheme == "chrome-extension"
                || scheme == "http"
                    && host.starts_with("192.168.")
                    && host.parse::<std::net::Ipv4Addr>().is_ok()
                || scheme == "https" && host == "app.appsandaddresses.io"
        })
        .styled(before_the_router),
        exposed(
            "api.dotandcountry.co.uk",
            "a dot that is any character, and null without a session",
            High,
            &["regex-unescaped-dot", "null-origin"],
        )
        .path("/me")
        .trusting_only(|it| it.is_like("https://app?dotandcountry.co.uk") || it.origin == "null")
        .styled(before_the_router),
        hygiene(
            "hello.starsandfiles.dev",
            "a star with credentials, and a policy for a player that is gone",
            &["wildcard-with-credentials", "legacy-crossdomain"],
        )
        .path("/tides")
        .at_most(Low)
        .allowed(&["wildcard-public"])
        .styled(tides)
        .finish(|request, response| {
            if request.path == "/crossdomain.xml" {
                *response = Response::of(
                    200,
                    "application/xml",
                    "<cross-domain-policy><allow-access-from domain=\"*\"/></cross-domain-policy>",
                );
            }
            response.set(ACAO, "*");
            response.set("Access-Control-Allow-Credentials", "true");
        }),
        exposed(
            "api.writeandport.fr",
            "preflights for anybody, and answers for any port of its front end",
            Medium,
            &["preflight-reflect", "any-port"],
        )
        .path("/me")
        .at_least(Medium)
        .allowed(&["preflight-actual-mismatch"])
        .trusting_only(|it| {
            it.request.is_preflight()
                || it
                    .parts()
                    .is_some_and(|(scheme, host, _)| scheme == "https" && host == "app.writeandport.fr")
        })
        .styled(before_the_router),
        exposed(
            "api.hostandcode.net",
            "whatever ends as its host, and a host where anybody tries code out",
            High,
            &["suffix-match", "shared-host-trusted"],
        )
        .path("/me")
        .trusting_only(|it| {
            it.is_front() || it.begins("https://") && it.ends("$H") || it.origin == "https://jsfiddle.net"
        })
        .styled(before_the_router),
    ]
}
