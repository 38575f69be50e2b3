//! A row of the test: a real server with a fault, what a page asks of it, and the near twin without that fault.

use super::servers::Server;

/// A fault, and what looks like it.
pub(crate) struct Row {
    /// The number of the diagnosis that has to come first.
    pub(crate) number: &'static str,
    pub(crate) fault: Setup,
    /// The near twin: another fault, or none.
    pub(crate) twin: Setup,
    /// What comes first on the twin; empty when nothing is to be said.
    pub(crate) twin_is: &'static str,
}

/// What runs, and what is asked of it.
#[derive(Clone, Copy)]
pub(crate) struct Setup {
    pub(crate) server: &'static Server,
    /// What stands in the server's template.
    pub(crate) text: &'static str,
    /// The server behind it; its origin is `@UPSTREAM@` in the text.
    pub(crate) upstream: Option<(&'static Server, &'static str)>,
    /// Who asked for the same URL before the page: an origin, or nobody who sends one.
    pub(crate) earlier: Option<Earlier>,
    /// What the page asks, as arguments of `corslet check`.
    pub(crate) asks: &'static [&'static str],
}

/// Who asked before the page.
#[derive(Clone, Copy)]
pub(crate) enum Earlier {
    /// Something that sends no `Origin`: an `<img>`, a navigation.
    NoOrigin,
    /// A page on another origin.
    Page(&'static str),
}

/// A server with this in its template; a plain `GET` is asked.
pub(crate) const fn on(server: &'static Server, text: &'static str) -> Setup {
    Setup { server, text, upstream: None, earlier: None, asks: &[] }
}

impl Setup {
    pub(crate) const fn asked(self, asks: &'static [&'static str]) -> Setup {
        Setup { asks, ..self }
    }

    pub(crate) const fn before(self, server: &'static Server, text: &'static str) -> Setup {
        Setup { upstream: Some((server, text)), ..self }
    }

    pub(crate) const fn after(self, earlier: Earlier) -> Setup {
        Setup { earlier: Some(earlier), ..self }
    }
}
