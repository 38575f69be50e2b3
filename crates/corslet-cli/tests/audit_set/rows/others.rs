//! Servers that grant others: tenants of a hoster, pages where anybody writes code, a partner.

use crate::audit_set::server::Severity::{High, Info, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const SHARED: &[&str] = &["shared-host-trusted"];
const PARTNER: &[&str] = &["static-third-party"];
const CREDENTIALS: &str = "Access-Control-Allow-Credentials";
const ORIGIN: &str = "Access-Control-Allow-Origin";

/// Where anybody gets a name.
const HOSTERS: &[&str] = &[
    "github.io",
    "gitlab.io",
    "netlify.app",
    "vercel.app",
    "pages.dev",
    "web.app",
    "herokuapp.com",
    "s3.amazonaws.com",
    "azurewebsites.net",
    "cloudfront.net",
];

/// Where anybody's code runs under the one name.
const PENS: &[&str] =
    &["https://cdpn.io", "https://s.codepen.io", "https://jsfiddle.net", "https://fiddle.jshell.net"];

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = tenants();
    rows.extend(pens());
    rows.extend(partners());
    rows.extend(lenient());
    rows
}

fn tenants() -> Vec<Server> {
    let mut rows: Vec<Server> = HOSTERS
        .iter()
        .map(|&hoster| {
            let host = format!("api.tenants{}.com", hoster.replace('.', ""));
            exposed(&host, "every tenant of a hoster", High, SHARED).trusting(move |it| {
                it.before(&format!(".{hoster}")).is_some_and(|name| !name.is_empty() && !name.contains('.'))
            })
        })
        .collect();
    rows.extend([correct("api.tenantown.com", "its own tenant of a hoster, and no other").fronts(&[
        "https://tenantown.github.io",
        "https://tenantown.vercel.app",
        "https://tenantown.netlify.app",
        "https://d1k2m3n4o5p6q7.cloudfront.net",
    ])]);
    rows
}

fn pens() -> Vec<Server> {
    let name = |pen: &str| pen.replace("https://", "").replace('.', "");
    PENS.iter()
        .map(|&pen| {
            exposed(&format!("api.pens{}.com", name(pen)), "where anybody writes code", High, SHARED)
                .trusting(move |it| it.origin == pen)
        })
        .collect()
}

fn partners() -> Vec<Server> {
    let fixed = |server: Server, origin: &str| server.without_vary().always(ORIGIN, origin);
    vec![
        fixed(
            hygiene("api.partneralways.com", "a partner, whoever asks", PARTNER).trusting_only(|_| true),
            "https://widgets.partnerzone.com",
        )
        .always(CREDENTIALS, "true")
        .at_most(Medium),
        fixed(
            hygiene("data.partneranon.com", "a partner, whoever asks, without credentials", PARTNER)
                .public()
                .at_most(Info)
                .trusting_only(|_| true),
            "https://widgets.partnerzone.com",
        ),
        fixed(
            hygiene("api.partnerscanner.com", "a name that scanners like to use, whoever asks", PARTNER)
                .trusting_only(|_| true),
            "https://evil.com",
        ),
        fixed(
            hygiene("api.partnerexample.com", "a name from a manual, whoever asks", PARTNER)
                .trusting_only(|_| true),
            "https://example.com",
        ),
        fixed(
            correct("api.frontalways.com", "its one front end, whoever asks").trusting_only(|_| true),
            "https://www.$D",
        ),
        fixed(
            correct("data.frontalways.net", "its one front end, whoever asks, stored by caches")
                .public()
                .trusting_only(|_| true),
            "https://app.$D",
        ),
        correct("api.frontfirst.com", "to whom it does not know, the first of its list").finish({
            let first = "https://app.frontfirst.com";
            move |request, response| {
                if response.first(ORIGIN).is_none() {
                    response.set(ORIGIN, first);
                    response.set(CREDENTIALS, "true");
                }
                if request.is_preflight() {
                    response.status = 204;
                    response.set("Access-Control-Allow-Methods", "PUT, DELETE");
                    response.set("Access-Control-Allow-Headers", "authorization, content-type, x-request-id");
                    response.set("Access-Control-Max-Age", "600");
                }
            }
        }),
        correct("api.partnerslisted.com", "three partners, each of them written down").fronts(&[
            "https://app.$D",
            "https://www.kettlerboats.com",
            "https://desk.lumenpress.org",
            "https://portal.quillworks.io",
        ]),
    ]
}

/// What no browser ever sends, and is granted all the same.
fn lenient() -> Vec<Server> {
    const LENIENT: &[&str] = &["lenient-compare"];
    vec![
        correct("api.lenientcase.com", "its front ends in capitals too")
            .allowed(LENIENT)
            .trusting(|it| it.is_front_of(&it.origin.to_ascii_lowercase())),
        correct("api.lenientslash.com", "its front ends with a slash too")
            .allowed(LENIENT)
            .trusting(|it| it.is_front_of(it.origin.trim_end_matches('/'))),
        correct("api.lenientuser.com", "its front ends with a user's name too").allowed(LENIENT).trusting(
            |it| {
                it.origin.split_once('@').is_some_and(|(_, host)| it.is_front_of(&format!("https://{host}")))
            },
        ),
    ]
}
