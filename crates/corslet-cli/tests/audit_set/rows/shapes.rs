//! Plain servers that answer as well-known frameworks do, in the setups that people copy.

use crate::audit_set::plain::{before_the_router, tides};
use crate::audit_set::request::Request;
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const ACAO: &str = "Access-Control-Allow-Origin";
const ACAC: &str = "Access-Control-Allow-Credentials";
const ACAM: &str = "Access-Control-Allow-Methods";
const ACAH: &str = "Access-Control-Allow-Headers";

/// What its maker knows of it, and need not be said of a framework's ways.
const WAYS: &[&str] =
    &["acah-reflect", "acam-reflect", "methods-overbroad", "headers-overbroad", "error-no-cors"];

pub(crate) fn rows() -> Vec<Server> {
    [scripts(), snakes_and_gems(), machines(), compiled()].into_iter().flatten().collect()
}

/// The account as a framework's handler has it, without a word of CORS.
fn account(request: &Request) -> Response {
    if request.path != "/me" {
        return Response::of(
            404,
            "text/html",
            format!("<pre>Cannot {} {}</pre>", request.method, request.path),
        );
    }
    match (request.method.as_str(), request.has_session()) {
        ("GET" | "HEAD", true) => Response::json(200, r#"{"id":12,"mail":"grace@mail.invalid"}"#)
            .with("ETag", "W/\"2c-Xk\"")
            .with("Cache-Control", "private, no-store"),
        ("GET" | "HEAD", false) => Response::json(401, r#"{"statusCode":401}"#),
        _ => Response::json(405, r#"{"statusCode":405}"#).with("Allow", "GET, HEAD"),
    }
}

/// Any `OPTIONS` is answered with 204, what is asked for is offered, and headers stand on errors too.
fn expressly(request: &Request, is_granted: bool) -> Response {
    if request.method != "OPTIONS" {
        return account(request).granting(request, is_granted);
    }
    let mut response = Response::empty(204).granting(request, is_granted);
    response.add(ACAM, "GET,HEAD,PUT,PATCH,POST,DELETE");
    response.add("Vary", "Access-Control-Request-Headers");
    if let Some(wanted) = request.header("access-control-request-headers") {
        response.add(ACAH, wanted);
    }
    response
}

/// What asks from an origin that is not on the list gets 403, whatever it asks.
fn springlike(request: &Request, is_granted: bool) -> Response {
    let vary = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
    let mut response = match (request.origin(), is_granted) {
        (Some(_), false) => Response::of(403, "text/plain", "Invalid CORS request"),
        _ if request.is_preflight() => Response::empty(200),
        _ => account(request),
    };
    response = response.granting(request, is_granted);
    response.set("Vary", vary);
    if request.is_preflight() && is_granted {
        response.add(ACAM, "GET,PUT");
        response.add(ACAH, "content-type");
        response.add("Access-Control-Max-Age", "1800");
    }
    response
}

/// Preflights are answered where method and origin are right; anything else goes to the application.
fn strictly(request: &Request, is_granted: bool) -> Response {
    if request.is_preflight() {
        let status = if is_granted { 200 } else { 400 };
        let text = if is_granted { "OK" } else { "Disallowed CORS origin" };
        return Response::of(status, "text/plain; charset=utf-8", text)
            .granting(request, is_granted)
            .offering("GET, PUT", "Accept, Accept-Language, Content-Language, Content-Type");
    }
    account(request).granting(request, is_granted)
}

fn scripts() -> Vec<Server> {
    vec![
        correct(
            "rates.expressdefault.io",
            "any origin by a star; whatever headers are asked for, which gives nobody more",
        )
        .path("/rates")
        .allowed(&["acah-reflect", "methods-overbroad", "headers-overbroad", "wildcard-public"])
        .styled(|request, _| {
            let mut response = match request.method.as_str() {
                "OPTIONS" => expressly(request, false),
                _ => Response::json(200, r#"{"EUR":1}"#).with("ETag", "W/\"9-a\""),
            };
            if request.method != "OPTIONS" {
                response.remove("Vary");
            }
            response.with(ACAO, "*")
        }),
        exposed(
            "me.expresstrue.dev",
            "the origin because it is asked to, with credentials",
            High,
            &["reflect-any"],
        )
        .path("/me")
        .allowed(WAYS)
        .trusting_only(|_| true)
        .styled(expressly),
        exposed(
            "me.koastar.org",
            "a star that becomes the origin with credentials; empty where there is none",
            High,
            &["reflect-any"],
        )
        .path("/me")
        .allowed(WAYS)
        .allowed(&["acao-invalid"])
        .trusting_only(|_| true)
        .styled(expressly)
        .finish(|request, response| {
            if request.origin().is_none() {
                response.add(ACAO, "");
                response.add(ACAC, "true");
            }
        }),
        hygiene("me.expresslist.co.uk", "a list; whatever headers are asked for", &["acah-reflect"])
            .path("/me")
            .at_most(Low)
            .allowed(WAYS)
            .styled(expressly)
            .finish(|request, response| {
                if request.method == "OPTIONS" {
                    response.set(ACAM, "GET,PUT");
                }
            }),
        correct(
            "me.honolist.net",
            "a list; preflights of others get 204 with what is offered, and no origin",
        )
        .path("/me")
        .styled(before_the_router)
        .finish(|request, response| {
            if request.method == "OPTIONS" {
                response.set(ACAM, "GET,PUT");
                response.set(ACAH, "content-type");
                response.set(ACAC, "true");
            }
        }),
    ]
}

fn snakes_and_gems() -> Vec<Server> {
    vec![
        exposed("me.djangoall.io", "all origins and credentials, by two switches", High, &["reflect-any"])
            .path("/me")
            .allowed(WAYS)
            .allowed(&["headers-overbroad"])
            .trusting_only(|_| true)
            .styled(strictly)
            .finish(|request, response| {
                if request.is_preflight() {
                    response.set(ACAM, "DELETE, GET, OPTIONS, PATCH, POST, PUT");
                    response.set(
                        ACAH,
                        "accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with",
                    );
                    response.set("Access-Control-Max-Age", "86400");
                }
            }),
        exposed(
            "me.djangomatch.dev",
            "an expression that is held at its beginning only",
            High,
            &["prefix-match"],
        )
        .path("/me")
        .allowed(&["subdomain-any"])
        .trusting_only(|it| {
            let rest = it.origin.strip_prefix("https://").unwrap_or_default();
            let word = rest.find(|character: char| !(character.is_ascii_alphanumeric() || character == '_'));
            word.is_some_and(|end| end > 0 && rest[end..].starts_with(".djangomatch.dev"))
        })
        .styled(strictly),
        exposed(
            "me.starlettestar.co.uk",
            "a star, unless there is a cookie; preflights get the origin back",
            High,
            &["reflect-any"],
        )
        .path("/me")
        .allowed(&["wildcard-with-credentials", "wildcard-public", "acah-reflect", "methods-overbroad"])
        .trusting_only(|it| it.request.is_preflight() || it.request.header("cookie").is_some())
        .styled(strictly)
        .finish(|request, response| {
            if request.is_preflight() {
                response.set(ACAM, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
                if let Some(wanted) = request.header("access-control-request-headers") {
                    response.set(ACAH, wanted);
                }
            } else if request.header("cookie").is_none() && request.origin().is_some() {
                response.remove("Vary");
                response.set(ACAO, "*");
                response.set(ACAC, "true");
            }
        }),
        correct(
            "me.starlettelist.org",
            "a list; credentials for whoever asks, an origin for whoever is on it",
        )
        .path("/me")
        .styled(strictly)
        .finish(|request, response| {
            if request.origin().is_some() {
                response.set(ACAC, "true");
            }
        }),
        exposed("me.sanicmatch.app", "a front end, and whatever comes after it", High, &["prefix-match"])
            .path("/me")
            .trusting_only(|it| it.begins("https://app.$D"))
            .styled(strictly),
        correct("me.flaskseveral.net", "all of its list, in as many fields, where there is no origin")
            .path("/me")
            .allowed(&["acao-multiple"])
            .styled(strictly)
            .finish(|request, response| {
                if request.origin().is_none() {
                    response.add(ACAO, "https://app.flaskseveral.net");
                    response.add(ACAO, "https://www.flaskseveral.net");
                }
            }),
        exposed("me.railsbare.io", "the name of a front end, by any scheme", Medium, &["http-trusted"])
            .path("/me")
            .at_most(Medium)
            .trusting_only(|it| it.is("https://app.$D") || it.is("http://app.$D"))
            .styled(strictly),
        exposed("me.laravelstar.com.br", "a star in a pattern, with credentials", High, &["reflect-any"])
            .domain("laravelstar.com.br")
            .path("/me")
            .allowed(WAYS)
            .trusting_only(|_| true)
            .styled(expressly),
    ]
}

fn machines() -> Vec<Server> {
    vec![
        exposed("me.springpattern.io", "a pattern of a star, with credentials", High, &["reflect-any"])
            .path("/me")
            .trusting_only(|_| true)
            .styled(springlike),
        hygiene(
            "me.springlist.co.uk",
            "a list; whoever is not on it gets no answer at all",
            &["origin-as-access-control"],
        )
        .path("/me")
        .at_most(Low)
        .styled(springlike),
        exposed("me.springports.dev", "a pattern of any port", Low, &["any-port"])
            .path("/me")
            .allowed(&["origin-as-access-control"])
            .trusting_only(|it| {
                it.parts().is_some_and(|(scheme, host, _)| scheme == "https" && host == "app.springports.dev")
            })
            .styled(springlike),
        exposed(
            "me.tomcatdefault.org",
            "any origin with credentials, as a filter once had it",
            High,
            &["reflect-any"],
        )
        .path("/me")
        .trusting_only(|_| true)
        .styled(springlike)
        .finish(|_, response| response.remove("Vary")),
        exposed("me.dotnetpredicate.de", "a predicate that is always true", High, &["reflect-any"])
            .path("/me")
            .trusting_only(|_| true)
            .styled(before_the_router),
        hygiene(
            "tides.dotnetone.net",
            "one origin, and nothing of what the answer varies by",
            &["vary-missing"],
        )
        .path("/tides")
        .styled(tides)
        .trusting_only(|it| it.is("https://app.$D"))
        .finish(|_, response| {
            response.remove("Vary");
            response.set("Cache-Control", "max-age=5");
        }),
        hygiene(
            "me.playlist.fr",
            "a filter that answers 403 to whoever is not on its list",
            &["origin-as-access-control"],
        )
        .path("/me")
        .at_most(Low)
        .styled(springlike)
        .finish(|_, response| response.set("Vary", "Origin")),
    ]
}

fn compiled() -> Vec<Server> {
    vec![
        exposed("me.gostar.io", "an h and a star, with credentials", High, &["reflect-any"])
            .path("/me")
            .allowed(WAYS)
            .trusting_only(|it| it.origin.starts_with('h'))
            .styled(before_the_router),
        exposed("me.gosuffix.co.uk", "a star before its domain, and no dot", High, &["suffix-match"])
            .path("/me")
            .trusting_only(|it| it.begins("https://") && it.ends("$D"))
            .styled(before_the_router),
        exposed(
            "me.ginprefix.dev",
            "a star after its domain; whoever is not on the list gets 403",
            High,
            &["prefix-match"],
        )
        .path("/me")
        .allowed(&["origin-as-access-control"])
        .trusting_only(|it| it.begins("https://$D"))
        .styled(springlike),
        correct("me.towerlist.org", "a list; whatever else it grants stands on every preflight")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                response.set("Vary", "origin, access-control-request-method, access-control-request-headers");
                response.set(ACAC, "true");
                if request.method == "OPTIONS" {
                    response.status = 200;
                    response.set(ACAM, "GET,PUT");
                    response.set(ACAH, "content-type");
                }
            }),
        hygiene(
            "me.poemlist.app",
            "a list; whoever is not on it gets 403 without a body",
            &["origin-as-access-control"],
        )
        .path("/me")
        .at_most(Low)
        .styled(springlike)
        .finish(|_, response| {
            if response.status == 403 {
                response.body.clear();
            }
        }),
        exposed(
            "me.verypermissive.net",
            "everything as it is asked for, with credentials",
            High,
            &["reflect-any"],
        )
        .path("/me")
        .allowed(WAYS)
        .trusting_only(|_| true)
        .styled(expressly)
        .finish(|request, response| {
            if request.is_preflight() {
                response.set(ACAM, request.wanted());
            }
        }),
    ]
}
