//! The page around the reports.

use super::escape::text;
use super::target;
use crate::report::{Document, phrases};

/// How the page looks.
const STYLE: &str = include_str!("style.css");

/// The hash of [`STYLE`], by which the page's own policy knows it: nothing else may style it, and nothing at all may run.
const STYLE_HASH: &str = "SagatMZloA7SbWNgLKd5+eZwCuqqIDbotJSKoTDpfkQ=";

/// One page with all reports.
#[must_use]
pub fn page(documents: &[Document]) -> String {
    let title = match documents {
        [one] => format!("CORS audit of {}", one.target),
        several => format!("CORS audit of {} targets", several.len()),
    };
    let title = text(&title);
    let mut body = String::new();
    match documents {
        [_] => body.push_str("<h1>CORS audit</h1>\n"),
        several => body.push_str(&table(several)),
    }
    for (index, document) in documents.iter().enumerate() {
        body.push_str(&target::section(document, index));
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n\
         <footer><p>Written by corslet {version} from {schema}.</p></footer>\n</body>\n</html>\n",
        version = env!("CARGO_PKG_VERSION"),
        schema = crate::report::SCHEMA,
    )
}

/// The table of several targets.
fn table(documents: &[Document]) -> String {
    let mut rows = String::new();
    for (index, document) in documents.iter().enumerate() {
        let found = match &document.unreachable {
            Some(_) => "not reached".to_owned(),
            None => phrases::counts(document),
        };
        let (letter, target, found) = (target::badge(document), text(&document.target), text(&found));
        rows.push_str(&format!(
            "<tr><td>{letter}</td><td><a href=\"#target-{index}\">{target}</a></td><td>{found}</td></tr>\n"
        ));
    }
    let count = documents.len();
    format!(
        "<h1>CORS audit of {count} targets</h1>\n<div class=\"wide\"><table>\n<thead><tr><th>Grade</th><th>Target</th><th>Found</th>\
         </tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )
}
