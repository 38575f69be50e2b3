//! Servers that compare a part of the origin instead of the whole.

use crate::audit_set::api::Asked;
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Place, Server, correct, exposed, hygiene};

const PREFIX: &[&str] = &["prefix-match"];
const SUFFIX: &[&str] = &["suffix-match"];
const SUBSTRING: &[&str] = &["substring-match"];
const TRUNCATED: &[&str] = &["reverse-substring"];
const DOT: &[&str] = &["regex-unescaped-dot"];
const ENDING: &[&str] = &["tld-wildcard"];

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = beginnings();
    rows.extend(ends());
    rows.extend(middles());
    rows.extend(dots());
    rows.extend(endings());
    rows
}

fn beginnings() -> Vec<Server> {
    vec![
        exposed("api.prefixhost.com", "what begins as its own origin", High, PREFIX)
            .trusting(|it| it.begins("https://$H")),
        exposed("api.prefixapex.com", "what begins as its domain", High, PREFIX)
            .trusting(|it| it.begins("https://$D")),
        exposed("prefixbare.com", "what begins as its own origin, at the apex", High, PREFIX)
            .trusting(|it| it.begins("https://$D")),
        exposed("api.prefixfront.com", "what begins as its front end", High, PREFIX)
            .trusting(|it| it.begins("https://app.$D")),
        exposed("api.prefixsecond.com", "what begins as its second front end", High, PREFIX)
            .trusting(|it| it.begins("https://www.$D")),
        exposed("shop.prefixbrit.co.uk", "what begins as its own origin, below co.uk", High, PREFIX)
            .trusting(|it| it.begins("https://$H")),
        exposed("api.prefixhttp.com", "what begins as its own origin, by either scheme", High, PREFIX)
            .allowed(&["http-trusted"])
            .trusting(|it| it.begins("https://$H") || it.begins("http://$H")),
        exposed(
            "api.prefixport.com",
            "what begins as its own host, itself on a port that is named",
            High,
            PREFIX,
        )
        .place(Place::HttpsWithPort)
        .trusting(|it| it.begins("https://$H")),
        exposed("api.prefixplain.com", "what begins as its own origin, over http", Low, PREFIX)
            .place(Place::Http)
            .same_site("")
            .at_most(High)
            .fronts(&["http://app.$D", "http://www.$D"])
            .trusting(|it| it.begins("http://$H")),
        hygiene("data.prefixanon.com", "what begins as its own origin, without credentials", PREFIX)
            .public()
            .at_most(Low)
            .trusting(|it| it.begins("https://$H")),
    ]
}

fn ends() -> Vec<Server> {
    vec![
        exposed("api.suffixdomain.com", "what ends in its domain", High, SUFFIX).trusting(|it| it.ends("$D")),
        exposed("suffixbare.com", "what ends in its domain, at the apex", High, SUFFIX)
            .trusting(|it| it.ends("$D")),
        exposed("api.suffixhttps.com", "what ends in its domain, over https", High, SUFFIX)
            .trusting(|it| it.before("$D").is_some()),
        exposed("shop.suffixbrit.co.uk", "what ends in its domain, below co.uk", High, SUFFIX)
            .trusting(|it| it.ends("$D")),
        exposed("api.suffixletters.com", "letters and dots, then its domain", High, SUFFIX).trusting(|it| {
            it.before("$D")
                .is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.'))
        }),
        exposed(
            "api.suffixport.com",
            "what ends in its domain, itself on a port that is named",
            High,
            SUFFIX,
        )
        .place(Place::HttpsWithPort)
        .trusting(|it| it.ends("$D")),
        exposed("api.suffixplain.com", "what ends in its domain, over http", Low, SUFFIX)
            .place(Place::Http)
            .same_site("")
            .at_most(High)
            .fronts(&["http://app.$D"])
            .trusting(|it| it.ends("$D")),
        // Of whoever has a name under .com, some are under what one expects them to be under.
        exposed(
            "api.suffixcom.com",
            "what ends in .com",
            High,
            &["suffix-match|substring-match|reflect-any"],
        )
        .trusting(|it| it.before(".com").is_some()),
        exposed("api.suffixhost.com", "what ends in its own host, a sibling at most", Low, SUFFIX)
            .trusting(|it| it.ends("$H")),
        hygiene("data.suffixanon.com", "what ends in its domain, without credentials", SUFFIX)
            .public()
            .at_most(Low)
            .trusting(|it| it.ends("$D")),
    ]
}

