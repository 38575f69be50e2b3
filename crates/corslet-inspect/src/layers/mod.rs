//! Who seems to answer: guesses from what servers, proxies and frameworks leave in a response.

mod guess;
mod place;
mod signs;

pub(crate) use guess::speaker;
pub use guess::{Guess, every_fix, guess};
pub use place::Place;
