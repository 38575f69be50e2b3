//! How the client reaches servers: everything that a command line or an environment can say of it.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use corslet::browser::profile::HeadRules;
use url::Host;

use super::proxy::Proxies;
use super::tls::Trust;

/// How the client reaches servers.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Which certificates are trusted.
    pub(crate) trust: Trust,
    /// How long each request may take.
    pub(crate) limit: Duration,
    /// By whose rules heads will be read: a head is waited for until all of them know what it is.
    pub(crate) readers: Vec<HeadRules>,
    /// Ways other than the straight one.
    pub(crate) network: Network,
}

/// Ways other than the straight one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Network {
    /// Which addresses are used.
    pub(crate) family: Family,
    /// Which HTTP is spoken.
    pub(crate) version: Version,
    /// `--resolve`.
    pub(crate) resolve: Vec<Resolve>,
    /// `--connect-to`.
    pub(crate) connect_to: Vec<ConnectTo>,
    /// The proxies.
    pub(crate) proxies: Proxies,
    /// The client's own certificate.
    pub(crate) identity: Option<Identity>,
}

impl Network {
    /// The addresses that `--resolve` gives to a host and port: the last one counts, as in curl.
    pub(super) fn resolved(&self, host: &str, port: u16) -> Option<&Resolve> {
        self.resolve.iter().rev().find(|one| {
            one.port == port && one.host.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(host))
        })
    }

    /// Whether `--resolve` says where a host is.
    pub(super) fn is_resolved(&self, host: &Host<String>, port: u16) -> bool {
        self.resolved(&host.to_string(), port).is_some()
    }
}

/// Which addresses are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Family {
    #[default]
    Any,
    V4,
    V6,
}

impl Family {
    pub(super) fn has(self, address: IpAddr) -> bool {
        match self {
            Family::Any => true,
            Family::V4 => address.is_ipv4(),
            Family::V6 => address.is_ipv6(),
        }
    }
}

/// Which HTTP is spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Version {
    /// What the server picks, behind TLS.
    #[default]
    Any,
    /// HTTP/1.1.
    Http1,
    /// HTTP/2 was asked for.
    Http2,
}

/// Addresses that stand for a host and port, in place of the resolver's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resolve {
    /// `None` is every host.
    pub(crate) host: Option<String>,
    pub(crate) port: u16,
    pub(crate) addresses: Vec<IpAddr>,
}

/// Where a connection to a host and port goes instead; `None` is any, and the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConnectTo {
    pub(crate) from_host: Option<String>,
    pub(crate) from_port: Option<u16>,
    pub(crate) to_host: Option<String>,
    pub(crate) to_port: Option<u16>,
}

/// A client's certificate with its key, as PEM files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}
