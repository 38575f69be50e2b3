//! The proof: which page can do it, in which browsers, and how to see it with curl.

use std::fmt::{self, Write};

use super::curl_line;
use super::page::Page;
use super::style::HEADING;
use crate::report::grade::listed;
use crate::report::{Proof, TickedAs};

/// The browsers by their names, and the standard as what it is.
const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];

pub(super) fn write(page: &mut Page, proof: &Proof) -> fmt::Result {
    writeln!(page, "  {HEADING}proof{HEADING:#}")?;
    let said = |succeeds: bool| -> Vec<&str> {
        let is_so = |engine: &&str| proof.engines.get(*engine).is_some_and(|one| one.succeeds == succeeds);
        ENGINES.into_iter().filter(is_so).collect()
    };
    let (can, cannot) = (said(true), said(false));
    let standard = match proof.engines.get("standard") {
        Some(verdict) if verdict.succeeds && !can.is_empty() => ", and by the standard",
        Some(verdict) if verdict.succeeds => "by the standard",
        _ => "",
    };
    let place = if can.is_empty() { standard.to_owned() } else { format!("in {}{standard}", listed(&can)) };
    if !place.is_empty() {
        let line = format!("{} {} {place}", page.mark(TickedAs::Yes), does(proof));
        page.hanging(4, 6, &line);
    }
    if !cannot.is_empty() {
        let line = format!("{} not in {}", page.mark(TickedAs::No), listed(&cannot));
        page.hanging(4, 6, &line);
    }
    curl_line::write(page, &proof.curl, 4)
}

/// `a page on https://attacker.com reads the answer, with the user's credentials,`.
pub(in crate::report) fn does(proof: &Proof) -> String {
    let who = match proof.origin.as_str() {
        "null" => "a page in a sandboxed frame (its origin is null)".to_owned(),
        origin => format!("a page on {origin}"),
    };
    let what = match proof.does.as_str() {
        "sends" => format!("sends {}", proof.method),
        _ => "reads the answer".to_owned(),
    };
    let how = match proof.credentials.as_str() {
        "include" => "with the user's credentials",
        _ => "without credentials",
    };
    format!("{who} {what}, {how},")
}
