//! What a sentence, a header, a step or a word of the protocol means.

pub mod causes;
pub mod console;
mod lookup;
mod page;
mod pages;
mod steps;
pub mod value;

pub use lookup::{Answer, explain, explain_pasted};
pub use page::Page;
pub use pages::{HEADERS, TOPICS};
pub use steps::Steps;
