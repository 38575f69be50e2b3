//! Plain servers that grant whoever asks, or most of them, each in surroundings of its own.

use crate::audit_set::plain::{anywhere, before_the_router, brittle, hidden, site, tides};
use crate::audit_set::request::{Request, TOKEN};
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{High, Info, Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const REFLECT: &[&str] = &["reflect-any"];

pub(crate) fn rows() -> Vec<Server> {
    [with_credentials(), without(), elsewhere(), nulls_and_constants()].into_iter().flatten().collect()
}

fn with_credentials() -> Vec<Server> {
    let bearer = format!("Authorization: Bearer {TOKEN}");
    vec![
        exposed("reader.dailyecho.io", "a handler that writes the origin back, on every path", High, REFLECT)
            .path("/")
            .trusting_only(|_| true)
            .styled(anywhere),
        exposed("billing.lowerecho.co.uk", "the origin in lower case, before the router", High, REFLECT)
            .path("/api/orders?page=2&size=50")
            .trusting_only(|_| true)
            .styled(before_the_router)
            .finish(|_, response| {
                if let Some(origin) =
                    response.first("Access-Control-Allow-Origin").map(str::to_ascii_lowercase)
                {
                    response.set("access-control-allow-origin", &origin);
                }
            }),
        exposed("inbox.letterbox.dev", "a page; the way to the login without a session", High, REFLECT)
            .path("/inbox")
            .trusting_only(|_| true)
            .styled(site),
        exposed("ledger.quietbank.com.br", "nothing is there without a session", High, REFLECT)
            .domain("quietbank.com.br")
            .path("/ledger/2026")
            .trusting_only(|_| true)
            .styled(hidden),
        exposed("tenant.brittle.app", "it breaks without a session", High, REFLECT)
            .path("/tenant")
            .trusting_only(|_| true)
            .styled(brittle),
        exposed("desk.portonly.net", "any origin that names a port", High, REFLECT)
            .path("/me")
            .trusting_only(|it| it.parts().is_some_and(|(_, _, port)| port.is_some()))
            .styled(before_the_router),
        exposed("vault.denylisted.org", "any origin but those of known scanners", High, REFLECT)
            .path("/me")
            .trusting_only(|it| {
                let names = ["evil", "attack", "example", "hack", "null", "test", "localhost", "invalid"];
                it.begins("https://") && !names.iter().any(|name| it.origin.contains(name))
            })
            .styled(before_the_router),
        exposed(
            "wallet.securedonly.de",
            "any origin of https, as a gateway's https://* grants it",
            High,
            REFLECT,
        )
        .path("/me")
        .trusting_only(|it| it.begins("https://"))
        .styled(before_the_router),
        exposed("profile.unasked.fr", "the auditor is given no session", High, REFLECT)
            .path("/me")
            .without_session()
            .trusting_only(|_| true)
            .styled(before_the_router),
        exposed("intranet.basicauth.net", "a name and a password, which browsers keep", High, REFLECT)
            .path("/me")
            .without_session()
            .flags(&["-u", "ada:lovelace"])
            .trusting_only(|_| true)
            .styled(before_the_router),
        exposed(
            "shop.laxcookie.io",
            "the session goes along with pages of the same site only",
            Medium,
            REFLECT,
        )
        .path("/me")
        .at_most(Medium)
        .trusting_only(|_| true)
        .styled(before_the_router)
        .finish(|request, response| {
            if request.has_session() {
                response.add("Set-Cookie", "session=5f3c9a17e2b84d60; Path=/; Secure; SameSite=Lax");
            }
        }),
        exposed("shop.strictcookie.dev", "the session goes along within the site only", Medium, REFLECT)
            .path("/me")
            .at_most(Medium)
            .trusting_only(|_| true)
            .styled(before_the_router)
            .finish(|request, response| {
                if request.has_session() {
                    response.add("set-cookie", "theme=dark; Path=/; SameSite=None; Secure");
                    response.add("set-cookie", "session=5f3c9a17e2b84d60; samesite=strict; Secure; HttpOnly");
                }
            }),
        exposed("cookie.starletted.org", "a star, and the origin once a cookie comes along", High, REFLECT)
            .path("/me")
            .allowed(&["wildcard-with-credentials", "wildcard-public"])
            .trusting_only(|it| it.request.header("cookie").is_some() || it.request.is_preflight())
            .styled(before_the_router)
            .finish(|request, response| {
                if request.header("cookie").is_none() && !request.is_preflight() {
                    response.set("Access-Control-Allow-Origin", "*");
                    response.set("Access-Control-Allow-Credentials", "true");
                }
            }),
        hygiene("api.bearers.io", "whoever is trusted needs a token, and pages of others have none", REFLECT)
            .path("/me")
            .at_most(Low)
            .without_session()
            .flags(&["-H", &bearer])
            .trusting_only(|_| true)
            .styled(token_only),
    ]
}

/// A cookie says nothing here.
fn token_only(request: &Request, is_granted: bool) -> Response {
    if request.method == "OPTIONS" {
        return Response::empty(204)
            .granting(request, is_granted)
            .offering("GET, PUT", "authorization, content-type");
    }
    match request.has_token() {
        true => Response::json(200, r#"{"client":"north"}"#),
        false => Response::json(401, r#"{"error":"no token"}"#).with("WWW-Authenticate", "Bearer"),
    }
    .with("Cache-Control", "no-store")
    .granting(request, is_granted)
}

fn without() -> Vec<Server> {
    vec![
        hygiene("feed.anonymous.dev", "the origin, without credentials, for public data", REFLECT)
            .path("/tides")
            .at_most(Low)
            .trusting_only(|_| true)
            .styled(tides),
        hygiene(
            "feed.everybody.co.uk",
            "credentials too; what is answered is the same for everybody",
            REFLECT,
        )
        .path("/stations")
        .at_most(Low)
        .trusting_only(|_| true)
        .styled(|request, is_granted| {
            Response::json(200, r#"{"stations":["north","south","east"]}"#)
                .with("Cache-Control", "no-store")
                .granting(request, is_granted)
        }),
        hygiene("clock.everybody.net", "credentials too, and another answer each time", REFLECT)
            .path("/now")
            .at_most(Low)
            .content(crate::audit_set::api::Content::Changing)
            .trusting_only(|_| true),
        hygiene(
            "api.capitaltrue.org",
            "any origin, and credentials that no browser reads",
            &["reflect-any", "acac-invalid"],
        )
        .path("/me")
        .at_most(Low)
        .trusting_only(|_| true)
        .styled(before_the_router)
        .finish(|_, response| {
            if response.first("Access-Control-Allow-Credentials").is_some() {
                response.set("Access-Control-Allow-Credentials", "True");
            }
        }),
    ]
}

/// Granted where nobody looks, or in what nobody reads.
fn elsewhere() -> Vec<Server> {
    vec![
        hygiene("errors.echoing.io", "the origin on errors alone", &["reflect-on-error"])
            .path("/me")
            .at_most(Low)
            .trusting_only(|it| it.is_front() || !it.request.has_session() && it.request.method != "OPTIONS")
            .styled(before_the_router),
        hygiene(
            "docs.lostpage.com.br",
            "the origin on the page that says that nothing is there",
            &["reflect-on-error"],
        )
        .domain("lostpage.com.br")
        .path("/me")
        .at_most(Low)
        .trusting_only(|it| it.is_front() || it.request.path != "/me" && it.request.method != "OPTIONS")
        .styled(before_the_router),
        exposed(
            "orders.writeonly.com.br",
            "preflights are granted to anybody, and answers to nobody",
            Medium,
            &["preflight-reflect"],
        )
        .domain("writeonly.com.br")
        .path("/api/orders")
        .allowed(&["preflight-actual-mismatch"])
        .trusting_only(|it| it.request.method == "OPTIONS")
        .styled(before_the_router),
        exposed(
            "files.putonly.dev",
            "preflights for PUT and DELETE are granted to anybody",
            Medium,
            &["preflight-reflect"],
        )
        .path("/me")
        .allowed(&["preflight-actual-mismatch"])
        .trusting_only(|it| {
            it.is_front() || it.request.is_preflight() && ["PUT", "DELETE"].contains(&it.request.wanted())
        })
        .styled(before_the_router)
        .finish(|_, response| {
            if response.first("Access-Control-Allow-Methods").is_some() {
                response.set("Access-Control-Allow-Methods", "PUT, DELETE");
            }
        }),
        hygiene("old.movedecho.org", "the origin on the redirect alone", &["reflect-on-error"])
            .path("/old")
            .at_most(Low)
            .trusting_only(|it| it.request.path == "/old")
            .styled(|request, is_granted| match request.path.as_str() {
                _ if request.method == "OPTIONS" => Response::empty(204),
                "/old" => Response::empty(301).with("Location", "/new").granting(request, is_granted),
                _ => Response::json(200, r#"{"new":true}"#).with("Cache-Control", "no-store"),
            }),
    ]
}

fn nulls_and_constants() -> Vec<Server> {
    vec![
        exposed("mobile.webviews.app", "null, for an app's own pages", High, &["null-origin"])
            .path("/me")
            .trusting(|it| it.origin == "null")
            .styled(before_the_router),
        hygiene("static.nullfixed.io", "null whoever asks, for public data", &["null-origin"])
            .path("/tides")
            .at_most(Low)
            .styled(tides)
            .finish(|_, response| {
                response.remove("Vary");
                response.set("Access-Control-Allow-Origin", "null");
            }),
        hygiene("cdn.partnered.net", "one partner's site, whoever asks", &["static-third-party"])
            .path("/me")
            .at_most(Low)
            .styled(before_the_router)
            .finish(|_, response| {
                response.set("Access-Control-Allow-Origin", "https://widgets.partner-widgets.co.uk");
                response.set("Access-Control-Allow-Credentials", "true");
            }),
        hygiene(
            "api.scannerfriend.com",
            "one well-known site, whoever asks, for public data",
            &["static-third-party"],
        )
        .path("/tides")
        .at_most(Low)
        .styled(tides)
        .finish(|_, response| response.set("Access-Control-Allow-Origin", "https://evil.com")),
        correct("api.firstlisted.dev", "the first of its list for whoever is not on it")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                if response.first("Access-Control-Allow-Origin").is_none() && request.method != "OPTIONS" {
                    response.set("Access-Control-Allow-Origin", "https://app.firstlisted.dev");
                    response.set("Access-Control-Allow-Credentials", "true");
                }
            }),
        correct("api.ownalways.co.uk", "its one front end, whoever asks")
            .path("/me")
            .styled(before_the_router)
            .finish(|_, response| {
                response.remove("Vary");
                response.set("Access-Control-Allow-Origin", "https://www.ownalways.co.uk");
                response.set("Access-Control-Allow-Credentials", "true");
            }),
        exposed(
            "app.switched.io",
            "null in preflights and answers, and only with a session",
            High,
            &["null-origin"],
        )
        .path("/ledger")
        .trusting(|it| it.origin == "null" && (it.request.is_preflight() || it.request.has_session()))
        .styled(hidden),
        hygiene(
            "api.scarcelynull.fr",
            "null without credentials, where there is an account",
            &["null-origin"],
        )
        .path("/me")
        .at_most(Low)
        .at_least(Info)
        .trusting(|it| it.origin == "null")
        .styled(before_the_router)
        .uncredentialed(),
    ]
}
