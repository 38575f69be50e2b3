//! TLS as a client: which certificates are trusted, and what a refused handshake means.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use corslet::verdict::NetworkFailure;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, ProtocolVersion, RootCertStore, SignatureScheme,
};
use rustls_platform_verifier::Verifier;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use url::Host;

use super::connection::Io;
use super::failure::TransportFailure;
use super::phases::Phase;
use super::settings::{Identity, Settings};

/// Which certificates are trusted.
#[derive(Clone, Debug, Default)]
pub(crate) enum Trust {
    /// Those of the system's authorities.
    #[default]
    System,
    /// Those of the authorities in this PEM file.
    File(PathBuf),
    /// All.
    Anything,
}

impl Trust {
    /// The authorities of a PEM file, once they are known to be readable.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub(crate) fn file(file: PathBuf) -> Result<Self, String> {
        roots(&file)?;
        Ok(Trust::File(file))
    }
}

/// A client's configuration for HTTP/1.1, or why there is none.
pub(super) fn config(settings: &Settings) -> Result<Arc<ClientConfig>, String> {
    let provider = Arc::new(ring::default_provider());
    let algorithms = provider.signature_verification_algorithms;
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    let builder = match &settings.trust {
        Trust::System => builder.dangerous().with_custom_certificate_verifier(system_verifier(provider)?),
        Trust::File(file) => builder.with_root_certificates(roots(file)?),
        Trust::Anything => {
            builder.dangerous().with_custom_certificate_verifier(Arc::new(AcceptAnything { algorithms }))
        }
    };
    let mut config = match &settings.network.identity {
        None => builder.with_no_client_auth(),
        Some(identity) => {
            let (certificates, key) = identity.read()?;
            builder.with_client_auth_cert(certificates, key).map_err(|error| {
                format!("{} and its key do not fit: {error}", identity.certificate.display())
            })?
        }
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// The same, for HTTP/2 where the server speaks it.
pub(super) fn with_http2(config: &ClientConfig) -> Arc<ClientConfig> {
    let mut config = config.clone();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Arc::new(config)
}

impl Identity {
    /// The identity in PEM files, once they are known to be readable; the key may stand in the certificate's file.
    ///
    /// # Errors
    /// What is wrong with the files.
    pub(crate) fn files(certificate: PathBuf, key: Option<PathBuf>) -> Result<Self, String> {
        let key = key.unwrap_or_else(|| certificate.clone());
        let identity = Identity { certificate, key };
        identity.read().map(|_| identity)
    }

    fn read(&self) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), String> {
        let certificates = certificates(&self.certificate)?;
        let shown = self.key.display();
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|error| match error {
            pem::Error::NoItemsFound => {
                format!("{shown} holds no private key: write `--key FILE` with a PEM file of one")
            }
            other => format!("cannot read the key {shown}: {other}"),
        })?;
        Ok((certificates, key))
    }
}

fn system_verifier(provider: Arc<CryptoProvider>) -> Result<Arc<Verifier>, String> {
    Verifier::new(provider).map(Arc::new).map_err(|error| format!("{error}"))
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let shown = file.display();
    let certificates =
        CertificateDer::pem_file_iter(file).map_err(|error| format!("cannot read {shown}: {error}"))?;
    let certificates: Result<Vec<_>, _> = certificates.collect();
    let certificates = certificates.map_err(|error| format!("{shown} is not PEM: {error}"))?;
    if certificates.is_empty() {
        return Err(format!(
            "{shown} holds no certificate: it must have a `-----BEGIN CERTIFICATE-----` block"
        ));
    }
    Ok(certificates)
}

fn roots(file: &Path) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(file)? {
        roots
            .add(certificate)
            .map_err(|error| format!("{} holds a broken certificate: {error}", file.display()))?;
    }
    Ok(roots)
}

/// A version as people write it.
pub(super) fn version_name(version: ProtocolVersion) -> Option<&'static str> {
    match version {
        ProtocolVersion::TLSv1_2 => Some("TLSv1.2"),
        ProtocolVersion::TLSv1_3 => Some("TLSv1.3"),
        _ => None,
    }
}

/// Shakes hands on a fresh connection.
pub(super) async fn handshake(
    config: Arc<ClientConfig>,
    host: &Host<String>,
    stream: Io,
) -> Result<TlsStream<Io>, TransportFailure> {
    let name = match host {
        Host::Domain(name) => ServerName::try_from(name.trim_end_matches('.').to_owned()).ok(),
        Host::Ipv4(address) => Some(ServerName::from(std::net::IpAddr::V4(*address))),
        Host::Ipv6(address) => Some(ServerName::from(std::net::IpAddr::V6(*address))),
    };
    let Some(name) = name else {
        return Err(failed(
            format!("`{host}` cannot stand in a certificate"),
            "use a DNS name or an address",
        ));
    };
    TlsConnector::from(config).connect(name, stream).await.map_err(|error| refused(host, &error))
}

fn failed(what: String, advice: &str) -> TransportFailure {
    TransportFailure::new(Phase::Tls, NetworkFailure::Tls, what, advice)
}

fn refused(host: &Host<String>, error: &io::Error) -> TransportFailure {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match inner {
        Some(rustls::Error::InvalidCertificate(why)) => bad_certificate(host, why),
        Some(rustls::Error::InvalidMessage(_)) => failed(
            format!("{host} does not speak TLS on this port"),
            "if it speaks plain HTTP, write http:// in place of https://",
        ),
        Some(other) => failed(
            format!("the TLS handshake with {host} failed: {other}"),
            "see whether the server's TLS configuration offers TLS 1.2 or 1.3 for this name",
        ),
        None => failed(
            format!("{host} closed the connection during the TLS handshake"),
            "see whether the port speaks TLS at all; if it speaks plain HTTP, write http://",
        ),
    }
}

/// What the server says against the handshake once the client thinks that it is over, as TLS 1.3 has it.
pub(super) fn refused_later(error: &io::Error) -> Option<TransportFailure> {
    let rustls::Error::AlertReceived(alert) = error.get_ref()?.downcast_ref::<rustls::Error>()? else {
        return None;
    };
    Some(failed(
        format!("the server refuses the client in the TLS handshake: {alert:?}"),
        "if it wants to know its clients, give it a certificate: `--cert FILE --key FILE`",
    ))
}

fn bad_certificate(host: &Host<String>, why: &CertificateError) -> TransportFailure {
    let (what, advice) = match why {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            (format!("the certificate of {host} has expired"), "renew it; `-k` looks past it for once")
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            (format!("the certificate of {host} is not valid yet"), "check both machines' clocks")
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => (
            format!("the certificate is not one for {host}"),
            "use a name that the certificate has; `-k` looks past it for once",
        ),
        CertificateError::UnknownIssuer => (
            format!("nobody trusted here has issued the certificate of {host}"),
            "give your authority's certificate with `--cacert FILE`; `-k` looks past it for once",
        ),
        other => (
            format!("the certificate of {host} is refused: {other}"),
            "mend the certificate; `-k` looks past it for once",
        ),
    };
    TransportFailure::new(Phase::Tls, NetworkFailure::Tls, what, advice)
}

/// `-k`: any certificate, as long as its key signs the handshake.
struct AcceptAnything {
    algorithms: WebPkiSupportedAlgorithms,
}

impl fmt::Debug for AcceptAnything {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AcceptAnything")
    }
}

impl ServerCertVerifier for AcceptAnything {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
