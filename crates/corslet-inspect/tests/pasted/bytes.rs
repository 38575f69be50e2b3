//! Any bytes as a pasted text: what can be read is whole, what cannot has a place in the text.

use corslet_inspect::explain::{explain, explain_pasted};
use corslet_inspect::input::read;

/// Reads and explains bytes; panics when what comes of it does not hold together.
pub(crate) fn paste(bytes: &[u8]) {
    match read(bytes, None) {
        Ok(pasted) => {
            assert!(pasted.url.is_some() || pasted.console.is_some(), "a request goes somewhere");
            assert!(pasted.headers.iter().all(|(name, _)| !name.is_empty()), "a header has a name");
        }
        Err(unread) => {
            assert!(!unread.problems.is_empty(), "a text that cannot be read has a problem");
            for problem in &unread.problems {
                let place = unread.place(problem);
                assert!(place.line > 0 && place.column > 0, "a place is counted from 1");
                assert!(problem.at.start <= problem.at.end, "a place does not run backwards");
            }
            assert!(unread.to_string().contains("error: "));
        }
    }
    let _ = explain_pasted(bytes);
    let _ = explain(&String::from_utf8_lossy(bytes));
}
