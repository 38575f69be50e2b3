//! `Invoke-WebRequest` and `Invoke-RestMethod`, as network panels copy them and as people write them.

mod cookies;
mod lexer;
mod read;

pub(super) use read::read;
