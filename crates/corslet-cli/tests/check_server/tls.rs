//! A server behind TLS, whose certificate an authority of this test has issued for `localhost`.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// The authority that issued the certificate.
pub(crate) const AUTHORITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check_server/tls/ca.pem");

const CERTIFICATE: &[u8] = include_bytes!("tls/server.pem");
const KEY: &[u8] = include_bytes!("tls/server.key");

/// A second authority, which issued a certificate that has expired and one for a client.
pub(crate) const SECOND: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check_server/tls/second.pem");

/// The client's certificate, and its key.
pub(crate) const CLIENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check_server/tls/client.pem");
pub(crate) const CLIENT_KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check_server/tls/client.key");

const EXPIRED: &[u8] = include_bytes!("tls/expired.pem");

/// Starts a server that answers every connection with these bytes; gives its port.
pub(crate) fn start(answer: String) -> u16 {
    serve(config(CERTIFICATE, false), answer)
}

/// The same with a certificate that has expired.
pub(crate) fn expired(answer: String) -> u16 {
    serve(config(EXPIRED, false), answer)
}

/// The same for clients that have a certificate.
pub(crate) fn for_known_clients(answer: String) -> u16 {
    serve(config(CERTIFICATE, true), answer)
}

fn config(certificate: &[u8], wants_client: bool) -> ServerConfig {
    let certificate = CertificateDer::from_pem_slice(certificate).unwrap();
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .unwrap();
    let builder = if wants_client {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(SECOND).unwrap()).unwrap();
        let verifier = rustls::server::WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
        builder.with_client_cert_verifier(verifier.build().unwrap())
    } else {
        builder.with_no_client_auth()
    };
    builder.with_single_cert(vec![certificate], key).unwrap()
}

/// Starts a server that speaks HTTP/2 and answers every request with this status and these headers; gives its port.
pub(crate) fn http2(headers: &'static [(&'static str, &'static str)], body: &'static [u8]) -> u16 {
    use http_body_util::Full;
    use hyper::body::Bytes;
    use hyper_util::rt::{TokioExecutor, TokioIo};

    let mut config = config(CERTIFICATE, false);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            listener.set_nonblocking(true).unwrap();
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let Ok(stream) = acceptor.accept(stream).await else { continue };
                let answer = hyper::service::service_fn(move |_| async move {
                    let mut response = hyper::Response::builder().status(200);
                    for (name, value) in headers {
                        response = response.header(*name, *value);
                    }
                    response.body(Full::new(Bytes::from_static(body)))
                });
                tokio::spawn(
                    hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                        .serve_connection(TokioIo::new(stream), answer),
                );
            }
        });
    });
    port
}

/// Starts a server that answers HTTP/1.1 with these bytes, and HTTP/2 with status 200 and these headers; gives its port.
pub(crate) fn either(http1: String, http2: &'static [(&'static str, &'static str)]) -> u16 {
    use http_body_util::Empty;
    use hyper::body::Bytes;
    use hyper_util::rt::{TokioExecutor, TokioIo};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let mut config = config(CERTIFICATE, false);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            listener.set_nonblocking(true).unwrap();
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
                    let answer = hyper::service::service_fn(move |_| async move {
                        let response =
                            http2.iter().fold(hyper::Response::builder(), |response, (name, value)| {
                                response.header(*name, *value)
                            });
                        response.body(Empty::<Bytes>::new())
                    });
                    let server = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
                    tokio::spawn(server.serve_connection(TokioIo::new(stream), answer));
                    continue;
                }
                let answer = http1.clone();
                tokio::spawn(async move {
                    let mut request = Vec::new();
                    while !request.ends_with(b"\r\n\r\n") {
                        if !matches!(stream.read_buf(&mut request).await, Ok(read) if read > 0) {
                            return;
                        }
                    }
                    let _ = stream.write_all(answer.as_bytes()).await;
                    let _ = stream.shutdown().await;
                });
            }
        });
    });
    port
}

fn serve(config: ServerConfig, answer: String) -> u16 {
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            while !request.windows(4).any(|end| end == b"\r\n\r\n") {
                match stream.read(&mut buffer) {
                    Ok(0) | Err(_) => break,
                    Ok(read) => request.extend_from_slice(&buffer[..read]),
                }
            }
            // A client that refuses the certificate is gone by now.
            let _ = stream.write_all(answer.as_bytes()).and_then(|()| stream.flush());
        }
    });
    port
}
