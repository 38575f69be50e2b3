//! The flags of the network as curl takes them: they are curl's own, so they are handed on as they were written.

use super::arguments::Arguments;
use super::shell::quoted;

/// The words behind `curl`, already quoted.
pub(super) fn words(arguments: &Arguments) -> Vec<String> {
    let network = &arguments.network;
    let mut words = Vec::new();
    for (is_set, flag) in [
        (arguments.trust.insecure, "-k"),
        (network.ipv4, "-4"),
        (network.ipv6, "-6"),
        (network.http1, "--http1.1"),
        (network.http2, "--http2"),
    ] {
        if is_set {
            words.push(flag.to_owned());
        }
    }
    let mut add = |flag: &str, value: &str| words.push(format!("{flag} {}", quoted(value.as_bytes())));
    let lossy = |value: &std::ffi::OsString| value.to_string_lossy().into_owned();
    network.resolve.iter().for_each(|value| add("--resolve", value));
    network.connect_to.iter().for_each(|value| add("--connect-to", value));
    let single = [
        ("--cacert", arguments.trust.cacert.as_ref().map(lossy)),
        ("--cert", network.cert.as_ref().map(lossy)),
        ("--key", network.key.as_ref().map(lossy)),
        ("-x", network.proxy.as_deref().map(without_password)),
        ("--noproxy", network.noproxy.clone()),
        ("-m", arguments.max_time.clone()),
    ];
    for (flag, value) in single {
        if let Some(value) = value {
            add(flag, &value);
        }
    }
    words
}

/// A proxy's user and password are nobody's business.
fn without_password(proxy: &str) -> String {
    match (proxy.rsplit_once('@'), proxy.split_once("://")) {
        (Some((_, host)), Some((scheme, _))) => format!("{scheme}://<redacted>@{host}"),
        (Some((_, host)), None) => format!("<redacted>@{host}"),
        (None, _) => proxy.to_owned(),
    }
}
