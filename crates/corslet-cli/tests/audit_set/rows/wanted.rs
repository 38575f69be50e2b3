//! Servers whose faults are looked for only where the auditor is told to.

use crate::audit_set::api::Content;
use crate::audit_set::server::Severity::{High, Info, Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

use super::values::starred;

const DANGLING: &[&str] = &["dangling-trust"];
const LENIENT: &[&str] = &["lenient-compare"];

/// The set's own name server; `@NAMES@` is its port.
const DNS: &str = "--dns=127.0.0.1:@NAMES@";

/// The domains of all partners.
pub(crate) const DOMAINS: &[&str] = &[
    "gonepartner.com",
    "gonebroker.co.uk",
    "gonegate.net",
    "gonewidgets.org",
    "partnerthere.net",
    "partnermoved.net",
    "unknownpartner.com",
];

const PEDANTIC: &str = "--pedantic";

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = given_up();
    rows.extend(still_there());
    rows.extend(taken_for_it());
    rows.extend(compared_whole());
    rows
}

/// Trusts a partner of whom the auditor is told.
fn with(server: Server, partner: &'static str) -> Server {
    server.trusting(move |it| it.origin == partner).flags(&[DNS, "--trusted-origin", partner])
}

/// Trusts a partner whom the policy of its pages names.
fn speaking(server: Server, partner: &'static str) -> Server {
    server
        .flags(&[DNS])
        .trusting(move |it| it.origin == partner)
        .always("Content-Security-Policy", &format!("default-src 'self'; connect-src 'self' {partner}"))
}

fn given_up() -> Vec<Server> {
    vec![
        with(
            exposed("api.danglingtold.com", "a partner whose domain nobody has any more", High, DANGLING),
            "https://app.gonepartner.com",
        ),
        with(
            exposed("api.danglingbrit.com", "the same of a domain below co.uk", High, DANGLING),
            "https://desk.tools.gonebroker.co.uk",
        ),
        with(
            exposed("api.danglingport.com", "the same on a port that is named", High, DANGLING),
            "https://gonegate.net:8443",
        ),
        speaking(
            exposed("api.danglingspoken.com", "the same of one whom its own pages name", High, DANGLING),
            "https://static.gonewidgets.org",
        ),
        with(
            hygiene("data.danglinganon.com", "the same, without credentials", DANGLING).public().at_most(Low),
            "https://app.gonepartner.com",
        ),
        with(
            exposed("api.danglinglax.com", "the same; its session stays on its own site", Medium, DANGLING)
                .at_most(Medium),
            "https://app.gonepartner.com",
        )
        .same_site("; SameSite=Lax; Secure"),
        // Whoever grants everybody grants whoever takes that domain.
        with(
            exposed(
                "api.danglingany.com",
                "everybody, and so a partner of former times",
                High,
                &["reflect-any"],
            ),
            "https://app.gonepartner.com",
        )
        .trusting(|_| true),
    ]
}

fn still_there() -> Vec<Server> {
    vec![
        with(correct("api.partnerthere.com", "a partner who is still there"), "https://app.partnerthere.net"),
        // The name service is asked for the domain: of a name below it, only its owner can make anything.
        with(
            correct("api.partnermoved.com", "a partner who is still there, under another name"),
            "https://gone.partnermoved.net",
        ),
        with(
            correct("api.partnerunknown.com", "a partner of whom the name service knows nothing"),
            "https://app.unknownpartner.com",
        ),
        with(
            correct("api.partneraddress.com", "a partner who has an address and no name"),
            "https://203.0.113.77",
        ),
        correct("api.partnerunasked.com", "a partner of former times, and nobody asks")
            .trusting(|it| it.is("https://app.gonepartner.com"))
            .flags(&["--trusted-origin", "https://app.gonepartner.com"]),
        with(
            correct("api.partnerstruck.com", "no partner of former times any more"),
            "https://app.gonepartner.com",
        )
        .trusting(|_| false),
        correct("api.partnernone.com", "nobody but its front ends, and the name service is asked")
            .flags(&[DNS]),
    ]
}

/// What no browser writes, taken for a trusted origin.
fn taken_for_it() -> Vec<Server> {
    let loosely = |host: &str, says| hygiene(host, says, LENIENT).at_most(Info).flags(&[PEDANTIC]);
    vec![
        loosely("api.lowered.com", "its front end, in letters of any case")
            .trusting(|it| it.is_front_of(&it.origin.to_ascii_lowercase())),
        loosely("api.slashed.com", "its front end, with a slash behind it")
            .trusting(|it| it.origin.strip_suffix('/').is_some_and(|origin| it.is_front_of(origin))),
        loosely("api.parsed.com", "its front end as a URL, of which scheme, host and port count").trusting(
            |it| {
                url::Url::parse(it.origin)
                    .is_ok_and(|url| it.is_front_of(&url.origin().ascii_serialization()))
            },
        ),
        loosely("data.loweredanon.com", "its front end, in letters of any case, without credentials")
            .public()
            .trusting(|it| it.is_front_of(&it.origin.to_ascii_lowercase())),
        // What follows from a graver fault is that fault's.
        exposed("api.loweredany.com", "everybody, upper case too", High, &["reflect-any"])
            .flags(&[PEDANTIC])
            .trusting(|_| true),
        exposed(
            "api.slashedprefix.com",
            "what begins as its front end, a slash too",
            High,
            &["prefix-match"],
        )
        .flags(&[PEDANTIC])
        .trusting(|it| it.begins("https://app.$D")),
        exposed(
            "api.namedsuffix.com",
            "what ends in its domain, a user's name before it too",
            High,
            &["suffix-match"],
        )
        .flags(&[PEDANTIC])
        .trusting(|it| it.ends("$D")),
        exposed(
            "api.namedbelow.com",
            "what ends below its domain, a user's name in it too",
            Medium,
            &["subdomain-any"],
        )
        .flags(&[PEDANTIC])
        .trusting(|it| it.before(".$D").is_some()),
    ]
}

fn compared_whole() -> Vec<Server> {
    let pedantic = |host: &str, says| correct(host, says).flags(&[PEDANTIC]);
    vec![
        pedantic("api.wholelist.com", "a list, whole and in its own case"),
        starred(pedantic("data.wholeopen.com", "everybody").content(Content::Public)),
        // The origin that it names then is none that was asked for, and no browser takes it for one.
        pedantic("api.wholewritten.com", "its front end in any case, and answers as it is written").finish(
            |request, response| {
                let origin = request.origin().unwrap_or_default().to_ascii_lowercase();
                if ["app", "www"].iter().any(|name| origin == format!("https://{name}.wholewritten.com")) {
                    response.set("Access-Control-Allow-Origin", &origin);
                    response.set("Access-Control-Allow-Credentials", "true");
                }
            },
        ),
    ]
}
