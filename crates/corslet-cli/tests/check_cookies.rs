//! Cookies go along by each browser's own rules, and every cookie that stays has its reasons.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use check_server::raw::{Asked, Reply, Server, response};
use check_server::run::{Said, corslet, corslet_with};
use serde_json::Value;

const ORIGIN: &str = "http://app.example";
const OWN: &str = "Access-Control-Allow-Origin: http://app.example";
const CREDENTIALS: &str = "Access-Control-Allow-Credentials: true";
const ENGINES: [&str; 4] = ["chromium", "firefox", "webkit", "standard"];

/// Asks this server as `host`, with credentials.
fn ask(server: &Server, host: &str, more: &[&str]) -> Said {
    let url = format!("http://{host}:{}/", server.port());
    let resolve = format!("{host}:{}:127.0.0.1", server.port());
    let mut all = vec!["check", &url, "--resolve", &resolve];
    if !more.contains(&"--origin") {
        all.extend(["--origin", ORIGIN]);
    }
    if !more.contains(&"--element") && !more.contains(&"--credentials") {
        all.extend(["--credentials", "include"]);
    }
    if !more.contains(&"--format") {
        all.extend(["--format", "json"]);
    }
    all.extend(more);
    corslet(&all)
}

fn answering(headers: &'static [&'static str]) -> Server {
    Server::granting(
        response("204 No Content", &[OWN, CREDENTIALS, "Access-Control-Allow-Methods: PUT"]),
        response("200 OK", headers),
    )
}

fn granting() -> Server {
    answering(&[OWN, CREDENTIALS])
}

/// What became of the cookies at the engine's first actual request, by name: `sent`, or the codes of the reasons.
fn fates(said: &Said, engine: &str) -> Vec<(String, Vec<String>)> {
    let json = said.json();
    let cookies = &json["engines"][engine]["cookies"][0];
    let list = |key: &str| cookies[key].as_array().cloned().unwrap_or_default();
    let name = |cookie: &Value| cookie["name"].as_str().unwrap().to_owned();
    let sent = list("sent").into_iter().map(|cookie| (name(&cookie), vec!["sent".to_owned()]));
    let withheld = list("withheld").into_iter().map(|cookie| (name(&cookie), codes(&cookie)));
    sent.chain(withheld).collect()
}

fn codes(of: &Value) -> Vec<String> {
    let reasons = of["reasons"].as_array().cloned().unwrap_or_default();
    reasons.iter().map(|reason| reason["code"].as_str().unwrap().to_owned()).collect()
}

/// What became of the one cookie, engine by engine.
fn fate_in(said: &Said) -> Vec<String> {
    ENGINES
        .iter()
        .map(|engine| {
            let fates = fates(said, engine);
            assert_eq!(fates.len(), 1, "{engine}: {fates:?} of {said:?}");
            fates[0].1.join(" ")
        })
        .collect()
}

const LAX: &str = "same-site-unspecified-treated-as-lax";

