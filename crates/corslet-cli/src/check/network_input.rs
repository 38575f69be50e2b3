//! From the network's arguments and the environment to how servers are reached, with every problem at once.

use std::net::IpAddr;
use std::path::PathBuf;

use url::{Host, Url};

use super::network_arguments::NetworkArguments;
use super::problem::Problem;
use crate::transport::{
    Bypass, ConnectTo, Family, Identity, Network, Proxies, Proxy, ProxyKind, Resolve, Version,
};

/// How servers are reached. `environment` looks a variable up.
///
/// # Errors
/// Everything that is wrong.
pub(crate) fn read(
    arguments: &NetworkArguments,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Network, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut network = Network {
        family: match (arguments.ipv4, arguments.ipv6) {
            (true, _) => Family::V4,
            (_, true) => Family::V6,
            _ => Family::Any,
        },
        version: match (arguments.http1, arguments.http2) {
            (true, false) => Version::Http1,
            (false, true) => Version::Http2,
            // Both are asked for one after the other.
            _ => Version::Any,
        },
        ..Network::default()
    };
    for text in &arguments.resolve {
        match resolve(text) {
            Ok(Resolved::Added(one)) => network.resolve.push(one),
            Ok(Resolved::Removed(host, port)) => {
                network.resolve.retain(|one| one.port != port || one.host != host);
            }
            Err(what) => problems.push(Problem::new("--resolve", text.as_str(), what)),
        }
    }
    for text in &arguments.connect_to {
        match connect_to(text) {
            Ok(one) => network.connect_to.push(one),
            Err(what) => problems.push(Problem::new("--connect-to", text.as_str(), what)),
        }
    }
    match proxies(arguments, environment) {
        Ok(proxies) => network.proxies = proxies,
        Err(mut wrong) => problems.append(&mut wrong),
    }
    if let Some(certificate) = &arguments.cert {
        match Identity::files(PathBuf::from(certificate), arguments.key.as_ref().map(PathBuf::from)) {
            Ok(identity) => network.identity = Some(identity),
            Err(what) => problems.push(Problem::new("--cert", certificate.to_string_lossy(), what)),
        }
    }
    if problems.is_empty() { Ok(network) } else { Err(problems) }
}

