//! Servers that grant whatever origin asks, or almost.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::audit_set::api::Content;
use crate::audit_set::request::{BASIC, Request, TOKEN};
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{High, Info, Low, Medium};
use crate::audit_set::server::{Place, Server, exposed, hygiene};

const ANY: &[&str] = &["reflect-any"];

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = with_credentials();
    rows.extend(by_session());
    rows.extend(with_less_to_take());
    rows.extend(errors());
    rows
}

fn with_credentials() -> Vec<Server> {
    vec![
        exposed("api.reflectcred.com", "any origin, with credentials", High, ANY).trusting(|_| true),
        exposed("api.reflectlower.com", "any origin, its lines in lower case and with spaces", High, ANY)
            .trusting(|_| true)
            .finish(|_, response| {
                for (name, value) in &mut response.lines {
                    name.make_ascii_lowercase();
                    value.insert(0, ' ');
                    value.push_str(" \t");
                }
            }),
        exposed("api.reflectmember.com", "any origin, when somebody is signed in", High, ANY)
            .trusting(|it| it.request.has_session()),
        exposed("api.reflectport.com", "any origin that has a port", High, ANY)
            .trusting(|it| it.parts().is_some_and(|(_, _, port)| port.is_some())),
        exposed("api.reflectflat.com", "any origin of two labels", High, ANY).trusting(|it| {
            it.parts().is_some_and(|(_, host, port)| port.is_none() && host.split('.').count() == 2)
        }),
        exposed("api.reflectdeeper.com", "any origin of three labels and more", High, ANY)
            .trusting(|it| it.parts().is_some_and(|(_, host, _)| host.split('.').count() > 2)),
        exposed("www.reflectroot.com", "any origin, on its first page", High, ANY)
            .path("/")
            .trusting(|_| true),
        exposed(
            "api.reflectmoved.com",
            "any origin, on the way to the same with a slash and there",
            Info,
            &["reflect-any|reflect-on-error"],
        )
        .at_most(High)
        .path("/v1/account")
        .trusting(|_| true)
        .finish(|request, response| match request.path.as_str() {
            "/v1/account" if !request.is_preflight() => {
                response.status = 307;
                response.body = String::new();
                response.add("Location", "/v1/account/");
            }
            "/v1/account/" if !request.is_preflight() && request.has_session() => {
                response.status = 200;
                response.set("Cache-Control", "no-store");
                response.body = r#"{"name":"Ada","email":"ada@mail.invalid"}"#.to_owned();
            }
            _ => {}
        }),
        exposed("api.reflectsecure.com", "any origin over https", High, ANY)
            .trusting(|it| it.origin.starts_with("https://")),
        exposed("api.reflectdenylist.com", "any origin but those that scanners are known to use", High, ANY)
            .trusting(|it| {
                const KNOWN: [&str; 9] =
                    ["evil", "attack", "example", "hack", "burp", "scan", "corslet", "test", "null"];
                !KNOWN.iter().any(|word| it.origin.to_ascii_lowercase().contains(word))
            }),
        exposed(
            "api.reflectpost.com",
            "any origin, of POST alone",
            Medium,
            &["reflect-any|preflight-reflect"],
        )
        .trusting(|it| it.request.wanted() == "POST"),
        exposed("api.reflectposted.com", "any origin of POST alone, which is really sent", High, ANY)
            .flags(&["-X", "POST", "--active"])
            .trusting(|it| it.request.wanted() == "POST"),
        exposed("api.reflectelsewhere.com", "any origin, on a port of its own", High, ANY)
            .place(Place::HttpsWithPort)
            .trusting(|_| true),
        exposed(
            "eu.api.reflectdeep.co.uk",
            "any origin, deep below a public suffix of two labels",
            High,
            ANY,
        )
        .trusting(|_| true),
        exposed("reflectapex.net", "any origin, at the apex, with a query", High, ANY)
            .path("/v1/account/orders")
            .trusting(|_| true),
        exposed("api.reflectcased.com", "any origin, except that its domain may not stand in it", High, ANY)
            .trusting(|it| !it.origin.contains(it.domain)),
    ]
}

