//! The fix: what a server has to grant, written down for the layer that grants it.

mod grant;

pub use grant::{Grant, Need, Problem};
