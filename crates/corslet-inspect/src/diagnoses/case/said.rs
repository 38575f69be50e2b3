//! What the user said beside the request: in which form, and which of a browser's sentences.

/// What the user said.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The form of what was pasted.
    pub form: Option<Form>,
    /// The line of a browser's console that was pasted.
    pub console: Option<String>,
    /// Whether it is said to fail in a browser: a console line, or an entry of a HAR file that got no response.
    pub fails_in_browser: bool,
    /// The flags of the command line that diagnoses speak of, as they were written.
    pub flags: Vec<String>,
}

/// A form in which a request is pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A curl command.
    Curl,
    /// A call of `fetch()`.
    Fetch,
    /// An `XMLHttpRequest`, or a library on top of it.
    Xhr,
    /// A request as it is on the wire.
    Http,
    /// An entry of a HAR file.
    Har,
    /// A line of a browser's console.
    Console,
}
