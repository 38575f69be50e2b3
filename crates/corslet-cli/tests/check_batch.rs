//! `check --batch`: every line gets its document, in order, and a broken line costs no other.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod raw;
    pub(crate) mod run;
}

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use check_server::raw::{Server, response};
use check_server::run::{Said, corslet, corslet_with, dead_url};
use serde_json::{Value, json};

const GRANT: [&str; 3] = [
    "Access-Control-Allow-Origin: http://app.example",
    "Access-Control-Allow-Methods: PUT",
    "Access-Control-Max-Age: 600",
];

fn granting() -> Server {
    Server::granting(response("204 No Content", &GRANT), response("200 OK", &GRANT))
}

fn documents(said: &Said) -> Vec<Value> {
    said.out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn batch(lines: &[Value], arguments: &[&str]) -> Said {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let mut all = vec!["check", "--batch", "-"];
    all.extend(arguments);
    corslet_with(&all, &text)
}

#[test]
fn each_line_gets_its_document_in_order() {
    let server = granting();
    let lines: Vec<Value> = (0..200)
        .map(|index| json!({"id": index, "url": server.url(&format!("/{index}")), "origin": "http://app.example"}))
        .collect();
    let said = batch(&lines, &["--engine", "chromium"]);
    assert_eq!(said.code, 0, "{said:?}");
    let documents = documents(&said);
    assert_eq!(documents.len(), 200);
    for (index, document) in documents.iter().enumerate() {
        assert_eq!((&document["id"], &document["line"]), (&json!(index), &json!(index + 1)));
        assert_eq!(document["exchanges"][0]["url"], server.url(&format!("/{index}")));
        assert_eq!(document["exit"], 0);
    }
}

#[test]
fn a_broken_line_is_located_and_costs_no_other() {
    let url = granting().url("/");
    let good = json!({"url": url, "origin": "http://app.example"}).to_string();
    let rows: &[(&str, &[(&str, &str)])] = &[
        ("{\"url\": \"x\"", &[("column", "11"), ("text", "no JSON")]),
        ("[1]", &[("text", "this is an array: write an object")]),
        ("{\"url\": 1, \"origin\": \"null\"}", &[("field", "url"), ("text", "this is a number")]),
        ("{\"url\": \"http://a/\"}", &[("field", "origin"), ("text", "it is missing")]),
        ("{\"url\": \"http://a/\", \"orgin\": \"null\"}", &[("field", "orgin"), ("text", "write `origin`")]),
        ("{\"url\": \"http://a/\", \"origin\": \"http://A\"}", &[("field", "origin"), ("at", "[7,8]")]),
        (
            "{\"url\": \"a\", \"origin\": \"*\", \"mode\": \"m\"}",
            &[("field", "mode"), ("text", "write one of")],
        ),
        (
            "{\"url\": \"http://a/\", \"origin\": \"null\", \"cookie\": \"/etc/passwd\"}",
            &[("field", "cookie")],
        ),
        (
            "{\"url\": \"http://a/\", \"origin\": \"null\", \"element\": \"img\", \"method\": \"PUT\"}",
            &[("field", "method")],
        ),
    ];
    let mut text = String::new();
    for (line, _) in rows {
        text.push_str(&format!("{good}\n{line}\n\n"));
    }
    text.push_str(&good);
    let said = corslet_with(&["check", "--batch", "-"], &text);
    assert_eq!(said.code, 2, "the worst of all: {said:?}");
    let documents = documents(&said);
    assert_eq!(documents.len(), rows.len() * 2 + 1, "blank lines are nobody's");
    for (index, (line, wanted)) in rows.iter().enumerate() {
        assert_eq!(documents[index * 2]["exit"], 0);
        let broken = &documents[index * 2 + 1];
        assert_eq!((&broken["schema"], &broken["exit"]), (&json!("corslet/problems/1"), &json!(2)), "{line}");
        assert_eq!(broken["line"], index * 3 + 2, "{line}");
        for (key, value) in *wanted {
            let all: String =
                broken["problems"].as_array().unwrap().iter().map(|one| one[key].to_string()).collect();
            assert!(all.contains(value), "{line}: `{value}` is not in {broken}");
        }
    }
    assert_eq!(documents[documents.len() - 1]["exit"], 0, "nothing else is lost");
}

#[test]
fn the_worst_line_decides() {
    let (open, closed) = (granting(), Server::granting("", response("200 OK", &[])));
    let line = |url: &str| json!({"url": url, "origin": "http://app.example"});
    let dead = line(&dead_url());
    assert_eq!(batch(&[line(&open.url("/")), dead.clone()], &[]).code, 3);
    assert_eq!(batch(&[dead, line(&closed.url("/"))], &[]).code, 1);
    let put = json!({"url": open.url("/"), "origin": "http://app.example", "method": "PUT"});
    assert_eq!(batch(&[line(&open.url("/")), put], &[]).code, 4);
    let expected = json!({"url": closed.url("/"), "origin": "http://app.example", "expect": "blocked"});
    assert_eq!(batch(&[expected], &[]).code, 0);
    assert_eq!(corslet_with(&["check", "--batch", "-"], "").code, 0);
}

#[test]
fn lines_share_one_browsers_preflight_cache() {
    let server = granting();
    let url = server.url("/");
    let put = json!({"url": url, "origin": "http://app.example", "method": "PUT", "send": true, "engine": "chromium"});
    let said = batch(&vec![put; 8], &[]);
    assert_eq!(said.code, 0, "{said:?}");
    let preflights = server.methods().iter().filter(|method| *method == "OPTIONS").count();
    assert_eq!(preflights, 1, "{:?}", server.methods());
    let documents = documents(&said);
    assert!(documents[0]["engines"]["chromium"]["cache_hits"].is_null());
    assert!(documents[1..].iter().all(|one| one["engines"]["chromium"]["cache_hits"][0]["hop"] == 0));
}

#[test]
fn flags_are_what_a_line_does_not_say() {
    let server = granting();
    let lines =
        [json!({"url": server.url("/a")}), json!({"url": server.url("/b"), "origin": "http://evil.example"})];
    let said = batch(&lines, &["--origin", "http://app.example", "--engine", "firefox", "-H", "Accept: a/b"]);
    assert_eq!(said.code, 1, "{said:?}");
    let documents = documents(&said);
    assert_eq!(documents[0]["request"]["origin"], "http://app.example");
    assert_eq!(documents[1]["request"]["origin"], "http://evil.example");
    assert_eq!(documents[0]["engines"].as_object().unwrap().len(), 1);
    assert!(server.asked()[0].text.contains("Accept: a/b"));
}

#[test]
fn a_line_is_answered_before_the_next_is_written() {
    let server = granting();
    let mut child = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .env_clear()
        .args(["check", "--batch", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        let line = json!({"id": id, "url": server.url("/"), "origin": "http://app.example"});
        writeln!(stdin, "{line}").unwrap();
        let mut answer = String::new();
        out.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], id);
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn an_interrupt_ends_it_with_130() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .env_clear()
        .args(["check", "--batch", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let server = granting();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{}", json!({"url": server.url("/"), "origin": "http://app.example"})).unwrap();
    let mut answer = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut answer).unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(answer.contains("\"exit\":0"), "{answer}");
}

#[test]
fn what_does_not_go_with_a_batch_is_said() {
    for arguments in [
        &["--batch", "-", "--format", "human"][..],
        &["--batch", "-", "--origin", "null", "--origin", "http://a"],
        &["--batch", "-", "--mode", "m"],
        &["--batch", "-", "--har", "x.har"],
        &["--batch", "/nowhere/at/all"],
    ] {
        let mut all = vec!["check"];
        all.extend(arguments);
        let said = corslet(&all);
        assert_eq!(said.code, 2, "{arguments:?}: {said:?}");
        assert!(said.err.contains("error: "), "{said:?}");
    }
}
