//! What a sentence, a header, a step or a word of the protocol means.

pub mod console;
