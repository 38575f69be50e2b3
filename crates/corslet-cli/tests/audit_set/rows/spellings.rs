//! Plain servers whose values are spelled in ways that look wrong and are not, or the other way round.

use crate::audit_set::plain::{before_the_router, brittle, hidden, tides};
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const ACAO: &str = "Access-Control-Allow-Origin";
const ACAC: &str = "Access-Control-Allow-Credentials";

pub(crate) fn rows() -> Vec<Server> {
    [denials(), values(), names()].into_iter().flatten().collect()
}

fn denials() -> Vec<Server> {
    /// What whoever is not on the list gets.
    fn denying(server: Server, value: &'static str) -> Server {
        server.styled(before_the_router).finish(move |request, response| {
            if response.first(ACAO).is_none() && request.origin().is_some() {
                response.set(ACAO, value);
                response.set(ACAC, "true");
            }
        })
    }
    vec![
        denying(
            exposed("api.deniesbynull.io", "null to whoever is not on its list", High, &["null-origin"])
                .path("/me"),
            "null",
        ),
        denying(
            correct("api.deniesbyfalse.dev", "false to whoever is not on its list")
                .path("/me")
                .allowed(&["acao-invalid"]),
            "false",
        ),
        denying(
            correct("api.deniesbyempty.co.uk", "nothing to whoever is not on its list")
                .path("/me")
                .allowed(&["acao-invalid"]),
            "",
        ),
        denying(
            correct("api.deniesbyitself.net", "itself to whoever is not on its list").path("/me"),
            "https://api.deniesbyitself.net",
        ),
    ]
}

fn values() -> Vec<Server> {
    vec![
        correct("api.spaced.io", "its front ends, with blanks around that browsers take away")
            .path("/me")
            .styled(before_the_router)
            .finish(|_, response| {
                if let Some(origin) = response.first(ACAO).map(str::to_owned) {
                    response.set(ACAO, &format!("  {origin}\t"));
                    response.set(ACAC, " true ");
                }
            }),
        hygiene("api.minusone.dev", "an age below nothing", &["maxage-invalid"])
            .path("/me")
            .at_most(Low)
            .styled(before_the_router)
            .finish(|request, response| {
                if request.is_preflight() && response.first(ACAO).is_some() {
                    response.set("Access-Control-Max-Age", "-1");
                }
            }),
        hygiene("api.asecondmore.org", "a second more than a day", &["maxage-excessive"])
            .path("/tenant")
            .at_most(Low)
            .styled(brittle)
            .finish(|request, response| {
                if request.is_preflight() && response.first(ACAO).is_some() {
                    response.set("Access-Control-Max-Age", "86401");
                }
            }),
        exposed(
            "tides.starwithout.io",
            "any origin, and a star without one, in caches' reach",
            Medium,
            &["reflect-any", "vary-missing"],
        )
        .path("/tides")
        .at_most(Medium)
        .trusting_only(|_| true)
        .styled(tides)
        .finish(|request, response| {
            response.remove("Vary");
            if request.origin().is_none() {
                response.set(ACAO, "*");
            }
        }),
        hygiene(
            "api.publicnetwork.net",
            "the private network is open to whoever asks, and nothing else is",
            &["private-network-allow"],
        )
        .path("/me")
        .styled(before_the_router)
        .finish(|request, response| {
            if request.header("access-control-request-private-network").is_some() {
                response.set("Access-Control-Allow-Private-Network", "true");
            }
        }),
        correct("api.ownnetwork.com", "the private network is open to its front ends")
            .path("/me")
            .styled(before_the_router)
            .finish(|request, response| {
                if request.is_preflight() && response.first(ACAO).is_some() {
                    response.set("Access-Control-Allow-Private-Network", "true");
                }
            }),
    ]
}

/// Whether these are the last labels of a host.
fn are_last(host: &str, labels: &str) -> bool {
    let count = labels.split('.').count();
    let own: Vec<&str> = host.rsplit('.').take(count).collect();
    own.iter().rev().copied().eq(labels.split('.'))
}

fn names() -> Vec<Server> {
    vec![
        exposed(
            "api.lasttwolabels.io",
            "whatever has the same two labels at its end, by any scheme and port",
            Medium,
            &["subdomain-any"],
        )
        .path("/me")
        .at_most(Medium)
        .allowed(&["http-trusted", "any-port"])
        .trusting_only(|it| it.parts().is_some_and(|(_, host, _)| are_last(host, "lasttwolabels.io")))
        .styled(before_the_router),
        exposed(
            "api.wholecountry.co.uk",
            "whatever has the same two labels at its end, which are a whole country's",
            High,
            &["reflect-any|suffix-match"],
        )
        .path("/me")
        .trusting_only(|it| {
            it.begins("https://") && it.parts().is_some_and(|(_, host, _)| are_last(host, "co.uk"))
        })
        .styled(before_the_router),
        exposed(
            "api.listedtexto.com.br",
            "whatever is a part of the list, which begins as others' names do",
            Medium,
            &["reverse-substring"],
        )
        .domain("listedtexto.com.br")
        .path("/ledger")
        .trusting_only(|it| {
            "https://app.listedtexto.com.br,https://www.listedtexto.com.br".contains(it.origin)
        })
        .styled(hidden),
        exposed("api.endsfront.dev", "whatever ends as its front end's host", Medium, &["suffix-match"])
            .path("/me")
            .at_most(Medium)
            .trusting_only(|it| it.begins("https://") && it.ends("app.$D"))
            .styled(before_the_router),
        exposed(
            "api.dotwithin.net",
            "whatever has its domain in it, behind a dot",
            High,
            &["substring-match|prefix-match"],
        )
        .path("/me")
        .allowed(&["subdomain-any", "http-trusted"])
        .trusting_only(|it| it.origin.contains(".dotwithin.net"))
        .styled(before_the_router),
        exposed(
            "api.beginsshort.org",
            "whatever begins as the first label of its front end",
            High,
            &["prefix-match"],
        )
        .path("/tenant")
        .trusting_only(|it| it.begins("https://app."))
        .styled(brittle),
        exposed("api.withports.app", "two front ends, each with any port", Low, &["any-port"])
            .path("/me")
            .trusting_only(|it| {
                let (scheme, host, port) = it.parts().unwrap_or_default();
                let is_number =
                    |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
                scheme == "https"
                    && ["app.withports.app", "www.withports.app"].contains(&host)
                    && port.is_none_or(is_number)
            })
            .styled(before_the_router),
        correct("api.appbranches.com", "the branches of its front end, each with a name of its own")
            .path("/me")
            .trusting(|it| {
                it.before(".appbranches.com").is_some_and(|label| label.starts_with("app-branch-"))
            })
            .styled(before_the_router),
    ]
}
