//! Plain servers that take a likeness of an origin for the origin.

use crate::audit_set::plain::{anywhere, before_the_router, brittle, hidden, site};
use crate::audit_set::server::Severity::{High, Medium};
use crate::audit_set::server::{Server, correct, exposed};

pub(crate) fn rows() -> Vec<Server> {
    [beginnings(), ends(), parts(), dots(), characters()].into_iter().flatten().collect()
}

fn beginnings() -> Vec<Server> {
    vec![
        exposed("api.startsfront.dev", "whatever begins as its front end", High, &["prefix-match"])
            .path("/me")
            .trusting_only(|it| it.begins("https://app.$D"))
            .styled(before_the_router),
        exposed("gateway.startsapex.co.uk", "whatever begins as its domain", High, &["prefix-match"])
            .path("/")
            .trusting_only(|it| it.begins("https://$D"))
            .styled(anywhere),
        exposed("startsitself.io", "whatever begins as itself, on the apex", High, &["prefix-match"])
            .path("/inbox")
            .trusting_only(|it| it.begins("https://$H"))
            .styled(site),
        exposed(
            "api.startsanyhow.org",
            "whatever begins as its front end, by http too",
            High,
            &["prefix-match"],
        )
        .path("/me")
        .allowed(&["http-trusted"])
        .trusting_only(|it| it.begins("https://app.$D") || it.begins("http://app.$D"))
        .styled(before_the_router),
        exposed(
            "api.openended.com.br",
            "an expression with no end: any name below its domain, and on",
            High,
            &["prefix-match"],
        )
        .domain("openended.com.br")
        .path("/ledger")
        .allowed(&["subdomain-any"])
        .trusting_only(|it| {
            let rest = it.origin.strip_prefix("https://").unwrap_or_default();
            let label = rest.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(0);
            label > 0 && rest[label..].starts_with(".openended.com.br")
        })
        .styled(hidden),
    ]
}

fn ends() -> Vec<Server> {
    vec![
        exposed("api.endsdomain.com.br", "whatever ends as its domain", High, &["suffix-match"])
            .domain("endsdomain.com.br")
            .path("/me")
            .trusting_only(|it| it.begins("https://") && it.ends("$D"))
            .styled(before_the_router),
        exposed(
            "endsapex.io",
            "whatever ends as itself, on the apex, by any scheme",
            High,
            &["suffix-match"],
        )
        .path("/")
        .trusting_only(|it| it.ends("$H"))
        .styled(anywhere),
        exposed(
            "api.endshost.dev",
            "whatever ends as its host, which names of others cannot",
            Medium,
            &["suffix-match"],
        )
        .path("/me")
        .at_most(Medium)
        .trusting_only(|it| it.is_front() || it.begins("https://") && it.ends("$H"))
        .styled(before_the_router),
        exposed("api.endsbylua.net", "an expression that is held at its end only", High, &["suffix-match"])
            .path("/tenant")
            .trusting_only(|it| {
                let (_, host, _) = it.parts().unwrap_or_default();
                host.ends_with("endsbylua.net")
            })
            .styled(brittle),
    ]
}

fn parts() -> Vec<Server> {
    vec![
        exposed("api.withinit.app", "whatever has its domain in it", High, &["substring-match"])
            .path("/me")
            .trusting_only(|it| it.origin.contains("withinit.app"))
            .styled(before_the_router),
        exposed("data.brandnames.co.uk", "whatever has its brand in it", High, &["substring-match"])
            .path("/me")
            .trusting_only(|it| it.origin.contains("brandnames"))
            .styled(before_the_router),
        exposed(
            "api.listedtext.com",
            "whatever is a part of the list, which is one text",
            Medium,
            &["reverse-substring"],
        )
        .path("/me")
        .trusting_only(|it| "https://app.listedtext.com,https://www.listedtext.com".contains(it.origin))
        .styled(before_the_router),
        exposed(
            "api.halfcountry.co.uk",
            "whatever is a part of the list, whose ending has two labels",
            Medium,
            &["reverse-substring"],
        )
        .path("/ledger")
        .trusting_only(|it| "https://www.halfcountry.co.uk https://app.halfcountry.co.uk".contains(it.origin))
        .styled(hidden),
        exposed("api.shortened.net", "whatever its front end begins with", Medium, &["reverse-substring"])
            .path("/me")
            .trusting_only(|it| it.begins("https://") && "https://app.shortened.net".starts_with(it.origin))
            .styled(before_the_router),
        exposed("api.anyending.de", "its name, whatever the ending", High, &["tld-wildcard"])
            .path("/me")
            .trusting_only(|it| {
                let host = it.origin.strip_prefix("https://").unwrap_or_default();
                let host = host.strip_prefix("www.").unwrap_or(host);
                host.strip_prefix("anyending.").is_some_and(|end| {
                    !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.')
                })
            })
            .styled(before_the_router),
        exposed("api.frontending.org", "its front end's name, and on", High, &["tld-wildcard"])
            .path("/tenant")
            .trusting_only(|it| it.begins("https://app.frontending."))
            .styled(brittle),
        correct("api.manyendings.com", "its name under four endings, each of them listed")
            .path("/me")
            .fronts(&[
                "https://app.$D",
                "https://www.manyendings.de",
                "https://www.manyendings.fr",
                "https://www.manyendings.co.uk",
                "https://manyendings.net",
                "https://manyendings.org",
            ])
            .styled(before_the_router),
    ]
}

