//! Evidence in, judgement out: why a page is blocked, and what a server gives away.
//!
//! Pure, as the engine is: nothing here touches a socket, a file, a clock or randomness. Whoever drives it asks what is to
//! be asked, and hands in what came back.
//!
//! - [`exchange`]: one request and what came of it.
//! - [`audit`]: the machine that asks a server what its rules want to know, and judges what it said.
//! - [`audits`]: what a server can get wrong, one file each.
//! - [`docs`]: the rules' documentation, read.
//! - [`report`]: what an audit found, as people and programs read it.
//! - [`redact`]: keeps secrets out of what is shown; [`text`] and [`shell`]: as lines of a terminal and words of a shell.

pub mod audit;
pub mod audits;
mod context;
pub mod docs;
pub mod exchange;
pub mod redact;
pub mod report;
pub mod shell;
pub mod text;
