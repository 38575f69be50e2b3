//! Changing the policy while requests are served.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;
use corslet::policy::Policy;

/// Where a layer finds its policy.
#[derive(Clone)]
pub(crate) enum Source {
    Fixed(Policy),
    Reloadable(Handle),
}

impl Source {
    /// Runs `decide` with the policy of this moment, and with no other.
    #[inline]
    pub(crate) fn with<T>(&self, decide: impl FnOnce(&Policy) -> T) -> T {
        match self {
            Source::Fixed(policy) => decide(policy),
            Source::Reloadable(handle) => decide(&handle.current.load()),
        }
    }
}

/// Changes the policy of a [reloadable](crate::CorsLayer::reloadable) layer, and of every service made by it.
///
/// The swap is atomic and waits for nobody. A request is answered by one policy throughout: the one in force when it
/// came. What browsers have kept of the old policy's preflights they use until its max age is over; the actual request
/// that follows is answered by the new policy.
#[derive(Clone)]
pub struct Handle {
    current: Arc<ArcSwap<Policy>>,
}

impl Handle {
    pub(crate) fn new(policy: Policy) -> Self {
        Handle { current: Arc::new(ArcSwap::from_pointee(policy)) }
    }

    /// Puts `policy` in force, and gives the one back that was.
    pub fn replace(&self, policy: Policy) -> Policy {
        Policy::clone(&self.current.swap(Arc::new(policy)))
    }

    /// The policy in force.
    #[must_use]
    pub fn policy(&self) -> Policy {
        Policy::clone(&self.current.load())
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}
