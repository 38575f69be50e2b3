//! Plain servers that trust programs, devices and tenants that are not theirs, or seem to.

use crate::audit_set::plain::{anywhere, before_the_router, brittle, hidden};
use crate::audit_set::server::Severity::{High, Low};
use crate::audit_set::server::{Server, correct, exposed};

pub(crate) fn rows() -> Vec<Server> {
    [nearby(), apps(), tenants()].into_iter().flatten().collect()
}

fn nearby() -> Vec<Server> {
    let local = &["localhost-trusted"];
    vec![
        exposed("api.leftindev.io", "a development server, left on the list", Low, local)
            .path("/me")
            .trusting(|it| it.origin == "http://localhost:3000")
            .styled(before_the_router),
        exposed("api.anylocal.co.uk", "localhost and the loopback address, on any port", Low, local)
            .path("/")
            .trusting(|it| {
                it.parts().is_some_and(|(scheme, host, _)| {
                    scheme.starts_with("http") && ["localhost", "127.0.0.1", "[::1]"].contains(&host)
                })
            })
            .styled(anywhere),
        exposed("api.loopnumbers.dev", "the loopback address, on any port", Low, local)
            .path("/me")
            .trusting(|it| {
                it.parts().is_some_and(|(scheme, host, port)| {
                    scheme == "http" && host == "127.0.0.1" && port.is_some()
                })
            })
            .styled(before_the_router),
        exposed("api.vitelocal.org", "the port of a build tool, by https too", Low, local)
            .path("/tenant")
            .trusting(|it| {
                ["http://localhost:5173", "http://localhost:4200", "http://localhost:8080"]
                    .contains(&it.origin)
            })
            .styled(brittle),
        exposed("api.localbegins.com.br", "whatever begins as localhost", High, &["localhost-prefix"])
            .domain("localbegins.com.br")
            .path("/me")
            .allowed(&["localhost-trusted"])
            .trusting(|it| it.begins("http://localhost"))
            .styled(before_the_router),
        exposed("api.loopbegins.app", "whatever begins as the loopback address", High, &["localhost-prefix"])
            .path("/ledger")
            .allowed(&["localhost-trusted"])
            .trusting(|it| it.begins("http://127.0.0.1"))
            .styled(hidden),
        exposed("api.officenet.io", "every address of an office's network", Low, &["private-net-trusted"])
            .path("/me")
            .trusting(|it| is_address(it.origin, &["192", "168"]))
            .styled(before_the_router),
        exposed(
            "api.tennet.co.uk",
            "every address that begins with ten, on any port",
            Low,
            &["private-net-trusted"],
        )
        .path("/")
        .trusting(|it| is_address(it.origin, &["10"]))
        .styled(anywhere),
        exposed(
            "api.linklocal.dev",
            "every address of a link, and of the networks from 172.16",
            Low,
            &["private-net-trusted"],
        )
        .path("/me")
        .trusting(|it| {
            is_address(it.origin, &["169", "254"])
                || (16..32).any(|number: u8| is_address(it.origin, &["172", &number.to_string()]))
        })
        .styled(before_the_router),
    ]
}

/// Whether it is http of an IPv4 address that begins with these numbers.
fn is_address(origin: &str, begins: &[&str]) -> bool {
    let host = origin.strip_prefix("http://").unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let is_address = host.parse::<std::net::Ipv4Addr>().is_ok();
    is_address && host.split('.').zip(begins).all(|(number, wanted)| number == *wanted)
}

fn apps() -> Vec<Server> {
    let any = &["ext-scheme-trusted"];
    vec![
        exposed("api.anyextension.io", "every extension of one browser", Low, any)
            .path("/me")
            .trusting(|it| it.begins("chrome-extension://"))
            .styled(before_the_router),
        exposed("api.foxextension.net", "every extension of another browser", Low, any)
            .path("/tenant")
            .trusting(|it| it.begins("moz-extension://"))
            .styled(brittle),
        exposed("api.hybridapp.com.br", "every app of two kits", Low, any)
            .domain("hybridapp.com.br")
            .path("/me")
            .trusting(|it| it.origin == "capacitor://localhost" || it.origin == "ionic://localhost")
            .styled(before_the_router),
        correct("api.ownextension.dev", "its own extension, by its id")
            .path("/me")
            .fronts(&["https://app.$D", "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai"])
            .styled(before_the_router),
    ]
}

fn tenants() -> Vec<Server> {
    let shared = &["shared-host-trusted"];
    vec![
        exposed("api.onvercel.io", "every tenant of a host", High, shared)
            .path("/me")
            .trusting(|it| it.before(".vercel.app").is_some_and(|label| !label.is_empty()))
            .styled(before_the_router),
        exposed("api.previewing.com", "every preview of its own, as anybody may name theirs", High, shared)
            .path("/me")
            .trusting(|it| {
                it.before(".vercel.app")
                    .is_some_and(|label| label.starts_with("previewing-") && !label.contains('.'))
            })
            .styled(before_the_router),
        exposed("api.onpages.org", "every page of a host for code", High, shared)
            .path("/ledger")
            .trusting(|it| it.before(".github.io").is_some_and(|label| !label.is_empty()))
            .styled(hidden),
        exposed("api.inbuckets.co.uk", "every bucket", High, shared)
            .path("/me")
            .trusting(|it| it.before(".s3.amazonaws.com").is_some_and(|label| !label.is_empty()))
            .styled(before_the_router),
        exposed("api.penpal.dev", "a host where anybody tries code out", High, shared)
            .path("/")
            .trusting(|it| ["https://cdpn.io", "https://s.codepen.io"].contains(&it.origin))
            .styled(anywhere),
        exposed("api.fiddled.net", "another host where anybody tries code out", High, shared)
            .path("/me")
            .trusting(|it| it.origin == "https://jsfiddle.net")
            .styled(before_the_router),
        correct("api.owntenant.io", "its own tenants of three hosts")
            .path("/me")
            .fronts(&[
                "https://app.$D",
                "https://owntenant.github.io",
                "https://owntenant.vercel.app",
                "https://owntenant-assets.s3.amazonaws.com",
            ])
            .styled(before_the_router),
    ]
}
