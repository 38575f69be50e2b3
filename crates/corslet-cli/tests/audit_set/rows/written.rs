//! Plain servers whose header fields say what no browser takes, or more than is of use.

use crate::audit_set::plain::{anywhere, before_the_router, brittle, tides};
use crate::audit_set::request::{Request, TOKEN};
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{Info, Low};
use crate::audit_set::server::{Server, correct, hygiene};

const ACAO: &str = "Access-Control-Allow-Origin";
const ACAC: &str = "Access-Control-Allow-Credentials";

pub(crate) fn rows() -> Vec<Server> {
    [stars(), credentials(), origins()].into_iter().flatten().collect()
}

/// A star on every answer, and nothing else.
fn starred(request: &Request, _: bool) -> Response {
    let response = match request.method.as_str() {
        "OPTIONS" => Response::empty(204).with("Access-Control-Allow-Methods", "GET"),
        _ => Response::json(200, r#"{"rates":{"EUR":1,"SEK":11.2}}"#)
            .with("Cache-Control", "public, max-age=30"),
    };
    response.with(ACAO, "*")
}

fn stars() -> Vec<Server> {
    let bearer = format!("Authorization: Bearer {TOKEN}");
    vec![
        correct("rates.everyone.io", "a star, for what everybody may know").path("/rates").styled(starred),
        correct("rates.unsigned.dev", "a star, for what everybody may know; no session")
            .path("/rates.json")
            .without_session()
            .allowed(&["wildcard-public"])
            .styled(starred),
        hygiene("hello.starred.org", "a star; whoever is signed in is greeted by name", &["wildcard-public"])
            .path("/")
            .at_most(Low)
            .styled(anywhere)
            .finish(|_, response| {
                response.remove("Vary");
                response.set(ACAO, "*");
                response.remove(ACAC);
            }),
        hygiene("api.starandtrue.co.uk", "a star with credentials", &["wildcard-with-credentials"])
            .path("/me")
            .at_most(Low)
            .allowed(&["wildcard-public"])
            .styled(before_the_router)
            .finish(|_, response| {
                response.set(ACAO, "*");
                response.set(ACAC, "true");
            }),
        hygiene("api.inertingress.net", "a star with credentials and a long preflight, as an ingress sends it", &["wildcard-with-credentials"])
            .path("/tides")
            .at_most(Low)
            .allowed(&["wildcard-public", "methods-overbroad", "maxage-excessive"])
            .styled(tides)
            .finish(|request, response| {
                response.set(ACAO, "*");
                response.set(ACAC, "true");
                if request.is_preflight() {
                    response.set("Access-Control-Allow-Methods", "GET, PUT, POST, DELETE, PATCH, OPTIONS");
                    response.set("Access-Control-Allow-Headers", "DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization");
                    response.set("Access-Control-Max-Age", "1728000");
                }
            }),
        hygiene("api.staredheaders.io", "stars in a preflight with credentials", &["wildcard-literal-credentials"])
            .path("/me")
            .at_most(Low)
            .allowed(&["methods-overbroad", "headers-overbroad"])
            .styled(before_the_router)
            .finish(|request, response| {
                if request.is_preflight() && response.first(ACAO).is_some() {
                    response.set("Access-Control-Allow-Methods", "*");
                    response.set("Access-Control-Allow-Headers", "*");
                }
            }),
        hygiene("api.staredexpose.dev", "a star for the headers that are shown, with credentials", &["wildcard-literal-credentials"])
            .path("/tenant")
            .at_most(Low)
            .allowed(&["expose-useless"])
            .styled(brittle)
            .finish(|request, response| {
                if !request.is_preflight() && response.first(ACAO).is_some() {
                    response.set("Access-Control-Expose-Headers", "*");
                }
            }),
        hygiene("api.startoken.net", "a star for the headers of who sends a token, which it leaves out", &["acah-star-authorization"])
            .path("/me")
            .at_most(Low)
            .allowed(&["headers-overbroad", "wildcard-public"])
            .without_session()
            .flags(&["-H", &bearer])
            .styled(|request, _| {
                let response = match (request.method.as_str(), request.has_token()) {
                    ("OPTIONS", _) => Response::empty(204)
                        .with("Access-Control-Allow-Methods", "GET, PUT")
                        .with("Access-Control-Allow-Headers", "*"),
                    (_, true) => Response::json(200, r#"{"client":"north"}"#),
                    (_, false) => Response::json(401, r#"{"error":"no token"}"#),
                };
                response.with("Cache-Control", "no-store").with(ACAO, "*")
            }),
        correct("api.starandtoken.org", "a star for the headers, and Authorization beside it")
            .path("/rates")
            .allowed(&["headers-overbroad"])
            .styled(starred)
            .finish(|request, response| {
                if request.is_preflight() {
                    response.set("Access-Control-Allow-Headers", "*, Authorization");
                }
            }),
    ]
}

fn credentials() -> Vec<Server> {
    vec![
        hygiene("api.shouting.io", "credentials in capitals", &["acac-invalid"])
            .path("/me")
            .at_most(Low)
            .styled(before_the_router)
            .finish(|_, response| {
                if response.first(ACAC).is_some() {
                    response.set(ACAC, "TRUE");
                }
            }),
        hygiene("api.twicetrue.co.uk", "credentials twice", &["acac-invalid"])
            .path("/tenant")
            .at_most(Low)
            .styled(brittle)
            .finish(|_, response| {
                if response.first(ACAC).is_some() {
                    response.add(ACAC, "true");
                }
            }),
        hygiene("api.yescookies.de", "credentials as one and as yes", &["acac-invalid"])
            .path("/me")
            .at_most(Low)
            .styled(before_the_router)
            .finish(|request, response| {
                if response.first(ACAC).is_some() {
                    response.set(ACAC, if request.is_preflight() { "1" } else { "yes" });
                }
            }),
        correct("tides.saysfalse.dev", "credentials are false, which is harmless")
            .path("/tides")
            .allowed(&["acac-invalid"])
            .styled(tides)
            .finish(|_, response| response.set(ACAC, "false")),
        correct("api.alwaystrue.net", "credentials on every answer; the origin for its front ends alone")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                response.set(ACAC, "true");
                if request.is_preflight() {
                    response.set("Access-Control-Allow-Methods", "PUT");
                    response.set("Access-Control-Allow-Headers", "content-type");
                    response.set("Access-Control-Max-Age", "3600");
                }
            }),
    ]
}

/// Grants its front ends by this value; `$O` is the origin.
fn valued(host: &str, says: &'static str, ids: &[&'static str], value: &'static str) -> Server {
    hygiene(host, says, ids).path("/me").at_most(Low).styled(before_the_router).finish(move |_, response| {
        if let Some(origin) = response.first(ACAO).map(str::to_owned) {
            response.set(ACAO, &value.replace("$O", &origin));
        }
    })
}

