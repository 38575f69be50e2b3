//! Servers that grant the origin of sandboxed pages.

use crate::audit_set::server::Severity::{High, Low};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const NULL: &[&str] = &["null-origin"];

pub(crate) fn rows() -> Vec<Server> {
    vec![
        exposed("api.nulllisted.com", "null is on the list", High, NULL).trusting(|it| it.origin == "null"),
        exposed("api.nullmember.com", "null is granted when somebody is signed in", High, NULL)
            .trusting(|it| it.origin == "null" && it.request.has_session()),
        exposed("api.nullalways.com", "null is granted, whoever asks", High, NULL)
            .trusting_only(|_| true)
            .without_vary()
            .finish(|_, response| {
                response.set("Access-Control-Allow-Origin", "null");
                response.set("Access-Control-Allow-Credentials", "true");
            }),
        hygiene("data.nullanon.com", "null is on the list, without credentials", NULL)
            .public()
            .at_most(Low)
            .trusting(|it| it.origin == "null"),
        correct("api.nullcapital.com", "the list has Null, which no browser sends")
            .trusting(|it| it.origin == "Null"),
    ]
}
