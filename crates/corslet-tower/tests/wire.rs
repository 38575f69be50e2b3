//! The layer in hyper's servers, over bytes: HTTP/1.1 as anyone can write it, HTTP/2, and an upgrade.
#![allow(missing_docs, unreachable_pub, dead_code, clippy::panic, clippy::unwrap_used)]

mod ask {
    pub mod policies;
    pub mod requests;
}

use std::convert::Infallible;

use ask::policies::{APP, EVIL, compile, route};
use ask::requests::{assert_granted, assert_nothing_granted, cors_names};
use corslet::policy::{Policy, RouteConfig};
use corslet_tower::CorsLayer;
use http::{Request, Response, StatusCode, Version};
use http_body_util::{BodyExt, Empty, Full};
use hyper::body::{Bytes, Incoming};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tower::{Layer, service_fn};

fn policy() -> Policy {
    compile(vec![RouteConfig { host: Some("api.example.com".into()), ..route("/*") }])
}

/// An application that greets, or changes to a protocol that echoes.
async fn application(mut request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    if !request.headers().contains_key("upgrade") {
        let is_head = request.method() == http::Method::HEAD;
        return Ok(Response::new(if is_head { Full::default() } else { Full::from("hello") }));
    }
    let upgrade = hyper::upgrade::on(&mut request);
    tokio::spawn(async move {
        let mut stream = TokioIo::new(upgrade.await.unwrap());
        let mut word = [0; 4];
        stream.read_exact(&mut word).await.unwrap();
        stream.write_all(&word).await.unwrap();
    });
    let response = Response::builder().status(StatusCode::SWITCHING_PROTOCOLS);
    Ok(response.header("connection", "upgrade").header("upgrade", "echo").body(Full::default()).unwrap())
}

/// The client's end of a connection to a server with the layer.
fn connect(version: Version) -> DuplexStream {
    let (client, server) = duplex(1 << 20);
    let service = TowerToHyperService::new(CorsLayer::new(policy()).layer(service_fn(application)));
    let io = TokioIo::new(server);
    tokio::spawn(async move {
        // A client that goes away early, or sends no HTTP, is an error to the server and to nobody else.
        let _ = match version {
            Version::HTTP_2 => {
                hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                    .serve_connection(io, service)
                    .await
            }
            _ => {
                hyper::server::conn::http1::Builder::new().serve_connection(io, service).with_upgrades().await
            }
        };
    });
    client
}

/// What the server says to these bytes, in lower case.
async fn said(bytes: &[u8]) -> String {
    let mut stream = connect(Version::HTTP_11);
    stream.write_all(bytes).await.unwrap();
    let mut said = Vec::new();
    stream.read_to_end(&mut said).await.unwrap();
    String::from_utf8(said).unwrap().to_ascii_lowercase()
}

#[tokio::test]
async fn http_1_as_anyone_can_write_it() {
    let granted = ["200", "access-control-allow-origin: https://app.example.com", "vary: origin"];
    let rows: &[(&str, &[&str], &[&str])] = &[
        // What is sent after the host, what is answered, what is not.
        ("Origin: https://app.example.com\r\n", &granted, &[]),
        ("oRiGiN:https://app.example.com\r\n", &granted, &[]),
        // Space around a value is no part of it: HTTP takes it away before anybody compares.
        ("Origin: \t https://app.example.com \t\r\n", &granted, &[]),
        (
            "Origin: https://app.example.com\r\nOrigin: https://app.example.com\r\n",
            &["200", "vary"],
            &["access-control"],
        ),
        ("Origin: https://evil.test\r\n", &["200", "vary: origin"], &["access-control"]),
        ("Origin: https://app.example.com\x01\r\n", &["400"], &["access-control"]),
        ("Origin: https://app.example.com\0\r\n", &["400"], &["access-control"]),
        ("Origin: https://app.example.com\r\n folded\r\n", &["400"], &["access-control"]),
        ("Origin : https://app.example.com\r\n", &["400"], &["access-control"]),
        ("Host: other.example.com\r\nOrigin: https://app.example.com\r\n", &["200"], &["access-control"]),
    ];
    for (lines, there, not_there) in rows {
        let request = format!("GET /x HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\n{lines}\r\n");
        let said = said(request.as_bytes()).await;
        assert!(there.iter().all(|part| said.contains(part)), "{lines:?}: {said}");
        assert!(!not_there.iter().any(|part| said.contains(part)), "{lines:?}: {said}");
    }
}