#[test]
fn same_site_and_third_parties_are_judged_by_each_engine() {
    for (arguments, host, wanted) in [
        // Same site, whatever the host.
        (&["-b", "a=1"][..], "api.app.example", ["sent"; 4]),
        (&["-b", "Set-Cookie: a=1; SameSite=Strict"], "api.app.example", ["sent"; 4]),
        // Another site: no SameSite is Lax, except in Firefox, which partitions third parties.
        (&["-b", "a=1"], "api.example", [LAX, "third-party-partitioned", "sent", LAX]),
        (&["-b", "a=1", "--third-party-cookies", "allow"], "api.example", [LAX, "sent", "sent", LAX]),
        (
            &["-b", "Set-Cookie: a=1; SameSite=Lax", "--third-party-cookies", "allow"],
            "api.example",
            ["same-site-lax"; 4],
        ),
        (
            &["-b", "Set-Cookie: a=1; SameSite=None; Secure", "--third-party-cookies", "allow"],
            "api.localhost",
            ["sent"; 4],
        ),
        (
            &["-b", "Set-Cookie: a=1; SameSite=None; Secure", "--third-party-cookies", "block"],
            "api.localhost",
            ["third-party-blocked"; 4],
        ),
        (
            &["-b", "Set-Cookie: a=1; SameSite=None; Secure", "--third-party-cookies", "partition"],
            "api.localhost",
            ["third-party-partitioned"; 4],
        ),
        (
            &["-b", "Set-Cookie: a=1; SameSite=None; Secure", "--third-party-cookies", "allow"],
            "api.example",
            ["secure-only"; 4],
        ),
        // The page's own site, below a page of another one.
        (
            &["-b", "Set-Cookie: a=1; SameSite=Strict", "--top-site", "http://top.example"],
            "api.app.example",
            [
                "same-site-strict",
                "third-party-partitioned same-site-strict",
                "same-site-strict",
                "same-site-strict",
            ],
        ),
        (
            &["-b", "Set-Cookie: a=1; SameSite=Strict", "--credentials", "omit"],
            "api.app.example",
            ["credentials-not-included"; 4],
        ),
        (&["-b", "Set-Cookie: a=1; Path=/x", "--element", "img"], "api.app.example", ["not-on-path"; 4]),
    ] {
        let server = granting();
        let said = ask(&server, host, arguments);
        assert_eq!(fate_in(&said), wanted, "{arguments:?} to {host}");
        let asked = server.asked();
        let is_sent = asked.iter().map(|asked| asked.text.contains("\r\nCookie: a=1\r\n"));
        let (some_sent, some_stay) = (wanted.contains(&"sent"), wanted.iter().any(|fate| *fate != "sent"));
        let mut requests: Vec<bool> = is_sent.collect();
        requests.sort_unstable();
        let expected: Vec<bool> =
            [(some_stay, false), (some_sent, true)].iter().filter(|one| one.0).map(|one| one.1).collect();
        assert_eq!(requests, expected, "{arguments:?}: engines that send the same share one request");
    }
}

#[test]
fn the_report_says_which_go_and_why_the_others_stay() {
    let server = granting();
    let both = ["-b", "a=1; b=2", "-b", "Set-Cookie: c=3; Path=/x", "--third-party-cookies", "allow"];
    let mut human = both.to_vec();
    human.extend(["--format", "human"]);
    let said = ask(&server, "api.example", &human);
    for text in [
        "cookies: a goes along; b goes along; c stays (not-on-path)",
        "a, b: with request 2 in firefox, webkit",
        "a, b: not with request 1 in chromium, standard: it has no SameSite, which this browser takes for Lax",
        "c: not with request 1 in chromium, standard: the request's path is not below its Path;",
        "a cookie without SameSite is taken for Lax by chromium, standard, and for None by firefox, webkit",
        "third-party cookies: allow",
    ] {
        let flat = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(text), "lacks `{text}`: {flat}");
    }
}

#[test]
fn a_cookie_that_a_browser_would_not_have_is_told() {
    let server = granting();
    let said = ask(&server, "api.localhost", &["-b", "Set-Cookie: a=1; SameSite=None"]);
    let notes = said.json()["notes"].to_string();
    let wanted = "-b: chromium, firefox, webkit, standard cannot have the cookie `a`: it is SameSite=None without Secure";
    assert!(notes.contains(wanted), "{notes}");
    let said =
        ask(&server, "api.localhost", &["-b", "Set-Cookie: __Host-a=secretvalue; Domain=api.localhost"]);
    assert!(said.json()["notes"].to_string().contains("__Host-"), "{said:?}");
    assert!(!said.out.contains("secretvalue"), "{said:?}");
    let said = ask(&server, "api.localhost", &["-b", "Set-Cookie: "]);
    assert!(said.json()["notes"].to_string().contains("neither name nor value is there"), "{said:?}");
}