/// The fields between colons; those in brackets keep theirs.
fn fields(text: &str) -> Vec<&str> {
    let mut fields = Vec::new();
    let (mut start, mut is_bracketed) = (0, false);
    for (at, character) in text.char_indices() {
        match character {
            '[' => is_bracketed = true,
            ']' => is_bracketed = false,
            ':' if !is_bracketed => {
                fields.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    fields.push(&text[start..]);
    fields
}

enum Resolved {
    Added(Resolve),
    Removed(Option<String>, u16),
}

fn resolve(text: &str) -> Result<Resolved, String> {
    const FORM: &str =
        "write HOST:PORT:ADDRESS[,ADDRESS], such as api.example:443:127.0.0.1 or api.example:443:[::1]";
    let form = |what: &str| format!("{what}: {FORM}");
    let (is_removed, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        // curl lets such an entry age, which no command lives long enough to see.
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let all = fields(rest);
    let [host, port, addresses @ ..] = all.as_slice() else { return Err(form("a field is missing")) };
    if host.is_empty() {
        return Err(form("the host is empty"));
    }
    let host = (*host != "*").then(|| name(host)).transpose()?;
    let port: u16 = port.parse().map_err(|_| form(&format!("`{port}` is no port")))?;
    if is_removed {
        return Ok(Resolved::Removed(host, port));
    }
    // An IPv6 address may also stand without its brackets.
    let addresses = addresses.join(":");
    let read = |one: &str| {
        let bare = one.trim_start_matches('[').trim_end_matches(']');
        bare.parse::<IpAddr>().map_err(|_| form(&format!("`{one}` is no address")))
    };
    let addresses = addresses.split(',').map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Resolved::Added(Resolve { host, port, addresses }))
}

fn connect_to(text: &str) -> Result<ConnectTo, String> {
    let form = |what: &str| {
        format!("{what}: write HOST1:PORT1:HOST2:PORT2, and leave empty what may be any or stays as it is")
    };
    let all = fields(text);
    let [from_host, from_port, to_host, to_port] = all.as_slice() else {
        return Err(form(&format!("there are {} fields in place of four", all.len())));
    };
    let host = |text: &str| (!text.is_empty()).then(|| name(text)).transpose();
    let port = |text: &str| {
        let parsed = (!text.is_empty()).then(|| text.parse::<u16>()).transpose();
        parsed.map_err(|_| form(&format!("`{text}` is no port")))
    };
    Ok(ConnectTo {
        from_host: host(from_host)?,
        from_port: port(from_port)?,
        to_host: host(to_host)?,
        to_port: port(to_port)?,
    })
}

/// A host as URLs have it.
fn name(text: &str) -> Result<String, String> {
    Host::parse(text).map(|host| host.to_string()).map_err(|error| {
        format!("`{text}` is no host ({error}): write a name, or an address, IPv6 in brackets")
    })
}

fn proxies(
    arguments: &NetworkArguments,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Proxies, Vec<Problem>> {
    let first =
        |names: &[&str]| names.iter().find_map(|name| environment(name).filter(|text| !text.is_empty()));
    let no_proxy = arguments.noproxy.clone().or_else(|| first(&["no_proxy", "NO_PROXY"]));
    let list = Bypass::list(&no_proxy.unwrap_or_default());
    if let Some(text) = &arguments.proxy {
        let proxy = if text.is_empty() { None } else { Some(proxy("-x", text).map_err(|it| vec![it])?) };
        let bypass = Bypass { list, loopback: false };
        return Ok(Proxies { http: proxy.clone(), https: proxy, bypass });
    }
    let mut problems = Vec::new();
    let mut from = |names: &[&'static str]| {
        let (name, text) =
            names.iter().find_map(|name| Some((*name, environment(name).filter(|it| !it.is_empty())?)))?;
        proxy(name, &text).map_err(|problem| problems.push(problem)).ok()
    };
    // The upper-case HTTP_PROXY is no setting: a CGI program's client could write it.
    let http = from(&["http_proxy", "all_proxy", "ALL_PROXY"]);
    let https = from(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]);
    problems.dedup();
    let bypass = Bypass { list, loopback: true };
    if problems.is_empty() { Ok(Proxies { http, https, bypass }) } else { Err(problems) }
}

/// The port of a proxy that names none, as in curl.
const PROXY_PORT: u16 = 1080;

fn proxy(argument: &'static str, text: &str) -> Result<Proxy, Problem> {
    const FORM: &str = "write [http|https|socks5|socks5h]://[USER:PASSWORD@]HOST:PORT";
    // What is written may hold a password, so it is not shown again.
    let wrong = |what: String| Problem::new(argument, without_password(text), format!("{what}: {FORM}"));
    let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
    let kind = match scheme.to_ascii_lowercase().as_str() {
        "http" => ProxyKind::Http,
        "https" => ProxyKind::Https,
        "socks5" => ProxyKind::Socks5,
        "socks5h" => ProxyKind::Socks5h,
        other => return Err(wrong(format!("`{other}` is no kind of proxy that is known here"))),
    };
    // Read as an http URL: the other schemes would leave host and port unchecked. Port 80 reads as none there.
    let url = Url::parse(&format!("http://{rest}")).map_err(|error| wrong(error.to_string()))?;
    let Some(host) = url.host().map(|host| host.to_owned()) else {
        return Err(wrong("there is no host".into()));
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_eighty = authority.ends_with(":80");
    let unnamed = if kind == ProxyKind::Https { 443 } else { PROXY_PORT };
    let decoded = |text: &str| percent_decoded(text);
    let user = (!url.username().is_empty())
        .then(|| (decoded(url.username()), decoded(url.password().unwrap_or_default())));
    Ok(Proxy { kind, host, port: url.port().unwrap_or(if is_eighty { 80 } else { unnamed }), user })
}

fn without_password(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((before, host)) => {
            let scheme = before.split_once("://").map_or(String::new(), |(scheme, _)| format!("{scheme}://"));
            format!("{scheme}...@{host}")
        }
        None => text.to_owned(),
    }
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.filter(|_| bytes[at] == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used)]
mod tests {
    use super::*;

    fn given(arguments: NetworkArguments, variables: &[(&str, &str)]) -> Result<Network, Vec<Problem>> {
        read(&arguments, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
        })
    }

    #[test]
    fn curls_forms_are_read() {
        let arguments = NetworkArguments {
            resolve: ["API.example:443:127.0.0.1,[::1]", "*:80:::1", "+a.test:1:10.0.0.1", "-a.test:1"]
                .map(str::to_owned)
                .to_vec(),
            connect_to: ["::b.test:8443", "a.test:443::", "[::1]:80:[fd00::1]:81"]
                .map(str::to_owned)
                .to_vec(),
            ..NetworkArguments::default()
        };
        let network = given(arguments, &[]).unwrap();
        let [api, any] = network.resolve.as_slice() else { panic!("{network:?}") };
        assert_eq!((api.host.as_deref(), api.port, api.addresses.len()), (Some("api.example"), 443, 2));
        assert_eq!(
            (any.host.as_deref(), any.port, any.addresses[0].to_string()),
            (None, 80, "::1".to_owned())
        );
        let [to_b, same, v6] = network.connect_to.as_slice() else { panic!("{network:?}") };
        assert_eq!(
            (to_b.from_host.as_deref(), to_b.to_host.as_deref(), to_b.to_port),
            (None, Some("b.test"), Some(8443))
        );
        assert_eq!((same.from_port, same.to_host.as_deref(), same.to_port), (Some(443), None, None));
        assert_eq!((v6.from_host.as_deref(), v6.to_host.as_deref()), (Some("[::1]"), Some("[fd00::1]")));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let arguments = NetworkArguments {
            resolve: ["a.test", "a.test:x:1.1.1.1", "a.test:1:nowhere", ":1:1.1.1.1"]
                .map(str::to_owned)
                .to_vec(),
            connect_to: ["a.test:1", "a.test:1:b.test:x"].map(str::to_owned).to_vec(),
            proxy: Some("socks4://user:secret@p.test".to_owned()),
            cert: Some("/missing.pem".into()),
            ..NetworkArguments::default()
        };
        let problems = given(arguments, &[]).unwrap_err();
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(all.len(), 8, "{all:#?}");
        let all = all.join("\n");
        for wanted in [
            "a field is missing",
            "`x` is no port",
            "`nowhere` is no address",
            "the host is empty",
            "2 fields in place of four",
            "socks4",
            "socks5h",
            "/missing.pem",
        ] {
            assert!(all.contains(wanted), "{wanted} is missing in {all}");
        }
        assert!(!all.contains("secret"));
    }

    #[test]
    fn the_environment_is_read_as_curl_reads_it() {
        let none = NetworkArguments::default;
        let shown = |network: &Network| {
            let shown = |proxy: &Option<Proxy>| {
                proxy.as_ref().map(|it| format!("{:?} {}:{}", it.kind, it.host, it.port))
            };
            (shown(&network.proxies.http), shown(&network.proxies.https))
        };
        let some = |text: &str| Some(text.to_owned());
        let network =
            given(none(), &[("http_proxy", "p.test"), ("HTTPS_PROXY", "socks5h://s.test:9")]).unwrap();
        assert_eq!(shown(&network), (some("Http p.test:1080"), some("Socks5h s.test:9")));
        assert!(network.proxies.bypass.loopback);
        let network = given(none(), &[("HTTP_PROXY", "p.test"), ("ALL_PROXY", "https://a.test")]).unwrap();
        assert_eq!(shown(&network), (some("Https a.test:443"), some("Https a.test:443")));
        let explicit =
            NetworkArguments { proxy: some("http://u%40x:p%3a@q.test:80"), noproxy: some("*"), ..none() };
        let network = given(explicit, &[("http_proxy", "p.test"), ("NO_PROXY", "z.test")]).unwrap();
        assert_eq!(shown(&network), (some("Http q.test:80"), some("Http q.test:80")));
        assert_eq!(network.proxies.http.as_ref().unwrap().user, Some(("u@x".to_owned(), "p:".to_owned())));
        assert_eq!(
            (network.proxies.bypass.list, network.proxies.bypass.loopback),
            (vec!["*".to_owned()], false)
        );
        let empty = NetworkArguments { proxy: some(""), ..none() };
        assert_eq!(shown(&given(empty, &[("http_proxy", "p.test")]).unwrap()), (None, None));
        assert_eq!(given(none(), &[("all_proxy", "ftp://p.test")]).unwrap_err().len(), 1);
    }
}
