//! The ways to a server: other addresses, other hosts, proxies, HTTP/2, and connections used again.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod kept;
    pub(crate) mod proxies;
    pub(crate) mod raw;
    pub(crate) mod run;
    pub(crate) mod tls;
}

use check_server::kept::Kept;
use check_server::proxies::Proxy;
use check_server::raw::{Server, response};
use check_server::run::{check, corslet_in};
use check_server::tls;

const ANY: &str = "Access-Control-Allow-Origin: *";

fn server() -> Server {
    Server::granting("", response("200 OK", &[ANY]))
}

/// The value of the `Host` header of the only request.
fn host(server: &Server) -> String {
    let asked = server.asked();
    let line = asked[0].text.lines().find(|line| line.starts_with("Host: ")).unwrap();
    line.trim_start_matches("Host: ").to_owned()
}

#[test]
fn another_address() {
    for entry in ["api.test:PORT:127.0.0.1", "*:PORT:127.0.0.1", "api.test:PORT:[::2],127.0.0.1"] {
        let server = server();
        let port = server.port();
        let entry = entry.replace("PORT", &port.to_string());
        let said = check(&format!("http://api.test:{port}/"), &["--resolve", &entry]);
        assert_eq!(said.code, 0, "{entry}: {said:?}");
        assert_eq!(host(&server), format!("api.test:{port}"));
    }
}

