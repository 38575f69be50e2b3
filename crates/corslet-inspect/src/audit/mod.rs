//! The audit as a machine: it says what to ask next, takes the answers, and judges in the end.
//!
//! Rules say what they would like to know as data, a [`Probe`] each; what several want is asked once. What was heard is the
//! [`Evidence`]. So the same rules judge a live server, a recording and a policy in memory: whoever drives the machine is
//! the answerer.

mod base;
mod baseline;
mod browser;
mod caching;
mod evidence;
mod finding;
mod fronts;
mod grant;
mod hit;
mod hsts;
mod learned;
mod names;
mod probe;
mod quick;
mod recorded;
mod report;
mod resolution;
mod root_cause;
mod rule;
mod run;
mod same_site;
mod settings;
mod severity;
mod strangers;
mod target;
mod volatile;

pub use base::Base;
pub use browser::{Proof, Trust};
pub use evidence::{Asked, Evidence};
pub use finding::{Confidence, Finding, Pointer, Severity};
pub use hit::Hit;
pub use names::Names;
pub use probe::{Depth, Place, Preflight, Probe, SessionUse, Want};
pub use report::Report;
pub use resolution::Resolution;
pub(crate) use rule::rule;
pub use rule::{Rule, Section};
pub use run::{Audit, Order};
pub use settings::{Answerer, Session, Settings};
pub use severity::{Obtainable, Weight, weigh};
pub use target::Target;
