//! What an audit found, as people and programs read it.
//!
//! An audit's [`Report`](crate::audit::Report) becomes a [`Document`], and every format is written from documents: so all say
//! the same, secrets are taken out once, and a document that was kept as JSON can be written in any other format later.
//!
//! - [`json`]: the document itself, `corslet/audit/1`.
//! - [`human`]: for a terminal.
//! - [`sarif`], [`junit`]: for other programs.
//! - [`markdown`], [`html`]: for other people.
//! - [`proof`]: a finding as a page that does what the finding says.

mod build;
mod checklist;
mod curl;
mod day;
mod document;
mod escape;
mod fingerprint;
mod grade;
pub mod html;
pub mod human;
mod ignore;
pub mod json;
pub mod junit;
mod known;
pub mod markdown;
mod phrases;
pub mod proof;
pub mod sarif;
mod secrets;
mod selection;
mod shown;

pub use build::Contents;
pub use day::Day;
pub use document::{
    Cap, Document, Exchange, Failure, Finding, Grade, Head, Item, LeftOut, Line, Pointer, Proof, SCHEMA,
    Signal, TickedAs, Verdict,
};
pub use ignore::Ignore;
pub use known::{Known, KnownFinding};
pub use selection::{Selection, fails};
