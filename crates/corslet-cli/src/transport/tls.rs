//! TLS as a client: which certificates are trusted, and what a refused handshake means.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use corslet::verdict::NetworkFailure;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_platform_verifier::Verifier;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use url::Host;

use super::failure::TransportFailure;
use super::phases::Phase;

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

/// A client's configuration, or why there is none.
pub(super) fn config(trust: &Trust) -> Result<Arc<ClientConfig>, String> {
    let provider = Arc::new(ring::default_provider());
    let algorithms = provider.signature_verification_algorithms;
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    let mut config = match trust {
        Trust::System => builder
            .dangerous()
            .with_custom_certificate_verifier(system_verifier(provider)?)
            .with_no_client_auth(),
        Trust::File(file) => builder.with_root_certificates(roots(file)?).with_no_client_auth(),
        Trust::Anything => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(AcceptAnything { algorithms }))
            .with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn system_verifier(provider: Arc<CryptoProvider>) -> Result<Arc<Verifier>, String> {
    Verifier::new(provider).map(Arc::new).map_err(|error| format!("{error}"))
}

fn roots(file: &Path) -> Result<RootCertStore, String> {
    let shown = file.display();
    let certificates =
        CertificateDer::pem_file_iter(file).map_err(|error| format!("cannot read {shown}: {error}"))?;
    let mut roots = RootCertStore::empty();
    for certificate in certificates {
        let certificate = certificate.map_err(|error| format!("{shown} is not PEM: {error}"))?;
        roots.add(certificate).map_err(|error| format!("{shown} holds a broken certificate: {error}"))?;
    }
    if roots.is_empty() {
        return Err(format!(
            "{shown} holds no certificate: it must have a `-----BEGIN CERTIFICATE-----` block"
        ));
    }
    Ok(roots)
}

/// Shakes hands on a fresh connection.
pub(super) async fn handshake(
    config: Arc<ClientConfig>,
    host: &Host<&str>,
    stream: TcpStream,
) -> Result<TlsStream<TcpStream>, TransportFailure> {
    let name = match host {
        Host::Domain(name) => ServerName::try_from((*name).trim_end_matches('.').to_owned()).ok(),
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

fn refused(host: &Host<&str>, error: &io::Error) -> TransportFailure {
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

fn bad_certificate(host: &Host<&str>, why: &CertificateError) -> TransportFailure {
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
