//! Servers that ask the origin who somebody is, trip over it, or keep what came before CORS.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::audit_set::api::Content;
use crate::audit_set::request::Request;
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = access();
    rows.extend(failing());
    rows.extend(policies());
    rows.extend(callbacks());
    rows
}

/// Whoever has written this can be nobody's front end.
fn is_odd(origin: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".:/-[]".contains(&byte);
    origin == "null" || !origin.starts_with("http") || !origin.bytes().all(is_plain)
}

fn forbid(response: &mut Response, why: &str) {
    *response = Response::json(403, format!(r#"{{"error":"{why}"}}"#));
    response.add("Vary", "Origin");
}

fn access() -> Vec<Server> {
    const ACCESS: &[&str] = &["origin-as-access-control"];
    vec![
        hygiene("api.accessorigin.com", "its front ends, or nobody that has an origin", ACCESS)
            .at_most(Low)
            .content(Content::Public)
            .finish(|request, response| {
                if request.origin().is_some() && response.first("Access-Control-Allow-Origin").is_none() {
                    forbid(response, "this origin is not allowed");
                }
            }),
        hygiene("data.access401.com", "its front ends without signing in", ACCESS)
            .at_most(Low)
            .content(Content::Public)
            .finish(|request, response| {
                if request.origin().is_some() && response.first("Access-Control-Allow-Origin").is_none() {
                    forbid(response, "sign in");
                    response.status = 401;
                }
            }),
        correct("api.accessfirewall.com", "a firewall that refuses what is no origin at all").finish(
            |request, response| {
                if request.origin().is_some_and(is_odd) {
                    *response = Response::of(403, "text/html", "<h1>Request blocked</h1>");
                }
            },
        ),
        correct("data.accessmethods.com", "a guard of what changes something, by its origin")
            .content(Content::Public)
            .finish(|request, response| {
                let changes = matches!(request.method.as_str(), "POST" | "PUT" | "PATCH" | "DELETE");
                if changes
                    && request.origin().is_some()
                    && response.first("Access-Control-Allow-Origin").is_none()
                {
                    forbid(response, "not from there");
                }
            }),
        correct("api.accessmalformed.com", "400 to what is no origin at all").finish(|request, response| {
            if request.origin().is_some_and(is_odd) {
                *response = Response::json(400, r#"{"error":"malformed origin"}"#);
            }
        }),
    ]
}

fn failing() -> Vec<Server> {
    const FAILS: &[&str] = &["origin-error"];
    let fails = |host: &str, says, when: fn(&str) -> bool| {
        hygiene(host, says, FAILS).at_most(Low).finish(move |request, response| {
            if request.origin().is_some_and(when) {
                *response = Response::json(500, r#"{"error":"internal"}"#);
            }
        })
    };
    let once = AtomicUsize::new(0);
    vec![
        fails("api.failsnull.com", "null makes it fail", |origin| origin == "null"),
        fails("api.failslong.com", "a long origin makes it fail", |origin| origin.len() > 255),
        fails("api.failsforeign.com", "an origin in other letters makes it fail", |origin| {
            origin.contains("xn--")
        }),
        fails("api.failsport.com", "a port of five digits makes it fail", |origin| {
            origin
                .rsplit_once(':')
                .is_some_and(|(_, port)| port.len() == 5 && port.bytes().all(|byte| byte.is_ascii_digit()))
        }),
        correct("api.failsonce.com", "it fails one time, with null, and never again").finish(
            move |request, response| {
                if request.origin() == Some("null") && once.fetch_add(1, Ordering::Relaxed) == 0 {
                    *response = Response::json(503, r#"{"error":"try again"}"#);
                }
            },
        ),
        correct("api.failsalways.com", "it fails, whoever asks").finish(|_, response| {
            *response = Response::json(500, r#"{"error":"internal"}"#);
        }),
    ]
}

fn at(path: &'static str, media_type: &'static str, text: &'static str) -> impl Fn(&Request, &mut Response) {
    move |request, response| {
        if request.path == path && matches!(request.method.as_str(), "GET" | "HEAD") {
            *response = Response::of(200, media_type, text);
            response.add("Vary", "Origin");
        }
    }
}

fn policies() -> Vec<Server> {
    const LEGACY: &[&str] = &["legacy-crossdomain"];
    const FLASH: &str = "/crossdomain.xml";
    const SILVERLIGHT: &str = "/clientaccesspolicy.xml";
    const PAGE: &str = "<!doctype html><title>Desk</title><p>Once there was <code>&lt;allow-access-from domain=\"*\"/></code> here.</p>";
    vec![
        hygiene("www.legacyflash.com", "everybody, by Flash's policy", LEGACY).at_most(Low).finish(at(
            FLASH,
            "text/x-cross-domain-policy",
            "<?xml version=\"1.0\"?>\n<cross-domain-policy>\n  <allow-access-from domain=\"*\" secure=\"false\"/>\n</cross-domain-policy>\n",
        )),
        hygiene("www.legacysilverlight.com", "everybody, by Silverlight's policy", LEGACY).at_most(Low).finish(at(
            SILVERLIGHT,
            "text/xml",
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<access-policy><cross-domain-access><policy>\
             <allow-from http-request-headers=\"*\"><domain uri=\"*\"/></allow-from>\
             <grant-to><resource path=\"/\" include-subpaths=\"true\"/></grant-to>\
             </policy></cross-domain-access></access-policy>",
        )),
        correct("www.legacyown.com", "its own names, by Flash's policy").finish(at(
            FLASH,
            "text/xml",
            "<?xml version=\"1.0\"?>\n<cross-domain-policy><allow-access-from domain=\"www.legacyown.com\"/></cross-domain-policy>",
        )),
        correct("www.legacynone.com", "nobody, by Flash's policy").finish(at(
            FLASH,
            "text/xml",
            "<?xml version=\"1.0\"?>\n<cross-domain-policy>\n  <!-- <allow-access-from domain=\"*\"/> -->\n  \
             <site-control permitted-cross-domain-policies=\"none\"/>\n</cross-domain-policy>",
        )),
        correct("www.legacypage.com", "one page for every path, which tells of Flash").finish(|request, response| {
            if response.status == 404 {
                *response = Response::of(200, "text/html", PAGE);
                response.add("Vary", "Origin");
                response.add("Cache-Control", "no-store");
                if let Some(origin) = request.origin().filter(|origin| is_front(origin)) {
                    response.add("Access-Control-Allow-Origin", origin);
                    response.add("Access-Control-Allow-Credentials", "true");
                }
            }
        }),
    ]
}

fn is_front(origin: &str) -> bool {
    matches!(origin, "https://app.legacypage.com" | "https://www.legacypage.com")
}

/// Wraps what is answered into a call of the function that the parameter names.
fn callback(name: &'static str, media_type: &'static str) -> impl Fn(&Request, &mut Response) {
    move |request, response| {
        let is_data = response.first("Content-Type") == Some("application/json") && response.status == 200;
        let Some(function) = request.parameter(name).filter(|_| is_data) else { return };
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_$.".contains(&byte);
        if !function.is_empty() && function.bytes().all(is_name) {
            response.body =
                format!("/**/ typeof {function} === 'function' && {function}({});", response.body);
            response.set("Content-Type", media_type);
        }
    }
}

fn callbacks() -> Vec<Server> {
    const CALLS: &[&str] = &["jsonp"];
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    vec![
        exposed("api.callssession.com", "an account as a script, by callback", Medium, CALLS)
            .finish(callback("callback", SCRIPT)),
        exposed("api.callsjsonp.com", "an account as a script, by jsonp", Medium, CALLS)
            .finish(callback("jsonp", "application/javascript")),
        exposed("api.callscb.com", "an account as a script, by cb", Medium, CALLS)
            .finish(callback("cb", SCRIPT))
            .always("X-Content-Type-Options", "nosniff"),
        exposed("api.callsmixed.com", "more with a session, as a script", Medium, CALLS)
            .content(Content::Mixed)
            .finish(callback("callback", SCRIPT)),
        correct("data.callspublic.com", "everybody's data as a script")
            .public()
            .finish(callback("callback", SCRIPT)),
        correct("data.callschanging.com", "everybody's data as a script, different each time")
            .content(Content::Changing)
            .finish(callback("callback", SCRIPT)),
        correct("api.callsdata.com", "an account as data that no browser runs")
            .finish(callback("callback", "application/json"))
            .always("X-Content-Type-Options", "nosniff"),
        correct("api.callsquoted.com", "an account as data, whatever the callback is").finish(
            |request, response| {
                if let Some(name) = request.parameter("callback").filter(|_| response.status == 200) {
                    response.body = response.body.replacen('{', &format!("{{\"callback\":\"{name}\","), 1);
                }
            },
        ),
    ]
}
