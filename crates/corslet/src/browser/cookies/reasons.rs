//! Sets of reasons: small values, because a jar gives one for every cookie that stays.

use super::reason::{NotSent, NotStored};

macro_rules! sets {
    ($($(#[$doc:meta])* $set:ident of $reason:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
        pub struct $set(u32);

        impl $set {
            /// No reason.
            pub const NONE: $set = $set(0);

            pub(super) fn add(&mut self, reason: $reason) {
                self.0 |= 1 << reason as u32;
            }

            /// Whether this is one of them.
            #[must_use]
            pub fn contains(self, reason: $reason) -> bool {
                self.0 & 1 << reason as u32 != 0
            }

            /// Whether there is none.
            #[must_use]
            pub fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// How many there are.
            #[must_use]
            pub fn len(self) -> usize {
                self.0.count_ones() as usize
            }

            /// The reasons, in the order of the steps.
            pub fn iter(self) -> impl Iterator<Item = $reason> {
                $reason::ALL.iter().copied().filter(move |&reason| self.contains(reason))
            }
        }

        impl std::fmt::Debug for $set {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_set().entries(self.iter()).finish()
            }
        }
    )+};
}

sets! {
    /// Every reason why a cookie does not go along.
    NotSentReasons of NotSent;
    /// Every reason why a line is not stored.
    NotStoredReasons of NotStored;
}
