//! How bad a trusted origin is: who can have it, what it reads, and whether a session is in it.

use std::collections::BTreeSet;

use corslet::words::HeaderValue;

use super::{Confidence, Evidence, Severity, Trust};

/// Who can have a trusted origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obtainable {
    /// Anybody: it can be registered, rented, or is every page's.
    ByAnybody,
    /// Whoever has something else first, which is named: a hole in a subdomain, a place on the network.
    WithMore(&'static str),
}

/// How much a fault weighs here, and what has to be said with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// How bad it is.
    pub severity: Severity,
    /// How sure that is.
    pub confidence: Confidence,
    /// What decided, and what could not be verified.
    pub notes: Vec<String>,
}

impl super::Finding {
    /// The same, but no worse than this, and why.
    #[must_use]
    pub fn at_most(mut self, severity: Severity, why: impl Into<String>) -> super::Finding {
        if self.severity > severity {
            self.severity = severity;
            self.notes.push(why.into());
        }
        self
    }
}

/// Weighs a trusted origin: obtainable × credentials × whether the session changes the answer × SameSite.
#[must_use]
pub fn weigh(evidence: &Evidence, obtainable: Obtainable, trust: Trust) -> Weight {
    let session = &evidence.settings.session;
    let mut notes = Vec::new();
    let full = match obtainable {
        Obtainable::ByAnybody => Severity::High,
        Obtainable::WithMore(what) => {
            notes.push(format!("An attacker needs {what} first."));
            Severity::Medium
        }
    };
    if trust < Trust::Credentialed {
        notes.push("Without Access-Control-Allow-Credentials a page reads only what anybody can ask for, as with `*`.".to_owned());
        let is_public = evidence.session_matters() == Some(false);
        let severity = if is_public { Severity::Info } else { Severity::Low };
        return Weight { severity, confidence: Confidence::High, notes };
    }
    if session.is_empty() {
        notes.push("Not verified: no session was given, so whether the answer holds a user's data is not known; give one with -b.".to_owned());
        return Weight { severity: full, confidence: Confidence::Medium, notes };
    }
    if !session.is_ambient() {
        notes.push("The session given is a header that a script has to add; a browser adds none by itself, so an attacker's page has none.".to_owned());
        return Weight { severity: Severity::Low, confidence: Confidence::High, notes };
    }
    match evidence.session_matters() {
        Some(false) => {
            notes.push("The answer is the same with and without the session given.".to_owned());
            return Weight { severity: Severity::Low, confidence: Confidence::High, notes };
        }
        Some(true) => {
            notes.push("The answer is another one with the session given than without it.".to_owned())
        }
        None => notes.push(
            "Whether the session changes the answer is not known: it differs each time it is asked."
                .to_owned(),
        ),
    }
    let severity = match same_site(evidence) {
        Some(value) => {
            notes.push(format!(
                "The session's cookie is SameSite={value}: a page on another site has it sent only where a browser ignores that, \
                 a page on a subdomain always."
            ));
            Severity::Medium.min(full)
        }
        None => {
            notes.push(
                "Chromium takes a cookie without SameSite for Lax, and Firefox and Safari keep third-party cookies apart: \
                 there the page has to be on the same site, or the cookie SameSite=None."
                    .to_owned(),
            );
            full
        }
    };
    Weight { severity, confidence: Confidence::High, notes }
}

/// The `Set-Cookie` lines of the session's cookies: those that the user gave, or the target's own where it renews every one.
fn set_cookies(evidence: &Evidence) -> Vec<String> {
    let session = &evidence.settings.session;
    if !session.set_cookies.is_empty() {
        return session.set_cookies.clone();
    }
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let name = |pair: &str| pair.split(['=', ';']).next().unwrap_or_default().trim().to_owned();
    let given: Vec<String> = session.headers.get_all("cookie").map(text).collect();
    let names: BTreeSet<String> = given.iter().flat_map(|line| line.split(';')).map(name).collect();
    let renewed: Vec<String> = evidence
        .responses()
        .flat_map(|(_, _, response)| response.head.headers.get_all("set-cookie").map(text))
        .filter(|line| names.contains(&name(line)))
        .collect();
    match names.iter().all(|own| renewed.iter().any(|line| name(line) == *own)) {
        true => renewed,
        false => Vec::new(),
    }
}

/// The SameSite attribute of the session's cookies, when it is known to be `Lax` or `Strict` for all of them, and the session
/// is nothing but cookies.
fn same_site(evidence: &Evidence) -> Option<&'static str> {
    if evidence.settings.session.headers.contains("authorization") {
        return None;
    }
    let given = set_cookies(evidence);
    let attribute = |line: &String| {
        line.split(';').skip(1).find_map(|attribute| {
            let (name, value) = attribute.split_once('=')?;
            name.trim().eq_ignore_ascii_case("samesite").then(|| value.trim().to_ascii_lowercase())
        })
    };
    let known: Vec<Option<String>> = given.iter().map(attribute).collect();
    match known.first()?.as_deref() {
        Some("strict") if known.iter().all(|one| one.as_deref() == Some("strict")) => Some("Strict"),
        Some("lax" | "strict")
            if known.iter().all(|one| matches!(one.as_deref(), Some("lax" | "strict"))) =>
        {
            Some("Lax")
        }
        _ => None,
    }
}
