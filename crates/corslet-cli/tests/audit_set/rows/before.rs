//! Plain servers that answer as gateways, proxies and stores do which stand before an application.

use crate::audit_set::plain::{before_the_router, brittle, hidden, tides};
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const ACAO: &str = "Access-Control-Allow-Origin";
const ACAC: &str = "Access-Control-Allow-Credentials";

pub(crate) fn rows() -> Vec<Server> {
    vec![
        exposed(
            "edge.meshecho.io",
            "a filter that echoes, and never says what varies",
            High,
            &["reflect-any"],
        )
        .path("/me")
        .allowed(&["vary-missing"])
        .trusting_only(|_| true)
        .styled(before_the_router)
        .finish(|_, response| response.remove("Vary")),
        hygiene("edge.meshlist.dev", "a filter with a list that never says what varies", &["vary-missing"])
            .path("/tides")
            .styled(tides)
            .finish(|_, response| response.remove("Vary")),
        exposed(
            "edge.routestar.co.uk",
            "a star that is echoed with credentials, in a cache's reach",
            High,
            &["reflect-any", "vary-missing"],
        )
        .path("/tenant")
        .styled(brittle)
        .trusting_only(|_| true)
        .finish(|_, response| {
            response.remove("Vary");
            response.set("Cache-Control", "public, max-age=60");
        }),
        exposed(
            "edge.plugincredentials.net",
            "an empty list with credentials, which means anybody",
            High,
            &["reflect-any"],
        )
        .path("/me")
        .trusting_only(|_| true)
        .styled(before_the_router)
        .finish(|request, response| {
            response.add("Vary", "Accept-Encoding");
            if request.is_preflight() {
                response.status = 200;
                response.set("Access-Control-Allow-Methods", "GET,PUT");
            }
        }),
        exposed(
            "edge.mapregex.org",
            "a map whose expression is held at its end only",
            High,
            &["suffix-match"],
        )
        .path("/me")
        .allowed(&["error-no-cors", "subdomain-any", "http-trusted"])
        .trusting_only(|it| {
            let (_, host, _) = it.parts().unwrap_or_default();
            host.ends_with("mapregex.org") && it.begins("http")
        })
        .styled(before_the_router)
        .finish(|_, response| {
            if response.status >= 400 {
                response.remove_cors();
            }
        }),
        exposed(
            "bucket.subdomains.de",
            "a store that grants every name below a domain",
            Medium,
            &["subdomain-any"],
        )
        .path("/me")
        .at_most(Medium)
        .trusting_only(|it| it.before(".$D").is_some_and(|label| !label.is_empty()))
        .styled(hidden)
        .finish(|request, response| {
            response.set("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
            if request.is_preflight() && response.first(ACAO).is_none() {
                *response =
                    Response::of(403, "application/xml", "<Error><Code>AccessForbidden</Code></Error>");
            }
        }),
        correct("bucket.everybody.app", "a store that grants everybody what everybody may have")
            .path("/tides")
            .styled(tides)
            .finish(|request, response| {
                if request.is_preflight() {
                    response.status = 200;
                }
                match request.origin() {
                    Some(_) => response.set(ACAO, "*"),
                    None => response.remove(ACAO),
                }
            }),
        correct(
            "edge.gatewaylist.com.br",
            "a gateway with a list, which answers preflights of others with 204",
        )
        .domain("gatewaylist.com.br")
        .path("/me")
        .styled(before_the_router)
        .finish(|request, response| {
            response.add("Vary", "Accept-Encoding");
            if request.is_preflight() && response.first(ACAO).is_some() {
                response.set("Access-Control-Max-Age", "300");
            }
        }),
        hygiene("edge.gatewayandapp.io", "the gateway and the app grant the same origin", &["acao-multiple"])
            .path("/me")
            .at_most(Low)
            .allowed(&["acac-invalid"])
            .styled(before_the_router)
            .finish(|request, response| {
                let origin = response.first(ACAO).map(str::to_owned);
                if let Some(origin) = origin.filter(|_| !request.is_preflight()) {
                    response.add(ACAO, &origin);
                    response.add(ACAC, "true");
                }
            }),
    ]
}
