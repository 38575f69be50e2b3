//! Plain servers of which one half is right: the preflight or the answer, the list or what it is compared with.

use crate::audit_set::plain::{before_the_router, brittle, hidden, tides};
use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const ACAO: &str = "Access-Control-Allow-Origin";
const ACAM: &str = "Access-Control-Allow-Methods";
const ACAH: &str = "Access-Control-Allow-Headers";

pub(crate) fn rows() -> Vec<Server> {
    [preflights(), fronts(), files()].into_iter().flatten().collect()
}

fn preflights() -> Vec<Server> {
    let open = &["preflight-reflect"];
    let half = &["preflight-actual-mismatch"];
    vec![
        exposed("api.patchopen.io", "preflights for PATCH are granted to anybody", Medium, open)
            .path("/me")
            .allowed(half)
            .trusting(|it| it.request.is_preflight() && it.request.wanted() == "PATCH")
            .styled(before_the_router)
            .finish(|request, response| {
                if request.is_preflight() && response.first(ACAO).is_some() {
                    response.set(ACAM, "PATCH, PUT");
                }
            }),
        exposed("api.deleteopen.dev", "preflights for DELETE are granted to anybody", Medium, open)
            .path("/tenant")
            .allowed(half)
            .trusting(|it| it.request.is_preflight() && it.request.wanted() == "DELETE")
            .styled(brittle),
        exposed(
            "api.tokenopen.co.uk",
            "preflights for a header of its own are granted to anybody",
            Medium,
            open,
        )
        .path("/me")
        .allowed(half)
        .trusting(|it| {
            let names = it.request.header("access-control-request-headers").unwrap_or_default();
            it.request.is_preflight() && !names.is_empty()
        })
        .styled(before_the_router)
        .finish(|request, response| {
            let names = request.header("access-control-request-headers");
            if let Some(names) = names.filter(|_| response.first(ACAO).is_some()) {
                response.set(ACAH, names);
            }
        })
        .allowed(&["acah-reflect"]),
        hygiene(
            "tides.anonpreflight.net",
            "preflights are granted to anybody, without credentials, and answers are not",
            half,
        )
        .path("/tides")
        .at_most(Low)
        .trusting(|it| it.request.is_preflight())
        .styled(tides),
        hygiene("tides.starpreflight.org", "preflights have a star, and answers a list", half)
            .path("/tides")
            .at_most(Low)
            .styled(tides)
            .finish(|request, response| {
                if request.is_preflight() {
                    response.set(ACAO, "*");
                    response.set(ACAM, "GET");
                    response.set(ACAH, "accept-language");
                }
            }),
        correct("api.refusedputs.de", "preflights for what it does not do are refused to its front ends too")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                if request.is_preflight() && !["GET", "POST", "PUT"].contains(&request.wanted()) {
                    *response = Response::empty(403).with("Vary", "Origin");
                }
            }),
    ]
}

/// The front page, with a policy and a link that name a front end.
fn naming(server: Server, front: &'static str) -> Server {
    server.finish(move |request, response| {
        if request.path == "/" && request.method != "OPTIONS" {
            *response =
                Response::of(200, "text/html", format!("<!doctype html><a href=\"{front}/start\">Desk</a>"))
                    .with("Content-Security-Policy", &format!("default-src 'none'; connect-src {front}"));
        }
    })
}

fn fronts() -> Vec<Server> {
    vec![
        naming(
            exposed(
                "api.deskprefix.io",
                "whatever begins as the front end that its front page names",
                High,
                &["prefix-match"],
            )
            .path("/me")
            .fronts(&["https://kestrel.$D"])
            .trusting_only(|it| it.begins("https://kestrel.$D"))
            .styled(before_the_router),
            "https://kestrel.deskprefix.io",
        ),
        naming(
            exposed(
                "api.deskplain.dev",
                "the front end that its front page names, by http too",
                Medium,
                &["http-trusted"],
            )
            .path("/ledger")
            .at_most(Medium)
            .fronts(&["https://kestrel.$D", "http://kestrel.$D"])
            .styled(hidden),
            "https://kestrel.deskplain.dev",
        ),
        naming(
            exposed(
                "api.deskports.co.uk",
                "the front end that its front page names, on any port",
                Low,
                &["any-port"],
            )
            .path("/me")
            .fronts(&["https://kestrel.$D"])
            .trusting_only(|it| it.is("https://kestrel.$D") || it.begins("https://kestrel.$D:"))
            .styled(before_the_router),
            "https://kestrel.deskports.co.uk",
        ),
        naming(
            correct("api.deskexact.net", "the front end that its front page names")
                .path("/me")
                .fronts(&["https://kestrel.$D"])
                .styled(before_the_router),
            "https://kestrel.deskexact.net",
        ),
    ]
}

fn files() -> Vec<Server> {
    const OPEN: &str = "<cross-domain-policy><allow-access-from domain=\"*\"/></cross-domain-policy>";
    vec![
        correct("media.lostfile.io", "a policy for all, where it says that nothing is there").path("/me").styled(before_the_router).finish(
            |request, response| {
                if request.path == "/crossdomain.xml" && request.method != "OPTIONS" {
                    *response = Response::of(404, "text/xml", OPEN);
                }
            },
        ),
        hygiene("media.bothfiles.dev", "policies for two players that are gone, for all, and any origin on errors", &["legacy-crossdomain", "reflect-on-error"])
            .path("/me")
            .at_most(Low)
            .trusting_only(|it| it.is_front() || !it.request.has_session() && it.request.method != "OPTIONS")
            .styled(before_the_router)
            .finish(|request, response| match request.path.as_str() {
                "/crossdomain.xml" => *response = Response::of(200, "text/x-cross-domain-policy", OPEN),
                "/clientaccesspolicy.xml" => {
                    *response = Response::of(
                        200,
                        "application/xml",
                        "<access-policy><cross-domain-access><policy><allow-from><domain uri=\"http://*\"/><domain uri='*' />\
                         </allow-from></policy></cross-domain-access></access-policy>",
                    );
                }
                _ => {}
            }),
    ]
}
