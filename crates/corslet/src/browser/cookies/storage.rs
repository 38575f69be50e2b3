//! What became of a `Set-Cookie` line.

use std::sync::Arc;

use super::cookie::Cookie;
use super::reasons::NotStoredReasons;
use super::set_cookie::SetCookie;

/// What became of a `Set-Cookie` line.
#[derive(Clone, Debug)]
pub enum Storage {
    /// It is in the jar.
    Stored(StoredCookie),
    /// It took a cookie out of the jar, or would have: its time is over already.
    Expired {
        /// The line as it was read.
        line: SetCookie,
        /// The cookie that is gone, if there was one.
        removed: Option<Arc<Cookie>>,
    },
    /// It is not in the jar.
    Rejected(Rejected),
}

impl Storage {
    /// The line as it was read.
    #[must_use]
    pub fn line(&self) -> &SetCookie {
        match self {
            Storage::Stored(stored) => &stored.line,
            Storage::Expired { line, .. } => line,
            Storage::Rejected(rejected) => &rejected.line,
        }
    }

    /// Why it was not stored; nothing when it was.
    #[must_use]
    pub fn reasons(&self) -> NotStoredReasons {
        match self {
            Storage::Rejected(rejected) => rejected.reasons,
            _ => NotStoredReasons::NONE,
        }
    }
}

/// A line that is in the jar.
#[derive(Clone, Debug)]
pub struct StoredCookie {
    /// The line as it was read.
    pub line: SetCookie,
    /// The cookie as it is kept.
    pub cookie: Arc<Cookie>,
    /// The cookie that it took the place of.
    pub replaced: Option<Arc<Cookie>>,
    /// The cookies that had to go, because the jar was full.
    pub evicted: Vec<Arc<Cookie>>,
}

/// A line that is not in the jar.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// The line as it was read.
    pub line: SetCookie,
    /// Every reason.
    pub reasons: NotStoredReasons,
}