fn by_session() -> Vec<Server> {
    vec![
        exposed("api.reflectlax.com", "any origin; the session is for the same site", Low, ANY)
            .same_site("; Secure; SameSite=Lax")
            .at_most(High)
            .trusting(|_| true),
        exposed("api.reflectstrict.com", "any origin; the session is strictly for the same site", Low, ANY)
            .same_site("; Secure; SameSite=Strict")
            .at_most(High)
            .trusting(|_| true),
        exposed("api.reflectplain.com", "any origin, over http", Low, ANY)
            .place(Place::Http)
            .same_site("")
            .at_most(High)
            .trusting(|_| true),
        exposed("api.reflectbasic.com", "any origin; the session is a name and a password", Low, ANY)
            .without_session()
            .flags(&["-H", &format!("Authorization: Basic {BASIC}")])
            .at_most(High)
            .trusting(|_| true),
        hygiene("api.reflectbearer.com", "any origin; a page has no token to send", ANY)
            .without_session()
            .flags(&["-H", &format!("Authorization: Bearer {TOKEN}")])
            .at_most(Low)
            .trusting(|_| true)
            // Nothing but the token opens it.
            .finish(|request, response| {
                let is_account = !request.is_preflight() && response.status == 200 && request.path != "/";
                if is_account && !request.has_token() {
                    response.status = 401;
                    response.body = r#"{"error":"a token is needed"}"#.to_owned();
                }
            }),
        exposed(
            "api.reflectunseen.com",
            "any origin, and nobody signed in to show what it is worth",
            Info,
            &["reflect-any|reflect-on-error"],
        )
        .without_session()
        .at_most(High)
        .trusting(|_| true),
        exposed(
            "api.reflectmixed.com",
            "any origin, of an answer that is somebody's when somebody is known",
            Info,
            ANY,
        )
        .without_session()
        .content(Content::Mixed)
        .at_most(High)
        .trusting(|_| true),
    ]
}

fn with_less_to_take() -> Vec<Server> {
    vec![
        hygiene("data.reflectanon.com", "any origin, of what everybody may read, without credentials", ANY)
            .public()
            .at_most(Low)
            .trusting(|_| true),
        hygiene("data.reflectpublic.com", "any origin with credentials, of what everybody may read", ANY)
            .content(Content::Public)
            .trusting(|_| true),
        hygiene("data.reflectnonce.com", "any origin with credentials, of what differs each time", ANY)
            .content(Content::Changing)
            .trusting(|_| true),
        hygiene(
            "data.reflectboth.com",
            "any origin, stored by caches without saying so",
            &["reflect-any", "vary-missing"],
        )
        .public()
        .without_vary()
        .caching("public, max-age=600")
        .trusting(|_| true),
        hygiene(
            "data.reflectcached.com",
            "any origin, and a cache in front of it",
            &["reflect-any", "vary-missing"],
        )
        .public()
        .without_vary()
        .caching("public, s-maxage=600")
        .trusting(|_| true)
        .finish(cache(false)),
    ]
}

fn errors() -> Vec<Server> {
    vec![
        hygiene("api.errorecho404.com", "any origin, where there is nothing", &["reflect-on-error"])
            .trusting(|it| it.status == 404),
        hygiene("api.errorecho401.com", "any origin, where nobody is signed in", &["reflect-on-error"])
            .trusting(|it| it.status == 401),
        hygiene("api.errorecho500.com", "any origin, where the server fails", &["reflect-on-error"])
            .trusting(|it| it.status == 404)
            .finish(|_, response| {
                if response.status == 404 {
                    response.status = 500;
                    response.body = r#"{"error":"no handler"}"#.to_owned();
                }
            }),
        hygiene(
            "data.errorechoanon.com",
            "any origin where there is nothing, without credentials",
            &["reflect-on-error"],
        )
        .public()
        .trusting(|it| it.status == 404),
    ]
}

/// A cache as an operator puts one in front: it keeps answers to GET by their URL, and tells their age. Whether it keeps
/// those of each origin apart, as `Vary` says, is what it is asked about.
pub(crate) fn cache(heeds_vary: bool) -> impl Fn(&Request, &mut Response) + Send + Sync + 'static {
    let kept: Mutex<BTreeMap<String, Response>> = Mutex::default();
    move |request, response| {
        if request.method != "GET" || response.status != 200 {
            return;
        }
        let origin = request.origin().filter(|_| heeds_vary).unwrap_or_default();
        let key = format!("{}?{} {origin}", request.path, request.query);
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.get(&key) {
            Some(first) => {
                *response = first.clone();
                response.set("Age", "2");
                response.set("X-Cache", "HIT");
            }
            None => {
                response.set("Age", "0");
                response.set("X-Cache", "MISS");
                kept.insert(key, response.clone());
            }
        }
    }
}
