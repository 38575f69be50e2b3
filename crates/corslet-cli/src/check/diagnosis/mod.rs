//! Why it is blocked, and what to change: the report as evidence, the diagnoses' judgement of it, and the extra requests
//! that make them surer.

mod case;
mod found;
mod probes;

pub(crate) use found::{Found, find};
pub(crate) use probes::Sent;
