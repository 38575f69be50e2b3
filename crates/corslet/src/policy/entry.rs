//! An entry of a policy's origins: the line that lets an origin in.

use std::ops::Range;

use super::place::Place;

/// An entry of a policy's origins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The entry, as it is compared.
    pub text: String,
    /// Where it stands: in a route's origins or in a group.
    pub place: Place,
    /// Which bytes of the file, when the policy came from one.
    pub span: Option<Range<usize>>,
}
