//! The sentences of browsers' consoles: which browser says it, which checks it leaves open, and what it does not say.

mod told;

pub use told::{Told, is_message, looks_like_one, told};
