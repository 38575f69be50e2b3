//! The command line of `corslet audit`, as it was written.

use std::ffi::OsString;

use crate::check::data_arguments::Data;
use crate::check::network_arguments::NetworkArguments;
use crate::check::print_arguments::PrintArguments;
use crate::check::trust_arguments::TrustArguments;

/// What is written behind `corslet audit`.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// What is audited: a URL, which is asked; a policy file (.toml) or a recording (.har), which is judged without asking
    /// anybody; or `-`, which reads a list from standard input. May be repeated
    #[arg(value_name = "TARGET")]
    pub(crate) targets: Vec<OsString>,
    #[command(flatten)]
    pub(crate) lists: ListArguments,
    #[command(flatten)]
    pub(crate) request: RequestArguments,
    #[command(flatten)]
    pub(crate) audit: AuditArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    #[command(flatten)]
    pub(crate) trust: TrustArguments,
    /// How long each request may take [default: 10]
    #[arg(short = 'm', long = "max-time", value_name = "SECONDS", help_heading = "Network")]
    pub(crate) max_time: Option<String>,
    #[command(flatten)]
    pub(crate) network: NetworkArguments,
}

/// Targets in files, and which of them are asked.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Targets in files")]
pub(crate) struct ListArguments {
    /// A list: a URL a line, or a JSON object with url, and method, cookie, headers and user of its own; may be repeated
    #[arg(long = "targets", value_name = "FILE")]
    pub(crate) files: Vec<OsString>,
    /// The operations of an OpenAPI document (JSON), at the URL that is the TARGET, or else at the document's servers
    #[arg(long, value_name = "FILE")]
    pub(crate) openapi: Option<OsString>,
    /// The pages of a sitemap (XML, also compressed)
    #[arg(long, value_name = "FILE")]
    pub(crate) sitemap: Option<OsString>,
    /// The URLs of a recording (HAR), asked anew
    #[arg(long, value_name = "FILE")]
    pub(crate) har: Option<OsString>,
    /// Ask only hosts of this domain; may be repeated
    #[arg(long, value_name = "DOMAIN")]
    pub(crate) scope: Vec<String>,
    /// Ask targets of several registrable domains without naming them with --scope
    #[arg(long)]
    pub(crate) yes: bool,
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
    /// Send the session (-b, -u, -H) to this origin; may be repeated [default: the origins of the URLs that are TARGETs]
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) session_for: Vec<OsString>,
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
    /// Ask the name service whether the domains of trusted origins exist: one that does not can be registered by anybody.
    /// With a server's address behind `=`, that one is asked and not the system's: one outside knows nothing of names that
    /// exist only inside
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub(crate) dns: Option<String>,
    /// Also report what is wrong and of no use in any browser
    #[arg(long)]
    pub(crate) pedantic: bool,
    /// Send this many requests for a target at most
    #[arg(long, value_name = "N")]
    pub(crate) max_requests: Option<String>,
    /// Send this many requests a second to a host at most; 0 for as many as it answers [default: 25; 0 on this machine]
    #[arg(long, value_name = "N")]
    pub(crate) rate: Option<String>,
    /// Audit this many targets beside each other at most [default: 32]
    #[arg(long, value_name = "N")]
    pub(crate) concurrency: Option<String>,
    /// Print every request that would be sent to servers that grant nothing, and send none
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Keep in this file what is done, and go on there when it was interrupted
    #[arg(long, value_name = "FILE")]
    pub(crate) resume: Option<OsString>,
}

/// What is written, and where to.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArguments {
    /// human, json, jsonl, sarif, junit, html or markdown [default: by the extension of -o, else human]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Write the report to this file: .json, .jsonl, .sarif, .xml, .html, .md, or anything else for people
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub(crate) output: Option<OsString>,
    /// Exit with 1 when a finding is at least this bad: info, low, medium or high [default: low]
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<String>,
    /// Report only what is at least this sure: low, medium or high [default: low]
    #[arg(long, value_name = "CONFIDENCE")]
    pub(crate) min_confidence: Option<String>,
    /// Leave out what this file knows already, or says to ignore
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<OsString>,
    /// Write what is found to this file, for --baseline
    #[arg(long, value_name = "FILE")]
    pub(crate) write_baseline: Option<OsString>,
    /// Write a page into this directory for each finding that a page can show
    #[arg(long, value_name = "DIR")]
    pub(crate) proof: Option<OsString>,
    /// Also report the exchanges that no finding points to
    #[arg(long)]
    pub(crate) every_exchange: bool,
    #[command(flatten)]
    pub(crate) print: PrintArguments,
}
