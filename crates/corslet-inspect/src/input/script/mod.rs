//! Calls of `fetch()`, `XMLHttpRequest`, axios and `new WebSocket()`: literals are read, and nothing is run.

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
mod websocket;
mod xhr;

pub(super) use read::{jquery, read};
