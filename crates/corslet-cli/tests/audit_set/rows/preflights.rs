//! Servers whose preflights are wrong, or say too much.

use crate::audit_set::response::Response;
use crate::audit_set::server::Severity::{Info, Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const ORIGIN: &str = "Access-Control-Allow-Origin";
const CREDENTIALS: &str = "Access-Control-Allow-Credentials";
const METHODS: &str = "Access-Control-Allow-Methods";
const HEADERS: &str = "Access-Control-Allow-Headers";
const NETWORK: &str = "Access-Control-Allow-Private-Network";

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = reflecting();
    rows.extend(mismatching());
    rows.extend(failing());
    rows.extend(naming());
    rows
}

fn reflecting() -> Vec<Server> {
    const REFLECTS: &[&str] = &["preflight-reflect"];
    let custom = |it: &crate::audit_set::api::Asked<'_>| {
        let asked = it.request.header("access-control-request-headers").unwrap_or_default();
        asked.split(',').any(|name| !name.trim().is_empty() && name.trim() != "content-type")
    };
    vec![
        exposed("api.preflightany.com", "any origin, of preflights alone", Medium, REFLECTS)
            .at_most(Medium)
            .trusting(|it| it.request.is_preflight()),
        exposed(
            "api.preflightnothing.com",
            "any origin of preflights, and no origin of anything else",
            Medium,
            REFLECTS,
        )
        .at_most(Medium)
        .allowed(&["preflight-actual-mismatch"])
        .trusting_only(|it| it.request.is_preflight()),
        // Nobody can tell from outside what the answer to a PUT would be that is not sent.
        exposed(
            "api.preflightput.com",
            "any origin, of preflights for PUT and DELETE",
            Medium,
            &["preflight-reflect|reflect-any"],
        )
        .trusting(|it| it.request.is_preflight() && matches!(it.request.wanted(), "PUT" | "DELETE")),
        exposed(
            "api.preflightcustom.com",
            "any origin, of preflights that ask for a header",
            Medium,
            REFLECTS,
        )
        .at_most(Medium)
        .trusting(move |it| it.request.is_preflight() && custom(it)),
        hygiene(
            "data.preflightanon.com",
            "any origin of preflights, without credentials",
            &["preflight-reflect|preflight-actual-mismatch"],
        )
        .public()
        .at_most(Medium)
        .trusting(|it| it.request.is_preflight()),
    ]
}

fn mismatching() -> Vec<Server> {
    const MISMATCH: &[&str] = &["preflight-actual-mismatch"];
    vec![
        hygiene("api.mismatchactual.com", "its front ends are granted by preflights alone", MISMATCH)
            .at_most(Low)
            .finish(|request, response| {
                if !request.is_preflight() {
                    response.remove_cors();
                }
            }),
        hygiene(
            "api.mismatchpreflight.com",
            "its front ends are granted by everything but preflights",
            MISMATCH,
        )
        .at_most(Low)
        .finish(|request, response| {
            if request.is_preflight() {
                response.remove_cors();
                response.status = 204;
            }
        }),
        hygiene(
            "api.mismatchother.com",
            "one front end is granted by preflights, another by the answers",
            MISMATCH,
        )
        .at_most(Low)
        .finish(|request, response| {
            if !request.is_preflight() {
                response.set(ORIGIN, "https://www.mismatchother.com");
                response.set(CREDENTIALS, "true");
            }
        }),
    ]
}

fn failing() -> Vec<Server> {
    const STATUS: &[&str] = &["preflight-status"];
    /// Answers preflights so before anything else looks at them.
    fn first(server: Server, status: u16, keeps_cors: bool) -> Server {
        server.at_most(Low).finish(move |request, response| {
            if request.is_preflight() {
                if !keeps_cors {
                    response.remove_cors();
                }
                response.status = status;
            }
        })
    }
    let redirect = |host: &str, says, status: u16, location: &'static str| {
        first(hygiene(host, says, &["preflight-redirect"]), status, true).allowed(STATUS).finish(
            move |request, response: &mut Response| {
                if request.is_preflight() {
                    response.add("Location", location);
                }
            },
        )
    };
    vec![
        first(hygiene("api.preflight401.com", "preflights have to sign in", STATUS), 401, false),
        first(hygiene("api.preflight404.com", "preflights have no route", STATUS), 404, false),
        first(
            hygiene("api.preflight405.com", "preflights are no method, and are granted", STATUS),
            405,
            true,
        ),
        first(hygiene("api.preflight500.com", "preflights make it fail", STATUS), 500, true),
        first(
            hygiene("api.preflight403.com", "preflights are forbidden, of its front ends too", STATUS),
            403,
            false,
        ),
        redirect("api.preflight301.com", "preflights go to the same with a slash", 301, "/v1/account/"),
        redirect(
            "api.preflight302.com",
            "preflights go to where one signs in",
            302,
            "/login?next=%2Fv1%2Faccount",
        ),
        redirect(
            "api.preflight308.com",
            "preflights go to another host",
            308,
            "https://api2.preflight308.com/v1/account",
        ),
        correct("api.preflight200.com", "preflights are refused with 200, and without a grant").finish(
            |request, response| {
                if request.is_preflight() {
                    response.status = 200;
                }
            },
        ),
    ]
}

