//! A step of an algorithm as a value: the reader's marker, the trace's entry and the link in one.

/// An algorithm of a standard, with the steps of it that Corslet takes.
#[derive(Debug)]
pub struct Algorithm {
    /// The algorithm's name as the standard writes it.
    pub name: &'static str,
    /// The address of the algorithm in its standard.
    pub link: &'static str,
    /// Its steps, in the order of the standard.
    pub steps: &'static [&'static Step],
}

/// One step: a condition that an algorithm of the standard looks at.
///
/// Steps are compared by identity: each is declared once, as a `static`.
#[derive(Debug)]
pub struct Step {
    /// The name of the algorithm that the step belongs to.
    pub algorithm: &'static str,
    /// The step's number in the pinned text of the standard.
    pub number: &'static str,
    /// A short name, unique within the algorithm.
    pub name: &'static str,
    /// What the step asks, as a sentence that is true when the step *holds*.
    pub sentence: &'static str,
    /// The address of the algorithm in its standard.
    pub link: &'static str,
}

impl PartialEq for Step {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Step {}

impl std::hash::Hash for Step {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        std::ptr::from_ref(self).hash(state);
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, step {}: {}", self.algorithm, self.number, self.sentence)
    }
}

/// Declares an algorithm's steps: `number NAME "sentence"`, one a line.
#[macro_export]
#[doc(hidden)]
macro_rules! __steps {
    ($(#[$doc:meta])* $table:ident, $algorithm:literal, $link:literal; $($number:literal $name:ident $sentence:literal)+) => {
        $(
            #[doc = concat!("Step ", $number, ": ", $sentence)]
            pub(crate) static $name: $crate::verdict::Step = $crate::verdict::Step {
                algorithm: $algorithm,
                number: $number,
                name: stringify!($name),
                sentence: $sentence,
                link: $link,
            };
        )+
        $(#[$doc])*
        pub(crate) static $table: $crate::verdict::Algorithm = $crate::verdict::Algorithm {
            name: $algorithm,
            link: $link,
            steps: &[$(&$name),+],
        };
    };
}

pub use crate::__steps as steps;
