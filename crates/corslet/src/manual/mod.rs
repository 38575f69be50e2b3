//! The manual: what keeps a page from what it wants, and what to write instead.
//!
//! | chapter | the question it answers |
//! |---|---|
//! | [`cookies`] | Why was my cookie not sent? |
//!
//! Every example runs as a test, against the real engine.

pub mod cookies;
