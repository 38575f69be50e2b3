//! Servers that do not look at the scheme or at the port.

use crate::audit_set::server::Severity::{Info, Low, Medium};
use crate::audit_set::server::{Place, Server, correct, exposed, hygiene};

const HTTP: &[&str] = &["http-trusted"];
const PORT: &[&str] = &["any-port"];
const HSTS: &str = "Strict-Transport-Security";

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = schemes();
    rows.extend(ports());
    rows
}

fn schemes() -> Vec<Server> {
    vec![
        exposed("api.httpfront.com", "its front end over http", Medium, HTTP)
            .at_most(Medium)
            .trusting(|it| it.is("http://app.$D")),
        exposed("api.httphost.com", "its own host over http", Medium, HTTP)
            .at_most(Medium)
            .trusting(|it| it.is("http://$H")),
        exposed("api.httphsts.com", "its own host over http, to which browsers never go", Info, HTTP)
            .at_most(Low)
            .trusting(|it| it.is("http://$H"))
            .always(HSTS, "max-age=63072000; includeSubDomains"),
        exposed("httphstsapex.com", "its front end over http, to which browsers never go", Info, HTTP)
            .at_most(Low)
            .trusting(|it| it.is("http://app.$D"))
            .always(HSTS, "max-age=63072000; includeSubDomains; preload"),
        exposed(
            "api.httphstsaside.com",
            "its front end over http, and HSTS that does not reach there",
            Low,
            HTTP,
        )
        .at_most(Medium)
        .trusting(|it| it.is("http://app.$D"))
        .always(HSTS, "max-age=63072000; includeSubDomains"),
        exposed("api.httphstsoff.com", "its own host over http, and HSTS that is switched off", Medium, HTTP)
            .at_most(Medium)
            .trusting(|it| it.is("http://$H"))
            .always(HSTS, "max-age=0; includeSubDomains"),
        exposed("api.httpbelow.com", "everything below its domain over http", Medium, HTTP)
            .allowed(&["subdomain-any"])
            .trusting(|it| {
                it.parts().is_some_and(|(scheme, host, port)| {
                    scheme == "http"
                        && port.is_none()
                        && host.strip_suffix(it.domain).is_some_and(is_letters_and_dot)
                })
            }),
        hygiene("data.httpanon.com", "its front end over http, without credentials", HTTP)
            .public()
            .at_most(Low)
            .trusting(|it| it.is("http://app.$D")),
        correct("api.plainhttp.com", "http all over, and so is its front end")
            .place(Place::Http)
            .same_site("")
            .fronts(&["http://app.$D", "http://www.$D"]),
        correct("api.plainboth.com", "itself over http, with front ends over both")
            .place(Place::Http)
            .same_site("")
            .fronts(&["http://app.$D", "https://app.$D"]),
    ]
}

fn is_letters_and_dot(text: &str) -> bool {
    text.strip_suffix('.')
        .is_some_and(|label| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn ports() -> Vec<Server> {
    vec![
        exposed("api.portany.com", "any port of its own host", Low, PORT)
            .trusting(|it| it.parts().is_some_and(|(scheme, host, _)| scheme == "https" && host == it.host)),
        exposed("api.portfront.com", "any port of its front end", Low, PORT).trusting(|it| {
            it.parts().is_some_and(|(scheme, host, _)| {
                scheme == "https" && host.strip_prefix("app.") == Some(it.domain)
            })
        }),
        exposed("api.portelsewhere.com", "any port of its own host, itself on one that is named", Low, PORT)
            .place(Place::HttpsWithPort)
            .trusting(|it| it.parts().is_some_and(|(scheme, host, _)| scheme == "https" && host == it.host)),
        exposed(
            "api.hostonly.com",
            "the host of its front end, by any scheme and port",
            Low,
            &["any-port", "http-trusted"],
        )
        .trusting(|it| {
            it.parts().is_some_and(|(scheme, host, _)| {
                matches!(scheme, "http" | "https") && host.strip_prefix("app.") == Some(it.domain)
            })
        }),
        correct("api.portlisted.com", "one more port of its own host")
            .trusting(|it| it.is("https://$H:8443")),
        correct("api.portslisted.com", "a port of its front end for those who try it out")
            .trusting(|it| it.is("https://app.$D:8443") || it.is("https://app.$D:3000")),
        correct("api.portnamed.com", "its front ends, itself on a port that is named")
            .place(Place::HttpsWithPort),
    ]
}
