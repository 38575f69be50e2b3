//! SARIF 2.1.0: for code scanning, and for whatever collects the results of several tools.
//!
//! The standard: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use corslet::Url;
use serde_json::{Map, Value, json};

use super::document::{Document, Exchange, Finding, LeftOut, Line};
use super::json::ascii;
use crate::audit::{Confidence, Rule, Severity};
use crate::audits;
use crate::docs::Docs;
use crate::text::shown;

/// Where the program is at home.
const HOME: &str = "https://github.com/corslet/corslet";

/// One log with one run, whatever the number of targets.
#[must_use]
pub fn log(documents: &[Document]) -> String {
    let results: Vec<Value> = documents
        .iter()
        .flat_map(|document| {
            let left_out = document.left_out.iter().filter_map(|one| suppressed(document, one));
            document.findings.iter().map(|finding| result(document, finding)).chain(left_out)
        })
        .collect();
    let notifications: Vec<Value> = documents.iter().filter_map(not_reached).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "corslet",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": HOME,
                "rules": audits::ALL.iter().map(|rule| reporting_descriptor(rule)).collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": notifications.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // Text and numbers: writing them cannot fail.
    ascii(&serde_json::to_string_pretty(&log).unwrap_or_default())
}

fn reporting_descriptor(rule: &Rule) -> Value {
    let docs = Docs::parse(rule.docs);
    let text = |heading: &str| docs.section(heading).map(|section| section.text.as_str()).unwrap_or_default();
    let headings = ["What it finds", "Why it matters", "How to fix"];
    let markdown: Vec<String> =
        headings.iter().map(|heading| format!("## {heading}\n\n{}", text(heading))).collect();
    let mut tags = vec!["security".to_owned(), "cors".to_owned()];
    tags.extend(rule.cwe.iter().map(|number| format!("external/cwe/cwe-{number}")));
    json!({
        "id": rule.id,
        "name": pascal_case(rule.id),
        "shortDescription": { "text": escaped(&sentence(rule.title)) },
        "fullDescription": { "text": escaped(&one_line(&docs.lead)) },
        "help": { "text": escaped(&one_line(text("How to fix"))), "markdown": markdown.join("\n\n") },
        "helpUri": help(rule.id),
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "tags": tags,
            "precision": precision(rule.confidence),
            "security-severity": security_severity(rule.severity),
        },
    })
}

fn result(document: &Document, finding: &Finding) -> Value {
    let mut message = finding.summary.clone();
    for note in &finding.notes {
        message.push(' ');
        message.push_str(note);
    }
    let mut result = json!({
        "ruleId": finding.id,
        "level": level(finding.severity),
        "message": { "text": escaped(&message) },
        "locations": [location(document)],
        "partialFingerprints": { "corsletFinding/v1": finding.fingerprint },
        "properties": {
            "severity": finding.severity,
            "confidence": finding.confidence,
            "implied": finding.implied,
            "security-severity": security_severity(finding.severity),
        },
    });
    index(&mut result, &finding.id);
    let first = finding.evidence.first().map(|pointer| pointer.exchange);
    if let Some(exchange) = document.exchanges.iter().find(|exchange| Some(exchange.number) == first) {
        result["webRequest"] = web_request(exchange);
        if let Some(response) = web_response(exchange) {
            result["webResponse"] = response;
        }
    }
    result
}

/// What is left out on purpose is still told, as suppressed; what is not sure enough is not.
fn suppressed(document: &Document, one: &LeftOut) -> Option<Value> {
    let rule = audits::ALL.iter().find(|rule| rule.id == one.id)?;
    let justification = match one.because.as_str() {
        "known" => "known before".to_owned(),
        "ignored" => format!("ignored {}", one.reason.as_deref().unwrap_or_default()),
        _ => return None,
    };
    let mut result = json!({
        "ruleId": one.id,
        "level": level(rule.severity),
        "message": { "text": escaped(&sentence(rule.title)) },
        "locations": [location(document)],
        "partialFingerprints": { "corsletFinding/v1": one.fingerprint },
        "suppressions": [{ "kind": "external", "justification": shown(&justification) }],
    });
    index(&mut result, &one.id);
    Some(result)
}

fn index(result: &mut Value, id: &str) {
    if let Some(place) = audits::ALL.iter().position(|rule| rule.id == id) {
        result["ruleIndex"] = json!(place);
    }
}

fn not_reached(document: &Document) -> Option<Value> {
    let why = document.unreachable.as_ref()?;
    Some(json!({
        "level": "error",
        "message": { "text": escaped(&format!("Nothing was learned: {why}")) },
        "locations": [location(document)],
    }))
}

fn location(document: &Document) -> Value {
    // A placeholder for a secret is no part of a URI until it is escaped.
    let uri = Url::parse(&document.target).map_or_else(|_| "about:invalid".to_owned(), String::from);
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": { "startLine": 1 } } })
}

fn web_request(exchange: &Exchange) -> Value {
    json!({ "target": exchange.url, "method": exchange.method, "headers": headers(&exchange.headers) })
}

fn web_response(exchange: &Exchange) -> Option<Value> {
    let response = exchange.response.as_ref()?;
    Some(json!({ "statusCode": response.status, "headers": headers(&response.headers) }))
}

/// Lines of one name are joined, as the standard's *get* does.
fn headers(lines: &[Line]) -> Value {
    let mut joined: Map<String, Value> = Map::new();
    for line in lines {
        let value = match joined.get(&line.name).and_then(Value::as_str) {
            Some(before) => format!("{before}, {}", line.value),
            None => line.value.clone(),
        };
        joined.insert(line.name.clone(), Value::from(value));
    }
    Value::Object(joined)
}

/// Text in which nothing is a placeholder (`{0}`) or an embedded link (`[text](target)`), and nothing is invisible:
/// sections 3.11.5 and 3.11.6.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in shown(text).chars() {
        match character {
            '{' => escaped.push_str("{{"),
            '}' => escaped.push_str("}}"),
            '[' | ']' | '\\' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sentence(title: &str) -> String {
    let mut characters = title.chars();
    let first = characters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", characters.as_str())
}

fn pascal_case(id: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_uppercase() + rest
    };
    id.split('-').map(word).collect()
}

fn help(id: &str) -> String {
    format!("{}{id}.md", super::build::HELP)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

/// As GitHub sorts them: <https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>.
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "8.0",
        Severity::Medium => "5.0",
        Severity::Low => "3.0",
        Severity::Info => "0.5",
    }
}

fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "very-high",
        Confidence::Medium => "high",
        Confidence::Low => "medium",
    }
}
