//! `corslet check`: a page's request to a real server, judged by each browser's rules.
//!
//! [`Arguments`] become a [`Plan`], or every problem at once. The plan runs through each engine with its own preflight
//! cache, and one recording of the network for all of them. What came of it is a [`Report`], which is written for
//! people or as `corslet/check/1`.

mod arguments;
mod body_input;
mod conclusion;
mod engine_run;
mod header_input;
pub(crate) mod human;
mod input;
mod json;
mod local_network;
mod network_arguments;
mod network_input;
mod network_notes;
mod notes;
mod plan;
mod problem;
mod recording;
mod redact;
mod report;
mod url_input;

pub(crate) use arguments::Arguments;
pub(crate) use conclusion::Conclusion;
pub(crate) use engine_run::EngineRun;
pub(crate) use input::read;
pub(crate) use json::write as write_json;
pub(crate) use plan::{Engines, Format, Plan};
pub(crate) use problem::Problem;
pub(crate) use report::{Report, run};
