//! The policy file: TOML, read so that every problem is told at once, where it stands.
//!
//! ```
//! let text = r#"
//! version = 1
//! [[route]]
//! path = "/orders/*"
//! origins = ["https://app.example.com/"]
//! method = ["DELETE"]
//! "#;
//! let reading = corslet::policy::file::read(text, &|_| None);
//! let codes: Vec<_> = reading.problems().iter().map(|problem| problem.code()).collect();
//! assert_eq!(codes, ["origin-trailing-slash", "unknown-key"]);
//! assert!(reading.policy().is_none());
//! ```

mod json;
mod keys;
mod lists;
mod mend;
mod reading;
mod render;
mod schema;
mod walk;

pub(crate) use schema::OriginEntry;

pub use json::PROBLEMS_SCHEMA;
pub use reading::{Reading, read, write};
pub use schema::json_schema;
