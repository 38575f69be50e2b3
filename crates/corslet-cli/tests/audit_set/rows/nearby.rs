//! Servers that grant what runs on the user's own machine, in the user's network or in the browser.

use crate::audit_set::api::Asked;
use crate::audit_set::server::Severity::{High, Low};
use crate::audit_set::server::{Server, correct, exposed, hygiene};

const LOCAL: &[&str] = &["localhost-trusted"];
const LOCAL_PREFIX: &[&str] = &["localhost-prefix"];
const PRIVATE: &[&str] = &["private-net-trusted"];
const APPLICATION: &[&str] = &["ext-scheme-trusted"];

pub(crate) fn rows() -> Vec<Server> {
    let mut rows = localhost();
    rows.extend(networks());
    rows.extend(applications());
    rows
}

fn is_host(it: &Asked<'_>, wanted: &str) -> bool {
    it.parts().is_some_and(|(scheme, host, _)| matches!(scheme, "http" | "https") && host == wanted)
}

fn localhost() -> Vec<Server> {
    vec![
        exposed("api.localdev.com", "the developer's machine on port 3000", Low, LOCAL)
            .trusting(|it| it.is("http://localhost:3000")),
        exposed("api.localeight.com", "the developer's machine on port 8080", Low, LOCAL)
            .trusting(|it| it.is("http://localhost:8080")),
        exposed("api.localplain.com", "the developer's machine without a port", Low, LOCAL)
            .trusting(|it| it.is("http://localhost")),
        exposed("api.localany.com", "any port of the developer's machine", Low, LOCAL)
            .trusting(|it| is_host(it, "localhost")),
        exposed("api.localip.com", "any port of 127.0.0.1", Low, LOCAL)
            .trusting(|it| is_host(it, "127.0.0.1")),
        exposed("api.localipport.com", "any port of 127.0.0.1, which has to be named", Low, LOCAL).trusting(
            |it| {
                it.parts().is_some_and(|(scheme, host, port)| {
                    scheme == "http" && host == "127.0.0.1" && port.is_some()
                })
            },
        ),
        exposed(
            "api.localport.com",
            "any port of the developer's machine, which has to be named",
            Low,
            LOCAL,
        )
        .trusting(|it| {
            it.parts()
                .is_some_and(|(scheme, host, port)| scheme == "http" && host == "localhost" && port.is_some())
        }),
        exposed("api.localsix.com", "any port of ::1", Low, LOCAL).trusting(|it| is_host(it, "[::1]")),
        exposed("api.localsecure.com", "the developer's machine over https", Low, LOCAL)
            .trusting(|it| it.is("https://localhost")),
        hygiene("data.localanon.com", "any port of the developer's machine, without credentials", LOCAL)
            .public()
            .at_most(Low)
            .trusting(|it| is_host(it, "localhost")),
        exposed("api.localprefix.com", "what begins as the developer's machine", High, LOCAL_PREFIX)
            .trusting(|it| it.begins("http://localhost")),
        exposed(
            "api.localprefixtls.com",
            "what begins as the developer's machine over https",
            High,
            LOCAL_PREFIX,
        )
        .trusting(|it| it.begins("https://localhost")),
        exposed("api.localprefixtold.com", "the same, and the auditor is told of it", High, LOCAL_PREFIX)
            .flags(&["--trusted-origin", "http://localhost:5173"])
            .trusting(|it| it.begins("http://localhost")),
        exposed("api.localanytold.com", "any port of it, and the auditor is told of one", Low, LOCAL)
            .flags(&["--trusted-origin", "http://localhost:5173"])
            .trusting(|it| is_host(it, "localhost")),
        exposed("api.loopbackprefix.com", "what begins as 127.0.0.1", High, LOCAL_PREFIX)
            .trusting(|it| it.begins("http://127.0.0.1")),
    ]
}

/// The numbers of an IPv4 address over http.
pub(crate) fn address(it: &Asked<'_>) -> Option<[u8; 4]> {
    let (scheme, host, _) = it.parts()?;
    let address: std::net::Ipv4Addr = host.parse().ok()?;
    (scheme == "http").then(|| address.octets())
}

fn networks() -> Vec<Server> {
    vec![
        exposed("api.private192.com", "everything in 192.168", Low, PRIVATE)
            .trusting(|it| matches!(address(it), Some([192, 168, _, _]))),
        exposed("api.private10.com", "everything in 10", Low, PRIVATE)
            .trusting(|it| matches!(address(it), Some([10, ..]))),
        exposed("api.private172.com", "everything in 172.16 and after", Low, PRIVATE)
            .trusting(|it| matches!(address(it), Some([172, 16..=31, ..]))),
        exposed("api.linklocal.com", "everything in 169.254", Low, PRIVATE)
            .trusting(|it| matches!(address(it), Some([169, 254, ..]))),
        exposed("api.privateall.com", "every private network", Low, PRIVATE)
            .trusting(|it| matches!(address(it), Some([192, 168, _, _] | [10, ..] | [172, 16..=31, ..]))),
        correct("api.privateone.com", "one machine in the office")
            .trusting(|it| it.is("http://192.168.7.42")),
    ]
}

fn applications() -> Vec<Server> {
    const PINNED: &str = "chrome-extension://kbfnbcaeplbcioakkpcpgfkobkghlhen";
    vec![
        exposed("api.extensionchrome.com", "any extension of Chrome", Low, APPLICATION).trusting(|it| {
            it.origin
                .strip_prefix("chrome-extension://")
                .is_some_and(|id| id.len() == 32 && id.bytes().all(|byte| matches!(byte, b'a'..=b'p')))
        }),
        exposed("api.extensionfirefox.com", "any extension of Firefox", Low, APPLICATION).trusting(|it| {
            it.origin.strip_prefix("moz-extension://").is_some_and(|id| {
                id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
            })
        }),
        exposed("api.extensionany.com", "any extension of any browser", Low, APPLICATION)
            .trusting(|it| it.origin.contains("-extension://")),
        exposed("api.applicationany.com", "whatever says that it is an application", Low, APPLICATION)
            .trusting(|it| {
                ["app://", "capacitor://", "ionic://"].iter().any(|scheme| it.origin.starts_with(scheme))
            }),
        correct("api.extensionpinned.com", "one extension, by its id").trusting(|it| it.origin == PINNED),
        correct("api.applicationown.com", "its own application on phones")
            .allowed(APPLICATION)
            .trusting(|it| it.origin == "capacitor://localhost"),
        correct("api.filescheme.com", "pages from files, which say null")
            .allowed(APPLICATION)
            .trusting(|it| it.origin == "file://"),
    ]
}
