//! Text that is known at compile time or shared: cloning either is cheap.

use std::sync::Arc;

/// An immutable string.
#[derive(Clone)]
pub(super) enum Text {
    /// Known at compile time.
    Static(&'static str),
    /// Came from outside.
    Shared(Arc<str>),
}

impl Text {
    #[inline]
    pub(super) fn as_str(&self) -> &str {
        match self {
            Text::Static(text) => text,
            Text::Shared(text) => text,
        }
    }

    pub(super) fn shared(text: &str) -> Text {
        Text::Shared(Arc::from(text))
    }
}
