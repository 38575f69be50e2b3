//! The command line of `corslet check`, as it was written.
//!
//! Everything is text here: what it means is read later, so that all that is wrong can be said at once.

use std::ffi::OsString;

use super::network_arguments::NetworkArguments;

/// What is written behind `corslet check`.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// The URL that the page asks for
    #[arg(value_name = "URL")]
    pub(crate) url: Option<OsString>,
    /// The origin of the page that asks, such as https://app.example; `null` for an opaque one
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) origin: Option<OsString>,
    /// The method [default: GET, or POST with -d]
    #[arg(short = 'X', long = "request", value_name = "METHOD")]
    pub(crate) method: Option<OsString>,
    /// A header that the page sets; may be repeated
    #[arg(short = 'H', long = "header", value_name = "'NAME: VALUE'", allow_hyphen_values = true)]
    pub(crate) headers: Vec<OsString>,
    /// The body; repeated ones are joined with `&`, and @FILE is read from a file
    #[arg(short, long = "data", value_name = "DATA", allow_hyphen_values = true)]
    pub(crate) data: Vec<OsString>,
    /// omit, same-origin or include [default: same-origin]
    #[arg(long, value_name = "MODE")]
    pub(crate) credentials: Option<String>,
    /// cors, no-cors or same-origin [default: cors]
    #[arg(long, value_name = "MODE")]
    pub(crate) mode: Option<String>,
    /// follow, error or manual [default: follow]
    #[arg(long, value_name = "MODE")]
    pub(crate) redirect: Option<String>,
    /// standard, chromium, firefox, webkit or all; may be repeated [default: all]
    #[arg(long = "engine", value_name = "ENGINE", value_delimiter = ',')]
    pub(crate) engines: Vec<String>,
    /// Really send a request that may change something: anything but GET and HEAD
    #[arg(long)]
    pub(crate) send: bool,
    /// human or json [default: human]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Look past TLS certificates that cannot be verified
    #[arg(short = 'k', long = "insecure")]
    pub(crate) insecure: bool,
    /// Trust the authorities of this PEM file, and no others
    #[arg(long, value_name = "FILE")]
    pub(crate) cacert: Option<OsString>,
    /// How long each request may take [default: 30]
    #[arg(short = 'm', long = "max-time", value_name = "SECONDS")]
    pub(crate) max_time: Option<String>,
    #[command(flatten)]
    pub(crate) network: NetworkArguments,
}