#[test]
fn answers_store_cookies_and_the_next_time_takes_them_along() {
    let lines: &[&str] = &[
        OWN,
        CREDENTIALS,
        "Set-Cookie: kept=1; Path=/",
        "Set-Cookie: loose=1; SameSite=None",
        "Set-Cookie: gone=; Max-Age=0",
    ];
    let server = answering(lines);
    let same_site = ["--repeat", "2", "-b", "gone=1"];
    let said = ask(&server, "api.app.example", &same_site);
    assert_eq!(said.code, 0, "{said:?}");
    let texts: Vec<String> = server.asked().into_iter().map(|asked: Asked| asked.text).collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts[0].contains("\r\nCookie: gone=1\r\n"), "{}", texts[0]);
    assert!(texts[1].contains("\r\nCookie: kept=1\r\n"), "{}", texts[1]);
    let json = said.json();
    for engine in ENGINES {
        let set = json["engines"][engine]["cookies"][0]["set"].as_array().unwrap().clone();
        let outcomes: Vec<&str> = set.iter().map(|one| one["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes, ["stored", "rejected", "removed"], "{engine}");
        assert_eq!(codes(&set[1]), ["same-site-none-insecure"], "{engine}");
        assert_eq!(set[1]["reasons"][0]["step"]["number"], "19");
        let later = &json["repeats"][0]["engines"][engine]["cookies"][0];
        assert_eq!(later["sent"][0]["name"], "kept", "{engine}");
    }
}

#[test]
fn a_cookie_expires_by_the_browsers_clock() {
    let lines: &[&str] = &[OWN, CREDENTIALS, "Set-Cookie: short=1; Max-Age=60"];
    let server = answering(lines);
    let said = ask(&server, "api.app.example", &["--repeat", "2", "--clock", "+2m"]);
    assert_eq!(said.code, 0, "{said:?}");
    let later = said.json()["repeats"][0]["engines"]["firefox"]["cookies"][0]["withheld"][0].clone();
    assert_eq!((later["name"].as_str(), codes(&later)), (Some("short"), vec!["expired".to_owned()]));
    let server = answering(lines);
    ask(&server, "api.app.example", &["--repeat", "2", "--clock", "+5s"]);
    assert!(server.asked()[1].text.contains("\r\nCookie: short=1\r\n"));
}

#[test]
fn a_request_that_is_held_back_says_what_it_would_take() {
    let said = ask(&granting(), "api.app.example", &["-b", "a=1", "-X", "POST", "--format", "human"]);
    assert!(said.out.contains("a: with request 1 (not sent)"), "{said:?}");
}

#[test]
fn no_credentials_no_storing_and_no_cors_is_no_reason() {
    let lines: &[&str] = &["Set-Cookie: a=1"];
    let server = answering(lines);
    let said = ask(&server, "api.app.example", &["--credentials", "omit"]);
    assert_eq!(
        codes(&said.json()["engines"]["chromium"]["cookies"][0]["set"][0]),
        ["credentials-not-included"]
    );
    // CORS blocks, and the cookie is stored all the same.
    let server = answering(lines);
    let said = ask(&server, "api.app.example", &["--repeat", "2"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(server.asked()[1].text.contains("\r\nCookie: a=1\r\n"));
}

#[test]
fn a_preflight_neither_takes_nor_stores() {
    let server = Server::granting(
        response(
            "204 No Content",
            &[OWN, CREDENTIALS, "Access-Control-Allow-Methods: PUT", "Set-Cookie: pre=1; Path=/"],
        ),
        response("200 OK", &[OWN, CREDENTIALS]),
    );
    let said = ask(&server, "api.app.example", &["-b", "a=1", "-X", "PUT", "--send"]);
    assert_eq!(said.code, 0, "{said:?}");
    let asked = server.asked();
    assert!(!asked[0].text.contains("Cookie:"), "{}", asked[0].text);
    assert!(asked[1].text.contains("\r\nCookie: a=1\r\n"), "{}", asked[1].text);
    let cookies = said.json()["engines"]["chromium"]["cookies"].clone();
    assert_eq!(cookies.as_array().unwrap().len(), 1, "{cookies}");
    assert_eq!(cookies[0]["exchange"], 1);
}

#[test]
fn a_request_with_other_cookies_is_not_sent_twice() {
    let server = granting();
    let arguments = ["-b", "a=1", "--third-party-cookies", "allow", "-X", "POST", "--send"];
    let mut human = arguments.to_vec();
    human.extend(["--format", "human"]);
    let said = ask(&server, "api.example", &human);
    assert_eq!(server.methods(), ["POST"], "{said:?}");
    let flat = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("with Origin: http://app.example and no Cookie, request 1"), "{flat}");
}

#[test]
fn a_redirect_gets_the_cookies_of_its_host() {
    let server = Server::start(|asked| {
        let port =
            asked.text.split("Host: api.app.example:").nth(1).map(|rest| rest.split('\r').next().unwrap());
        let text = match (asked.path.as_str(), port) {
            ("/", Some(port)) => {
                let location = format!("Location: http://www.app.example:{port}/next");
                response("302 Found", &[OWN, CREDENTIALS, &location])
            }
            _ => response("200 OK", &["Access-Control-Allow-Origin: null", CREDENTIALS]),
        };
        Reply::Bytes(text.into_bytes())
    });
    let path = std::env::temp_dir().join(format!("corslet-jar-{}", std::process::id()));
    std::fs::write(
        &path,
        "# Netscape HTTP Cookie File\n\
         www.app.example\tFALSE\t/\tFALSE\t0\tw\t1\n\
         .app.example\tTRUE\t/\tFALSE\t0\tall\t2\n\
         Set-Cookie: own=3; SameSite=Lax\n",
    )
    .unwrap();
    let resolve = format!("www.app.example:{}:127.0.0.1", server.port());
    let said =
        ask(&server, "api.app.example", &["--cookie-jar", path.to_str().unwrap(), "--resolve", &resolve]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(said.code, 0, "{said:?}");
    let asked = server.asked();
    assert!(asked[0].text.contains("\r\nCookie: all=2; own=3\r\n"), "{}", asked[0].text);
    assert!(asked[1].text.contains("\r\nCookie: w=1; all=2\r\n"), "{}", asked[1].text);
}

#[test]
fn every_bad_line_of_a_jar_is_located() {
    let path = std::env::temp_dir().join(format!("corslet-bad-jar-{}", std::process::id()));
    std::fs::write(&path, "one\nSet-Cookie: a=1\na\tTRUE\t/\tMAYBE\t0\tn\tv\n").unwrap();
    let said = ask(
        &granting(),
        "api.example",
        &["--cookie-jar", path.to_str().unwrap(), "--third-party-cookies", "x", "--page-header", "A"],
    );
    std::fs::remove_file(&path).unwrap();
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
    for text in [
        "line 1 of the cookie file begins with `one`",
        "line 3 of the cookie file",
        "block, allow, partition",
        "--page-header 'Name: value'",
    ] {
        assert!(said.err.contains(text), "lacks `{text}`: {}", said.err);
    }
}

#[test]
fn a_line_of_a_batch_brings_cookies_and_page_headers() {
    let server = granting();
    let line = serde_json::json!({
        "url": format!("http://api.localhost:{}/", server.port()),
        "origin": ORIGIN,
        "credentials": "include",
        "cookie": ["a=1", "Set-Cookie: b=2; SameSite=None; Secure"],
        "third_party_cookies": "allow",
        "page_headers": {"X-Other": "1"},
        "engine": "chromium",
    });
    let said = corslet_with(&["check", "--batch", "-"], &format!("{line}\n"));
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(fates(&said, "chromium"), [("b".into(), vec!["sent".into()]), ("a".into(), vec![LAX.into()])]);
    let json = said.json();
    assert_eq!(json["request"]["third_party_cookies"], "allow");
    assert_eq!(json["request"]["page_headers"][0]["name"], "X-Other");
    assert!(json["notes"].to_string().contains("X-Other changes nothing here"), "{json}");
}

#[test]
fn the_pages_own_headers_decide() {
    // Cross-Origin-Embedder-Policy, which a secure page only has.
    let own = ["--origin", "https://app.localhost", "--element", "img"];
    let embedder = ["--page-header", "Cross-Origin-Embedder-Policy: require-corp"];
    let server = answering(&["X-A: 1"]);
    let url = format!("http://api.localhost:{}/", server.port());
    let run = |more: &[&str]| {
        let mut all = vec!["check", &url, "--format", "json", "--engine", "chromium"];
        all.extend(more);
        corslet(&all)
    };
    assert_eq!(run(&own).outcome("chromium"), "opaque");
    let said = run(&[&own[..], &embedder].concat());
    assert_eq!(said.outcome("chromium"), "blocked", "{said:?}");
    assert_eq!(said.json()["engines"]["chromium"]["event"], "error");
    let http = run(&[&["--origin", ORIGIN, "--element", "img"], &embedder[..]].concat());
    assert_eq!(http.outcome("chromium"), "opaque");
    assert!(http.json()["notes"].to_string().contains("is not secure, and so has no embedder policy"));

    // Referrer-Policy decides about the Origin of what is no CORS request.
    for (more, origin) in [(&[][..], ORIGIN), (&["--page-header", "Referrer-Policy: no-referrer"], "null")] {
        let server = granting();
        let said = ask(
            &server,
            "api.example",
            &[&["--mode", "no-cors", "-X", "POST", "--send", "--engine", "standard"], more].concat(),
        );
        assert_eq!(said.code, 0, "{said:?}");
        let text = server.asked()[0].text.clone();
        assert!(text.contains(&format!("\r\nOrigin: {origin}\r\n")), "{text}");
    }

    // An upgraded request goes to https.
    let said = ask(
        &granting(),
        "api.example",
        &["--page-header", "Content-Security-Policy: upgrade-insecure-requests; img-src *", "-m", "1"],
    );
    let json = said.json();
    assert!(json["exchanges"][0]["url"].as_str().unwrap().starts_with("https://"), "{said:?}");
    assert!(json["notes"].to_string().contains("only upgrade-insecure-requests"), "{said:?}");
}

#[test]
fn a_policy_that_no_browser_knows_is_told() {
    for (header, wanted) in [
        ("Cross-Origin-Embedder-Policy: Require-Corp", "take it for unsafe-none"),
        ("Referrer-Policy: never", "no browser knows this policy"),
        ("Referrer-Policy: origin", "a Referer is not sent"),
        ("Content-Security-Policy: default-src 'self'", "is not modelled"),
        ("X-Frame-Options: DENY", "X-Frame-Options changes nothing here"),
    ] {
        let said = ask(&granting(), "api.example", &["--page-header", header]);
        let notes = said.json()["notes"].to_string();
        assert!(notes.contains(wanted), "{header}: {notes}");
    }
}

#[test]
fn each_element_hears_its_event() {
    for (element, headers, event, gets) in [
        ("iframe", &["X-A: 1"][..], "load", "a load event and the document"),
        ("form", &[], "load", "a load event of the frame"),
        ("video", &[], "load", "a canplay event"),
        ("track", &[], "error", "an error event without a reason"),
        ("worker", &[], "error", "an error event without a reason"),
        ("preload-image", &[], "load", "a load event"),
        ("background-image", &[], "nothing", "the image"),
        ("object", &[], "load", "a load event and the content"),
        ("beacon", &[], "queued", "true: it is queued"),
        ("eventsource", &[OWN], "error", "readyState CLOSED"),
    ] {
        let server = Server::granting("", response("200 OK", headers));
        let said = ask(&server, "api.example", &["--element", element, "--engine", "firefox", "--send"]);
        let json = said.json();
        let firefox = &json["engines"]["firefox"];
        assert_eq!(firefox["event"], event, "{element}: {firefox}");
        assert!(firefox["page_gets"].as_str().unwrap().contains(gets), "{element}: {firefox}");
        let human = ["--element", element, "--engine", "firefox", "--send", "--format", "human"];
        let human = ask(&server, "api.example", &human).out;
        assert!(human.contains("in firefox: "), "{element}: {human}");
    }
    let said = ask(&granting(), "api.example", &["--element", "worker"]);
    let json = said.json();
    assert_eq!(json["engines"]["chromium"]["event"], "throws", "{json}");
    assert!(json["engines"]["chromium"]["page_gets"].as_str().unwrap().contains("constructor throws"));
}