fn middles() -> Vec<Server> {
    vec![
        exposed("api.containsdomain.com", "what has its domain in it", High, SUBSTRING)
            .trusting(|it| it.origin.contains(it.domain)),
        exposed("api.containshost.com", "what has its own host in it", High, SUBSTRING)
            .trusting(|it| it.origin.contains(it.host)),
        exposed("api.containsname.com", "what has its name in it", High, SUBSTRING)
            .trusting(|it| it.origin.contains("containsname")),
        exposed("api.containsfront.com", "what has its front end in it", High, SUBSTRING)
            .trusting(|it| it.origin.contains("app.containsfront.com")),
        exposed("api.truncatedlist.com", "what stands in its list, written in one line", Medium, TRUNCATED)
            .trusting_only(stands_in_the_list),
        exposed("api.truncatednet.net", "what stands in its list, of names under .net", Medium, TRUNCATED)
            .trusting_only(stands_in_the_list),
    ]
}

/// `list.contains(origin)`, where the list is a text.
fn stands_in_the_list(it: &Asked<'_>) -> bool {
    let list = ["https://app.", it.domain, ",https://www.", it.domain].concat();
    list.contains(it.origin)
}

fn dots() -> Vec<Server> {
    vec![
        exposed("api.dotfirst.com", "any character for its first dot", High, DOT)
            .trusting(|it| it.is_like("https://api?dotfirst.com")),
        exposed("www.api.dotsecond.com", "any character for its second dot", High, DOT)
            .trusting(|it| it.is_like("https://www.api?dotsecond.com")),
        exposed("api.dotall.com", "any character for each of its dots", High, DOT)
            .trusting(|it| it.is_like("https://api?dotall?com")),
        exposed("api.dotfront.com", "any character for the dot of its front end", High, DOT)
            .trusting(|it| it.is_like("https://app?dotfront.com")),
        exposed("api.dotsuffix.co.uk", "any character for the dot before co.uk", High, DOT)
            .trusting(|it| it.is_like("https://api.dotsuffix?co.uk")),
        exposed("api.dotbrit.co.uk", "any character for its first dot, below co.uk", High, DOT)
            .trusting(|it| it.is_like("https://api?dotbrit.co.uk")),
        correct("www.api.dotinside.com", "any character for a dot inside its domain, which makes a sibling")
            .trusting(|it| it.is_like("https://www?api.dotinside.com")),
        correct("api.dotlast.com", "any character for the last dot, and nobody sells what comes of it")
            .trusting(|it| it.is_like("https://api.dotlast?com")),
    ]
}

fn endings() -> Vec<Server> {
    vec![
        exposed("api.endinghost.com", "its own host under any ending", High, ENDING)
            .trusting(|it| it.begins("https://api.endinghost.") && has_no_port(it)),
        exposed("api.endingname.com", "its name under any single ending", High, ENDING).trusting(|it| {
            let rest = it.origin.strip_prefix("https://").unwrap_or_default();
            let rest = rest.strip_prefix("www.").or(rest.strip_prefix("app.")).unwrap_or(rest);
            rest.strip_prefix("endingname.")
                .is_some_and(|end| end.len() > 1 && end.bytes().all(|byte| byte.is_ascii_lowercase()))
        }),
        exposed("api.endingfront.com", "its front end under any ending", High, ENDING)
            .trusting(|it| it.begins("https://app.endingfront.") && has_no_port(it)),
        correct("api.brandworld.com", "its brand in each country where it has a shop").fronts(&[
            "https://www.brandworld.com",
            "https://brandworld.com",
            "https://www.brandworld.de",
            "https://brandworld.de",
            "https://brandworld.fr",
            "https://brandworld.co.uk",
        ]),
    ]
}

fn has_no_port(it: &Asked<'_>) -> bool {
    it.parts().is_some_and(|(_, _, port)| port.is_none())
}
