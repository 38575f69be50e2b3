//! Whatever people paste, as a page's request: [`read`] finds out the form, and says what it inferred.
//!
//! Curl commands for bash and for cmd.exe, PowerShell, `fetch()`, `XMLHttpRequest`, axios and `new WebSocket()`, an HTTP
//! request, a HAR file and the lines of a browser's console. Nothing that a text names is opened, run or asked: that it was not is one of the
//! [remarks](Remark). A text that cannot be read gives every [`Problem`] with its place.

mod browser_headers;
mod console;
mod curl;
mod decode;
mod detect;
mod draft;
mod form;
mod har;
mod http;
mod nearest;
mod pasted;
mod powershell;
mod preflight;
mod problem;
mod read;
mod remark;
mod script;
mod shell;
mod url;
mod veil;
mod websocket;

pub use form::Form;
pub(crate) use nearest::nearest;
pub use pasted::{AddressFamily, Body, HttpVersion, Network, Pasted};
pub use problem::{Place, Problem, Unread};
pub use read::{read, read_words};
pub use remark::{Remark, RemarkKind};
