//! Plain servers that answer preflights otherwise than what follows them, or say too much in them.

use crate::audit_set::plain::{anywhere, before_the_router, brittle, hidden, tides};
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{Info, Low};
use crate::audit_set::server::{Server, correct, hygiene};

const ACAO: &str = "Access-Control-Allow-Origin";
const ACAM: &str = "Access-Control-Allow-Methods";
const ACAH: &str = "Access-Control-Allow-Headers";

pub(crate) fn rows() -> Vec<Server> {
    [outcomes(), offers(), ages(), shown(), errors()].into_iter().flatten().collect()
}

fn low(host: &str, says: &'static str, ids: &[&'static str]) -> Server {
    hygiene(host, says, ids).path("/me").at_most(Low)
}

fn outcomes() -> Vec<Server> {
    vec![
        low(
            "api.onlyoptions.io",
            "preflights are granted, and what follows has nothing",
            &["preflight-actual-mismatch"],
        )
        .styled(before_the_router)
        .finish(|request, response| {
            if request.method != "OPTIONS" {
                response.remove_cors();
            }
        }),
        low(
            "api.onlyanswers.dev",
            "answers are granted, and preflights have nothing",
            &["preflight-actual-mismatch"],
        )
        .styled(before_the_router)
        .finish(|request, response| {
            if request.method == "OPTIONS" {
                response.remove_cors();
            }
        }),
        low(
            "api.guardfirst.co.uk",
            "a guard before CORS, which wants a session of preflights",
            &["preflight-status"],
        )
        .allowed(&["error-no-cors"])
        .styled(before_the_router)
        .finish(|request, response| {
            if !request.has_session() {
                *response = Response::json(401, r#"{"message":"no session"}"#);
            }
        }),
        low(
            "api.notbyoptions.net",
            "a router that does not know OPTIONS, behind CORS",
            &["preflight-status"],
        )
        .path("/tenant")
        .styled(brittle)
        .finish(|request, response| {
            if request.method == "OPTIONS" {
                response.status = 405;
                response.set("Allow", "GET, PUT, DELETE");
            }
        }),
        low("api.optionslost.com.br", "no route for OPTIONS", &["preflight-status"])
            .domain("optionslost.com.br")
            .path("/me")
            .allowed(&["error-no-cors"])
            .styled(before_the_router)
            .finish(|request, response| {
                if request.method == "OPTIONS" {
                    *response = Response::json(404, r#"{"message":"no route"}"#);
                }
            }),
        low("api.optionsbreak.org", "preflights break it", &["preflight-status"])
            .allowed(&["error-no-cors"])
            .styled(before_the_router)
            .finish(|request, response| {
                if request.is_preflight() {
                    *response = Response::of(500, "text/html", "<h1>500</h1>");
                }
            }),
        low(
            "api.slashesfirst.io",
            "preflights are sent to the same path with a slash",
            &["preflight-redirect"],
        )
        .styled(before_the_router)
        .finish(|request, response| {
            if request.method == "OPTIONS" {
                *response = Response::empty(308).with("Location", "/me/");
            }
        }),
        low("api.loginfirst.dev", "preflights are sent to the login", &["preflight-redirect"])
            .path("/ledger")
            .styled(hidden)
            .finish(|request, response| {
                if request.method == "OPTIONS" && !request.has_session() {
                    response.status = 302;
                    response.set("Location", "https://login.loginfirst.dev/start");
                }
            }),
        low(
            "api.privatenet.app",
            "whatever asks from the public network may go on",
            &["private-network-allow"],
        )
        .at_most(crate::audit_set::server::Severity::Medium)
        .styled(before_the_router)
        .finish(|request, response| {
            if request.header("access-control-request-private-network").is_some() {
                response.status = 204;
                response.set("Access-Control-Allow-Private-Network", "true");
                if let Some(origin) = request.origin() {
                    response.set(ACAO, origin);
                }
            }
        }),
    ]
}

fn offers() -> Vec<Server> {
    vec![
        low("api.methodsback.io", "the method that is asked for is the one that is offered", &["acam-reflect"])
            .styled(before_the_router)
            .finish(|request, response| {
                if request.is_preflight() && response.first(ACAO).is_some() {
                    response.set(ACAM, request.wanted());
                }
            }),
        low("api.headersback.dev", "the headers that are asked for are those that are offered", &["acah-reflect"])
            .styled(before_the_router)
            .finish(|request, response| {
                let wanted = request.header("access-control-request-headers");
                if let Some(wanted) = wanted.filter(|_| response.first(ACAO).is_some()) {
                    response.set(ACAH, wanted);
                }
            }),
        low("api.bothback.co.uk", "methods and headers, as they are asked for", &["acam-reflect", "acah-reflect"])
            .path("/tenant")
            .styled(brittle)
            .finish(|request, response| {
                if request.is_preflight() && response.first(ACAO).is_some() {
                    response.set(ACAM, &format!("GET, {}", request.wanted()));
                    let wanted = request.header("access-control-request-headers").unwrap_or("content-type");
                    response.set(ACAH, &format!("content-type,{wanted}"));
                }
            }),
        low("api.traceable.net", "TRACE and CONNECT among the methods", &["methods-overbroad"])
            .styled(before_the_router)
            .finish(|_, response| {
                if response.first(ACAM).is_some() {
                    response.set(ACAM, "GET,POST,PUT,TRACE,CONNECT");
                }
            }),
        low("tides.everymethod.org", "a star for the methods of one that is only read", &["methods-overbroad"])
            .path("/tides")
            .styled(tides)
            .finish(|_, response| {
                if response.first(ACAM).is_some() {
                    response.set(ACAM, "*");
                }
            }),
        low("tides.everyheader.de", "a star for the headers", &["headers-overbroad"])
            .path("/tides")
            .allowed(&["acah-star-authorization"])
            .styled(tides)
            .finish(|_, response| {
                if response.first(ACAH).is_some() {
                    response.set(ACAH, "*");
                }
            }),
        low("api.longlist.fr", "two dozen headers that nothing of it is about", &["headers-overbroad"])
            .styled(before_the_router)
            .finish(|_, response| {
                if response.first(ACAH).is_some() {
                    response.set(
                        ACAH,
                        "Accept, Accept-Charset, Accept-Encoding, Accept-Language, Authorization, Cache-Control, \
                         Connection, Content-Type, Cookie, DNT, Host, If-Match, If-Modified-Since, Keep-Alive, Origin, \
                         Pragma, Range, Referer, User-Agent, X-Api-Key, X-CSRF-Token, X-Custom-Header, X-Forwarded-For, \
                         X-Requested-With, X-Real-IP, X-Amz-Date, X-Amz-Security-Token",
                    );
                }
            }),
    ]
}

/// How long a preflight is kept.
fn aged(server: Server, seconds: &'static str) -> Server {
    server.styled(before_the_router).finish(move |_, response| {
        if response.first(ACAM).is_some() {
            response.set("Access-Control-Max-Age", seconds);
        }
    })
}

fn ages() -> Vec<Server> {
    vec![
        aged(low("api.ayear.io", "a year", &["maxage-excessive"]), "31536000"),
        aged(
            low("api.twentydays.co.uk", "twenty days, as a recipe has them", &["maxage-excessive"]),
            "1728000",
        ),
        aged(low("api.tenminutes.dev", "ten minutes, as nobody reads them", &["maxage-invalid"]), "10m"),
        aged(low("api.ahalf.org", "seconds with a half", &["maxage-invalid"]), "3600.5"),
        aged(low("api.listofages.net", "two ages", &["maxage-invalid"]), "600, 600"),
        aged(correct("api.aday.com", "a day, which is the most").path("/me"), "86400"),
        aged(correct("api.noage.app", "not at all").path("/me"), "0"),
    ]
}

fn shown() -> Vec<Server> {
    const ACEH: &str = "Access-Control-Expose-Headers";
    vec![
        low("api.showsall.io", "headers are shown that every page sees", &["expose-useless"])
            .at_least(Info)
            .styled(before_the_router)
            .finish(|request, response| {
                if request.method != "OPTIONS" && response.first(ACAO).is_some() {
                    response.set(ACEH, "Content-Type, Cache-Control, Last-Modified");
                }
            }),
        low("api.showscookie.dev", "a header is shown that no page sees", &["expose-useless"])
            .styled(before_the_router)
            .finish(|request, response| {
                if request.method != "OPTIONS" && response.first(ACAO).is_some() {
                    response.set(ACEH, "X-Total-Count, Set-Cookie");
                }
            }),
        low(
            "api.showsearly.co.uk",
            "headers are shown in preflights, where nobody looks",
            &["expose-useless"],
        )
        .path("/tenant")
        .styled(brittle)
        .finish(|request, response| {
            if request.is_preflight() && response.first(ACAO).is_some() {
                response.set(ACEH, "X-Total-Count");
            }
        }),
        correct("api.showscount.net", "a header is shown that pages do not see by themselves")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                response.set("X-Total-Count", "7");
                if request.method != "OPTIONS" && response.first(ACAO).is_some() {
                    response.set(ACEH, "X-Total-Count, Link");
                }
            }),
    ]
}

fn errors() -> Vec<Server> {
    vec![
        low(
            "api.withoutalways.io",
            "a proxy adds the headers to answers that are no errors",
            &["error-no-cors"],
        )
        .styled(before_the_router)
        .finish(|_, response| {
            if response.status >= 400 {
                response.remove_cors();
            }
        }),
        low("api.brokenbare.dev", "what breaks has no headers", &["error-no-cors"])
            .path("/tenant")
            .styled(brittle)
            .finish(|_, response| {
                if response.status == 500 {
                    response.remove_cors();
                    response.remove("Vary");
                }
            }),
        low("tides.lostbare.org", "what is not there has no headers", &["error-no-cors"])
            .path("/tides")
            .styled(tides)
            .finish(|request, response| {
                if request.path != "/tides" && request.method != "OPTIONS" {
                    *response = Response::of(404, "text/html", "<h1>404</h1>");
                }
            }),
        correct("api.optionsbody.com", "preflights are answered like anything else, with a body")
            .path("/")
            .styled(anywhere)
            .finish(|request, response| {
                if request.is_preflight() && response.first(ACAO).is_some() {
                    response.set(ACAM, "PUT");
                    response.set(ACAH, "content-type");
                }
            }),
    ]
}