#[test]
fn another_host() {
    let server = server();
    let port = server.port();
    let said = check("http://api.test/", &["--connect-to", &format!("api.test:80:127.0.0.1:{port}")]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(host(&server), "api.test", "the request names the host that was asked for");

    // The certificate is the asked host's, too.
    let secure = tls::start(response("200 OK", &[ANY]));
    let to = format!("::127.0.0.1:{secure}");
    let arguments = ["--connect-to", &to, "--cacert", tls::AUTHORITY];
    assert_eq!(check("https://localhost/", &arguments).code, 0);
    let other = check("https://api.test/", &arguments);
    assert_eq!(other.code, 3);
    assert!(other.out.contains("not one for api.test"), "{other:?}");
}

#[test]
fn one_family_of_addresses() {
    let server = server();
    let url = format!("http://localhost:{}/", server.port());
    assert_eq!(check(&url, &["-4"]).code, 0);
    let six = check(&server.url("/"), &["-6"]);
    assert_eq!(six.code, 3, "{six:?}");
    assert!(six.out.contains("127.0.0.1 has no IPv6 address") && six.out.contains("\"dns\""), "{six:?}");
}

#[test]
fn an_http_proxy() {
    let server = server();
    let proxy = Proxy::http(server.port(), None);
    let said = check("http://api.test/path?q", &["-x", &format!("127.0.0.1:{}", proxy.port)]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        proxy.asked()[0].starts_with("GET http://api.test/path?q HTTP/1.1\r\nHost: api.test\r\n"),
        "{:?}",
        proxy.asked()
    );

    let secure = Proxy::http(tls::start(response("200 OK", &[ANY])), Some("dXNlcjpwYXNz"));
    let via = |user: &str| format!("http://{user}127.0.0.1:{}", secure.port);
    let said = check("https://localhost/", &["-x", &via("user:pass@"), "--cacert", tls::AUTHORITY]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(secure.asked()[0].starts_with("CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n"));

    let refused = check("https://localhost/", &["-x", &via(""), "--cacert", tls::AUTHORITY]);
    assert_eq!(refused.code, 3, "{refused:?}");
    let failure = &refused.json()["exchanges"][0]["failure"];
    assert_eq!(failure["phase"], "proxy");
    assert!(failure.to_string().contains("wants a password (407)"), "{failure}");
}

#[test]
fn a_socks_proxy() {
    let server = server();
    let proxy = Proxy::socks5(server.port(), None);
    let port = proxy.port;
    assert_eq!(check("http://api.test/", &["-x", &format!("socks5h://127.0.0.1:{port}")]).code, 0);
    // `socks5` resolves here.
    let resolve = ["--resolve", "api.test:80:10.9.8.7", "-x", &format!("socks5://127.0.0.1:{port}")];
    assert_eq!(check("http://api.test/", &resolve).code, 0);
    assert_eq!(proxy.asked(), ["api.test:80", "10.9.8.7:80"]);

    let closed = Proxy::socks5(server.port(), Some(("user", "p:w")));
    let via = |user: &str| format!("socks5h://{user}127.0.0.1:{}", closed.port);
    assert_eq!(check("http://api.test/", &["-x", &via("user:p%3Aw@")]).code, 0);
    let refused = check("http://api.test/", &["-x", &via("")]);
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(refused.out.contains("wants a user and a password"), "{refused:?}");
    let wrong = check("http://api.test/", &["-x", &via("user:wrong@")]);
    assert!(wrong.out.contains("refuses the user or the password"), "{wrong:?}");
}

#[test]
fn a_proxy_of_the_environment() {
    let server = server();
    let proxy = Proxy::http(server.port(), None);
    let via = format!("http://127.0.0.1:{}", proxy.port);
    let ask = |variables: &[(&str, &str)], url: &str, more: &[&str]| {
        let mut arguments =
            vec!["check", url, "--origin", "http://app.example", "--format", "json", "-m", "5"];
        arguments.extend(more);
        corslet_in(variables, &arguments)
    };
    assert_eq!(ask(&[("http_proxy", &via)], "http://api.test/", &[]).code, 0);
    assert_eq!(ask(&[("ALL_PROXY", &via), ("NO_PROXY", "other.test")], "http://api.test/", &[]).code, 0);
    assert_eq!(proxy.asked().len(), 2);
    // Not asked: for hosts that are excepted, for this machine, and when it is said so.
    let resolve = ["--resolve".to_owned(), format!("api.test:{}:127.0.0.1", server.port())];
    let resolve = [resolve[0].as_str(), resolve[1].as_str()];
    let url = format!("http://api.test:{}/", server.port());
    assert_eq!(ask(&[("http_proxy", &via), ("no_proxy", "api.test")], &url, &resolve).code, 0);
    assert_eq!(ask(&[("http_proxy", &via)], &url, &[resolve[0], resolve[1], "--noproxy", ".test"]).code, 0);
    assert_eq!(ask(&[("http_proxy", &via)], &url, &[resolve[0], resolve[1], "-x", ""]).code, 0);
    assert_eq!(ask(&[("http_proxy", &via)], &server.url("/"), &[]).code, 0);
    assert_eq!(proxy.asked().len(), 2);
    let wrong = ask(&[("http_proxy", "ftp://user:secret@p.test")], "http://api.test/", &[]);
    assert_eq!(wrong.code, 2, "{wrong:?}");
    assert!(wrong.err.contains("http_proxy") && !wrong.err.contains("secret"), "{wrong:?}");
}

#[test]
fn http2_behind_tls() {
    let grants = &[
        ("access-control-allow-origin", "*"),
        ("access-control-allow-headers", "x-a"),
        ("access-control-allow-methods", "PUT"),
    ];
    let port = tls::http2(grants, b"hello");
    let url = format!("https://localhost:{port}/");
    let said = check(&url, &["--cacert", tls::AUTHORITY, "--credentials", "omit"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.json()["notes"].to_string().contains("HTTP/2: header names are in lower case"));

    // The preflight and the request share a connection; what may change something has its own.
    for arguments in [&["-H", "X-A: 1"][..], &["-X", "PUT", "--send"]] {
        let said = check(&url, &[&["--cacert", tls::AUTHORITY], arguments].concat());
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(said.json()["exchanges"].as_array().unwrap().len(), 2);
    }

    let spoken = tls::start(response("200 OK", &[ANY]));
    let said = check(&format!("https://localhost:{spoken}/"), &["--cacert", tls::AUTHORITY, "--http2"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.json()["notes"].to_string().contains("--http2: the answer came by HTTP/1.1"));
    assert!(check(&server().url("/"), &["--http2"]).out.contains("--http2: the answer came by HTTP/1.1"));

    // A server that speaks nothing else.
    let refused = check(&url, &["--cacert", tls::AUTHORITY, "--http1.1"]);
    assert_eq!(refused.code, 3, "{refused:?}");
}

#[test]
fn connections_are_used_again() {
    let answers = [
        "HTTP/1.1 200 OK\r\nANY\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nANY\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 204 No\r\nANY\r\n\r\n",
    ];
    let grants = "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: x-a";
    for answer in answers {
        let answer = answer.replace("ANY", grants).into_bytes();
        let server = Kept::start(99, move |_| answer.clone());
        let said = check(&server.url("/"), &["-H", "X-A: 1", "--engine", "chromium"]);
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!((server.heads().len(), server.connections()), (2, 1));
    }
    // Where the server says or does otherwise, there is a new one; a closed one costs nobody an answer.
    let closing =
        format!("HTTP/1.1 200 OK\r\n{grants}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").into_bytes();
    let server = Kept::start(99, move |_| closing.clone());
    assert_eq!(check(&server.url("/"), &["-H", "X-A: 1", "--engine", "chromium"]).code, 0);
    assert_eq!(server.connections(), 2);
    let leaving = format!("HTTP/1.1 200 OK\r\n{grants}\r\nContent-Length: 0\r\n\r\n").into_bytes();
    let server = Kept::start(1, move |_| leaving.clone());
    assert_eq!(check(&server.url("/"), &["-H", "X-A: 1", "--engine", "chromium"]).code, 0);
    assert_eq!((server.heads().len(), server.connections()), (2, 2));
}

#[test]
fn a_request_that_may_change_something_has_a_connection_of_its_own() {
    let answer = format!(
        "HTTP/1.1 200 OK\r\n{ANY}\r\nAccess-Control-Allow-Methods: DELETE\r\nContent-Length: 0\r\n\r\n"
    );
    let server = Kept::start(99, move |_| answer.clone().into_bytes());
    let said = check(&server.url("/"), &["-X", "DELETE", "--send", "--engine", "chromium"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!((server.heads().len(), server.connections()), (2, 2));
}
