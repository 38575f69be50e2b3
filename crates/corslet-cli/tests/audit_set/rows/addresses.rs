//! Servers that are called by an address, or by the name of the machine itself.

use crate::audit_set::api::{Asked, Content};
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Place, Server, correct, exposed, hygiene};

use super::nearby::address;
use super::values::starred;

const REFLECTING: &[&str] = &["reflect-any"];
const NULL: &[&str] = &["null-origin"];
const PREFIX: &[&str] = &["prefix-match"];
const ANY_PORT: &[&str] = &["any-port"];

/// What a developer has on the machine: a front end on a port of its own.
const FRONTS: &[&str] = &["http://localhost:5173", "http://127.0.0.1:5173"];

/// Servers elsewhere, by their addresses.
pub(crate) fn rows() -> Vec<Server> {
    let far = |server: Server| server.fronts(&["https://$H", "https://app.addressdesk.com"]);
    vec![
        far(exposed("203.0.113.7", "any origin, with credentials, at an address", High, REFLECTING))
            .trusting(|_| true),
        far(exposed("203.0.113.8", "null, at an address", High, NULL)).trusting(|it| it.is("null")),
        far(exposed("203.0.113.9", "what begins as its own address", High, PREFIX))
            .trusting(|it| it.begins("https://$H")),
        far(exposed("203.0.113.10", "what has its address in it", High, &["substring-match"]))
            .trusting(|it| it.origin.contains(it.host)),
        far(exposed("203.0.113.11", "its own address over http", Medium, &["http-trusted"]))
            .trusting(|it| it.is("http://$H")),
        far(exposed("203.0.113.12", "any port of its own address", Low, ANY_PORT))
            .trusting(|it| on_any_port(it, "https")),
        far(exposed("203.0.113.13", "its own address, up to an underscore", High, &["special-char-host"]))
            .trusting(|it| it.begins("https://$H_")),
        far(exposed("203.0.113.14", "every address of its own network", Low, &["private-net-trusted"]))
            .trusting(|it| matches!(address(it), Some([10, ..]))),
        far(exposed(
            "[2001:db8::7]",
            "any origin, with credentials, at an address of version 6",
            High,
            REFLECTING,
        ))
        .trusting(|_| true),
        far(exposed("[2001:db8::8]", "any port of its own address, of version 6", Low, ANY_PORT))
            .trusting(|it| on_any_port(it, "https")),
        far(correct("203.0.113.20", "a list, at an address")),
        far(correct(
            "203.0.113.21",
            "a front end of the address over any letter for its dots, which is no host",
        ))
        .trusting(|it| it.is_like("https://203?0?113?21")),
        far(correct("203.0.113.22", "what ends in its address, and no host does"))
            .trusting(|it| it.before("$H").is_some_and(|name| !name.is_empty())),
        correct("203.0.113.23", "nobody, at an address").fronts(&[]),
        far(correct("[2001:db8::20]", "a list, at an address of version 6")),
        // Whoever is inside reads it, and so does every page that is open there.
        starred(exposed("192.168.71.20", "everybody, inside a network", Medium, &["wildcard-public"]))
            .at_most(Medium)
            .place(Place::Http)
            .content(Content::Public),
        exposed("10.20.71.30", "any origin, with credentials, inside a network", High, REFLECTING)
            .place(Place::Http)
            .same_site("")
            .fronts(&["http://10.20.71.31"])
            .trusting(|_| true),
        correct("10.20.71.40", "a list, inside a network").place(Place::Http).fronts(&["http://10.20.71.31"]),
    ]
}

/// Servers on this machine, each on a port of its own; they are told apart by what they say.
pub(crate) fn local() -> Vec<Server> {
    let mut rows = by_address();
    rows.extend(by_address_of_version_6());
    rows.extend(by_name());
    rows.into_iter().map(|server| server.place(Place::OwnPort).same_site("")).collect()
}

