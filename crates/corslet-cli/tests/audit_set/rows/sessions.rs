//! Plain servers whose sessions, and whose answers to whoever has none, decide how grave a fault is.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::audit_set::plain::{before_the_router, brittle, hidden, site};
use crate::audit_set::request::SESSION;
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const REFLECT: &[&str] = &["reflect-any"];

pub(crate) fn rows() -> Vec<Server> {
    [kept_back(), not_kept_back(), without(), statuses()].into_iter().flatten().collect()
}

/// Sets the session's cookie with each answer to whoever has it, with these attributes.
fn setting(server: Server, attributes: &'static str) -> Server {
    server.finish(move |request, response| {
        if request.has_session() {
            response.add("Set-Cookie", &format!("session={SESSION}; {attributes}"));
        }
    })
}

fn kept_back() -> Vec<Server> {
    vec![
        setting(
            exposed(
                "api.laxprefix.io",
                "whatever begins as its front end; the session is for the same site",
                Medium,
                &["prefix-match"],
            )
            .path("/me")
            .at_most(Medium)
            .trusting_only(|it| it.begins("https://app.$D"))
            .styled(before_the_router),
            "Path=/; HttpOnly; SameSite=Lax",
        ),
        setting(
            exposed(
                "api.strictnull.dev",
                "null; the session is strictly for the same site",
                Medium,
                &["null-origin"],
            )
            .path("/ledger")
            .at_most(Medium)
            .trusting(|it| it.origin == "null")
            .styled(hidden),
            "HttpOnly; Secure; SameSite=strict; Path=/",
        ),
        setting(
            exposed(
                "api.laxbelow.co.uk",
                "every name below its domain, which are of the same site",
                Medium,
                &["subdomain-any"],
            )
            .path("/me")
            .at_most(Medium)
            .trusting_only(|it| it.before(".$D").is_some_and(|label| !label.is_empty()))
            .styled(before_the_router),
            "Path=/; SameSite=Lax",
        ),
        exposed(
            "api.laxscript.org",
            "an account as a script; the session is for the same site",
            Medium,
            &["jsonp"],
        )
        .path("/tenant")
        .styled(brittle)
        .finish(|request, response| {
            if let Some(name) = request.parameter("callback").filter(|_| response.status == 200) {
                response.set("Content-Type", "text/javascript");
                response.body = format!("{name}({})", response.body);
            }
            if request.has_session() {
                response.add("Set-Cookie", &format!("session={SESSION}; SameSite=Lax"));
            }
        }),
    ]
}

fn not_kept_back() -> Vec<Server> {
    vec![
        setting(
            exposed("api.nonecookie.io", "any origin; the session goes along everywhere", High, REFLECT)
                .path("/me")
                .trusting_only(|_| true)
                .styled(before_the_router),
            "Path=/; Secure; HttpOnly; SameSite=None",
        ),
        setting(
            exposed("api.lastcounts.dev", "any origin; of two attributes the last counts", High, REFLECT)
                .path("/me")
                .trusting_only(|_| true)
                .styled(before_the_router),
            "SameSite=Lax; Secure; SameSite=None",
        ),
        exposed("api.othercookie.net", "any origin; another cookie is for the same site", High, REFLECT)
            .path("/tenant")
            .trusting_only(|_| true)
            .styled(brittle)
            .finish(|_, response| response.add("Set-Cookie", "session_hint=1; Path=/; SameSite=Strict")),
    ]
}

fn without() -> Vec<Server> {
    vec![
        exposed(
            "api.forbidsfirst.io",
            "any origin, on refusals and preflights; nobody is signed in",
            High,
            REFLECT,
        )
        .path("/me")
        .without_session()
        .trusting_only(|_| true)
        .styled(before_the_router)
        .finish(|_, response| {
            if response.status == 401 {
                response.status = 403;
            }
        }),
        hygiene(
            "api.refusalsalone.dev",
            "any origin, on refusals alone; nobody is signed in",
            &["reflect-on-error"],
        )
        .path("/me")
        .at_most(Low)
        .without_session()
        .trusting_only(|it| !it.request.has_session() && it.request.method != "OPTIONS")
        .styled(before_the_router),
        exposed(
            "www.greetsnobody.org",
            "any origin, on the way to the login too; nobody is signed in",
            High,
            &["reflect-any|reflect-on-error"],
        )
        .at_least(Low)
        .path("/inbox")
        .without_session()
        .trusting_only(|_| true)
        .styled(site),
        correct("api.closed.co.uk", "its front ends; nobody is signed in")
            .path("/me")
            .without_session()
            .styled(before_the_router),
    ]
}

fn statuses() -> Vec<Server> {
    let first = AtomicUsize::new(0);
    let broken = AtomicUsize::new(0);
    vec![
        exposed("api.createdecho.io", "any origin, on what is partial and on what is created", High, REFLECT)
            .path("/me")
            .trusting_only(|_| true)
            .styled(before_the_router)
            .finish(|_, response| {
                if response.status == 200 {
                    response.status = 206;
                }
            }),
        exposed(
            "api.startsbusy.dev",
            "whatever ends as its domain; the first answer is that it is busy",
            High,
            &["suffix-match"],
        )
        .path("/me")
        .trusting_only(|it| it.begins("https://") && it.ends("$D"))
        .styled(before_the_router)
        .finish(move |_, response| {
            if first.fetch_add(1, Ordering::Relaxed) == 0 {
                *response = Response::of(503, "text/plain", "starting").with("Retry-After", "0");
            }
        }),
        correct("www.sendsaway.net", "whoever is on another origin is sent to a page that says so")
            .path("/inbox")
            .styled(site)
            .finish(|request, response| {
                let is_other = request.origin().is_some_and(|origin| !origin.ends_with("sendsaway.net"));
                if is_other && request.method != "OPTIONS" {
                    *response = Response::empty(302)
                        .with("Location", "/not-from-there")
                        .with("Cache-Control", "no-store");
                }
            }),
        correct("api.brokeonce.com", "null broke it once").path("/me").styled(before_the_router).finish(
            move |request, response| {
                if request.origin() == Some("null") && broken.fetch_add(1, Ordering::Relaxed) == 0 {
                    *response = Response::of(500, "text/plain", "unexpected");
                }
            },
        ),
        correct("api.toolong.app", "431 to an origin that is too long")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                if request.origin().is_some_and(|origin| origin.len() > 200) {
                    *response = Response::of(431, "text/plain", "header too large");
                }
            }),
        correct("api.nonulls.de", "403 to null alone").path("/me").styled(before_the_router).finish(
            |request, response| {
                if request.origin() == Some("null") {
                    *response = Response::of(403, "text/html", "<h1>Access denied</h1>");
                }
            },
        ),
        exposed("api.postonly.fr", "any origin, in answers to POST, which may be sent", High, REFLECT)
            .path("/me")
            .flags(&["--active"])
            .trusting_only(|it| it.request.method == "POST")
            .styled(before_the_router),
    ]
}
