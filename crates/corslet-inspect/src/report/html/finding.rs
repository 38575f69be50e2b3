//! One finding: the root cause, where it is to be seen, who can use it, and how to fix it.

use super::escape::{attribute, text};
use super::prose;
use crate::report::{Document, Exchange, Finding, Line, Pointer, Proof, phrases};
use crate::text::cut;

/// The longest value that is shown.
const LONGEST: usize = 400;

pub(super) fn article(document: &Document, finding: &Finding) -> String {
    let severity = finding.severity.as_str();
    let (id, title) = (text(&finding.id), prose::sentence(&finding.title));
    let mut out = format!(
        "<article class=\"finding {severity}\">\n<h3><b class=\"severity\">{severity}</b> <code>{id}</code> {title}</h3>\n<p>{}</p>\n",
        prose::sentence(&finding.summary)
    );
    if !finding.implied.is_empty() {
        let ids: Vec<String> =
            finding.implied.iter().map(|id| format!("<code>{}</code>", text(id))).collect();
        out.push_str(&format!("<p>What follows from it: {}.</p>\n", ids.join(", ")));
    }
    let confidence = format!("Confidence: {}.", finding.confidence.as_str());
    let notes = std::iter::once(&confidence).chain(&finding.notes);
    let notes: String = notes.map(|note| format!("<li>{}</li>\n", prose::sentence(note))).collect();
    out.push_str(&format!("<ul>\n{notes}</ul>\n"));
    out.push_str(&evidence(document, finding));
    out.push_str(&finding.proof.as_ref().map(proof).unwrap_or_default());
    out.push_str(&format!(
        "<details open>\n<summary>How to fix</summary>\n{}</details>\n",
        prose::html(&finding.fix)
    ));
    let labels: Vec<String> =
        finding.cwe.iter().cloned().chain(finding.asvs.iter().map(|one| format!("ASVS {one}"))).collect();
    // A document that was read from a file may say anything.
    let more = match finding.help.starts_with("https://") {
        true => format!(" <a rel=\"noreferrer\" href=\"{}\">More</a>", attribute(&finding.help)),
        false => String::new(),
    };
    out.push_str(&format!("<p class=\"labels\">{}{more}</p>\n</article>\n", text(&labels.join(", "))));
    out
}

fn evidence(document: &Document, finding: &Finding) -> String {
    let mut out = String::new();
    let mut written = Vec::new();
    for pointer in &finding.evidence {
        let exchange = document.exchanges.iter().find(|exchange| exchange.number == pointer.exchange);
        let Some(exchange) = exchange.filter(|exchange| !written.contains(&exchange.number)) else {
            continue;
        };
        written.push(exchange.number);
        let pointers: Vec<&Pointer> =
            finding.evidence.iter().filter(|one| one.exchange == exchange.number).collect();
        let number = exchange.number + 1;
        out.push_str(&format!(
            "<h4>Evidence: request {number}</h4>\n<pre>{}</pre>\n",
            conversation(exchange, &pointers)
        ));
    }
    out
}

fn conversation(exchange: &Exchange, pointers: &[&Pointer]) -> String {
    let said = |line: &str| text(&cut(line, LONGEST));
    let says = |pointer: &Pointer| format!("<i>{}</i>", said(&pointer.says));
    let mut lines = vec![format!("&gt; {} {}", said(&exchange.method), said(&exchange.url))];
    lines.extend(
        exchange.headers.iter().map(|line| format!("&gt; {}: {}", said(&line.name), said(&line.value))),
    );
    match (&exchange.response, &exchange.failure, &exchange.not_sent) {
        (Some(response), ..) => {
            lines.push(format!("&lt; {}", response.status));
            for (index, line) in response.headers.iter().enumerate() {
                let own: Vec<&&Pointer> =
                    pointers.iter().filter(|pointer| pointer.line == Some(index)).collect();
                match own.first() {
                    Some(pointer) => {
                        lines.push(format!("&lt; {}: {}", said(&line.name), marked(line, pointer)))
                    }
                    None if phrases::is_telling(&line.name) => {
                        lines.push(format!("&lt; {}: {}", said(&line.name), said(&line.value)));
                    }
                    None => {}
                }
                lines.extend(own.iter().map(|pointer| says(pointer)));
            }
        }
        (None, Some(failure), _) => lines.push(format!("no answer: {}", said(&failure.text))),
        (None, None, why) => {
            lines.push(format!("not sent: {}", said(why.as_deref().unwrap_or("no reason is known"))));
        }
    }
    lines.extend(pointers.iter().filter(|pointer| pointer.line.is_none()).map(|pointer| says(pointer)));
    lines.join("\n")
}

/// A value with the bytes that are meant marked.
fn marked(line: &Line, pointer: &Pointer) -> String {
    let part = |from: usize, to: usize| -> String {
        let part: String = line.value.chars().skip(from).take(to.saturating_sub(from)).collect();
        text(&cut(&part, LONGEST))
    };
    let (start, end) = (pointer.start.unwrap_or(0), pointer.end.unwrap_or(0));
    format!("{}<mark>{}</mark>{}", part(0, start), part(start, end), part(end, usize::MAX))
}

fn proof(proof: &Proof) -> String {
    let can = phrases::where_it_can(proof).map(|place| {
        format!(
            "<li class=\"yes\"><b>yes</b> <div>{}, {}</div></li>\n",
            text(&phrases::does(proof)),
            text(&place)
        )
    });
    let cannot = phrases::where_it_cannot(proof)
        .map(|place| format!("<li class=\"no\"><b>no</b> <div>{}</div></li>\n", text(&place)));
    format!(
        "<h4>Proof</h4>\n<ul class=\"checklist\">\n{}{}</ul>\n<pre>{}</pre>\n",
        can.unwrap_or_default(),
        cannot.unwrap_or_default(),
        text(&proof.curl)
    )
}
