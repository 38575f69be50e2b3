//! The forms in which people paste a request or a failure.

use std::fmt;

/// What a pasted text was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A curl command for bash, zsh or sh.
    Curl,
    /// A curl command for cmd.exe, with `^`.
    CurlCmd,
    /// `Invoke-WebRequest` or `Invoke-RestMethod`.
    PowerShell,
    /// A call of `fetch()`.
    Fetch,
    /// The calls of an `XMLHttpRequest`.
    Xhr,
    /// A call of axios.
    Axios,
    /// The constructor of a `WebSocket`.
    WebSocket,
    /// The request of HTTP itself.
    Http,
    /// A recording of the network panel.
    Har,
    /// What a browser's console printed.
    Console,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 10] = [
        Form::Curl,
        Form::CurlCmd,
        Form::PowerShell,
        Form::Fetch,
        Form::Xhr,
        Form::Axios,
        Form::WebSocket,
        Form::Http,
        Form::Har,
        Form::Console,
    ];

    /// One word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Curl => "curl",
            Form::CurlCmd => "curl-cmd",
            Form::PowerShell => "powershell",
            Form::Fetch => "fetch",
            Form::Xhr => "xhr",
            Form::Axios => "axios",
            Form::WebSocket => "websocket",
            Form::Http => "http",
            Form::Har => "har",
            Form::Console => "console",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Form::Curl => "a curl command",
            Form::CurlCmd => "a curl command for cmd.exe",
            Form::PowerShell => "a PowerShell command",
            Form::Fetch => "a call of fetch()",
            Form::Xhr => "an XMLHttpRequest",
            Form::Axios => "a call of axios",
            Form::WebSocket => "new WebSocket()",
            Form::Http => "an HTTP request",
            Form::Har => "a HAR file",
            Form::Console => "a line of a browser's console",
        })
    }
}
