//! `corslet check`: a page's request to a real server, judged by each browser's rules.
//!
//! [`Arguments`] become an [`Order`], or every problem at once: one [`Plan`] for each origin, or a batch of lines. A plan
//! runs through each engine, with the preflight caches of the [`Session`], a jar of its own for each engine, and one
//! recording of the network for all of them. What came of it is a [`Report`], which is written for people, as
//! `corslet/check/1`, as HAR and as curl commands.

mod arguments;
pub(crate) mod batch;
pub(crate) mod body_input;
mod compare;
mod conclusion;
mod cookie_account;
pub(crate) mod cookie_jar;
pub(crate) mod data_arguments;
mod diagnosis;
mod engine_run;
mod fill;
mod fix_input;
mod from_har;
mod handshake;
pub(crate) mod har;
pub(crate) mod header_input;
pub(crate) mod human;
mod input;
pub(crate) mod json;
pub(crate) mod network_arguments;
pub(crate) mod network_input;
mod network_notes;
mod network_words;
mod notes;
mod output_input;
mod page_headers;
mod page_input;
mod page_policy;
mod paste;
mod plan;
pub(crate) mod print_arguments;
mod problem;
pub(crate) mod progress;
pub(crate) mod reach_input;
mod recording;
pub(crate) mod redact;
mod repeat_input;
mod report;
mod session;
mod shell;
mod stored;
mod stored_input;
mod stored_notes;
pub(crate) mod trust_arguments;
pub(crate) mod url_input;
mod work;

pub(crate) use arguments::Arguments;
pub(crate) use compare::{Compare, run as compare};
pub(crate) use conclusion::{Conclusion, severity};
pub(crate) use engine_run::EngineRun;
pub(crate) use fix_input::Fixes;
pub(crate) use input::{Order, read};
pub(crate) use output_input::{Format, Output};
pub(crate) use plan::{Engines, Plan};
pub(crate) use problem::Problem;
pub(crate) use repeat_input::Repeat;
pub(crate) use report::{Report, run};
pub(crate) use session::Session;
pub(crate) use stored::Stored;
pub(crate) use work::Work;
