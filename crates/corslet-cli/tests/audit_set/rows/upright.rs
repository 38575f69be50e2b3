//! Plain servers that are right, and look otherwise to whoever looks at one answer.

use crate::audit_set::plain::{anywhere, before_the_router, brittle, hidden, site, tides};
use crate::audit_set::response::Response;
use crate::audit_set::server::{Place, Server, correct};

const ACAO: &str = "Access-Control-Allow-Origin";

pub(crate) fn rows() -> Vec<Server> {
    [silent(), talkative()].into_iter().flatten().collect()
}

fn silent() -> Vec<Server> {
    let nobody = |host: &str, says| correct(host, says).path("/me").trusting_only(|_| false);
    vec![
        nobody("api.saysnothing.io", "not a word of CORS, and an account")
            .styled(before_the_router)
            .finish(|_, response| response.remove("Vary")),
        nobody("www.saysnothing.co.uk", "not a word of CORS, and a site").path("/").styled(site),
        nobody("old.saysnothing.net", "not a word of CORS, over http")
            .place(Place::Http)
            .styled(before_the_router),
        nobody("api.nooptions.dev", "not a word of CORS, and 501 to OPTIONS").finish(|request, response| {
            *response = match request.method.as_str() {
                "GET" | "HEAD" => Response::json(200, r#"{"ok":true}"#),
                _ => Response::of(501, "text/html", "<h1>Unsupported method</h1>"),
            };
        }),
        nobody("api.allforbidden.org", "403 to everybody without a session, from wherever").finish(
            |request, response| {
                *response = match request.has_session() {
                    true => Response::json(200, r#"{"ok":true}"#),
                    false => Response::json(403, r#"{"message":"forbidden"}"#),
                };
            },
        ),
        nobody("api.inthebody.app", "the origin in the text and in a header of its own")
            .path("/")
            .styled(anywhere)
            .finish(|request, response| {
                let origin = request.origin().unwrap_or("none").to_owned();
                response.body = format!(r#"{{"headers":{{"Access-Control-Allow-Origin":"{origin}"}}}}"#);
                response.set("X-Origin-Seen", &origin);
                response.set("Access-Control-Allow-Origins", &origin);
                response.set("Timing-Allow-Origin", "*");
            }),
        nobody("login.elsewhere.de", "everybody is sent to the login on another site").styled(|_, _| {
            Response::empty(302).with("Location", "https://sso.elsewhere-login.com/start?to=%2Fme")
        }),
        nobody("api.alwaysbusy.fr", "503 to everybody, and no word on when to come again")
            .styled(|_, _| Response::of(503, "text/plain", "busy")),
    ]
}

fn talkative() -> Vec<Server> {
    vec![
        correct("api.exactly.io", "its front ends, as they are written")
            .path("/me")
            .styled(before_the_router),
        correct("api.exactly.co.uk", "its front ends, on a site").path("/inbox").styled(site),
        correct("api.exactly.com.br", "its front ends; nothing is there without a session")
            .domain("exactly.com.br")
            .path("/ledger")
            .styled(hidden),
        correct("api.exactly.dev", "its front ends; it breaks without a session")
            .path("/tenant")
            .styled(brittle),
        correct("tides.exactly.net", "its front ends, for what everybody may know")
            .path("/tides")
            .styled(tides),
        correct("api.partner.app", "a front end of its own, and one of a partner's, on a list")
            .path("/me")
            .fronts(&["https://app.$D", "https://portal.partner-of-theirs.com"])
            .styled(before_the_router),
        correct("api.longlisted.org", "thirty front ends of many kinds, each on the list")
            .path("/me")
            .trusting_only(|it| {
                let label = it.before(".longlisted.org").unwrap_or_default();
                ["app", "www", "admin", "shop", "m", "blog", "eu", "us", "status", "beta"].contains(&label)
                    || it
                        .before(".longlisted.de")
                        .is_some_and(|label| ["app", "www", "shop"].contains(&label))
            })
            .styled(before_the_router),
        correct("api.refusesaloud.io", "its front ends; preflights of others get 200 and a text")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                if request.is_preflight() && response.first(ACAO).is_none() {
                    *response = Response::of(200, "text/plain", "CORS is not for you").with("Vary", "Origin");
                }
            }),
        correct("api.newsession.dev", "its front ends; another cookie with each answer")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                let length = request.origin().map_or(0, str::len);
                response.add("Set-Cookie", &format!("trace={length}; Path=/; SameSite=None; Secure"));
            }),
        correct("api.csrfpage.com", "a page with another token each time, for whoever has a session")
            .path("/v1/account")
            .content(crate::audit_set::api::Content::Changing)
            .finish(|_, response| response.set("Content-Type", "text/html")),
        correct(
            "feed.starandsession.io",
            "a star for what is the same with a session, and a token each time",
        )
        .path("/v1/account")
        .content(crate::audit_set::api::Content::Changing)
        .trusting_only(|_| false)
        .finish(|request, response| {
            response.remove("Vary");
            response.set(ACAO, "*");
            if request.is_preflight() {
                response.status = 204;
            }
        }),
        correct("api.hiddenfront.co.uk", "one front end of a name that nobody would think of")
            .path("/me")
            .fronts(&["https://kestrel-desk.hiddenfront.co.uk"])
            .styled(before_the_router),
    ]
}
