//! A console line, explained for people.

use std::fmt;

use corslet_inspect::explain::console::{Explained, Tells};

use super::label::{beside, command};
use crate::check::human::Sheet;

/// Where the words in capitals are found.
const LEFT_TO_SAY: &str = "METHOD and the headers are those of the page's code; a JSON body is -H 'content-type: \
                           application/json'. They all stand in what the browser's \u{201c}Copy as cURL\u{201d} copies, and \
                           `corslet check -` reads that.";

/// Writes what a line means, what it does not say, and what to do next.
pub(super) fn write(out: &mut Sheet, explained: &Explained) -> fmt::Result {
    if explained.is_known {
        beside(out, "says it", &said_by(explained))?;
        beside(out, "check", &checks(explained))?;
    }
    beside(out, "means", &explained.meaning)?;
    beside(out, "not said", &explained.not_said)?;
    for (index, cause) in explained.causes.iter().enumerate() {
        let label = if index == 0 { "likely" } else { "" };
        beside(out, label, &format!("{}  {}", cause.id, cause.line))?;
    }
    for (index, next) in explained.next.iter().enumerate() {
        command(out, if index == 0 { "next" } else { "" }, next)?;
    }
    if explained.next.iter().any(|next| next.contains("METHOD")) {
        beside(out, "", LEFT_TO_SAY)?;
    }
    Ok(())
}

fn said_by(explained: &Explained) -> String {
    let browsers: Vec<String> = explained.browsers.iter().map(|engine| title(engine.as_str())).collect();
    match explained.names.as_slice() {
        [] => browsers.join(", "),
        names => format!("{}, as {}", browsers.join(", "), names.join(", ")),
    }
}

fn title(engine: &str) -> String {
    match engine {
        "webkit" => "WebKit (Safari)".to_owned(),
        "chromium" => "Chromium (Chrome, Edge)".to_owned(),
        "firefox" => "Firefox".to_owned(),
        other => other.to_owned(),
    }
}

fn checks(explained: &Explained) -> String {
    match (explained.checks.as_slice(), explained.tells) {
        ([], Some(Tells::Envelope)) => "the browser did not tell".to_owned(),
        ([], Some(Tells::Warning)) => "none: it passed, with a warning".to_owned(),
        ([], _) => "none of CORS".to_owned(),
        ([one], _) => (*one).to_owned(),
        (several, _) => format!("one of {}", several.join(", ")),
    }
}
