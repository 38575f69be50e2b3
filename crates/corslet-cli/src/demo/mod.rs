//! `corslet demo`: a page, an API and its deliberately broken twin on this machine, and what browsers make of them.
//!
//! The [`Site`] is where they are; [`api`] and [`front_end`] answer; the [`tour`] lets a page on the one call the other
//! through the real client and every engine, and tells the story step by step.

mod api;
mod front_end;
mod site;
mod story;
mod tour;
mod welcome;

pub(crate) use site::{Ports, Site};
pub(crate) use tour::tour;
pub(crate) use welcome::welcome;
