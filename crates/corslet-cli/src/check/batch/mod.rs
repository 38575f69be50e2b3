//! `check --batch`: one request a line in, one document a line out, in the same order.
//!
//! A [`line`] is what the command line says in JSON. The lines run beside each other as far as their [`turns`] let them:
//! they share the browsers' preflight caches, and what a cache answers must not depend on chance.

mod broken;
mod fields;
mod line;
mod run;
mod turns;

pub(crate) use run::run;
