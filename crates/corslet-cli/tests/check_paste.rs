//! What people paste becomes the plan: what was inferred is said, flags win, nothing that it names is opened.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use check_server::raw::{Server, response};
use check_server::run::{Said, corslet, corslet_with};
use serde_json::json;

const GRANT: [&str; 4] = [
    "Access-Control-Allow-Origin: http://app.example",
    "Access-Control-Allow-Methods: PUT, DELETE",
    "Access-Control-Allow-Headers: x-a, content-type",
    "Access-Control-Allow-Credentials: true",
];

fn granting() -> Server {
    Server::granting(response("204 No Content", &GRANT), response("200 OK", &GRANT))
}

/// Runs `corslet check ARGUMENTS -- WORDS`.
fn words(arguments: &[&str], words: &[&str]) -> Said {
    let mut all = vec!["check", "--format", "json"];
    all.extend(arguments);
    all.push("--");
    all.extend(words);
    corslet(&all)
}

/// Pastes a text on standard input.
fn paste(arguments: &[&str], text: &str) -> Said {
    let mut all = vec!["check", "-", "--format", "json"];
    all.extend(arguments);
    corslet_with(&all, text)
}

fn notes(said: &Said) -> String {
    said.json()["notes"].to_string()
}

#[test]
fn a_curl_command_behind_two_dashes_is_the_plan() {
    let server = granting();
    let url = server.url("/orders?token=hunter2hunter2");
    let curl = [
        "curl",
        &url,
        "-X",
        "PUT",
        "-H",
        "Origin: http://app.example",
        "-H",
        "Content-Type: application/json",
        "-H",
        "User-Agent: Mozilla",
        "-H",
        "Sec-Fetch-Mode: cors",
        "--data-raw",
        "{}",
        "-o",
        "/tmp/never",
        "--compressed",
    ];
    let said = words(&[], &curl);
    assert_eq!(said.code, 4, "{said:?}");
    assert_eq!(server.methods(), ["OPTIONS"], "an unsafe method needs --send");
    let request = &said.json()["request"];
    assert_eq!((&request["method"], &request["origin"]), (&json!("PUT"), &json!("http://app.example")));
    assert_eq!(request["headers"][0]["name"], "Content-Type");
    for wanted in ["read as a curl command", "not followed: -o /tmp/never", "user-agent"] {
        assert!(notes(&said).contains(wanted), "{wanted}: {}", notes(&said));
    }
    assert!(!said.out.contains("hunter2"), "{}", said.out);

    let sent = words(&["--send"], &curl);
    assert_eq!((sent.code, sent.outcome("chromium")), (0, "readable".to_owned()));
    assert!(server.asked().last().unwrap().text.ends_with("\r\n\r\n{}"));
}

#[test]
fn flags_win_over_what_is_pasted() {
    let server = granting();
    let fetch = format!(
        "await fetch(\"{}\", {{\n  \"headers\": {{ \"x-a\": \"1\", \"x-b\": \"2\" }},\n  \"referrer\": \"http://app.example/\",\n  \
         \"method\": \"DELETE\",\n  \"mode\": \"cors\",\n  \"credentials\": \"include\"\n}});",
        server.url("/a")
    );
    let said = paste(&[], &fetch);
    assert_eq!((said.code, said.failed("chromium")), (1, vec!["preflight:header".to_owned()]), "{said:?}");
    assert!(notes(&said).contains("read as a call of fetch()"), "{}", notes(&said));
    assert_eq!(said.json()["request"]["credentials"], "include");

    let said = paste(
        &["-X", "PUT", "-H", "X-B;", "--credentials", "omit", "--origin", "http://other.example"],
        &fetch,
    );
    let request = &said.json()["request"];
    assert_eq!(
        (&request["method"], &request["credentials"], &request["origin"]),
        (&json!("PUT"), &json!("omit"), &json!("http://other.example"))
    );
    let headers: Vec<String> =
        request["headers"].as_array().unwrap().iter().map(|it| it["name"].to_string()).collect();
    assert_eq!(headers, ["\"X-B\"", "\"x-a\""]);
    let said = paste(&["--element", "img", "--crossorigin"], &fetch);
    assert_eq!((&said.json()["request"]["api"], said.code), (&json!("img"), 0), "{said:?}");
    let elsewhere = server.url("/elsewhere");
    let said = corslet_with(&["check", &elsewhere, "--paste", "--format", "json"], &fetch);
    assert_eq!(said.json()["request"]["url"], elsewhere);
}

