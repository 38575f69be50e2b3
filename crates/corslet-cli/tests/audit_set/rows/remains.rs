//! Plain servers with what is left of older ways across origins, and those that refuse by the origin.

use crate::audit_set::plain::{anywhere, before_the_router, brittle, hidden, tides};
use crate::audit_set::request::Request;
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

pub(crate) fn rows() -> Vec<Server> {
    [refusals(), failures(), policies(), callbacks()].into_iter().flatten().collect()
}

/// Whether this is the origin of a page that may well be somebody's.
fn is_usual(origin: &str) -> bool {
    let host = origin.strip_prefix("https://").unwrap_or_default();
    !host.is_empty()
        && host.len() < 100
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
}

fn refusals() -> Vec<Server> {
    vec![
        hygiene(
            "api.forbiddenorigin.io",
            "403 to whoever is on another origin",
            &["origin-as-access-control"],
        )
        .path("/me")
        .at_most(Low)
        .at_least(Low)
        .styled(before_the_router)
        .finish(|request, response| {
            if request.origin().is_some() && response.first("Access-Control-Allow-Origin").is_none() {
                *response = Response::json(403, r#"{"message":"origin"}"#);
            }
        }),
        hygiene(
            "tides.unauthorigin.co.uk",
            "401 to whoever is on another origin, of public data",
            &["origin-as-access-control"],
        )
        .path("/tides")
        .at_most(Low)
        .styled(tides)
        .finish(|request, response| {
            let is_other = request.origin().is_some_and(|origin| !origin.ends_with(".unauthorigin.co.uk"));
            if is_other && request.method != "OPTIONS" {
                *response = Response::json(401, r#"{"message":"who?"}"#);
            }
        }),
        correct("api.walled.dev", "a wall that refuses origins that look odd, whoever is asked")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                if request.origin().is_some_and(|origin| !is_usual(origin)) {
                    *response =
                        Response::of(403, "text/html", "<h1>Request blocked</h1><p>Reference 18.3f2</p>");
                }
            }),
    ]
}

/// 500 to requests of which this holds.
fn failing(host: &str, says: &'static str, fails: fn(&str) -> bool) -> Server {
    hygiene(host, says, &["origin-error"]).path("/me").at_most(Low).styled(before_the_router).finish(
        move |request: &Request, response: &mut Response| {
            if request.origin().is_some_and(fails) {
                *response = Response::of(500, "text/plain", "unexpected");
            }
        },
    )
}

fn failures() -> Vec<Server> {
    vec![
        failing("api.nullbreaks.io", "null is no URL, and breaks it", |origin| origin == "null"),
        failing("api.portbreaks.dev", "ports above nine thousand break it", |origin| {
            let port = origin.rsplit_once(':').and_then(|(_, port)| port.parse::<u32>().ok());
            port.is_some_and(|port| port > 1024)
        }),
        failing("api.lengthbreaks.co.uk", "a long origin breaks it", |origin| origin.len() > 200),
        failing("api.punybreaks.net", "a name of other letters breaks it", |origin| origin.contains("xn--")),
    ]
}

/// A file at this path, for whoever asks.
fn with_file(server: Server, path: &'static str, text: &'static str) -> Server {
    server.finish(move |request, response| {
        if request.path == path && request.method != "OPTIONS" {
            *response = Response::of(200, "text/xml", text);
        }
    })
}

fn policies() -> Vec<Server> {
    let legacy = &["legacy-crossdomain"];
    vec![
        with_file(
            hygiene("media.flashback.io", "a policy for a player that is gone, for all", legacy)
                .path("/me")
                .at_most(Low)
                .styled(before_the_router),
            "/crossdomain.xml",
            "<?xml version=\"1.0\"?>\n<cross-domain-policy>\n  <site-control permitted-cross-domain-policies='all'/>\n  \
             <allow-access-from secure='false' domain='*' />\n</cross-domain-policy>\n",
        ),
        with_file(
            hygiene("media.silverback.co.uk", "a policy for another player that is gone, for all", legacy)
                .path("/tides")
                .at_most(Low)
                .styled(tides)
                .finish(|request, response| {
                    if request.path != "/tides" && request.method != "OPTIONS" {
                        response.status = 404;
                    }
                }),
            "/clientaccesspolicy.xml",
            "<access-policy><cross-domain-access><policy><allow-from http-request-headers=\"*\"><domain uri=\"*\"/>\
             </allow-from><grant-to><resource path=\"/\" include-subpaths=\"true\"/></grant-to></policy>\
             </cross-domain-access></access-policy>",
        ),
        with_file(
            correct("media.flashown.dev", "a policy for a player that is gone, for its own domain")
                .path("/me")
                .styled(before_the_router),
            "/crossdomain.xml",
            "<cross-domain-policy><allow-access-from domain=\"*.flashown.dev\"/>\
             <!-- <allow-access-from domain=\"*\"/> --></cross-domain-policy>",
        ),
        correct("app.everypath.io", "one page under every path that there is")
            .path("/")
            .styled(anywhere)
            .finish(|request, response| {
                if request.path != "/" && request.method != "OPTIONS" {
                    *response = Response::of(
                        200,
                        "text/html",
                        "<!doctype html><div id=root></div><script src=/app.js></script>",
                    );
                }
            }),
    ]
}

/// The answer in a call of what a parameter names.
fn called(server: Server, parameter: &'static str, media_type: &'static str) -> Server {
    server.finish(move |request, response| {
        if let Some(name) =
            request.parameter(parameter).filter(|_| response.status == 200 && request.method == "GET")
        {
            response.set("Content-Type", media_type);
            response.body = format!("/**/{name}({});", response.body);
        }
    })
}

fn callbacks() -> Vec<Server> {
    let jsonp = &["jsonp"];
    vec![
        called(
            exposed("api.calledback.io", "an account as a script, by callback", Medium, jsonp)
                .path("/me")
                .styled(before_the_router),
            "callback",
            "application/javascript",
        ),
        called(
            exposed(
                "api.cbsession.co.uk",
                "a name as a script, by cb, of whoever has a session",
                Medium,
                jsonp,
            )
            .path("/")
            .styled(anywhere),
            "cb",
            "text/javascript; charset=utf-8",
        ),
        called(
            exposed(
                "api.jsonpfirst.dev",
                "an account as a script, by jsonp, and 404 without a session",
                Medium,
                jsonp,
            )
            .path("/ledger")
            .styled(hidden),
            "jsonp",
            "application/x-javascript",
        ),
        called(
            correct("tides.calledpublic.org", "what everybody may know as a script")
                .path("/tides")
                .styled(tides),
            "callback",
            "application/javascript",
        ),
        called(
            correct(
                "api.calledjson.net",
                "an account in a call, as JSON that must not be taken for a script",
            )
            .path("/tenant")
            .styled(brittle)
            .always("X-Content-Type-Options", "nosniff"),
            "callback",
            "application/json",
        ),
        correct("api.callbackecho.app", "the name of the callback, as a text among others")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                if let Some(name) = request.parameter("callback").filter(|_| response.status == 200) {
                    response.body = format!(r#"{{"id":3,"query":"{name}(1)"}}"#);
                }
            }),
        called(
            exposed(
                "api.callandecho.com.br",
                "any origin, and an account as a script besides",
                High,
                &["reflect-any", "jsonp"],
            )
            .domain("callandecho.com.br")
            .path("/me")
            .trusting_only(|_| true)
            .styled(before_the_router),
            "callback",
            "application/javascript",
        ),
    ]
}
