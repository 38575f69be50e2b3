//! The proof: which page can do it, in which browsers, and how to see it with curl.

use std::fmt::{self, Write};

use super::curl_line;
use super::style::HEADING;
use crate::report::Proof;
use crate::report::phrases::{does, where_it_can, where_it_cannot};
use crate::sheet::{Mark, Sheet};

pub(super) fn write(page: &mut Sheet, proof: &Proof) -> fmt::Result {
    writeln!(page, "  {HEADING}proof{HEADING:#}")?;
    if let Some(place) = where_it_can(proof) {
        let line = format!("{} {}, {place}", page.mark(Mark::Yes), does(proof));
        page.paragraph(&line, 4, 6);
    }
    if let Some(place) = where_it_cannot(proof) {
        let line = format!("{} {place}", page.mark(Mark::No));
        page.paragraph(&line, 4, 6);
    }
    curl_line::write(page, &proof.curl, 4)
}