fn naming() -> Vec<Server> {
    /// What was asked for is granted.
    fn echo(
        name: &'static str,
        of: &'static str,
    ) -> impl Fn(&crate::audit_set::request::Request, &mut Response) {
        move |request, response| {
            if request.is_preflight() && response.first(ORIGIN).is_some() {
                match request.header(of) {
                    Some(asked) => response.set(name, asked),
                    None => response.remove(name),
                }
            }
        }
    }
    const WANTS_METHOD: &str = "Access-Control-Request-Method";
    const WANTS_HEADERS: &str = "Access-Control-Request-Headers";
    const LONG: &str = "accept, accept-language, authorization, cache-control, content-language, content-type, dnt, \
                        if-match, if-modified-since, if-none-match, keep-alive, origin, pragma, range, \
                        user-agent, x-api-key, x-auth-token, x-client-id, x-client-version, x-correlation-id, \
                        x-csrf-token, x-custom-header, x-debug, x-device-id, x-forwarded-for, \
                        x-http-method-override, x-locale, x-real-ip, x-request-id, x-requested-with, x-session, \
                        x-tenant, x-trace-id, x-user-id";
    vec![
        hygiene("api.methodsasked.com", "whatever method is asked for", &["acam-reflect"])
            .at_most(Info)
            .finish(echo(METHODS, WANTS_METHOD)),
        hygiene("api.headersasked.com", "whatever headers are asked for", &["acah-reflect"])
            .at_most(Info)
            .finish(echo(HEADERS, WANTS_HEADERS)),
        hygiene("api.bothasked.com", "whatever is asked for", &["acah-reflect", "acam-reflect"])
            .at_most(Info)
            .finish(echo(METHODS, WANTS_METHOD))
            .finish(echo(HEADERS, WANTS_HEADERS)),
        hygiene("api.methodsall.com", "every method that there is", &["methods-overbroad"])
            .at_most(Low)
            .methods("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT"),
        hygiene("api.methodstrace.com", "a method that no page can send", &["methods-overbroad"])
            .at_most(Low)
            .methods("PUT, DELETE, TRACE"),
        hygiene("data.methodsstar.com", "a star for methods, without credentials", &["methods-overbroad"])
            .public()
            .at_most(Low)
            .methods("*"),
        hygiene("data.headersstar.com", "a star for headers, without credentials", &["headers-overbroad"])
            .public()
            .at_most(Low)
            .allowed(&["acah-star-authorization"])
            .headers("*"),
        hygiene("api.headersmany.com", "thirty-four headers", &["headers-overbroad"])
            .at_most(Low)
            .headers(LONG),
        hygiene("api.ageyear.com", "a year", &["maxage-excessive"]).at_most(Info).max_age("31536000"),
        hygiene("api.ageweek.com", "a week", &["maxage-excessive"]).at_most(Info).max_age("604800"),
        hygiene("api.agewords.com", "ten minutes in words", &["maxage-invalid"]).at_most(Info).max_age("10m"),
        hygiene("api.agepoint.com", "a part of a second", &["maxage-invalid"]).at_most(Info).max_age("600.5"),
        hygiene("api.agequoted.com", "quotes", &["maxage-invalid"]).at_most(Info).max_age("\"600\""),
        correct("api.ageday.com", "a day, which is the most").max_age("86400"),
        correct("api.agezero.com", "not at all").max_age("0"),
        correct("api.methodsplain.com", "the methods that it has").methods("GET, POST, PUT, DELETE"),
        exposes(
            "Content-Type, Cache-Control",
            hygiene("api.exposessafe.com", "what every page may read", &["expose-useless"]),
        ),
        exposes(
            "Set-Cookie",
            hygiene("api.exposescookies.com", "what no page may ever read", &["expose-useless"]),
        ),
        hygiene("api.exposesearly.com", "what is exposed, on preflights alone", &["expose-useless"])
            .at_most(Info)
            .finish(|request, response| {
                if request.is_preflight() && response.first(ORIGIN).is_some() {
                    response.add("Access-Control-Expose-Headers", "X-Total-Count");
                }
            }),
        exposes("ETag, Link, X-Total-Count", correct("api.exposeswell.com", "what its pages need")),
        bare(401, hygiene("api.errorbare401.com", "no grant where nobody is signed in", &["error-no-cors"])),
        bare(404, hygiene("api.errorbare404.com", "no grant where there is nothing", &["error-no-cors"])),
        hygiene("api.errorbareall.com", "no grant of any error", &["error-no-cors"]).at_most(Low).finish(
            |request, response| {
                if response.status >= 400 && !request.is_preflight() {
                    response.remove_cors();
                }
            },
        ),
        exposed(
            "api.networkany.com",
            "the private network, to whoever asks",
            Info,
            &["private-network-allow"],
        )
        .finish(|request, response| {
            if request.header("access-control-request-private-network").is_some() {
                response.status = 204;
                response.set(NETWORK, "true");
            }
        }),
        hygiene(
            "data.networkopen.com",
            "any origin without credentials, and the private network to it",
            &["reflect-any", "private-network-allow"],
        )
        .public()
        .trusting(|_| true)
        .finish(|request, response| {
            if request.header("access-control-request-private-network").is_some() {
                response.set(NETWORK, "true");
            }
        }),
        correct("api.networkfront.com", "the private network, to its front ends").finish(
            |request, response| {
                let asks = request.header("access-control-request-private-network").is_some();
                if asks && response.first(ORIGIN).is_some() {
                    response.set(NETWORK, "true");
                }
            },
        ),
    ]
}

fn exposes(names: &'static str, server: Server) -> Server {
    server.at_most(Info).finish(move |request, response| {
        if !request.is_preflight() && response.first(ORIGIN).is_some() {
            response.add("Access-Control-Expose-Headers", names);
            response.add("X-Total-Count", "42");
            response.add("Link", "</v1/account?page=2>; rel=\"next\"");
            response.add("ETag", "\"a1\"");
        }
    })
}

fn bare(status: u16, server: Server) -> Server {
    server.at_most(Low).finish(move |_, response| {
        if response.status == status {
            response.remove_cors();
        }
    })
}
