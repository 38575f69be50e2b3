//! Who seems to answer: guesses from what servers, proxies and frameworks leave in a response.

mod guess;

pub use guess::{Guess, guess};
