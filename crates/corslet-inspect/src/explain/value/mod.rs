//! What a header with this value does in each browser: the engines are asked, in a conversation that is fair otherwise.

mod experiment;
mod explain;
mod kept;
mod request_header;
mod response_header;

pub use explain::{Explained, InEngine, explain};
