//! The answer to a question, for people.

use std::fmt::{self, Write};

use corslet::verdict::{Algorithm, Step};
use corslet_inspect::explain::{Answer, Steps};
use corslet_inspect::redact::Redactor;

use super::label::beside;
use super::{console, markdown, request, value};
use crate::check::human::{Look, Sheet, style};

/// Writes the answer.
pub(crate) fn write(answer: &Answer, look: Look, redactor: &Redactor) -> String {
    let mut out = Sheet::new(look);
    // Writing to a string cannot fail.
    let _ = try_write(&mut out, answer, redactor);
    out.into_text()
}

fn try_write(out: &mut Sheet, answer: &Answer, redactor: &Redactor) -> fmt::Result {
    match answer {
        Answer::Console(explained) => console::write(out, explained),
        Answer::Page(page) => markdown::write(out, &page.docs),
        Answer::Steps(Steps::Algorithm(algorithm)) => all(out, algorithm),
        Answer::Steps(Steps::Step(algorithm, step)) => one(out, algorithm, step),
        Answer::Value(explained) => value::write(out, explained, &redactor.text(&explained.value)),
        Answer::Request(pasted) => request::write(out, pasted, redactor),
        // What is wrong goes to standard error.
        _ => Ok(()),
    }
}

fn all(out: &mut Sheet, algorithm: &Algorithm) -> fmt::Result {
    let heading = style::HEADING;
    writeln!(out, "{heading}{}{heading:#}", algorithm.name)?;
    for step in algorithm.steps {
        beside(out, &format!("  {}", step.number), step.sentence)?;
    }
    writeln!(out, "{}", algorithm.link)
}

fn one(out: &mut Sheet, algorithm: &Algorithm, step: &Step) -> fmt::Result {
    let heading = style::HEADING;
    writeln!(out, "{heading}{}, step {}{heading:#}", algorithm.name, step.number)?;
    beside(out, "asks", step.sentence)?;
    beside(out, "name", step.name)?;
    beside(out, "written", step.link)
}
