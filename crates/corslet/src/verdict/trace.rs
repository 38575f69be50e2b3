//! The observer beside the algorithms: what was asked at each step, and what was seen.

use super::{Kind, Step};

/// Listens while the algorithms run. `()` hears nothing and compiles to nothing.
///
/// There is one code path: an algorithm hands each condition to the observer and goes on with the answer,
/// so an explanation cannot differ from the decision.
pub trait Observe: Default {
    /// A step was taken; `held` says whether its sentence is true. `saw` tells what it looked at, and is
    /// only called by an observer that keeps it.
    fn step(&mut self, step: &'static Step, held: bool, saw: impl FnOnce() -> String);

    /// The steps that follow concern this exchange of this hop.
    fn enter(&mut self, hop: usize, on: Kind);

    /// The steps heard, for the verdict.
    fn into_trace(self) -> Trace;
}

impl Observe for () {
    #[inline(always)]
    fn step(&mut self, _: &'static Step, _: bool, _: impl FnOnce() -> String) {}

    #[inline(always)]
    fn enter(&mut self, _: usize, _: Kind) {}

    #[inline(always)]
    fn into_trace(self) -> Trace {
        Trace::default()
    }
}

/// A step as it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The step of the standard.
    pub step: &'static Step,
    /// Whether its sentence is true.
    pub held: bool,
    /// The hop: 0 for the request's URL, n after the nth redirect.
    pub hop: usize,
    /// The exchange of that hop which the step looked at or led to.
    pub on: Kind,
    /// What the step looked at: the bytes compared, the names found.
    pub saw: String,
}

/// Every step taken, in order. Empty when nobody listened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The steps, in the order they were taken.
    pub taken: Vec<Taken>,
    hop: usize,
    on: Kind,
}

impl Observe for Trace {
    fn step(&mut self, step: &'static Step, held: bool, saw: impl FnOnce() -> String) {
        self.taken.push(Taken { step, held, hop: self.hop, on: self.on, saw: saw() });
    }

    fn enter(&mut self, hop: usize, on: Kind) {
        self.hop = hop;
        self.on = on;
    }

    fn into_trace(self) -> Trace {
        self
    }
}
