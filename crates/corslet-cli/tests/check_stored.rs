//! What the browser has stored, cookies and a login, goes along where the credentials mode says so, and nowhere else.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use check_server::raw::{Server, response};
use check_server::run::{check, corslet};

const GRANT: [&str; 4] = [
    "Access-Control-Allow-Origin: http://app.example",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Allow-Methods: PUT",
    "Access-Control-Allow-Headers: authorization, content-type",
];

fn granting() -> Server {
    Server::granting(response("204 No Content", &GRANT), response("200 OK", &GRANT))
}

/// A cookie that no rule of its own keeps from another site's page.
const OPEN: &str = "Set-Cookie: a=1; SameSite=None; Secure";

/// `user:password` in base64.
const BASIC: &str = "Authorization: Basic dXNlcjpwYXNzd29yZA==";

#[test]
fn cookies_go_where_the_mode_sends_credentials() {
    for (arguments, is_sent) in [
        (&["--credentials", "include"][..], true),
        (&[], false),
        (&["--credentials", "omit"], false),
        (&["--mode", "no-cors", "--credentials", "include"], true),
        (&["--element", "img"], true),
        (&["--element", "img", "--crossorigin"], false),
        (&["--element", "eventsource", "--crossorigin", "use-credentials"], true),
        (&["--xhr", "--credentials", "include"], true),
    ] {
        let server = granting();
        let second = "Set-Cookie: b=2; SameSite=None; Secure";
        let mut all = vec!["-b", OPEN, "-b", second, "--third-party-cookies", "allow"];
        all.extend(arguments);
        let said = check(&server.url("/"), &all);
        assert_eq!(said.code, 0, "{arguments:?}: {said:?}");
        let text = &server.asked()[0].text;
        assert_eq!(text.contains("\r\nCookie: a=1; b=2\r\n"), is_sent, "{arguments:?}: {text}");
        let warns = said.json()["notes"].to_string().contains("-b: no cookie goes to http://127.0.0.1");
        assert_eq!(warns, !is_sent, "{arguments:?}: {}", said.json()["notes"]);
    }
}

#[test]
fn a_page_of_the_same_origin_sends_its_cookies() {
    let server = granting();
    let origin = format!("http://127.0.0.1:{}", server.port());
    corslet(&["check", &server.url("/"), "--origin", &origin, "-b", "a=1"]);
    assert!(server.asked()[0].text.contains("\r\nCookie: a=1\r\n"));
}

#[test]
fn a_preflight_carries_neither() {
    let server = granting();
    let cookies = ["-b", OPEN, "--third-party-cookies", "allow"];
    let credentials = ["--credentials", "include", "-u", "user:password", "-X", "PUT", "--send"];
    let said = check(&server.url("/"), &[&cookies[..], &credentials].concat());
    assert_eq!(said.code, 0, "{said:?}");
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert!(
        !asked[0].text.contains("Cookie") && !asked[0].text.contains("Authorization"),
        "{}",
        asked[0].text
    );
    assert!(!asked[0].text.contains("authorization"), "a stored login asks for no permission");
    assert!(
        asked[1].text.contains("\r\nCookie: a=1\r\n") && asked[1].text.contains(BASIC),
        "{}",
        asked[1].text
    );
}

#[test]
fn a_login_is_stored_and_a_header_is_the_pages_own() {
    let server = granting();
    check(&server.url("/"), &["-u", "user:password"]);
    assert_eq!(server.methods(), ["GET"], "no preflight");
    assert!(!server.asked()[0].text.contains("Authorization"), "the mode sends no credentials");

    let server = granting();
    check(&server.url("/"), &["-H", "Authorization: Basic x"]);
    assert_eq!(server.methods(), ["OPTIONS", "GET"]);

    let server = granting();
    let both = ["-u", "user:password", "-H", "Authorization: own", "--credentials", "include"];
    check(&server.url("/"), &both);
    let asked = server.asked();
    assert!(asked[1].text.contains("\r\nAuthorization: own\r\n") && !asked[1].text.contains("Basic"));
}

#[test]
fn cookies_come_from_a_file_as_curl_reads_it() {
    let path = std::env::temp_dir().join(format!("corslet-cookies-{}", std::process::id()));
    std::fs::write(
        &path,
        "127.0.0.1\tFALSE\t/\tFALSE\t0\tsid\tabc\n.other.example\tTRUE\t/\tFALSE\t0\tno\tx\n",
    )
    .unwrap();
    for written in [path.display().to_string(), format!("@{}", path.display())] {
        let server = granting();
        let origin = format!("http://127.0.0.1:{}", server.port());
        let said = corslet(&["check", &server.url("/"), "--origin", &origin, "-b", &written]);
        assert_eq!(said.code, 0, "{said:?}");
        assert!(server.asked()[0].text.contains("\r\nCookie: sid=abc\r\n"), "{}", server.asked()[0].text);
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn origin_and_cookie_as_headers_are_read_as_what_they_mean() {
    let server = granting();
    let said = corslet(&[
        "check",
        &server.url("/"),
        "-H",
        "Origin: http://app.example",
        "-H",
        "Cookie: a=1",
        // Firefox takes a cookie without SameSite for None.
        "--engine",
        "firefox",
        "--third-party-cookies",
        "allow",
        "--credentials",
        "include",
        "--format",
        "json",
    ]);
    assert_eq!(said.code, 0, "{said:?}");
    let notes = said.json()["notes"].to_string();
    assert!(
        notes.contains("-H Origin is read as --origin") && notes.contains("-H Cookie is read as -b"),
        "{notes}"
    );
    let text = &server.asked()[0].text;
    assert!(
        text.contains("\r\nOrigin: http://app.example\r\n") && text.contains("\r\nCookie: a=1\r\n"),
        "{text}"
    );
}

#[test]
fn data_goes_out_as_curl_sends_it() {
    for (arguments, method, path, types, body) in [
        (
            &["-d", "a=1", "--data-urlencode", "b=c d"][..],
            "POST",
            "/",
            "application/x-www-form-urlencoded",
            "a=1&b=c+d",
        ),
        (&["--json", "{\"a\":1}"], "POST", "/", "application/json", "{\"a\":1}"),
        (&["--data-raw", "@x", "-H", "Content-Type: text/plain"], "POST", "/", "text/plain", "@x"),
        (&["-G", "-d", "a=1", "-d", "b"], "GET", "/?a=1&b", "", ""),
        (&["-I"], "HEAD", "/", "", ""),
        (&["-d", "x", "-H", "Content-Type:"], "POST", "/", "", "x"),
    ] {
        let server = granting();
        let mut all = vec!["--send", "--engine", "chromium"];
        all.extend(arguments);
        let said = check(&server.url("/"), &all);
        assert_eq!(said.code, 0, "{arguments:?}: {said:?}");
        let asked = server.asked().pop().unwrap();
        assert_eq!((asked.method.as_str(), asked.path.as_str()), (method, path), "{arguments:?}");
        let wanted = format!("\r\nContent-Type: {types}\r\n");
        assert_eq!(asked.text.contains("Content-Type: "), !types.is_empty(), "{arguments:?}: {}", asked.text);
        assert!(types.is_empty() || asked.text.contains(&wanted), "{arguments:?}: {}", asked.text);
        assert!(asked.text.ends_with(&format!("\r\n\r\n{body}")), "{arguments:?}: {}", asked.text);
    }
    let server = granting();
    check(&server.url("/"), &["--json", "1"]);
    assert_eq!(server.methods(), ["OPTIONS"], "JSON is preflighted");
    assert!(server.asked()[0].text.contains("Access-Control-Request-Headers: content-type\r\n"));
}
