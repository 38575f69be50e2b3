//! Servers whose grants are no values that a browser takes, or stars.

use crate::audit_set::api::Content;
use crate::audit_set::server::Severity::{High, Info, Low, Medium};
use crate::audit_set::server::{Place, Server, correct, exposed, hygiene};

const ORIGIN: &str = "Access-Control-Allow-Origin";
const CREDENTIALS: &str = "Access-Control-Allow-Credentials";
const METHODS: &str = "Access-Control-Allow-Methods";
const HEADERS: &str = "Access-Control-Allow-Headers";
const EXPOSED: &str = "Access-Control-Expose-Headers";

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = stars();
    rows.extend(credentials());
    rows.extend(several());
    rows.extend(invalid());
    rows.extend(literal());
    rows.extend(idle());
    rows
}

/// Everybody's, without credentials.
pub(crate) fn starred(server: Server) -> Server {
    server.credentials(None).without_vary().trusting_only(|_| true).always(ORIGIN, "*")
}

fn stars() -> Vec<Server> {
    const STAR: &[&str] = &["wildcard-public"];
    vec![
        starred(
            correct("cdn.starpublic.com", "everybody's, the same for everybody").content(Content::Public),
        )
        .allowed(STAR),
        starred(
            correct("data.starchanging.com", "everybody's, different each time").content(Content::Changing),
        )
        .allowed(STAR),
        starred(correct("api.starmember.com", "everybody's, and nobody's without a session")).allowed(STAR),
        starred(correct("api.starmixed.com", "everybody's, and more with a session").content(Content::Mixed))
            .allowed(STAR),
        starred(
            correct("fonts.staronly.com", "a file for everybody, which has no preflights")
                .content(Content::Public),
        )
        .allowed(&["wildcard-public", "preflight-status"])
        .finish(|request, response| {
            if request.method == "OPTIONS" {
                response.remove_cors();
                response.status = 405;
                response.add("Allow", "GET, HEAD");
            }
        }),
        starred(
            exposed("billing.corp.internal", "everybody's, of a machine inside a network", Medium, STAR)
                .content(Content::Public),
        ),
    ]
}

fn credentials() -> Vec<Server> {
    const INVALID: &[&str] = &["acac-invalid"];
    vec![
        starred(hygiene(
            "api.starcredentials.com",
            "everybody's with credentials, which no browser takes",
            &["wildcard-with-credentials"],
        ))
        .at_most(Low)
        .always(CREDENTIALS, "true"),
        exposed(
            "api.starswaps.com",
            "everybody's, and with a cookie the origin's own",
            High,
            &["reflect-any"],
        )
        .allowed(&["wildcard-with-credentials"])
        .trusting_only(|_| true)
        .finish(|request, response| {
            response.set("Vary", "Origin, Cookie");
            if request.header("cookie").is_none() {
                response.set(ORIGIN, "*");
                response.set(CREDENTIALS, "true");
            }
        }),
        hygiene("api.credentialstitle.com", "True instead of true", INVALID)
            .at_most(Low)
            .credentials(Some("True")),
        hygiene("api.credentialsone.com", "1 instead of true", INVALID).at_most(Low).credentials(Some("1")),
        hygiene("api.credentialsyes.com", "yes instead of true", INVALID)
            .at_most(Low)
            .credentials(Some("yes")),
        starred(hygiene("api.credentialsstar.com", "True instead of true, to everybody", INVALID))
            .at_most(Low)
            .allowed(&["wildcard-public"])
            .always(CREDENTIALS, "True"),
        hygiene("api.credentialstwice.com", "true on two lines", INVALID).at_most(Low).finish(
            |_, response| {
                if response.first(CREDENTIALS).is_some() {
                    response.add(CREDENTIALS, "true");
                }
            },
        ),
        correct("api.credentialsfalse.com", "false, which says no")
            .allowed(INVALID)
            .credentials(Some("false")),
    ]
}

