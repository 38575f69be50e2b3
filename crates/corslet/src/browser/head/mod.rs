//! The head of a response, read from its bytes as a browser's HTTP/1.1 reader does.
//!
//! What is lenient, and how, is data: [`HeadRules`](super::profile::HeadRules). Lines keep their order, their spelling
//! and their repetition, and what is passed over is told. A head that the connection cuts short is none.

mod error;
mod line;
mod read;
mod status_line;

pub use error::{HeadError, HeadErrorKind};
pub use line::{NoHeader, PassedOver};
pub use read::{HeadRead, ReadHead, read};