#[tokio::test]
async fn targets_of_every_form() {
    let asks =
        "Origin: https://app.example.com\r\nAccess-Control-Request-Method: PUT\r\nConnection: close\r\n\r\n";
    for (line, status, granted) in [
        ("OPTIONS /x HTTP/1.1\r\nHost: api.example.com", "204", true),
        ("OPTIONS http://api.example.com/x HTTP/1.1\r\nHost: other.example.com", "204", true),
        ("OPTIONS http://other.example.com/x HTTP/1.1\r\nHost: api.example.com", "403", false),
        ("OPTIONS /x HTTP/1.1\r\nHost: other.example.com", "403", false),
        ("OPTIONS * HTTP/1.1\r\nHost: api.example.com", "403", false),
        ("OPTIONS /x HTTP/1.0", "403", false),
        ("HEAD /x HTTP/1.1\r\nHost: api.example.com", "200", true),
    ] {
        let said = said(format!("{line}\r\n{asks}").as_bytes()).await;
        assert_eq!(said.split(' ').nth(1), Some(status), "{line}: {said}");
        assert_eq!(
            said.contains("access-control-allow-origin: https://app.example.com"),
            granted,
            "{line}: {said}"
        );
        assert!(
            said.ends_with("\r\n\r\n") || status == "200" && !line.starts_with("HEAD"),
            "{line}: no body"
        );
    }
}

#[tokio::test]
async fn http_2_names_its_host_in_the_target() {
    let io = TokioIo::new(connect(Version::HTTP_2));
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), io).await.unwrap();
    tokio::spawn(connection);
    for (authority, origin, granted) in [
        ("api.example.com", APP, true),
        ("API.example.com", APP, true),
        ("api.example.com:443", APP, true),
        ("other.example.com", APP, false),
        ("api.example.com", EVIL, false),
    ] {
        for method in ["GET", "HEAD", "OPTIONS"] {
            let request = Request::builder().method(method).uri(format!("https://{authority}/x"));
            let request = request.header("origin", origin).header("access-control-request-method", "DELETE");
            let response = sender.send_request(request.body(Empty::<Bytes>::new()).unwrap()).await.unwrap();
            let status = match (method, granted) {
                ("OPTIONS", true) => StatusCode::NO_CONTENT,
                ("OPTIONS", false) => StatusCode::FORBIDDEN,
                _ => StatusCode::OK,
            };
            assert_eq!(
                (response.version(), response.status()),
                (Version::HTTP_2, status),
                "{method} {authority}"
            );
            match (granted, method) {
                (true, "OPTIONS") => assert!(cors_names(&response).contains(&"access-control-allow-methods")),
                (true, _) => assert_granted(&response, APP),
                (false, _) if authority.starts_with("other") => {
                    assert_eq!(cors_names(&response), Vec::<&str>::new())
                }
                (false, _) => assert_nothing_granted(&response),
            }
            let length = response.into_body().collect().await.unwrap().to_bytes().len();
            assert_eq!(length, if method == "GET" { 5 } else { 0 });
        }
    }
}

/// A WebSocket's handshake is no CORS request: whoever upgrades has to look at `Origin` himself.
#[tokio::test]
async fn an_upgrade_goes_through() {
    for origin in [APP, EVIL] {
        let io = TokioIo::new(connect(Version::HTTP_11));
        let (mut sender, connection) = hyper::client::conn::http1::handshake(io).await.unwrap();
        tokio::spawn(connection.with_upgrades());
        let request = Request::get("/x").header("host", "api.example.com").header("origin", origin);
        let request = request.header("connection", "upgrade").header("upgrade", "echo");
        let response = sender.send_request(request.body(Empty::<Bytes>::new()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::SWITCHING_PROTOCOLS);
        assert_eq!(cors_names(&response).is_empty(), origin == EVIL);
        let mut stream = TokioIo::new(hyper::upgrade::on(response).await.unwrap());
        stream.write_all(b"ping").await.unwrap();
        let mut word = [0; 4];
        stream.read_exact(&mut word).await.unwrap();
        assert_eq!(&word, b"ping");
    }
}
