//! Which request headers need no preflight: the standard's safelist, and what engines make of it.

mod client_hints;
mod engine;
mod names;
mod reason;
mod rules;
mod unsafe_names;

pub use engine::{ContentTypeSyntax, Repeated, Safelist};
pub use reason::Unsafe;
pub use rules::{cors_safelisted_request_header, no_cors_safelisted_request_header};
pub use unsafe_names::{UnsafeLine, UnsafeNames, cors_unsafe_request_header_names};
