//! Servers that do nothing wrong, and whatever it takes to look as if they did.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::audit_set::api::Content;
use crate::audit_set::response::Response;
use crate::audit_set::server::{Place, Server, correct};

pub(crate) fn rows() -> Vec<Server> {
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
