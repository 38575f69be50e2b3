//! Evidence in, judgement out: why a page is blocked, and what a server gives away.
//!
//! Pure, as the engine is: nothing here touches a socket, a file, a clock or randomness. Whoever drives it asks what is to
//! be asked, and hands in what came back.
//!
//! - [`audit`]: the machine that asks a server what its rules want to know, and judges what it said.
//! - [`audits`]: what a server can get wrong, one file each.
//! - [`base64`]: bytes as text.
//! - [`diagnoses`]: why a page is blocked, one file each.
//! - [`docs`]: the rules' documentation, read.
//! - [`exchange`]: one request and what came of it.
//! - [`explain`]: what a console's sentence, a header, a step or a word means.
//! - [`fixes`]: what a server has to grant, written down for the layer that grants it.
//! - [`handbook`]: the rules' documentation as files.
//! - [`har`]: recordings of the network, read.
//! - [`input`]: what people paste, as a page's request.
//! - [`layers`]: who seems to answer.
//! - [`networks`]: which addresses are private.
//! - [`redact`]: keeps secrets out of what is shown; [`text`] and [`shell`]: as lines of a terminal and words of a shell.
//! - [`report`]: what an audit found, as people and programs read it.
//! - [`sheet`]: what reports for people are written on.

pub mod audit;
pub mod audits;
pub mod base64;
mod context;
pub mod diagnoses;
pub mod docs;
pub mod exchange;
pub mod explain;
pub mod fixes;
pub mod handbook;
pub mod har;
pub mod input;
pub mod layers;
pub mod networks;
pub mod redact;
pub mod report;
mod secret;
pub mod sheet;
pub mod shell;
pub mod text;
