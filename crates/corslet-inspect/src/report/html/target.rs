//! The report of one target.

use super::escape::text;
use super::{finding, prose};
use crate::report::{Document, Item, TickedAs, phrases};

/// The section of a target; `index` is its place among all.
pub(super) fn section(document: &Document, index: usize) -> String {
    let method = if document.method == "GET" { String::new() } else { format!("{} ", document.method) };
    let name = text(&format!("{method}{}", document.target));
    let mut out = format!(
        "<section class=\"target\" id=\"target-{index}\">\n<h2>{} <span>{name}</span></h2>\n",
        badge(document)
    );
    if let Some(why) = &document.unreachable {
        out.push_str(&format!("<p>Nothing was learned: {}.</p>\n</section>\n", text(why)));
        return out;
    }
    let (counts, asked) = (phrases::counts(document), phrases::asked(document));
    out.push_str(&format!("<p>{}; {}.</p>\n", text(&counts), text(&asked)));
    if !document.grade.caps.is_empty() {
        let caps = document.grade.caps.iter();
        let caps: String = caps.map(|cap| format!("<li>{}</li>\n", text(&phrases::cap(cap)))).collect();
        out.push_str(&format!("<ul class=\"caps\">\n{caps}</ul>\n"));
    }
    for one in &document.findings {
        out.push_str(&finding::article(document, one));
    }
    if !document.left_out.is_empty() {
        let rows = document.left_out.iter().map(|one| {
            format!("<li><code>{}</code>: {}</li>\n", text(&one.id), text(&phrases::why_left_out(one)))
        });
        out.push_str(&format!("<h3>Left out</h3>\n<ul>\n{}</ul>\n", rows.collect::<String>()));
    }
    out.push_str(&context(document));
    let items: String = document.checklist.iter().map(item).collect();
    out.push_str(&format!("<h3>Checklist</h3>\n<ul class=\"checklist\">\n{items}</ul>\n"));
    if !document.not_asked.is_empty() {
        let ids: Vec<String> =
            document.not_asked.iter().map(|id| format!("<code>{}</code>", text(id))).collect();
        out.push_str(&format!("<h3>Not asked, or not in full</h3>\n<p>{}</p>\n", ids.join(", ")));
    }
    out.push_str("</section>\n");
    out
}

/// The grade, with its letter as its text.
pub(super) fn badge(document: &Document) -> String {
    match document.grade.letter {
        Some(letter) => {
            let letter = text(&letter.to_string());
            format!("<b class=\"grade grade-{letter}\" title=\"grade {letter}\">{letter}</b>")
        }
        None => "<b class=\"grade\" title=\"no grade\">–</b>".to_owned(),
    }
}

fn context(document: &Document) -> String {
    if document.context.is_empty() {
        return String::new();
    }
    let rows = document.context.iter().map(|one| {
        let value = match &one.value {
            Some(value) => format!("<code>{}</code>", text(value)),
            None => "none".to_owned(),
        };
        let (signal, means) = (text(&one.signal), prose::sentence(one.means.as_deref().unwrap_or_default()));
        format!("<tr><th scope=\"row\">{signal}</th><td>{value}</td><td>{means}</td></tr>\n")
    });
    format!(
        "<h3>Context</h3>\n<div class=\"wide\"><table class=\"context\">\n{}</table></div>\n",
        rows.collect::<String>()
    )
}

fn item(item: &Item) -> String {
    let class = match item.answer {
        TickedAs::Yes => "yes",
        TickedAs::No => "no",
        TickedAs::NotKnown => "not-known",
    };
    let ids: Vec<String> = item.ids.iter().map(|id| format!("<code>{}</code>", text(id))).collect();
    let ids = if ids.is_empty() { String::new() } else { format!(" ({})", ids.join(", ")) };
    let how: String = item.how.iter().map(|line| format!("<pre>{}</pre>\n", text(line))).collect();
    let (answer, said, why) = (item.answer.as_str(), prose::sentence(&item.text), prose::sentence(&item.why));
    format!("<li class=\"{class}\"><b>{answer}</b> <div>{said} <span>{why}{ids}</span>{how}</div></li>\n")
}
