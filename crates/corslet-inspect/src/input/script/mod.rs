//! Calls of `fetch()`, `XMLHttpRequest` and axios: literals are read, and nothing is run.

mod axios;
mod body;
mod fetch;
mod json;
mod lexer;
mod options;
mod parser;
mod read;
mod text;
mod value;
mod xhr;

pub(super) use read::{jquery, read};
