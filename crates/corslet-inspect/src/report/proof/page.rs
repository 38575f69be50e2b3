//! The page that proves a finding.

use corslet::Url;

use super::{frame, serve};
use crate::report::html::{attribute, text};
use crate::report::{Document, Finding, Proof, phrases};

/// A page that proves a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What to call the file: the same in every run, and another for each finding and target.
    pub file_name: String,
    /// The origin from which it has to be served; `null` when that does not matter.
    pub origin: String,
    /// The page.
    pub html: String,
}

/// The page that proves a finding; none when it has no proof, or no page can have its origin.
#[must_use]
pub fn page(document: &Document, finding: &Finding) -> Option<Page> {
    let proof = finding.proof.as_ref()?;
    let file_name = format!("{}-{}.html", finding.id, finding.fingerprint.get(..8)?);
    let served = serve::served(&proof.origin, &file_name)?;
    let target = Url::parse(&proof.url).ok()?;
    let asks = target.origin().ascii_serialization();
    let title = format!("{} on {}", finding.id, document.target);
    let is_framed = proof.origin == "null";
    let inner = body(proof, &target);
    let inner = match is_framed {
        true => format!(
            "<iframe sandbox=\"allow-scripts\" title=\"the proof\" srcdoc=\"{}\"></iframe>\n",
            attribute_of_page(&frame::page(&title, &asks, &inner, true))
        ),
        false => inner,
    };
    let commands: Vec<String> = served.commands.iter().map(|command| text(command)).collect();
    let around = format!(
        "<h1>{}</h1>\n<p>{}</p>\n<p>If Corslet is right, {}.</p>\n{inner}<h2>How to try it</h2>\n<p>{} \
         Log in to <code>{}</code> in the same browser first, where the answer depends on it. Use a machine, a browser profile \
         and an account of your own.</p>\n<pre>{}</pre>\n",
        text(&title),
        text(&finding.summary),
        text(&phrases::does(proof)),
        text(&served.place),
        text(&asks),
        commands.join("\n")
    );
    let html = frame::page(&title, &asks, &around, !is_framed);
    Some(Page { file_name, origin: proof.origin.clone(), html })
}

/// The part that asks: by itself where that changes nothing, else when it is told to.
fn body(proof: &Proof, target: &Url) -> String {
    let is_whole = target.as_str() == proof.url;
    let is_safe = matches!(proof.method.as_str(), "GET" | "HEAD") && proof.does == "reads";
    let (method, url) = (text(&proof.method), text(&proof.url));
    let mut asks = String::new();
    if !is_whole {
        // A secret was cut out of it.
        let value = attribute(&proof.url);
        asks.push_str(&format!("<p><label>The whole URL <input id=\"url\" value=\"{value}\"></label></p>\n"));
    }
    if !is_whole || !is_safe {
        asks.push_str(&format!("<p><button>Send the {method} to {url}</button></p>\n"));
    }
    format!(
        "<main data-origin=\"{}\" data-url=\"{}\" data-method=\"{}\" data-credentials=\"{}\" data-does=\"{}\">\n{asks}\
         <p id=\"state\">Not asked yet.</p>\n<pre id=\"answer\"></pre>\n</main>\n",
        attribute(&proof.origin),
        attribute(&proof.url),
        attribute(&proof.method),
        attribute(&proof.credentials),
        attribute(&proof.does)
    )
}

/// A page as the value of an attribute: of our own writing, with its lines as they are.
fn attribute_of_page(html: &str) -> String {
    html.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