fn dots() -> Vec<Server> {
    vec![
        exposed(
            "api.dottedfront.io",
            "its front end, in which a dot is any character",
            High,
            &["regex-unescaped-dot"],
        )
        .path("/me")
        .trusting_only(|it| {
            it.is_like("https://www?dottedfront.io") || it.is_like("https://app?dottedfront.io")
        })
        .styled(before_the_router),
        exposed(
            "api.dotteditself.dev",
            "its own host, in which a dot is any character",
            High,
            &["regex-unescaped-dot"],
        )
        .path("/")
        .trusting_only(|it| it.is_like("https://api?dotteditself?dev"))
        .styled(anywhere),
        exposed(
            "api.dottedcountry.co.uk",
            "its front end; the dot before co.uk is any character",
            High,
            &["regex-unescaped-dot"],
        )
        .path("/me")
        .trusting_only(|it| it.is_like("https://app.dottedcountry?co.uk"))
        .styled(before_the_router),
        exposed(
            "api.dottedlabel.net",
            "letters, any character, and its domain",
            High,
            &["regex-unescaped-dot|suffix-match"],
        )
        .path("/me")
        .allowed(&["subdomain-any"])
        .trusting_only(|it| {
            let before = it.before("dottedlabel.net").unwrap_or_default();
            before.len() > 1 && before[..before.len() - 1].bytes().all(|byte| byte.is_ascii_lowercase())
        })
        .styled(before_the_router),
        correct(
            "api.dottedending.com",
            "its front ends; the dot before com is any character, and gains nobody a name",
        )
        .path("/me")
        .trusting_only(|it| {
            it.is_like("https://app.dottedending?com") || it.is_like("https://www.dottedending?com")
        })
        .styled(before_the_router),
    ]
}

fn characters() -> Vec<Server> {
    vec![
        exposed("api.wordend.io", "its front end, up to an underscore", High, &["special-char-host"])
            .path("/me")
            .trusting_only(|it| it.is("https://app.$D") || it.begins("https://app.$D_"))
            .styled(before_the_router),
        exposed("api.hyphenend.org", "its own host, up to a hyphen", High, &["special-char-host"])
            .path("/")
            .trusting_only(|it| it.is_front() || it.begins("https://$H-"))
            .styled(anywhere),
        exposed("api.braceend.dev", "its own host, up to a brace", Medium, &["special-char-host"])
            .path("/me")
            .at_most(Medium)
            .trusting_only(|it| it.is("https://$H") || it.begins("https://$H}"))
            .styled(before_the_router),
        exposed("api.oddend.co.uk", "its own host, up to a bang or a dollar", Medium, &["special-char-host"])
            .path("/ledger")
            .at_most(Medium)
            .trusting_only(|it| it.is_front() || it.begins("https://$H!") || it.begins("https://$H$"))
            .styled(hidden),
        correct("api.lenient.dev", "its front ends in capitals and with a slash, as no browser writes them")
            .path("/me")
            .trusting_only(|it| it.is_front_of(it.origin.to_ascii_lowercase().trim_end_matches('/')))
            .styled(before_the_router),
    ]
}
