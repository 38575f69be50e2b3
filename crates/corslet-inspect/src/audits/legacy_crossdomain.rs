//! `legacy-crossdomain`: a policy file of Flash or Silverlight trusts everybody.

use crate::audit::{Confidence, Evidence, Finding, Place, Probe, Section, SessionUse, Severity, Want, rule};

/// The policy files: the path, the root element, the element that allows and its attribute, and what names everybody.
const FILES: [(&str, &str, &str, &str, &[&str]); 2] = [
    ("/crossdomain.xml", "cross-domain-policy", "allow-access-from", "domain", &["*"]),
    (
        "/clientaccesspolicy.xml",
        "access-policy",
        "domain",
        "uri",
        &["*", "http://*", "https://*", "http://", "https://"],
    ),
];

/// How much of a file is looked at.
const MOST: usize = 65_536;

rule! {
    /// # A policy file of Flash or Silverlight trusts everybody
    ///
    /// The forerunner of CORS, still there.
    ///
    /// ## What it finds
    ///
    /// `/crossdomain.xml` with `<allow-access-from domain="*"/>`, or `/clientaccesspolicy.xml` with `<domain uri="*"/>`, on the target's
    /// host. Comments do not count, nor do pages that merely answer every path.
    ///
    /// ## Why it matters
    ///
    /// Flash and Silverlight read these files and then whatever they liked, with the user's cookies. No browser runs them any more; what
    /// still does, kiosks, PDF readers and old desktops, still obeys. Mostly it shows that nobody has looked at this host for years.
    ///
    /// ## How to fix
    ///
    /// Delete the files. Answer their paths with 404.
    ///
    /// ### nginx
    ///
    /// ```nginx
    /// location ~ ^/(crossdomain|clientaccesspolicy)\.xml$ { return 404; }
    /// ```
    ///
    /// ### Apache
    ///
    /// ```apache
    /// RedirectMatch 404 "^/(crossdomain|clientaccesspolicy)\.xml$"
    /// ```
    ///
    /// ### Caddy, Express, others
    ///
    /// Take them out of the folder of static files.
    ///
    /// ## Found
    ///
    /// ```http
    /// * target: https://api.shop.example/account
    /// > GET /crossdomain.xml HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Content-Type: text/xml
    /// <
    /// <cross-domain-policy><allow-access-from secure="false" domain="*"/></cross-domain-policy>
    /// ```
    ///
    /// ```http
    /// * target: https://api.shop.example/account
    /// > GET /clientaccesspolicy.xml HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Content-Type: text/xml
    /// <
    /// <access-policy><cross-domain-access><policy><allow-from http-request-headers="*"><domain uri="*"/></allow-from></policy></cross-domain-access></access-policy>
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// * target: https://api.shop.example/account
    /// > GET /crossdomain.xml HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Content-Type: text/xml
    /// <
    /// <cross-domain-policy><allow-access-from domain="*.shop.example"/></cross-domain-policy>
    /// ```
    ///
    /// ```http
    /// * target: https://api.shop.example/account
    /// > GET /crossdomain.xml HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 200 OK
    /// < Content-Type: text/xml
    /// <
    /// <cross-domain-policy><!-- <allow-access-from domain="*"/> --><site-control permitted-cross-domain-policies="none"/></cross-domain-policy>
    /// ```
    ///
    /// ```http
    /// * target: https://api.shop.example/account
    /// > GET /crossdomain.xml HTTP/1.1
    /// > Host: api.shop.example
    ///
    /// < HTTP/1.1 404 Not Found
    /// <
    /// <cross-domain-policy><allow-access-from domain="*"/></cross-domain-policy>
    /// ```
    "legacy-crossdomain", "a policy file of Flash or Silverlight trusts everybody";
    section: Section::Leftovers,
    severity: Severity::Low,
    confidence: Confidence::High,
    cwe: &[942],
    asvs: &["3.4.2"],
    implied_by: &[],
    wants: |_| FILES.iter().map(|(path, ..)| Want::full(probe(path))).collect(),
    judge: judge,
}

/// A public file: it is asked for without the session.
fn probe(path: &str) -> Probe {
    Probe::plain().at(Place::Path(path.to_owned())).session(SessionUse::None)
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let (path, index) = FILES.iter().find_map(|(path, root, element, attribute, everybody)| {
        let asked = evidence.responses().find(|(_, exchange, response)| {
            let url = &exchange.request.url;
            url.path() == *path && url.origin() == evidence.target.url.origin() && response.is_ok()
        });
        let (index, _, response) = asked?;
        let body = &response.body[..response.body.len().min(MOST)];
        let text = without_comments(&String::from_utf8_lossy(body));
        let is_policy = text.contains(&format!("<{root}"));
        let names = attributes(&text, element, attribute);
        (is_policy && names.iter().any(|name| everybody.contains(&name.as_str()))).then_some((*path, index))
    })?;
    Some(
        Finding::new(
            "legacy-crossdomain",
            Severity::Low,
            Confidence::High,
            format!("{path} trusts every site; no browser reads it any more, and other programs may."),
        )
        .seen(evidence.point(index, "content-type", "a policy that names everybody")),
    )
}

fn without_comments(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The values of an attribute on every element of this name.
fn attributes(text: &str, element: &str, attribute: &str) -> Vec<String> {
    let elements = text.split('<').filter_map(|one| {
        let inside = one.split('>').next()?.strip_prefix(element)?;
        inside.starts_with(|c: char| c.is_ascii_whitespace()).then_some(inside)
    });
    elements.filter_map(|inside| value(inside, attribute)).collect()
}

/// The value of `name="value"` among attributes.
fn value(attributes: &str, name: &str) -> Option<String> {
    attributes.match_indices(name).find_map(|(at, _)| {
        let is_whole = attributes[..at].ends_with(|c: char| c.is_ascii_whitespace());
        let rest = attributes[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = rest[1..].split(quote).next()?;
        is_whole.then(|| value.trim().to_owned())
    })
}
