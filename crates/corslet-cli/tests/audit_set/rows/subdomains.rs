//! Servers that grant everything below a domain, and some that seem to.

use crate::audit_set::api::Asked;
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Place, Server, correct, exposed, hygiene};

const BELOW: &[&str] = &["subdomain-any"];
const HOSTED: &[&str] = &["shared-host-trusted|subdomain-any"];

/// The labels before the domain, of an origin over https without a port.
fn labels<'a>(it: &Asked<'a>) -> Option<Vec<&'a str>> {
    let (scheme, host, port) = it.parts()?;
    let above = host.strip_suffix(it.domain)?.strip_suffix('.')?;
    (scheme == "https" && port.is_none()).then(|| above.split('.').collect())
}

fn is_letters(label: &&str) -> bool {
    !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_label(label: &&str) -> bool {
    let is_inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !label.is_empty() && label.bytes().all(is_inside)
}

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = whole();
    rows.extend(hosted());
    rows.extend(seeming());
    rows
}

fn whole() -> Vec<Server> {
    vec![
        exposed("api.belowany.com", "everything below its domain", Medium, BELOW)
            .at_most(Medium)
            .trusting(|it| labels(it).is_some_and(|above| above.iter().all(is_label))),
        exposed("api.belowends.com", "what ends in a dot and its domain", Medium, BELOW)
            .at_most(Medium)
            .trusting(|it| it.before(".$D").is_some()),
        exposed("api.belowletters.com", "one label of letters below its domain", Medium, BELOW)
            .at_most(Medium)
            .trusting(|it| labels(it).is_some_and(|above| above.len() == 1 && above.iter().all(is_letters))),
        exposed("api.belowtwo.com", "two labels below its domain", Medium, BELOW)
            .at_most(Medium)
            .trusting(|it| labels(it).is_some_and(|above| above.len() == 2 && above.iter().all(is_label))),
        exposed("api.belowhost.com", "everything below its own host", Medium, BELOW)
            .at_most(Medium)
            .trusting(|it| it.before(".$H").is_some()),
        exposed("api.belownumbered.com", "labels with a hyphen or a digit below its domain", Medium, BELOW)
            .at_most(Medium)
            .trusting(|it| {
                labels(it)
                    .is_some_and(|above| above.len() == 1 && is_label(&above[0]) && !is_letters(&above[0]))
            }),
        exposed("api.belowplain.com", "everything below its domain, over http", Low, BELOW)
            .place(Place::Http)
            .same_site("")
            .fronts(&["http://app.$D"])
            .trusting(|it| {
                it.origin.strip_prefix("http://").is_some_and(|host| host.ends_with(".belowplain.com"))
            }),
        exposed("belowapex.net", "everything below it, itself at the apex", Medium, BELOW)
            .at_most(Medium)
            .trusting(|it| labels(it).is_some_and(|above| above.iter().all(is_label))),
        exposed("shop.belowbrit.co.uk", "everything below its domain under co.uk", Medium, BELOW)
            .at_most(Medium)
            .trusting(|it| labels(it).is_some_and(|above| above.iter().all(is_label))),
        exposed(
            "api.belowboth.com",
            "everything below its domain, by either scheme",
            Medium,
            &["subdomain-any", "http-trusted"],
        )
        .at_most(Medium)
        .trusting(|it| {
            it.parts().is_some_and(|(_, host, port)| {
                port.is_none() && host.strip_suffix(it.domain).is_some_and(|above| above.ends_with('.'))
            })
        }),
        hygiene("data.belowanon.com", "everything below its domain, without credentials", BELOW)
            .public()
            .at_most(Low)
            .trusting(|it| labels(it).is_some_and(|above| above.iter().all(is_label))),
    ]
}

/// Where anybody gets a name beside it.
fn hosted() -> Vec<Server> {
    ["onrender.com", "fly.dev", "github.io"]
        .into_iter()
        .map(|suffix| {
            let host = format!("ledgerbook.{suffix}");
            exposed(&host, "everything below the domain of who hosts it", High, HOSTED)
                .domain(&host)
                .trusting(move |it| {
                    it.origin.strip_prefix("https://").is_some_and(|host| {
                        host.strip_suffix(suffix).is_some_and(|above| above.ends_with('.') && above.len() > 1)
                    })
                })
        })
        .collect()
}

fn seeming() -> Vec<Server> {
    vec![
        correct("api.belowlisted.com", "twelve names below its domain, each of them written down").fronts(
            &["app", "www", "admin", "api2", "m", "dev", "test", "staging", "beta", "shop", "blog", "cdn"]
                .map(|name| format!("https://{name}.belowlisted.com"))
                .each_ref()
                .map(String::as_str),
        ),
        correct("api.belowpulls.com", "a preview of each pull request").allowed(&["subdomain-any"]).trusting(
            |it| {
                labels(it).is_some_and(|above| {
                    above.len() == 1
                        && above[0].strip_prefix("pull-").is_some_and(|number| {
                            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
                        })
                })
            },
        ),
        correct("ledgerdesk.fly.dev", "itself at a hoster, with one front end there")
            .domain("ledgerdesk.fly.dev")
            .fronts(&["https://ledgerdesk-web.fly.dev", "https://www.ledgerdesk.com"]),
    ]
}
