//! Servers that do nothing wrong, and whatever it takes to look as if they did.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::audit_set::api::Content;
use crate::audit_set::response::Response;
use crate::audit_set::server::{Place, Server, correct};

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = plain();
    rows.extend(crowded());
    rows
}

/// Servers that say a lot around what they grant.
fn crowded() -> Vec<Server> {
    vec![
        correct("www.linksinside.com", "links and a policy that lead to machines nearby, and to patterns").finish(
            |request, response| {
                response.set(
                    "Content-Security-Policy",
                    "default-src 'none'; connect-src * https://*.linksinside.com wss://live.linksinside.com \
                     http://192.168.3.4:8080 data: blob: 'self'; frame-ancestors 'none'; report-uri /csp",
                );
                if request.path == "/" && response.status == 200 {
                    response.body += "<a href='http://localhost:3000/'>here</a><a href=\"//10.0.0.8/x\">there</a>\
                                      <a href=\"http://169.254.169.254/latest/meta-data/\">elsewhere</a>\
                                      <a href='javascript:void 0'>nowhere</a><a href=\"https://[::1\">broken</a>";
                }
            },
        ),
        correct("api.openotherwise.com", "everybody, in headers that are no grant")
            .always("Timing-Allow-Origin", "*")
            .always("Cross-Origin-Resource-Policy", "cross-origin")
            .always("X-Permitted-Cross-Domain-Policies", "all"),
        correct("api.ownalways.com", "its own origin, whoever asks")
            .without_vary()
            .trusting_only(|_| true)
            .always("Access-Control-Allow-Origin", "https://$H"),
        correct("api.headless.com", "no HEAD").finish(|request, response| {
            if request.method == "HEAD" {
                response.status = 405;
                response.set("Allow", "GET, POST, PUT, DELETE, OPTIONS");
            }
        }),
        correct("api.emptyanswer.com", "nothing to read, for those who are signed in").finish(|_, response| {
            if response.status == 200 {
                response.status = 204;
                response.body = String::new();
                response.remove("Content-Type");
            }
        }),
        correct("api.strictquery.com", "400 to any query that it does not know").finish(|request, response| {
            if !request.query.is_empty() {
                response.status = 400;
                response.body = format!(r#"{{"error":"unknown parameter","query":"{}"}}"#, request.query);
            }
        }),
        correct("api.challenging.com", "a challenge to whoever is not signed in").finish(|_, response| {
            if response.status == 401 {
                response.add("WWW-Authenticate", "Basic realm=\"challenging\", charset=\"UTF-8\"");
            }
        }),
        correct("api.talkative.com", "colours, markup and a header without end in what it answers").finish(
            |_, response| {
                response.add("X-Motto", "\u{1b}[31m<script>alert(1)</script>%0d%0aX-Injected: 1");
                response.add("X-Long", &"z".repeat(6000));
                response.add("Server", "nginx/1.27.0 (<b>bold</b>)");
            },
        ),
    ]
}

/// Servers that are right.
fn plain() -> Vec<Server> {
    let asked = AtomicUsize::new(0);
    vec![
        correct("api.plainright.com", "right in everything"),
        correct("plainapex.com", "right in everything, at the apex").path("/v1/account/orders"),
        correct("api.plainpublic.com", "right in everything, of what everybody may read").public(),
        correct("shop.plainbrit.co.uk", "right in everything, below co.uk"),
        correct("www.nothingatall.com", "no CORS at all").without_vary().trusting_only(|_| false).finish(
            |request, response| {
                if request.is_preflight() {
                    response.status = 405;
                }
            },
        ),
        correct("www.nothingplain.com", "no CORS at all, over http")
            .place(Place::Http)
            .same_site("")
            .without_vary()
            .trusting_only(|_| false),
        correct("www.nothingstored.com", "no CORS at all, stored by caches")
            .content(Content::Public)
            .without_vary()
            .trusting_only(|_| false),
        correct("api.echoedaside.com", "the origin in a header that is no grant").finish(
            |request, response| {
                if let Some(origin) = request.origin() {
                    response.add("X-Access-Control-Allow-Origin", origin);
                    response.add("X-Request-Origin", origin);
                }
            },
        ),
        correct("api.echoedbody.com", "the origin in what it answers").finish(|request, response| {
            if let (Some(origin), false) = (request.origin(), response.body.is_empty()) {
                let origin = origin.replace(['"', '\\'], "");
                response.body = response.body.replacen('{', &format!("{{\"origin\":\"{origin}\","), 1);
            }
        }),
        correct("api.echoedheaders.com", "methods and headers as they are asked for, and no origin").finish(
            |request, response| {
                if !request.is_preflight() || response.first("Access-Control-Allow-Origin").is_some() {
                    return;
                }
                response.status = 200;
                response.add("Access-Control-Allow-Methods", request.wanted());
                if let Some(names) = request.header("access-control-request-headers") {
                    response.add("Access-Control-Allow-Headers", names);
                }
            },
        ),
        correct(
            "api.echoedredirect.com",
            "the origin on the way to where one signs in, which grants nothing",
        )
        .allowed(&["reflect-on-error"])
        .without_session()
        .finish(|request, response| {
            if response.status != 401 {
                return;
            }
            *response = Response::empty(302);
            response.add("Location", "/login");
            response.add("Vary", "Origin");
            if let Some(origin) = request.origin() {
                response.add("Access-Control-Allow-Origin", origin);
                response.add("Access-Control-Allow-Credentials", "true");
            }
        }),
        correct("api.assetstar.com", "a star on its pictures alone").finish(|request, response| {
            if request.path.starts_with("/static/") {
                response.set("Access-Control-Allow-Origin", "*");
            }
        }),
        correct("api.ownorigin.com", "its own origin too").trusting(|it| it.is("https://$H")),
        correct("api.quickanswers.com", "so many questions a moment, and then a pause").finish(
            move |_, response| {
                let number = asked.fetch_add(1, Ordering::Relaxed);
                if number == 25 {
                    *response = Response::json(429, r#"{"error":"slower"}"#);
                    response.add("Retry-After", "1");
                    response.add("Vary", "Origin");
                }
            },
        ),
        correct("api.changingwords.com", "something else each time, to whoever asks")
            .content(Content::Changing),
        correct("api.punycode.com", "a front end in other letters")
            .fronts(&["https://xn--bcher-kva.$D", "https://app.$D"]),
    ]
}