fn by_address() -> Vec<Server> {
    let exposed = |says, least, ids| exposed("127.0.0.1", says, least, ids).fronts(FRONTS);
    let hygiene = |says, ids| hygiene("127.0.0.1", says, ids).fronts(FRONTS);
    let correct = |says| correct("127.0.0.1", says).fronts(FRONTS);
    vec![
        exposed("127.0.0.1: any origin, with credentials", High, REFLECTING).trusting(|_| true),
        exposed("127.0.0.1: null", High, NULL).trusting(|it| it.is("null")),
        exposed("127.0.0.1: what begins as its own address", High, &["prefix-match|localhost-prefix"])
            .trusting(|it| it.begins("http://$H")),
        exposed("127.0.0.1: what has its address in it", High, &["substring-match"])
            .trusting(|it| it.origin.contains(it.host)),
        exposed("127.0.0.1: any port of its own address", Low, ANY_PORT)
            .trusting(|it| on_any_port(it, "http")),
        starred(exposed("127.0.0.1: everybody, from outside too", Medium, &["private-network-allow"]))
            .content(Content::Public)
            .finish(|request, response| {
                if request.is_preflight() {
                    response.set("Access-Control-Allow-Private-Network", "true");
                }
            }),
        starred(hygiene("127.0.0.1: everybody, with credentials", &["wildcard-with-credentials"]))
            .credentials(Some("true")),
        hygiene("127.0.0.1: nothing of CORS on errors", &["error-no-cors"]).finish(|_, response| {
            if response.status >= 400 {
                response.remove_cors();
            }
        }),
        correct("127.0.0.1: its front end"),
        correct("127.0.0.1: its front end, whoever asks")
            .without_vary()
            .trusting_only(|_| true)
            .always("Access-Control-Allow-Origin", FRONTS[0]),
        correct("127.0.0.1: its front end, which is none that anybody would guess")
            .fronts(&["http://localhost:47113"]),
        correct("127.0.0.1: nobody").fronts(&[]),
        starred(correct("127.0.0.1: everybody")).content(Content::Public),
        correct("127.0.0.1: any letter for its dots, which is no host")
            .trusting(|it| it.is_like("http://127?0?0?1")),
        correct("127.0.0.1: what ends in its address, and no host does")
            .trusting(|it| it.ends("x$H") || it.ends(".$H")),
        correct("127.0.0.1: its front end's server over https").fronts(&["https://localhost:5173"]),
    ]
}

fn by_address_of_version_6() -> Vec<Server> {
    let exposed = |says, least, ids| exposed("[::1]", says, least, ids).fronts(FRONTS);
    let correct = |says| correct("[::1]", says).fronts(FRONTS);
    vec![
        exposed("[::1]: any origin, with credentials", High, REFLECTING).trusting(|_| true),
        exposed("[::1]: null", High, NULL).trusting(|it| it.is("null")),
        // Behind the bracket there is nothing but a port.
        exposed("[::1]: what begins as its own address", Low, ANY_PORT).trusting(|it| it.begins("http://$H")),
        correct("[::1]: its front end"),
        correct("[::1]: itself").fronts(&["http://[::1]:5173"]),
        correct("[::1]: nobody").fronts(&[]),
    ]
}

fn by_name() -> Vec<Server> {
    let exposed = |says, least, ids| exposed("localhost", says, least, ids).fronts(FRONTS);
    let hygiene = |says, ids| hygiene("localhost", says, ids).fronts(FRONTS);
    let correct = |says| correct("localhost", says).fronts(FRONTS);
    vec![
        exposed("localhost: any origin, with credentials", High, REFLECTING).trusting(|_| true),
        exposed("localhost: null", High, NULL).trusting(|it| it.is("null")),
        exposed("localhost: what begins as its own name", High, &["prefix-match|localhost-prefix"])
            .trusting(|it| it.begins("http://localhost")),
        exposed("localhost: what has its name in it", High, &["substring-match|localhost-prefix"])
            .trusting(|it| it.origin.contains("localhost")),
        exposed("localhost: any port of its own name", Low, ANY_PORT).trusting(|it| on_any_port(it, "http")),
        starred(hygiene("localhost: everybody, with credentials", &["wildcard-with-credentials"]))
            .credentials(Some("true")),
        hygiene("localhost: preflights that need a session", &["preflight-status"]).finish(
            |request, response| {
                if request.is_preflight() {
                    response.status = 401;
                }
            },
        ),
        correct("localhost: its front end"),
        correct("localhost: nobody").fronts(&[]),
        correct("localhost: any name below its own, which is this machine too")
            .trusting(|it| it.ends(".localhost") && it.begins("http://")),
        starred(correct("localhost: everybody")).content(Content::Public),
    ]
}

/// Whether it is a page of its own host by this scheme, whatever its port.
fn on_any_port(it: &Asked<'_>, scheme: &str) -> bool {
    it.parts().is_some_and(|(own, host, port)| {
        let is_number = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        own == scheme && host == it.host && port.is_none_or(is_number)
    })
}
