//! The sentences of browsers' consoles: which browser says it, which checks it leaves open, and what it does not say.
//!
//! [`SENTENCES`] has every sentence and every name of an issue that was recorded from the browsers of the engine's profiles,
//! and some that only their sources have. Where a browser says the same of several checks, all of them are named, and no
//! other.

mod any;
mod beside;
mod chromium;
mod explained;
mod firefox;
mod next;
mod older;
mod printed;
mod recognise;
mod sentence;
mod template;
mod told;
mod topic;
mod topics;
mod webkit;

pub use explained::{Explained, explain, explain_check};
pub(crate) use printed::as_printed;
pub use recognise::{Recognised, is_message, looks_like_one, recognise};
pub use sentence::{Sentence, Source, Told as Tells};
pub use told::{Told, told};
pub use topic::Topic;

/// Every sentence that is known, by browser; what scripts are told last.
pub static SENTENCES: &[&[Sentence]] = &[
    chromium::SENTENCES,
    firefox::SENTENCES,
    webkit::SENTENCES,
    older::SENTENCES,
    beside::SENTENCES,
    any::SENTENCES,
];
