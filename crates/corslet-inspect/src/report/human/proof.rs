//! The proof: which page can do it, in which browsers, and how to see it with curl.

use std::fmt::{self, Write};

use super::curl_line;
use super::page::Page;
use super::style::HEADING;
use crate::report::phrases::{does, where_it_can, where_it_cannot};
use crate::report::{Proof, TickedAs};

pub(super) fn write(page: &mut Page, proof: &Proof) -> fmt::Result {
    writeln!(page, "  {HEADING}proof{HEADING:#}")?;
    if let Some(place) = where_it_can(proof) {
        let line = format!("{} {}, {place}", page.mark(TickedAs::Yes), does(proof));
        page.hanging(4, 6, &line);
    }
    if let Some(place) = where_it_cannot(proof) {
        let line = format!("{} {place}", page.mark(TickedAs::No));
        page.hanging(4, 6, &line);
    }
    curl_line::write(page, &proof.curl, 4)
}
