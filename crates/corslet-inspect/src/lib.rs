//! Evidence in, judgement out: why a page is blocked, and what a server gives away.
//!
//! Pure, as the engine is: nothing here touches a socket, a file, a clock or randomness. Whoever drives it asks what is to
//! be asked, and hands in what came back.

pub mod diagnoses;
pub mod docs;
pub mod explain;
pub mod fixes;
pub mod input;
pub mod layers;
pub mod networks;
