//! The order of a quick audit: questions that clear many faults at once, and what tells those faults apart.
//!
//! An origin that several careless comparisons would take is a *screen*: refused, it clears them all. Only where one is
//! granted is it worth asking by which of them, and that is asked first, so that a quick audit names the root cause of what
//! it has seen before it looks for more.

mod apart;
mod group;
mod screens;

pub(super) use screens::{Screen, Wanted};
