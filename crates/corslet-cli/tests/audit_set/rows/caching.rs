//! Servers whose answers differ by origin, and caches in between.

use super::reflecting::cache;
use crate::audit_set::server::Severity::{Low, Medium};
use crate::audit_set::server::{Server, correct, hygiene};

const VARY: &[&str] = &["vary-missing"];
const ORIGIN: &str = "Access-Control-Allow-Origin";
const SHARED: &str = "public, max-age=600";

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = missing();
    rows.extend(learned());
    rows.extend(enough());
    rows
}

/// Data for two front ends, which caches keep.
fn kept(server: Server) -> Server {
    server.public().caching(SHARED)
}

fn missing() -> Vec<Server> {
    vec![
        kept(hygiene("data.varynever.com", "no Vary, and every cache keeps it", VARY))
            .at_least(Low)
            .without_vary(),
        hygiene("data.varyshared.com", "no Vary, for shared caches", VARY)
            .public()
            .caching("s-maxage=3600")
            .at_least(Low)
            .without_vary(),
        hygiene("data.varyheuristic.com", "no Vary, and caches may guess for how long", VARY)
            .public()
            .caching("")
            .without_vary(),
        hygiene("data.varybrowser.com", "no Vary, and no word of sharing", VARY)
            .public()
            .caching("max-age=60")
            .without_vary(),
        kept(hygiene("data.varygranted.com", "Vary with a grant, and none with a denial", VARY)).finish(
            |_, response| {
                if response.first(ORIGIN).is_none() {
                    response.remove("Vary");
                }
            },
        ),
        kept(hygiene("data.varyasked.com", "Vary when there is an Origin, and none without", VARY)).finish(
            |request, response| {
                if request.origin().is_none() {
                    response.remove("Vary");
                }
            },
        ),
        kept(hygiene("data.varyencoding.com", "Vary by something else", VARY))
            .without_vary()
            .always("Vary", "Accept-Encoding"),
        kept(hygiene("data.varyalike.com", "Vary by a name that only begins so", VARY))
            .without_vary()
            .always("Vary", "Origin-Agent, X-Origin"),
        kept(hygiene("data.varycache.com", "no Vary, and a cache in front of it", VARY))
            .at_least(Medium)
            .without_vary()
            .finish(cache(false)),
    ]
}

/// Whose front ends only the server itself names.
fn learned() -> Vec<Server> {
    vec![
        kept(hygiene("data.varypolicy.com", "no Vary; the policy of its pages names the front end", VARY))
            .fronts(&["https://console-eu7.$D"])
            .without_vary()
            .always(
                "Content-Security-Policy",
                "default-src 'self'; connect-src 'self' https://console-eu7.$D",
            ),
        kept(hygiene("data.varylinks.com", "no Vary; its first page links to the front end", VARY))
            .fronts(&["https://atlas-desk.$D"])
            .without_vary()
            .finish(|request, response| {
                if request.path == "/" && response.status == 200 {
                    response.body += r#"<a href="https://atlas-desk.varylinks.com/map">To the maps</a>"#;
                }
            }),
        kept(hygiene("data.varytold.com", "no Vary; the auditor is told of the front end", VARY))
            .fronts(&["https://bridge.harbourdesk.org"])
            .without_vary()
            .flags(&["--trusted-origin", "https://bridge.harbourdesk.org"]),
    ]
}

fn enough() -> Vec<Server> {
    let says_for_itself = |host: &str, says, lines: &'static [&'static str]| {
        kept(correct(host, says)).without_vary().finish(move |_, response| {
            lines.iter().for_each(|line| response.add("Vary", line));
        })
    };
    vec![
        says_for_itself(
            "data.varylines.com",
            "Vary on several lines",
            &["Accept-Encoding", "Accept-Language, ORIGIN"],
        ),
        says_for_itself(
            "data.varylower.com",
            "Vary in lower case, without spaces",
            &["accept-encoding,origin,cookie"],
        ),
        says_for_itself("data.varystar.com", "Vary by everything", &["*"]),
        says_for_itself("data.varytwice.com", "Vary by the same, twice", &["Origin", "Origin"]),
        correct("api.varynostore.com", "no Vary, and nobody keeps it").without_vary().caching("no-store"),
        correct("api.varyprivate.com", "no Vary, for one person's browser")
            .without_vary()
            .caching("private, max-age=60"),
        kept(correct("data.varyerrors.com", "no Vary where there is nothing")).finish(|_, response| {
            if response.status == 404 {
                response.remove("Vary");
            }
        }),
        kept(correct("data.varypreflights.com", "no Vary on preflights, which nobody keeps")).finish(
            |request, response| {
                if request.method == "OPTIONS" {
                    response.remove("Vary");
                }
            },
        ),
        kept(correct("data.varyneedless.com", "a star, which is the same for everybody"))
            .allowed(&["wildcard-public"])
            .without_vary()
            .trusting_only(|_| true)
            .always(ORIGIN, "*"),
        kept(correct("data.varycached.com", "Vary, and a cache in front of it that heeds it"))
            .finish(cache(true)),
    ]
}
