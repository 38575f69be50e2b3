//! Plain servers that trust more of their own surroundings than they should, or seem to.

use crate::audit_set::plain::{anywhere, before_the_router, brittle, hidden, site, tides};
use crate::audit_set::server::Severity::{High, Low, Medium};
use crate::audit_set::server::{Place, Server, correct, exposed, hygiene};

const HSTS: &str = "Strict-Transport-Security";

pub(crate) fn rows() -> Vec<Server> {
    [schemes(), ports(), names()].into_iter().flatten().collect()
}

fn schemes() -> Vec<Server> {
    vec![
        exposed("api.plainfront.io", "its front end by http too", Medium, &["http-trusted"])
            .path("/me")
            .at_most(Medium)
            .trusting(|it| it.is("http://app.$D"))
            .styled(before_the_router),
        exposed(
            "api.hstsbeside.io",
            "its front end by http; the HSTS of the API does not reach it",
            Medium,
            &["http-trusted"],
        )
        .path("/me")
        .at_most(Medium)
        .trusting(|it| it.is("http://app.$D"))
        .styled(before_the_router)
        .always(HSTS, "max-age=31536000; includeSubDomains"),
        hygiene(
            "hstsabove.dev",
            "its front end by http, which HSTS reaches from the apex",
            &["http-trusted"],
        )
        .path("/me")
        .at_most(Low)
        .at_least(Low)
        .trusting(|it| it.is("http://app.$D"))
        .styled(before_the_router)
        .always(HSTS, "max-age=31536000; includeSubDomains; preload"),
        exposed("api.hostonly.org", "any scheme, where the list has hosts", Medium, &["http-trusted"])
            .path("/tenant")
            .at_most(Medium)
            .trusting_only(|it| {
                it.parts().is_some_and(|(_, host, port)| host == "app.hostonly.org" && port.is_none())
            })
            .styled(brittle),
        exposed("api.itselfplain.co.uk", "itself by http", Medium, &["http-trusted"])
            .path("/me")
            .at_most(Medium)
            .trusting(|it| it.is("http://$H"))
            .styled(before_the_router),
        exposed(
            "api.plainbelow.net",
            "every name below its domain, by http and https",
            Medium,
            &["subdomain-any"],
        )
        .path("/me")
        .at_most(Medium)
        .allowed(&["http-trusted"])
        .trusting_only(|it| {
            it.parts().is_some_and(|(scheme, host, port)| {
                scheme.starts_with("http") && host.ends_with(".plainbelow.net") && port.is_none()
            })
        })
        .styled(before_the_router),
        correct("printer.plainoffice.net", "its front ends by http, as it is reached itself")
            .place(Place::Http)
            .path("/me")
            .fronts(&["http://app.$D", "http://www.$D"])
            .styled(before_the_router),
        exposed("scale.plainreflect.org", "any origin, reached over http", High, &["reflect-any"])
            .place(Place::Http)
            .path("/me")
            .trusting_only(|_| true)
            .styled(before_the_router),
    ]
}

fn ports() -> Vec<Server> {
    vec![
        exposed("api.hostnames.dev", "its front end's name, on any port", Low, &["any-port"])
            .path("/me")
            .trusting_only(|it| {
                it.parts().is_some_and(|(scheme, host, _)| scheme == "https" && host == "app.hostnames.dev")
            })
            .styled(before_the_router),
        exposed("api.ownports.com.br", "its own name, on any port", Low, &["any-port"])
            .domain("ownports.com.br")
            .path("/ledger")
            .trusting(|it| {
                it.parts().is_some_and(|(scheme, host, port)| {
                    scheme == "https" && host == "api.ownports.com.br" && port.is_some()
                })
            })
            .styled(hidden),
        exposed("api.withaport.app", "its own name, on any port, and itself on one", Low, &["any-port"])
            .place(Place::HttpsWithPort)
            .path("/me")
            .trusting(|it| it.parts().is_some_and(|(scheme, host, _)| scheme == "https" && host == it.host))
            .styled(before_the_router),
        correct("api.listedports.io", "its front ends, on the ports that are listed")
            .path("/me")
            .fronts(&["https://app.$D", "https://app.$D:8443", "https://www.$D:3000", "https://$H:8443"])
            .styled(before_the_router),
    ]
}

fn names() -> Vec<Server> {
    let any = &["subdomain-any"];
    vec![
        exposed("api.letterlabels.co.uk", "every name of letters below its domain", Medium, any)
            .path("/me")
            .at_most(Medium)
            .trusting_only(|it| {
                let label = it.before(".$D").unwrap_or_default();
                !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_lowercase())
            })
            .styled(before_the_router),
        exposed("api.twolabels.io", "every name of two labels below its domain", Medium, any)
            .path("/tenant")
            .at_most(Medium)
            .trusting(|it| {
                let labels = it.before(".$D").unwrap_or_default();
                labels.split('.').count() == 2 && labels.split('.').all(|label| !label.is_empty())
            })
            .styled(brittle),
        exposed("cloud.belowitself.dev", "every name below its own host", Medium, any)
            .path("/inbox")
            .at_most(Medium)
            .trusting_only(|it| it.is_front() || it.before(".$H").is_some_and(|label| !label.is_empty()))
            .styled(site),
        hygiene(
            "tides.belowanon.org",
            "every name below its domain, for public data without credentials",
            any,
        )
        .path("/tides")
        .at_most(Low)
        .trusting_only(|it| it.before(".$D").is_some_and(|label| !label.is_empty()))
        .styled(tides),
        exposed("api.anybelow.com.br", "the apex and every name below it", Medium, any)
            .domain("anybelow.com.br")
            .path("/")
            .at_most(Medium)
            .trusting_only(|it| {
                it.is("https://$D") || it.before(".$D").is_some_and(|label| !label.is_empty())
            })
            .styled(anywhere),
        exposed(
            "orders-api.herokuapp.com",
            "every tenant of the host that it lives on",
            High,
            &["shared-host-trusted|subdomain-any"],
        )
        .domain("orders-api.herokuapp.com")
        .path("/me")
        .trusting_only(|it| it.before(".herokuapp.com").is_some_and(|label| !label.is_empty()))
        .styled(before_the_router),
        correct("orders-front.netlify.app", "itself and one neighbour, on a host that has many tenants")
            .domain("orders-front.netlify.app")
            .path("/me")
            .fronts(&["https://orders-front.netlify.app", "https://orders-admin.netlify.app"])
            .styled(before_the_router),
        correct("api.previews.dev", "its previews, which have a number")
            .path("/me")
            .trusting(|it| {
                let number = it.before(".previews.dev").and_then(|label| label.strip_prefix("pr-"));
                number.is_some_and(|number| {
                    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
                })
            })
            .styled(before_the_router),
        correct("api.selfandapex.net", "itself, its apex and its front ends").path("/v1/account").fronts(&[
            "https://$H",
            "https://$D",
            "https://app.$D",
            "https://www.$D",
        ]),
    ]
}
