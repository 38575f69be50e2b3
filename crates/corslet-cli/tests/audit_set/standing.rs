//! The set as it stands: every server listens, the real ones behind it too.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::auditor::Target;
use super::listen::{self, Behind, Listening};
use super::processes::Processes;
use super::real::real;
use super::server::Server;
use super::set::{local, servers};
use crate::certificate::Certificate;

pub(crate) struct Standing {
    pub(crate) servers: BTreeMap<String, Arc<Server>>,
    /// Those on ports of their own, by what they say.
    pub(crate) local: BTreeMap<String, Arc<Server>>,
    /// Those real servers that can be started here.
    pub(crate) real: BTreeMap<String, Arc<Server>>,
    /// What this machine lacks for the other ones.
    pub(crate) missing: Vec<String>,
    pub(crate) listening: Listening,
    certificate: Certificate,
    _processes: Processes,
}

impl Standing {
    /// Starts everything; http and https are on any free port for 0.
    pub(crate) fn start(ports: [u16; 2]) -> Result<Standing, String> {
        let mut real = real();
        let processes = Processes::start(&real)?;
        real.retain(|server| processes.ports.contains_key(server.host()));
        let real: BTreeMap<String, Arc<Server>> =
            real.into_iter().map(|server| (server.host().to_owned(), Arc::new(server))).collect();
        let servers = servers();
        let names: Vec<String> = servers.keys().chain(real.keys()).map(|host| alternative(host)).collect();
        let certificate = Certificate::issue_for(&names.join(", "))?;
        let mut local = local();
        let behind =
            Behind { servers: servers.clone(), local: local.clone(), upstreams: processes.ports.clone() };
        let listening = listen::start(behind, tls(&certificate)?, ports)?;
        let mut missing = processes.missing.clone();
        local.retain(|says, _| listening.own.contains_key(says));
        missing.extend(listening.missing.clone());
        Ok(Standing { servers, local, real, missing, listening, certificate, _processes: processes })
    }

    /// The file with the authority that vouches for every name.
    pub(crate) fn authority(&self) -> PathBuf {
        self.certificate.authority()
    }

    /// What is to be audited of these.
    pub(crate) fn targets(&self, servers: &BTreeMap<String, Arc<Server>>) -> Vec<Target> {
        servers.iter().map(|(name, server)| Target::of(name, server, &self.listening)).collect()
    }
}

/// A host as a certificate names it.
fn alternative(host: &str) -> String {
    let bare = host.trim_matches(['[', ']']);
    let kind = if bare.parse::<IpAddr>().is_ok() { "IP" } else { "DNS" };
    format!("{kind}:{bare}")
}

fn tls(certificate: &Certificate) -> Result<ServerConfig, String> {
    let chain =
        CertificateDer::from_pem_file(certificate.certificate()).map_err(|error| error.to_string())?;
    let key = PrivateKeyDer::from_pem_file(certificate.key()).map_err(|error| error.to_string())?;
    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .map_err(|error| error.to_string())
}