fn several() -> Vec<Server> {
    const SEVERAL: &[&str] = &["acao-multiple"];
    let text = |host: &str, says, value: &str| {
        hygiene(host, says, SEVERAL).at_most(Low).without_vary().trusting_only(|_| true).always(ORIGIN, value)
    };
    vec![
        hygiene("api.severaltwice.com", "its front end on two lines", SEVERAL).at_most(Low).finish(
            |_, response| {
                if let Some(origin) = response.first(ORIGIN).map(str::to_owned) {
                    response.add(ORIGIN, &origin);
                }
            },
        ),
        hygiene("api.severalstar.com", "its front end, and a star that a proxy adds", SEVERAL)
            .at_most(Low)
            .finish(|_, response| {
                if response.first(ORIGIN).is_some() {
                    response.add(ORIGIN, "*");
                }
            }),
        text("api.severalcommas.com", "a list with commas", "https://app.$D, https://www.$D"),
        text("api.severalspaces.com", "a list with spaces", "https://app.$D https://www.$D"),
        starred(hygiene("data.severalstars.com", "a star on two lines", SEVERAL).content(Content::Public))
            .at_most(Low)
            .finish(|_, response| response.add(ORIGIN, "*")),
    ]
}

fn invalid() -> Vec<Server> {
    const INVALID: &[&str] = &["acao-invalid"];
    let text = |host: &str, says, value: &str| {
        hygiene(host, says, INVALID).at_most(Low).without_vary().trusting_only(|_| true).always(ORIGIN, value)
    };
    vec![
        text("api.invalidslash.com", "a slash at its end", "https://app.$D/"),
        text("api.invalidpath.com", "a path", "https://app.$D/shop"),
        text("api.invalidbare.com", "no scheme", "app.$D"),
        text("api.invalidpattern.com", "a pattern", "https://*.$D"),
        text("api.invalidcase.com", "capitals", "HTTPS://APP.INVALIDCASE.COM"),
        text("api.invalidempty.com", "nothing at all", ""),
        text("api.invalidport.com", "the port that goes without saying", "https://app.$D:443"),
        text("api.invalidplain.com", "the port that goes without saying over http", "http://app.$D:80")
            .place(Place::Http)
            .same_site(""),
        hygiene("api.invalidadded.com", "its front end, with a slash that it adds", INVALID)
            .at_most(Low)
            .finish(|_, response| {
                if let Some(origin) = response.first(ORIGIN).map(|origin| format!("{origin}/")) {
                    response.set(ORIGIN, &origin);
                }
            }),
        text("api.invalidquoted.com", "quotes around it", "\"https://app.$D\""),
        text("api.invalidword.com", "a word", "all"),
    ]
}

/// With credentials a star is a name like any other.
fn literal() -> Vec<Server> {
    const LITERAL: &[&str] = &["wildcard-literal-credentials"];
    vec![
        hygiene("api.literalheaders.com", "a star for headers, with credentials", LITERAL)
            .at_most(Low)
            .allowed(&["headers-overbroad", "acah-star-authorization"])
            .headers("*"),
        hygiene("api.literalmethods.com", "a star for methods, with credentials", LITERAL)
            .at_most(Low)
            .allowed(&["methods-overbroad"])
            .methods("*"),
        hygiene("api.literalexposes.com", "a star for what is exposed, with credentials", LITERAL)
            .at_most(Low)
            .finish(|request, response| {
                if response.first(ORIGIN).is_some() && !request.is_preflight() {
                    response.add(EXPOSED, "*");
                }
            }),
        starred(hygiene(
            "data.starheaders.com",
            "a star for headers, of which Authorization is none",
            &["acah-star-authorization"],
        ))
        .at_most(Info)
        .allowed(&["wildcard-public", "headers-overbroad"])
        .headers("*"),
        starred(correct("data.starauthorization.com", "a star for headers, and Authorization by its name"))
            .allowed(&["wildcard-public", "headers-overbroad"])
            .headers("*, Authorization"),
    ]
}

/// Lines that do nothing.
fn idle() -> Vec<Server> {
    vec![
        correct("api.idlecredentials.com", "true to everybody, and an origin to its front ends alone")
            .always(CREDENTIALS, "true"),
        correct(
            "api.idlemethods.com",
            "methods and headers to everybody, and an origin to its front ends alone",
        )
        .always(METHODS, "PUT, DELETE")
        .always(HEADERS, "authorization, content-type, x-request-id"),
    ]
}
