//! JUnit, Markdown and HTML: they say what they always said, are well formed, and nothing from outside changes what they are.
#![allow(clippy::panic, clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "what is compared with is in files")]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod report {
    pub(crate) mod expected;
    pub(crate) mod scenes;
    pub(crate) mod sha256;
    pub(crate) mod tags;
}

use corslet_inspect::audit::Severity;
use corslet_inspect::audits;
use corslet_inspect::report::{Document, html, junit, markdown};
use report::expected::is_as_recorded;
use report::scenes::{SECRET, scenes, with_texts_of_their_own};
use report::sha256::sha256_base64;
use report::tags::{Tag, tags};

/// Elements that hold nothing.
const VOID: &[&str] = &["meta", "!DOCTYPE"];

/// Fails where tags are not closed in the order in which they were opened.
#[track_caller]
fn is_well_formed(name: &str, all: &[Tag], void: &[&str]) {
    let mut open = Vec::new();
    for tag in all.iter().filter(|tag| !void.contains(&tag.name.as_str())) {
        match (tag.is_closing, tag.is_empty) {
            (true, _) => assert_eq!(open.pop(), Some(tag.name.as_str()), "{name}: {tag:?}"),
            (false, false) => open.push(&tag.name),
            (false, true) => {}
        }
    }
    assert!(open.is_empty(), "{name}: not closed: {open:?}");
}

fn all() -> Vec<Document> {
    with_texts_of_their_own().into_iter().map(|(_, document)| document).collect()
}

#[test]
fn they_say_what_they_always_said() {
    for (name, document) in with_texts_of_their_own() {
        let one = std::slice::from_ref(&document);
        is_as_recorded(&format!("{name}.md"), &markdown::page(one));
        is_as_recorded(&format!("{name}.html"), &html::page(one));
    }
    is_as_recorded("several.md", &markdown::page(&all()));
    is_as_recorded("several.html", &html::page(&all()));
}

#[test]
fn junit_counts_what_it_holds() {
    let documents = all();
    for fail_on in Severity::ALL {
        let xml = junit::suites(&documents, fail_on);
        let found = tags(xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").unwrap());
        is_well_formed("junit", &found, &[]);
        let count =
            |name: &str| found.iter().filter(|tag| tag.name == name && !tag.is_closing).count().to_string();
        let root = &found[0];
        assert_eq!(root.attribute("tests"), Some(count("testcase").as_str()));
        assert_eq!(root.attribute("failures"), Some(count("failure").as_str()));
        assert_eq!(root.attribute("errors"), Some(count("error").as_str()));
        let sum = |attribute: &str| -> usize {
            let suites = found.iter().filter(|tag| tag.name == "testsuite" && !tag.is_closing);
            suites.map(|suite| suite.attribute(attribute).unwrap().parse::<usize>().unwrap()).sum()
        };
        assert_eq!(sum("tests").to_string(), count("testcase"));
        assert_eq!(sum("failures").to_string(), count("failure"));
        assert_eq!(sum("skipped").to_string(), count("skipped"));
        assert_eq!(sum("tests"), 4 * audits::ALL.len() + 1);
        let severe =
            documents.iter().flat_map(|document| &document.findings).filter(|one| one.severity >= fail_on);
        assert_eq!(sum("failures"), severe.count(), "{fail_on:?}");
    }
}

#[test]
fn html_loads_nothing_and_runs_nothing() {
    for (name, document) in scenes() {
        let page = html::page(&[document]);
        let found = tags(page.strip_prefix("<!DOCTYPE html>\n").unwrap());
        is_well_formed(name, &found, VOID);
        for tag in &found {
            let allowed = [
                "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section",
                "article", "h1", "h2", "h3", "h4", "p", "ul", "li", "b", "i", "span", "div", "code", "pre",
                "mark", "table", "thead", "tbody", "tr", "th", "td", "a", "details", "summary", "strong",
            ];
            assert!(allowed.contains(&tag.name.as_str()), "{name}: <{}>", tag.name);
            for (attribute, value) in &tag.attributes {
                let known = [
                    "lang",
                    "charset",
                    "http-equiv",
                    "content",
                    "name",
                    "class",
                    "id",
                    "href",
                    "rel",
                    "title",
                    "scope",
                    "open",
                ];
                assert!(known.contains(&attribute.as_str()), "{name}: {attribute}={value}");
                let is_safe =
                    value.starts_with("https://github.com/corslet/") || value.starts_with("#target-");
                assert!(attribute != "href" || is_safe, "{name}: {value}");
            }
        }
    }
}

#[test]
fn the_policy_of_the_html_names_the_style_that_is_in_it() {
    let page = html::page(&all());
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let policy = format!(
        "content=\"default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\"",
        sha256_base64(style.as_bytes())
    );
    assert!(page.contains(&policy), "the style's hash: {policy}");
    assert_eq!(sha256_base64(b"abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

#[test]
fn nothing_from_outside_changes_what_they_are() {
    let (_, hostile) = scenes().into_iter().find(|(name, _)| *name == "hostile").unwrap();
    let one = [hostile];
    for (format, text) in [
        ("markdown", markdown::page(&one)),
        ("html", html::page(&one)),
        ("junit", junit::suites(&one, Severity::Info)),
    ] {
        let is_harmless =
            |character: char| character == '\n' || !character.is_control() && character != '\u{202e}';
        assert!(text.chars().all(is_harmless), "{format}");
        assert!(format == "markdown" || !text.contains("<script") && !text.contains("<img"), "{format}");
    }
    // In Markdown only code may hold a tag as it is.
    let markdown = markdown::page(&one);
    let mut is_code = false;
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            let outside: String = line.split('`').step_by(2).collect();
            let is_fenced_with_more = line.contains("``");
            assert!(
                is_fenced_with_more || !outside.contains("<script") && !outside.contains("](x)"),
                "{line}"
            );
        }
    }
    assert!(!is_code);
}

#[test]
fn no_secret_is_in_them() {
    for (name, document) in scenes() {
        let one = [document];
        for text in [markdown::page(&one), html::page(&one), junit::suites(&one, Severity::Info)] {
            for secret in [SECRET, "s3cr3t", "dark-mode", "k-0123456789"] {
                assert!(!text.contains(secret), "{name}: {secret}");
            }
        }
    }
}
