//! What an entry gives away, and to whom: strangers, the network, whatever runs on the visitor's machine.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::config::{Dangerously, RouteConfig};
use super::listed::Listed;
use super::problem_kind::ProblemKind;
use super::shared_hosting::{Strangers, strangers_at, strangers_below};

/// The keys of dangerous choices, as they are written.
pub(super) const NULL_KEY: &str = "dangerously-allow-null-origin";
pub(super) const SUFFIX_KEY: &str = "dangerously-allow-public-suffixes";
pub(super) const INSECURE_KEY: &str = "dangerously-allow-insecure-origins";
pub(super) const PRIVATE_KEY: &str = "dangerously-allow-private-network-origins";

/// A route's dangerous choices, each with its key.
pub(super) fn choices(route: &RouteConfig) -> [(&'static str, Option<&Dangerously>); 4] {
    [
        (NULL_KEY, route.dangerously_allow_null_origin.as_ref()),
        (SUFFIX_KEY, route.dangerously_allow_public_suffixes.as_ref()),
        (INSECURE_KEY, route.dangerously_allow_insecure_origins.as_ref()),
        (PRIVATE_KEY, route.dangerously_allow_private_network_origins.as_ref()),
    ]
}

/// A risk: the problem, unless the route chose it under the key.
pub(super) struct Risk {
    pub(super) kind: ProblemKind,
    /// None for what no key allows.
    pub(super) key: Option<&'static str>,
}

impl Risk {
    /// The key that would allow it without credentials.
    pub(super) fn key_without_credentials(&self) -> Option<&'static str> {
        match self.kind {
            ProblemKind::NullOriginWithCredentials => Some(NULL_KEY),
            ProblemKind::PublicSuffixWithCredentials { .. }
            | ProblemKind::SharedHostingWithCredentials { .. } => Some(SUFFIX_KEY),
            _ => self.key,
        }
    }

    fn never(kind: ProblemKind) -> Risk {
        Risk { kind, key: None }
    }

    fn unless(key: &'static str, kind: ProblemKind) -> Risk {
        Risk { kind, key: Some(key) }
    }
}

/// The risks of letting this entry in.
pub(super) fn risks(listed: &Listed, credentials: bool, development: bool) -> Vec<Risk> {
    let mut risks = Vec::new();
    let (Some(scheme), Some(host)) = (listed.scheme(), listed.host()) else {
        risks.push(match credentials {
            true => Risk::never(ProblemKind::NullOriginWithCredentials),
            false => Risk::unless(NULL_KEY, ProblemKind::NullOrigin),
        });
        return risks;
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    let is_web = matches!(scheme, "http" | "https");
    let is_loopback = is_web && is_loopback(host);
    let entry = || listed.text();
    let strangers = match listed {
        Listed::Pattern(_) if !is_loopback => strangers_below(host),
        Listed::Exact(_) => strangers_at(host).filter(|_| credentials),
        _ => None,
    };
    match strangers {
        Some(Strangers::Register) if credentials => {
            risks.push(Risk::never(ProblemKind::PublicSuffixWithCredentials { suffix: host.to_owned() }));
        }
        Some(Strangers::Publish) if credentials => {
            risks.push(Risk::never(ProblemKind::SharedHostingWithCredentials { host: host.to_owned() }));
        }
        Some(_) => {
            risks.push(Risk::unless(SUFFIX_KEY, ProblemKind::PublicSuffix { suffix: host.to_owned() }));
        }
        None => {}
    }
    if is_loopback {
        if !development {
            risks.push(Risk::never(ProblemKind::OriginLoopback { entry: entry(), credentials }));
        }
        return risks;
    }
    if credentials && scheme == "http" {
        risks.push(Risk::unless(INSECURE_KEY, ProblemKind::InsecureOriginWithCredentials { entry: entry() }));
    }
    if credentials && is_web && strangers.is_none() && is_private(host) {
        let kind = ProblemKind::PrivateNetworkOriginWithCredentials { entry: entry() };
        risks.push(Risk::unless(PRIVATE_KEY, kind));
    }
    risks
}

/// Whether the host is the visitor's own machine.
fn is_loopback(host: &str) -> bool {
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return address.is_loopback() || address.is_unspecified();
    }
    if let Some(address) = ipv6(host) {
        let mapped = address.to_ipv4_mapped();
        return address.is_loopback()
            || address.is_unspecified()
            || mapped.is_some_and(|v4| v4.is_loopback());
    }
    host == "localhost" || host.ends_with(".localhost")
}

/// Whether the host is one that every private network may have for itself.
fn is_private(host: &str) -> bool {
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return is_private_ipv4(address);
    }
    if let Some(address) = ipv6(host) {
        let mapped = address.to_ipv4_mapped().is_some_and(is_private_ipv4);
        return address.is_unique_local() || address.is_unicast_link_local() || mapped;
    }
    const NAMES: [&str; 8] =
        [".local", ".internal", ".home.arpa", ".lan", ".corp", ".home", ".intranet", ".private"];
    !host.contains('.') || NAMES.iter().any(|name| host.ends_with(name) || host == &name[1..])
}

fn is_private_ipv4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    let is_carrier_grade = first == 100 && (64..128).contains(&second);
    address.is_private() || address.is_link_local() || is_carrier_grade
}

fn ipv6(host: &str) -> Option<Ipv6Addr> {
    host.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}
