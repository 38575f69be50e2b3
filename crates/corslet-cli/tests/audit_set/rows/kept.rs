//! Plain servers whose answers are kept by caches, on the way and in browsers.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::audit_set::plain::{before_the_router, tides};
use crate::audit_set::server::Severity::{Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const VARY: &[&str] = &["vary-missing"];

pub(crate) fn rows() -> Vec<Server> {
    [without(), with(), by_a_cache()].into_iter().flatten().collect()
}

fn without() -> Vec<Server> {
    vec![
        exposed(
            "tides.sharedcache.io",
            "its front ends, public, and nothing of what they vary by",
            Medium,
            VARY,
        )
        .path("/tides")
        .at_most(Medium)
        .styled(tides)
        .finish(|_, response| response.remove("Vary")),
        exposed("tides.sharedmaxage.dev", "the same for what only shared caches keep", Medium, VARY)
            .path("/tides")
            .at_most(Medium)
            .styled(tides)
            .finish(|request, response| {
                response.set("Vary", "Accept-Encoding");
                if request.method != "OPTIONS" {
                    response.set("Cache-Control", "max-age=0, s-maxage=600");
                }
            }),
        exposed("tides.servedbyedge.co.uk", "an edge says that it had the answer", Medium, VARY)
            .path("/tides")
            .at_most(Medium)
            .styled(tides)
            .finish(|request, response| {
                response.set("Vary", "Accept-Encoding");
                if request.method != "OPTIONS" {
                    response.set("Cache-Control", "max-age=120");
                    response.add("Age", "37");
                    response.add("X-Cache", "HIT, HIT");
                }
            }),
        hygiene("me.browsercache.net", "an account that a browser keeps a minute", VARY)
            .path("/me")
            .at_most(Low)
            .styled(before_the_router)
            .finish(|_, response| {
                response.remove("Vary");
                response.set("Cache-Control", "max-age=60");
            }),
        hygiene("tides.heuristic.org", "a date of change, and no word on keeping", VARY)
            .path("/tides")
            .at_most(Low)
            .styled(tides)
            .finish(|_, response| {
                response.set("Vary", "Accept-Encoding, X-Origin");
                response.remove("Cache-Control");
                response.set("Last-Modified", "Tue, 06 Jan 2026 09:30:00 GMT");
                response.set("ETag", "\"7d1-1\"");
            }),
        hygiene("tides.onlywhengranted.io", "what they vary by, where the origin is granted alone", VARY)
            .path("/tides")
            .styled(tides)
            .finish(|_, response| {
                if response.first("Access-Control-Allow-Origin").is_none() {
                    response.remove("Vary");
                }
            }),
        hygiene("tides.onlywhenasked.com.br", "what they vary by, where there is an origin alone", VARY)
            .domain("onlywhenasked.com.br")
            .path("/tides")
            .styled(tides)
            .finish(|request, response| {
                if request.origin().is_none() {
                    response.remove("Vary");
                }
            }),
    ]
}

fn with() -> Vec<Server> {
    vec![
        correct("me.keptbynobody.dev", "nobody keeps it, and it says nothing of what it varies by")
            .path("/me")
            .styled(before_the_router)
            .finish(|_, response| {
                response.remove("Vary");
                response.set("Cache-Control", "no-store");
            }),
        correct("tides.severalvary.io", "what it varies by, in capitals, in the second of three fields")
            .path("/tides")
            .styled(tides)
            .finish(|_, response| {
                response.set("Vary", "Accept-Encoding");
                response.add("vary", "Accept-Language ,ORIGIN");
                response.add("VARY", "Cookie");
            }),
        correct("tides.variesbyall.co.uk", "it varies by everything")
            .path("/tides")
            .styled(tides)
            .finish(|_, response| response.set("Vary", "*")),
        correct("tides.preflightvary.net", "nothing of what preflights vary by, which nobody keeps")
            .path("/tides")
            .styled(tides)
            .finish(|request, response| {
                if request.method == "OPTIONS" {
                    response.remove("Vary");
                }
            }),
        correct("tides.oneforall.org", "its one front end on every answer, kept by all caches")
            .path("/tides")
            .styled(tides)
            .finish(|_, response| {
                response.remove("Vary");
                response.set("Access-Control-Allow-Origin", "https://www.oneforall.org");
            }),
    ]
}

/// A cache before the server, which knows answers by their URL alone.
fn cached(server: Server) -> Server {
    let kept: Mutex<BTreeMap<String, Vec<(String, String)>>> = Mutex::default();
    server.finish(move |request, response| {
        if !["GET", "HEAD"].contains(&request.method.as_str()) || response.status != 200 {
            return;
        }
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        let key = format!("{}?{}", request.path, request.query);
        match kept.get(&key) {
            Some(lines) => {
                response.lines.clone_from(lines);
                response.add("Age", "12");
                response.add("X-Cache", "HIT from edge-4");
            }
            None => {
                kept.insert(key, response.lines.clone());
                response.add("X-Cache", "MISS from edge-4");
            }
        }
    })
}

fn by_a_cache() -> Vec<Server> {
    vec![
        cached(
            exposed(
                "tides.behindedge.io",
                "any origin, and a cache that gives everybody the first one's",
                Medium,
                &["reflect-any", "vary-missing"],
            )
            .path("/tides")
            .at_most(Medium)
            .trusting_only(|_| true)
            .styled(tides)
            .finish(|_, response| response.set("Vary", "Accept-Encoding")),
        ),
        cached(
            exposed(
                "tides.listbehindedge.dev",
                "its front ends, and a cache that gives everybody the first one's",
                Medium,
                VARY,
            )
            .path("/tides")
            .at_most(Medium)
            .allowed(&["preflight-actual-mismatch"])
            .styled(tides)
            .finish(|_, response| response.remove("Vary")),
        ),
    ]
}
