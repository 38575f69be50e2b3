//! Why a page is blocked, and the fix: one file a diagnosis.
//!
//! [`diagnose`] asks every diagnosis of [`RULES`] about a [`Case`], the evidence of one check, and says one root cause first
//! and what else is true behind it: what is certain before what is advice, what blocks before what is merely missing, and then
//! in the order of the conversation ([`Rank`]), because what comes first is the cause of what comes later.
//!
//! # How a diagnosis is added
//!
//! Its file is `dNN_what_is_wrong.rs`; the stem in kebab case is its id. It has a line `mod dNN_what_is_wrong;` below and a
//! line in [`RULES`]. In it stands one `diagnosis!`:
//!
//! - its doc comment: `# ` the title, a sentence, and the headings of [`Diagnosis::HEADINGS`]. `Found` and `Clean` are
//!   ```` ```http ```` blocks in the style of `curl -v`, read by [`Case::of_conversation`]: every engine runs on them, so an
//!   example is blocked exactly when a browser would block it. In each block of *Found* the diagnosis is the root cause; in no
//!   block of *Clean* does it hold. *Clean* is the near twin: what looks alike and is another thing, or no fault at all;
//! - `rank`, and `certainty`: how sure it can be;
//! - `specialises`: the numbers of the diagnoses that say the same less exactly and are not told beside it;
//! - `probes`: the extra requests that would make it surer; with `suspects: NAME` they are also sent when `NAME(&case)` holds
//!   and the diagnosis does not yet;
//! - `judge`: `fn(&Case) -> Option<Judgement>`. It looks at what the engines found ([`Case::fails`], [`Case::failing`]) before
//!   it looks at header lines of its own. The cause names the very ports, names and values of the case, the evidence points to
//!   bytes, and the fix says what to write. It never looks at more than it was given, and it says nothing when it is not sure.
//!
//! `tests/diagnoses.rs` holds all of this, and that no example's root cause is another diagnosis.

pub mod case;
mod diagnose;
mod diagnosis;
mod evidence;
mod judgement;
mod probe;
mod rank;

mod d01_no_cors_at_all;

pub use case::Case;
pub use diagnose::{Diagnosed, Judged, diagnose};
pub use diagnosis::Diagnosis;
pub use evidence::{Evidence, Of, Place, position};
pub use judgement::Judgement;
pub use probe::{Asked, Probe, Wanted, wanted};
pub use rank::{Certainty, Effect, Rank};

/// Every diagnosis, in the order of the table.
pub static RULES: &[&Diagnosis] = &[&d01_no_cors_at_all::RULE];
