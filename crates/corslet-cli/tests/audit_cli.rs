//! `corslet audit` at the command line: what is asked, what is said, and how it ends.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod kept;
    pub(crate) mod raw;
    pub(crate) mod run;
}
#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod audit_server {
    pub(crate) mod lines;
    pub(crate) mod open;
}

use audit_server::lines::{documents, found, ids};
use audit_server::open::{header, reflecting, silent};
use check_server::raw::{Reply, Server, response};
use check_server::run::{Said, corslet, corslet_with, dead_url};

fn audit(arguments: &[&str]) -> Said {
    let mut all = vec!["audit", "--format", "jsonl"];
    all.extend(arguments);
    corslet(&all)
}

/// The way to a server on this machine by whatever name.
fn to(port: u16) -> String {
    format!("::127.0.0.1:{port}")
}

#[test]
fn everything_wrong_is_said_at_once() {
    let said = audit(&[
        "api.example",
        "missing.toml",
        "missing.har",
        "--depth",
        "deep",
        "--rate",
        "fast",
        "--concurrency",
        "0",
        "--max-requests",
        "-",
        "--trusted-origin",
        "https://app.example/",
        "--session-for",
        "app.example",
        "--fail-on",
        "bad",
        "--min-confidence",
        "some",
        "--scope",
        "a b",
        "-H",
        "Origin: https://a.example",
        "-H",
        "Host: b",
        "-u",
        "name",
        "-X",
        "A B",
        "--openapi",
        "missing.json",
        "--targets",
        "missing.txt",
        "--baseline",
        "missing.json",
        "-m",
        "0",
        "--dns=dns.example",
    ]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    for wanted in [
        "write https://api.example",
        "missing.toml",
        "missing.har",
        "--depth deep",
        "--rate fast",
        "--concurrency 0",
        "--max-requests -",
        "--trusted-origin https://app.example/",
        "--session-for app.example",
        "--fail-on bad",
        "--min-confidence some",
        "--scope a b",
        "--trusted-origin",
        "--connect-to",
        "-u name",
        "-X A B",
        "--openapi missing.json",
        "--targets missing.txt",
        "--baseline missing.json",
        "-m 0",
        "--dns dns.example",
        "[2001:db8::53]:5353",
        "corslet audit --help",
    ] {
        assert!(said.err.contains(wanted), "{wanted}\n{}", said.err);
    }
}

#[test]
fn the_exit_code_says_what_was_found() {
    let (bad, good, dead) = (reflecting(), silent(), dead_url());
    let (bad, good) = (bad.url("/x"), good.url("/x"));
    for (arguments, code) in [
        (vec![bad.as_str()], 1),
        (vec![&bad, "--fail-on", "high"], 1),
        (vec![&good], 0),
        (vec![&dead], 3),
        (vec![&good, &dead], 3),
        (vec![&good, &dead, &bad], 1),
        (vec![], 2),
    ] {
        let said = audit(&arguments);
        assert_eq!(said.code, code, "{arguments:?}: {said:?}");
    }
}

#[test]
fn the_session_decides_how_bad_it_is() {
    let server = reflecting();
    let said = audit(&[&server.url("/x"), "-b", "session=1", "--fail-on", "high"]);
    assert_eq!(said.code, 1, "{said:?}");
    let document = &documents(&said.out)[0];
    assert!(ids(document).contains(&"reflect-any".to_owned()), "{document}");
    assert_eq!(document["findings"][0]["severity"], "high");
    // Without `Cookie` somewhere, nothing could have been compared.
    assert!(server.heads().iter().any(|head| header(head, "cookie").is_none()));
    assert!(!said.out.contains("session=1"), "the session is no part of a report");
}

#[test]
fn nothing_that_may_change_something_is_sent() {
    for more in [&[][..], &["-X", "DELETE"], &["-d", "a=1"]] {
        let server = reflecting();
        let url = server.url("/x");
        let mut arguments = vec![url.as_str(), "-b", "session=1"];
        arguments.extend(more);
        let said = audit(&arguments);
        assert!(said.code <= 1, "{said:?}");
        let heads = server.heads();
        assert!(!heads.is_empty());
        for head in heads {
            let method = head.split(' ').next().unwrap();
            assert!(matches!(method, "GET" | "HEAD" | "OPTIONS"), "{more:?}: {head}");
            assert!(header(&head, "user-agent").unwrap().starts_with("corslet/"), "{head}");
            if method == "OPTIONS" {
                assert_eq!(header(&head, "cookie"), None, "{head}");
            }
        }
    }
    let server = reflecting();
    audit(&[&server.url("/x"), "-X", "DELETE", "--active"]);
    assert!(server.heads().iter().any(|head| head.starts_with("DELETE ")));
}

#[test]
fn the_session_goes_to_the_origins_that_were_typed() {
    let server = silent();
    let to = to(server.port);
    let asked = |arguments: &[&str]| {
        let before = server.heads().len();
        let mut all = vec!["--connect-to", to.as_str(), "--yes", "--depth", "quick"];
        all.extend(arguments);
        let said = audit(&all);
        assert_eq!(said.code, 0, "{said:?}");
        let mut hosts: Vec<String> = server.heads()[before..]
            .iter()
            .filter(|head| {
                header(head, "cookie").is_some_and(|cookie| cookie.contains("sid=1"))
                    || header(head, "x-api-key").is_some()
                    || header(head, "x-plain").is_some()
            })
            .map(|head| header(head, "host").unwrap().to_owned())
            .collect();
        hosts.sort();
        hosts.dedup();
        hosts
    };
    let list =
        scratch("session.txt", "http://c.test/x\n{\"url\": \"http://d.test/x\", \"cookie\": \"sid=1\"}\n");
    let session = ["-b", "sid=1", "-H", "X-Api-Key: k", "-H", "X-Plain: 1"];
    let with = |more: &[&'static str]| -> Vec<String> {
        let all: Vec<&str> = session.iter().chain(more).copied().collect();
        asked(&all)
    };
    assert_eq!(with(&["http://a.test/x"]), ["a.test"]);
    assert_eq!(with(&["http://a.test/x", "http://b.test/x"]), ["a.test", "b.test"]);
    assert_eq!(with(&["http://a.test/x", "http://b.test/x", "--session-for", "http://b.test"]), ["b.test"]);
    let listed: Vec<&str> =
        session.iter().copied().chain(["http://a.test/x", "--targets", list.as_str()]).collect();
    assert_eq!(asked(&listed), ["a.test", "d.test"]);
    let said = audit(&["--connect-to", &to, "--yes", "-b", "sid=1", "--targets", &list]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("--session-for http://c.test"), "{}", said.err);
}

#[test]
fn several_domains_want_a_word() {
    let server = silent();
    let to = to(server.port);
    let list = scratch("domains.txt", "http://a.one.test/x\nhttp://b.one.test/\nhttp://two.example/\n");
    let with = |more: &[&str]| {
        let mut all = vec!["--targets", list.as_str(), "--connect-to", to.as_str(), "--depth", "quick"];
        all.extend(more);
        let said = audit(&all);
        let targets: Vec<String> = found(&said.out).into_iter().map(|(target, _)| target).collect();
        (said.code, targets, said.err)
    };
    let (code, targets, err) = with(&[]);
    assert_eq!((code, targets.len()), (2, 0));
    assert!(err.contains("one.test, two.example") && err.contains("--yes"), "{err}");
    assert!(server.heads().is_empty(), "nobody is asked before");
    let (code, targets, err) = with(&["--scope", "one.test"]);
    assert_eq!((code, targets.len()), (0, 2));
    assert!(err.contains("outside the scope"), "{err}");
    assert_eq!(with(&["--yes"]).1.len(), 3);
    let (code, _, err) = with(&["--scope", "one.test", "http://three.example/"]);
    assert_eq!(code, 2);
    assert!(err.contains("three.example is outside the scope"), "{err}");
}

#[test]
fn a_metadata_service_is_asked_by_its_address_alone() {
    let said = audit(&["http://metadata.google.internal/"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("only by its address"), "{}", said.err);
    let har = scratch(
        "metadata.har",
        "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"http://169.254.169.254/\",\"headers\":[]}}]}}",
    );
    let said = audit(&["--har", &har]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.out.contains("metadata service"), "{}", said.out);
}

#[test]
fn learned_hosts_are_not_asked_on_private_networks() {
    let server = silent();
    let url = server.url("/v1");
    let har = scratch(
        "learned.har",
        &format!(
            "{{\"log\":{{\"entries\":[{{\"request\":{{\"method\":\"GET\",\"url\":\"{url}\",\"headers\":[]}}}}]}}}}"
        ),
    );
    let api = scratch(
        "learned.json",
        &format!(
            "{{\"openapi\":\"3.0.0\",\"servers\":[{{\"url\":\"{url}\"}}],\"paths\":{{\"/o\":{{\"get\":{{}}}}}}}}"
        ),
    );
    let map = scratch("learned.xml", &format!("<urlset><url><loc>{url}</loc></url></urlset>"));
    for (flag, file) in [("--har", &har), ("--openapi", &api), ("--sitemap", &map)] {
        let said = audit(&[flag, file]);
        assert_eq!(said.code, 3, "{flag}: {said:?}");
        assert!(said.out.contains("private network"), "{flag}: {}", said.out);
    }
    assert!(server.heads().is_empty(), "{:?}", server.heads());
    // What is typed is meant.
    assert_eq!(audit(&[&url, "--har", &har, "--depth", "quick"]).code, 0);
    let said = audit(&[&url, "--openapi", &api, "--depth", "quick"]);
    assert_eq!(found(&said.out)[0].0, format!("{url}/o"), "{said:?}");
}

#[test]
fn targets_come_from_everywhere_and_each_once() {
    let server = silent();
    let (a, b) = (server.url("/a"), server.url("/b"));
    let list = scratch("everywhere.txt", &format!("# two\n{a}\n\n{b}\n{a}\n"));
    let said = corslet_with(
        &["audit", "-", &a, "--targets", &list, "--depth", "quick", "--format", "jsonl"],
        &format!("{b}\n{{\"url\": \"{a}\", \"method\": \"HEAD\"}}\n"),
    );
    assert_eq!(said.code, 0, "{said:?}");
    let targets: Vec<String> = found(&said.out).into_iter().map(|(target, _)| target).collect();
    assert_eq!(targets, [a.clone(), a, b]);
    let said = corslet_with(&["audit", "-", "--yes", "--format", "jsonl"], "nonsense\n");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("line 1") && said.err.contains("nonsense"), "{}", said.err);
}

#[test]
fn a_dry_run_sends_nothing() {
    let server = silent();
    let said = corslet(&["audit", &server.url("/x"), "-b", "session=secret", "--dry-run"]);
    assert_eq!(said.code, 0);
    assert!(server.heads().is_empty());
    assert!(said.out.contains("GET http://127.0.0.1") && said.out.contains("# "), "{}", said.out);
    assert!(said.out.contains("reflect-any") && !said.out.contains("secret"), "{}", said.out);
    let lines = audit(&[&server.url("/x"), "--dry-run"]);
    for line in documents(&lines.out) {
        assert!(!line["wanted_by"].as_array().unwrap().is_empty(), "{line}");
    }
    assert!(server.heads().is_empty());
}

#[test]
fn a_dry_run_tells_how_many_there_will_be() {
    let server = silent();
    let url = server.url("/x");
    let planned = documents(&audit(&[&url, "--dry-run"]).out).len();
    let said = audit(&[&url]);
    let sent = documents(&said.out)[0]["requests"].as_u64().unwrap() as usize;
    assert!(sent <= planned + 5 && planned <= 120, "{planned} planned, {sent} sent");
    assert_eq!(server.heads().len(), sent, "every request is counted");
}

#[test]
fn a_policy_is_judged_in_memory() {
    let policy = scratch(
        "policy.toml",
        "version = 1\n[[route]]\npath = \"/orders/*\"\norigins = [\"https://app.example.com\"]\nmethods = [\"DELETE\"]\n\
         credentials = true\n[[route]]\npath = \"/public\"\norigins = \"any\"\n",
    );
    let said = audit(&[&policy]);
    let found = found(&said.out);
    assert_eq!(found.len(), 2, "{said:?}");
    assert_eq!(found[0], ("https://api.example.com/orders".to_owned(), Vec::new()));
    assert_eq!(documents(&said.out)[0]["answerer"], "policy");
    let broken = scratch("broken.toml", "version = 1\n[[route]]\npath = \"x\"\n");
    let said = audit(&[&broken]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("corslet policy check"), "{}", said.err);
}

#[test]
fn a_recording_is_judged_as_it_is() {
    let entry = |origin: &str| {
        format!(
            "{{\"request\":{{\"method\":\"GET\",\"url\":\"https://api.shop.example/me\",\"headers\":[\
             {{\"name\":\"Origin\",\"value\":\"{origin}\"}},{{\"name\":\"Cookie\",\"value\":\"s=1\"}}]}},\
             \"response\":{{\"status\":200,\"headers\":[\
             {{\"name\":\"Access-Control-Allow-Origin\",\"value\":\"null\"}},\
             {{\"name\":\"Access-Control-Allow-Credentials\",\"value\":\"true\"}}],\
             \"content\":{{\"text\":\"e30=\",\"encoding\":\"base64\"}}}}}}"
        )
    };
    let har = scratch("recorded.har", &format!("{{\"log\":{{\"entries\":[{}]}}}}", entry("null")));
    let said = audit(&[&har]);
    let document = &documents(&said.out)[0];
    assert_eq!((document["answerer"].as_str(), document["requests"].as_u64()), (Some("recording"), Some(0)));
    assert!(ids(document).contains(&"null-origin".to_owned()), "{document}");
    assert!(!document["not_asked"].as_array().unwrap().is_empty(), "{document}");
}

#[test]
fn a_server_that_puts_off_is_waited_for_or_left_alone() {
    let first = std::sync::atomic::AtomicBool::new(true);
    let patient = Server::start(move |_| {
        let is_first = first.swap(false, std::sync::atomic::Ordering::SeqCst);
        let status = if is_first { "429 Too Many Requests" } else { "200 OK" };
        Reply::Bytes(response(status, &["Retry-After: 0", "Connection: close"]).into_bytes())
    });
    let said = audit(&[&patient.url("/"), "--depth", "quick"]);
    let document = &documents(&said.out)[0];
    assert_eq!((said.code, &document["stopped"]), (0, &serde_json::Value::Null), "{document}");
    let busy = Server::start(|_| {
        Reply::Bytes(
            response("503 Service Unavailable", &["Retry-After: 3600", "Connection: close"]).into_bytes(),
        )
    });
    let said = audit(&[&busy.url("/")]);
    let document = &documents(&said.out)[0];
    assert!(document["stopped"].as_str().unwrap().contains("3600 s"), "{document}");
    assert_eq!(busy.asked().len(), 1);
}

#[test]
fn every_format_is_written() {
    let server = reflecting();
    let url = server.url("/x");
    for (name, start) in [
        ("a.json", "{"),
        ("a.jsonl", "{"),
        ("a.sarif", "{"),
        ("a.xml", "<?xml"),
        ("a.html", "<!DOCTYPE html>"),
        ("a.md", "# "),
        ("a.txt", "http://127.0.0.1"),
    ] {
        let path = scratch(name, "");
        let said = corslet(&["audit", &url, "-b", "session=1", "-o", &path]);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{name}: {}", said.err);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(start) && text.ends_with('\n'), "{name}: {text}");
        assert!(text.contains("reflect-any") && !text.contains('\u{1b}'), "{name}: {text}");
    }
    let two = corslet(&["audit", &url, &server.url("/y"), "--format", "json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&two.out).unwrap().as_array().unwrap().len(), 2);
    assert!(two.err.contains("2 targets"), "{}", two.err);
}

#[test]
fn what_is_known_is_left_out_and_what_is_found_is_proved() {
    let server = reflecting();
    let url = server.url("/x");
    let (baseline, proofs) = (scratch("baseline.json", ""), scratch("proofs", ""));
    std::fs::remove_file(&proofs).unwrap();
    let arguments = [&url, "-b", "session=1", "--write-baseline", &baseline, "--proof", &proofs];
    assert_eq!(audit(&arguments).code, 1);
    let pages: Vec<_> = std::fs::read_dir(&proofs).unwrap().map(|page| page.unwrap().path()).collect();
    assert!(!pages.is_empty());
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        assert!(text.contains(&url) && !text.contains("session=1"), "{text}");
    }
    let said = audit(&[&url, "-b", "session=1", "--baseline", &baseline]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(ids(&documents(&said.out)[0]).is_empty());
}

#[test]
fn a_bound_is_a_bound() {
    let server = silent();
    let said = audit(&[&server.url("/x"), "--max-requests", "7"]);
    let document = &documents(&said.out)[0];
    assert_eq!((server.heads().len(), document["requests"].as_u64()), (7, Some(7)));
    assert!(!document["not_asked"].as_array().unwrap().is_empty());
    let server = silent();
    let said = audit(&[&server.url("/x"), "--depth", "quick"]);
    assert!(server.heads().len() <= 25, "{}", server.heads().len());
    assert!(!documents(&said.out)[0]["not_asked"].as_array().unwrap().is_empty());
}

/// A file of this test's own.
fn scratch(name: &str, text: &str) -> String {
    let directory = std::env::temp_dir().join(format!("corslet-audit-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let path = directory.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}
