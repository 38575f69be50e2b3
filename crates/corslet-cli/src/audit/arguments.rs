//! The command line of `corslet audit`, as it was written.

use std::ffi::OsString;

use crate::check::data_arguments::Data;
use crate::check::network_arguments::NetworkArguments;

/// What is written behind `corslet audit`.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// What is audited: a URL; may be repeated
    #[arg(value_name = "TARGET")]
    pub(crate) targets: Vec<OsString>,
    #[command(flatten)]
    pub(crate) request: RequestArguments,
    #[command(flatten)]
    pub(crate) audit: AuditArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// Look past TLS certificates that cannot be verified
    #[arg(short = 'k', long = "insecure", help_heading = "Network")]
    pub(crate) insecure: bool,
    /// Trust the authorities of this PEM file, and no others
    #[arg(long, value_name = "FILE", help_heading = "Network")]
    pub(crate) cacert: Option<OsString>,
    /// How long each request may take [default: 10]
    #[arg(short = 'm', long = "max-time", value_name = "SECONDS", help_heading = "Network")]
    pub(crate) max_time: Option<String>,
    #[command(flatten)]
    pub(crate) network: NetworkArguments,
}

/// The request and its session, in curl's letters.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "The request and its session, in curl's letters")]
pub(crate) struct RequestArguments {
    /// The target's method [default: GET, or POST with a body]
    #[arg(short = 'X', long = "request", value_name = "METHOD")]
    pub(crate) method: Option<OsString>,
    /// A header of every request; may be repeated. It goes only where the session goes
    #[arg(short = 'H', long = "header", value_name = "'NAME: VALUE'", allow_hyphen_values = true)]
    pub(crate) headers: Vec<OsString>,
    #[command(flatten)]
    pub(crate) data: Data,
    /// The session's cookies: 'a=1; b=2', what a server says ('Set-Cookie: a=1; SameSite=None; Secure'), or a cookie file;
    /// may be repeated
    #[arg(short = 'b', long = "cookie", value_name = "DATA|FILE", allow_hyphen_values = true)]
    pub(crate) cookies: Vec<OsString>,
    /// The session's HTTP authentication
    #[arg(short = 'u', long = "user", value_name = "USER:PASSWORD", allow_hyphen_values = true)]
    pub(crate) user: Option<OsString>,
}

/// What is asked.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "The audit")]
pub(crate) struct AuditArguments {
    /// quick (25 requests at most) or full [default: full]
    #[arg(long, value_name = "DEPTH")]
    pub(crate) depth: Option<String>,
    /// An origin that is trusted on purpose, such as the front end's; may be repeated
    #[arg(long = "trusted-origin", value_name = "ORIGIN")]
    pub(crate) trusted_origins: Vec<OsString>,
    /// Really send requests that may change something
    #[arg(long)]
    pub(crate) active: bool,
    /// Send this many requests to a target at most
    #[arg(long, value_name = "N")]
    pub(crate) max_requests: Option<String>,
    /// Send this many requests a second to a host at most [default: 25; as fast as it answers on this machine]
    #[arg(long, value_name = "N")]
    pub(crate) rate: Option<String>,
    /// Audit this many targets beside each other at most [default: 32]
    #[arg(long, value_name = "N")]
    pub(crate) concurrency: Option<String>,
}

/// What is written, and where to.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArguments {
    /// json or jsonl [default: jsonl]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Exit with 1 only when a finding is at least this bad: info, low, medium or high [default: low]
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<String>,
    /// Report only what is at least this sure: low, medium or high [default: low]
    #[arg(long, value_name = "CONFIDENCE")]
    pub(crate) min_confidence: Option<String>,
}
