//! The same-origin policy and CORS, exactly as the Fetch Standard says and as real browsers behave.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod browser;
pub mod policy;
pub mod verdict;
pub mod words;

pub use url::Url;