/// The same value on every answer.
fn constant(host: &str, says: &'static str, ids: &[&'static str], value: &'static str) -> Server {
    hygiene(host, says, ids).path("/me").at_most(Low).styled(before_the_router).always(ACAO, value)
}

fn origins() -> Vec<Server> {
    let (multiple, invalid) = (&["acao-multiple"], &["acao-invalid"]);
    vec![
        constant(
            "api.commalist.io",
            "its front ends, with commas",
            multiple,
            "https://app.$D, https://www.$D",
        ),
        constant(
            "api.spacelist.co.uk",
            "its front ends, with spaces",
            multiple,
            "https://app.$D https://www.$D",
        ),
        hygiene("api.twohops.dev", "the proxy adds a star to what the app grants", multiple)
            .path("/me")
            .allowed(&["wildcard-public"])
            .at_most(Low)
            .styled(before_the_router)
            .finish(|_, response| response.add(ACAO, "*")),
        hygiene("api.twiceechoed.org", "any origin, by the app and by the proxy", multiple)
            .path("/me")
            .at_most(Low)
            .trusting_only(|_| true)
            .styled(before_the_router)
            .finish(|_, response| {
                if let Some(origin) = response.first(ACAO).map(str::to_owned) {
                    response.add(ACAO, &origin);
                }
            }),
        valued("api.slashed.io", "its front ends, with a slash", invalid, "$O/"),
        constant("api.slashfixed.com.br", "its front end, with a slash", invalid, "https://app.$D/")
            .at_least(Info),
        constant("api.noscheme.net", "its front end, without a scheme", invalid, "app.$D"),
        constant(
            "api.starlabel.dev",
            "every name below its domain, as no browser reads it",
            invalid,
            "https://*.$D",
        ),
        constant("api.pathed.org", "its front end, with a path", invalid, "https://app.$D/orders"),
        valued(
            "api.defaultport.de",
            "its front ends, with the port that goes without saying",
            invalid,
            "$O:443",
        ),
        hygiene("api.capitals.fr", "its front ends, in capitals", invalid)
            .path("/me")
            .at_most(Low)
            .styled(before_the_router)
            .finish(|_, response| {
                if let Some(origin) = response.first(ACAO).map(str::to_ascii_uppercase) {
                    response.set(ACAO, &origin);
                }
            }),
        constant("api.nothing.app", "an empty origin", invalid, ""),
        valued(
            "api.undefined.io",
            "what a script had where an origin should have been",
            invalid,
            "undefined",
        ),
        hygiene("api.anyslashed.co.uk", "any origin, with a slash", invalid)
            .path("/me")
            .at_most(Low)
            .trusting_only(|_| true)
            .styled(before_the_router)
            .finish(|_, response| {
                if let Some(origin) = response.first(ACAO).map(str::to_owned) {
                    response.set(ACAO, &format!("{origin}/"));
                }
            }),
    ]
}
