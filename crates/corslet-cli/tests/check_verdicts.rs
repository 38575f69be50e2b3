//! What real servers answer, and what browsers make of it: outcomes, failures and exit codes.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use check_server::raw::{Reply, Server, response};
use check_server::run::check;

const BROWSERS: [&str; 3] = ["chromium", "firefox", "webkit"];
const OWN: &str = "Access-Control-Allow-Origin: http://app.example";
const ANY: &str = "Access-Control-Allow-Origin: *";

#[test]
fn a_granted_get_is_allowed_and_asked_once_for_all_engines() {
    let server = Server::granting("", response("200 OK", &[OWN, "X-Hidden: 1", "Content-Type: text/plain"]));
    let said = check(&server.url("/"), &[]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(server.methods(), ["GET"]);
    for engine in BROWSERS.into_iter().chain(["standard"]) {
        assert_eq!(said.outcome(engine), "readable");
        let readable = &said.json()["engines"][engine]["readable"];
        assert_eq!(readable["status"], 200);
        let names = |list: &str| {
            let headers = readable[list].as_array().unwrap().iter();
            headers.map(|header| header["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names("headers"), ["content-length", "content-type"]);
        assert_eq!(names("hidden"), ["Access-Control-Allow-Origin", "X-Hidden"]);
    }
}

#[test]
fn the_origin_is_sent_and_the_client_names_itself() {
    let server = Server::granting("", response("200 OK", &[ANY]));
    check(&server.url("/a?b=c#d"), &["-H", "X-Page: 1", "--engine", "chromium", "-X", "HEAD"]);
    let preflight = &server.asked()[0];
    assert!(preflight.text.starts_with("OPTIONS /a?b=c HTTP/1.1\r\n"), "{}", preflight.text);
    for line in [
        "Origin: http://app.example",
        "Access-Control-Request-Method: HEAD",
        "Access-Control-Request-Headers: x-page",
        concat!("User-Agent: corslet/", env!("CARGO_PKG_VERSION")),
    ] {
        assert!(preflight.text.contains(&format!("\r\n{line}\r\n")), "{line}: {}", preflight.text);
    }
}

#[test]
fn refusals_of_the_request_itself() {
    let with_credentials: &[&str] = &["--credentials", "include"];
    let rows: &[(&[&str], &[&str], &[&str])] = &[
        (&[], &[], &["actual:missing-acao"]),
        (&["Access-Control-Allow-Origin: http://app.example/"], &[], &["actual:acao-mismatch"]),
        (&[OWN, OWN], &[], &["actual:acao-mismatch"]),
        (
            &[ANY, "Access-Control-Allow-Credentials: true"],
            with_credentials,
            &["actual:wildcard-with-credentials"],
        ),
        (&[OWN], with_credentials, &["actual:acac-not-true"]),
        (&[OWN, "Access-Control-Allow-Credentials: True"], with_credentials, &["actual:acac-not-true"]),
    ];
    for (headers, arguments, failed) in rows {
        let server = Server::granting("", response("200 OK", headers));
        let said = check(&server.url("/"), arguments);
        assert_eq!(said.code, 1, "{headers:?}: {said:?}");
        for engine in BROWSERS {
            assert_eq!(said.outcome(engine), "blocked", "{headers:?}");
            assert_eq!(said.failed(engine), *failed, "{headers:?}");
        }
    }
}

#[test]
fn refusals_of_a_preflight() {
    let methods = "Access-Control-Allow-Methods: PUT";
    let headers = "Access-Control-Allow-Headers: x-a";
    let rows: &[(&str, &[&str], &[&str])] = &[
        ("204 No Content", &[ANY, methods], &["preflight:header"]),
        ("204 No Content", &[ANY, headers], &["preflight:method"]),
        ("204 No Content", &[methods, headers], &["preflight:missing-acao"]),
        ("404 Not Found", &[ANY, methods, headers], &["preflight:status"]),
        ("307 Temporary Redirect", &["Location: /", ANY, methods, headers], &["preflight:status"]),
        (
            "204 No Content",
            &[ANY, "Access-Control-Allow-Methods: PUT POST", headers],
            &["preflight:invalid-acam"],
        ),
        (
            "405 No",
            &[],
            &["preflight:missing-acao", "preflight:status", "preflight:method", "preflight:header"],
        ),
    ];
    for (status, lines, failed) in rows {
        let server = Server::granting(response(status, lines), response("200 OK", &[ANY]));
        let said = check(&server.url("/"), &["-X", "PUT", "-H", "X-A: 1", "--send"]);
        assert_eq!(said.code, 1, "{status} {lines:?}: {said:?}");
        assert_eq!(server.methods(), ["OPTIONS"], "{status} {lines:?}");
        for engine in BROWSERS {
            assert_eq!(said.failed(engine), *failed, "{status} {lines:?}");
        }
    }
}

#[test]
fn a_redirect_is_followed_by_the_engine_and_taints_the_origin() {
    let last = Server::granting("", response("200 OK", &["Access-Control-Allow-Origin: null"]));
    let location = format!("Location: http://localhost:{}/end", last.port());
    let first = Server::granting("", response("302 Found", &[ANY, &location]));
    let said = check(&first.url("/"), &[]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(last.methods(), ["GET"]);
    assert!(last.asked()[0].text.contains("\r\nOrigin: null\r\n"));
    assert_eq!(last.asked()[0].path, "/end");

    for (mode, code, outcome) in [("error", 1, "blocked"), ("manual", 0, "opaque-redirect")] {
        let said = check(&first.url("/"), &["--redirect", mode]);
        assert_eq!((said.code, said.outcome("firefox").as_str()), (code, outcome));
    }
    assert_eq!(last.methods(), ["GET"]);
}

#[test]
fn an_endless_redirect_ends() {
    let server = Server::start(|asked| {
        let next: u32 = asked.path[1..].parse().unwrap();
        Reply::Bytes(response("302 Found", &[ANY, &format!("Location: /{}", next + 1)]).into_bytes())
    });
    let said = check(&server.url("/0"), &[]);
    assert_eq!(said.code, 1);
    assert_eq!(said.failed("webkit"), ["redirect:count"]);
    assert_eq!(server.methods().len(), 21);
}

#[test]
fn what_never_leaves_the_page_is_not_sent() {
    let server = Server::granting("", response("200 OK", &[ANY]));
    let secure = |url: &str, arguments: &[&str]| {
        let mut all = vec!["check", url, "--origin", "https://app.example", "--format", "json"];
        all.extend(arguments);
        check_server::run::corslet(&all)
    };
    assert_eq!(secure("http://corslet.test/", &[]).failed("chromium"), ["mixed-content"]);
    assert_eq!(secure("http://127.0.0.1:22/", &[]).failed("chromium"), ["bad-port"]);
    for arguments in [["-X", "TRACE"], ["--mode", "same-origin"]] {
        let said = check(&server.url("/"), &arguments);
        assert_eq!((said.code, said.outcome("chromium").as_str()), (1, "never-sent"), "{arguments:?}");
    }
    assert!(server.methods().is_empty());

    let said = check(&server.url("/"), &["-H", "Referer: a", "-H", "Sec-X: 1"]);
    assert_eq!(said.code, 0);
    assert!(!server.asked()[0].text.contains("Referer"));
    let dropped = said.json()["request"]["dropped"].as_array().unwrap().len();
    assert_eq!(dropped, 2);
}

#[test]
fn without_cors_the_page_reads_nothing() {
    let server = Server::granting("", response("200 OK", &[]));
    let said = check(&server.url("/"), &["--mode", "no-cors"]);
    assert_eq!((said.code, said.outcome("chromium").as_str()), (0, "opaque"));
    assert!(said.json()["engines"]["chromium"]["readable"].is_null());
}

#[test]
fn an_origin_of_its_own_needs_no_grant() {
    let server = Server::granting("", response("200 OK", &[]));
    let origin = format!("http://127.0.0.1:{}", server.port());
    let said = check_server::run::corslet(&["check", &server.url("/"), "--origin", &origin]);
    assert_eq!(said.code, 0);
    assert!(said.out.starts_with("the same origin"), "{}", said.out);
    assert!(!server.asked()[0].text.contains("Origin:"));
}

#[test]
fn the_standard_alone_refusing_is_a_warning() {
    let grant = [ANY, "Access-Control-Allow-Headers: *"];
    let server = Server::granting(response("204 No Content", &grant), response("200 OK", &grant));
    let arguments = ["-H", "Authorization: Bearer x"];
    let all = check(&server.url("/"), &arguments);
    assert_eq!(
        (all.code, all.outcome("chromium").as_str(), all.outcome("standard").as_str()),
        (0, "readable", "blocked")
    );
    assert!(all.json()["notes"].to_string().contains("the standard refuses"));
    let named = check(&server.url("/"), &["-H", "Authorization: Bearer x", "--engine", "standard"]);
    assert_eq!(named.code, 1);
    let both = check(&server.url("/"), &["-H", "Authorization: Bearer x", "--engine", "chromium,standard"]);
    assert_eq!(both.code, 1);
}