#[test]
fn what_a_flag_says_is_not_asked_for() {
    let server = granting();
    let line = format!(
        "Access to fetch at '{}' from origin 'http://app.example' has been blocked by CORS policy: Response to preflight \
         request doesn't pass access control check: It does not have HTTP ok status.",
        server.url("/orders")
    );
    let table: &[(&[&str], bool)] =
        &[(&[], true), (&["--probe"], true), (&["-X", "PUT"], false), (&["-H", "X-A: 1"], false)];
    for (arguments, is_asked_for) in table {
        let said = paste(arguments, &line);
        assert_eq!(notes(&said).contains("give the method (-X)"), *is_asked_for, "{arguments:?}: {said:?}");
    }
}

#[test]
fn every_form_is_read() {
    let server = granting();
    let url = server.url("/");
    let host = url.trim_start_matches("http://").trim_end_matches('/');
    let har = json!({"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": [
        {"startedDateTime": "2026-01-01T00:00:00Z", "time": 1, "cache": {}, "timings": {"send": 0, "wait": 0, "receive": 0},
         "request": {"method": "GET", "url": url, "httpVersion": "HTTP/1.1", "cookies": [], "queryString": [],
                     "headers": [{"name": "Origin", "value": "http://app.example"}], "headersSize": -1, "bodySize": 0},
         "response": {"status": 0, "statusText": "", "httpVersion": "", "cookies": [], "headers": [],
                      "content": {"size": 0, "mimeType": ""}, "redirectURL": "", "headersSize": -1, "bodySize": -1}}]}});
    let forms = [
        ("a curl command", format!("curl '{url}' \\\n  -H $'Origin: http://app.example'")),
        ("a curl command for cmd.exe", format!("curl ^\"{url}^\" ^\n  -H ^\"Origin: http://app.example^\"")),
        (
            "a PowerShell command",
            format!(
                "Invoke-WebRequest -UseBasicParsing -Uri \"{url}\" `\n-Headers @{{\n\"Origin\"=\"http://app.example\"\n}}"
            ),
        ),
        ("a call of fetch()", format!("fetch('{url}', {{ referrer: 'http://app.example/x' }})")),
        ("an HTTP request", format!("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://app.example\r\n\r\n")),
        ("a HAR file", har.to_string()),
    ];
    for (form, text) in forms {
        let said = paste(&[], &text);
        let said = if said.json()["request"]["url"] == json!(url) {
            said
        } else {
            // An HTTP request does not name its scheme: https is the more likely one.
            corslet_with(&["check", &url, "--paste", "--format", "json"], &text)
        };
        assert_eq!(said.code, 0, "{form}: {said:?}");
        assert!(notes(&said).contains(&format!("read as {form}")), "{form}: {}", notes(&said));
    }
}

#[test]
fn what_it_names_is_never_opened() {
    let server = granting();
    let file = std::env::temp_dir().join(format!("corslet-paste-{}", std::process::id()));
    std::fs::write(&file, "127.0.0.1\tFALSE\t/\tFALSE\t0\tleak\tleak\n").unwrap();
    let at = format!("@{}", file.display());
    let name = file.display().to_string();
    let url = server.url("/");
    for flags in
        [["-d", &at], ["--data-binary", &at], ["-b", &name], ["-K", &name], ["-T", &name], ["-H", &at]]
    {
        let mut curl = vec!["curl", &url, "-H", "Origin: http://app.example"];
        curl.extend(flags);
        let said = words(&["--send", "--credentials", "include", "--show-secrets"], &curl);
        assert!(!said.out.contains("leak") && !said.err.contains("leak"), "{flags:?}: {said:?}");
    }
    std::fs::remove_file(file).unwrap();
    assert!(server.asked().iter().all(|asked| !asked.text.contains("leak")));
}

#[test]
fn what_cannot_be_read_is_located() {
    for (text, wanted) in [
        ("curl 'https://a.example", "error: 1:6: this quote is never closed"),
        ("fetch(\"https://a.example\", {\n  method: ,\n})", "error: 2:"),
        ("hello", "error: 1:1: "),
        ("", "error: "),
    ] {
        let said = paste(&["--origin", "http://app.example"], text);
        assert!(said.code == 2 && said.err.contains(wanted), "{text}: {said:?}");
    }
    let said = corslet(&["check", "--paste", "/nowhere"]);
    assert!(said.code == 2 && said.err.contains("the file cannot be read"), "{said:?}");
    let said = words(&[], &["wget", "https://a.example"]);
    assert!(said.code == 2 && said.err.contains("write curl first"), "{said:?}");
    let said = words(&[], &["curl", "https://a.example"]);
    assert!(said.code == 2 && said.err.contains("--origin is missing"), "{said:?}");
}
