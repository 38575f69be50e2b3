//! One departure of a browser from the standard.

use super::Rules;

/// Whether a deviation is the engine's, or only of the port that was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Every browser on this engine.
    Engine,
    /// Only the recorded port, whose network library does it: WebKitGTK's libsoup, not Safari.
    Port,
}

/// One departure of a browser from the standard: what it does, where that is known from, and the rules it changes.
#[derive(Debug)]
pub struct Deviation<R: 'static = Rules> {
    /// A short name in kebab case, unique within the browser.
    pub name: &'static str,
    /// Engine or port.
    pub scope: Scope,
    /// What the browser does, as a sentence.
    pub what: &'static str,
    /// Where this is known from: recordings, and the browser's source where it was read.
    pub source: &'static str,
    /// The change of the rules.
    pub(in crate::browser) apply: fn(&mut R),
}

/// A browser's table of deviations, from one kind of rules.
macro_rules! deviations {
    ($rules:ty: $($name:literal $scope:ident $what:literal $source:literal $apply:expr;)+) => {
        pub(super) static DEVIATIONS: &[$crate::browser::profile::Deviation<$rules>] =
            &[$($crate::browser::profile::Deviation {
                name: $name,
                scope: $crate::browser::profile::Scope::$scope,
                what: $what,
                source: $source,
                apply: { let apply: fn(&mut $rules) = $apply; apply },
            }),+];
    };
}
pub(in crate::browser) use deviations;
