//! The command line of `corslet check`, as it was written.
//!
//! Everything is text here: what it means is read later, so that all that is wrong can be said at once.

use std::ffi::OsString;

use super::data_arguments::Data;
use super::network_arguments::NetworkArguments;
use super::print_arguments::PrintArguments;
use super::trust_arguments::TrustArguments;

/// What is written behind `corslet check`.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// The URL that the page asks for; `-` reads a pasted request from standard input. ws and wss mean `new WebSocket()`,
    /// which is not under CORS and is not asked
    #[arg(value_name = "URL")]
    pub(crate) url: Option<OsString>,
    /// The origin of the page that asks, such as https://app.example; `null` for an opaque one. Repeated: one check
    /// for each
    #[arg(long = "origin", value_name = "ORIGIN")]
    pub(crate) origins: Vec<OsString>,
    /// A curl command as it was copied: corslet check -- curl 'https://api.example/' -H ...
    #[arg(value_name = "CURL", last = true, conflicts_with_all = ["batch", "from_har", "paste"])]
    pub(crate) words: Vec<OsString>,
    #[command(flatten)]
    pub(crate) request: RequestArguments,
    #[command(flatten)]
    pub(crate) page: PageArguments,
    /// standard, chromium, firefox, webkit or all; may be repeated [default: all]
    #[arg(long = "engine", value_name = "ENGINE", value_delimiter = ',', help_heading = "The check")]
    pub(crate) engines: Vec<String>,
    /// Really send a request that may change something: anything but GET and HEAD
    #[arg(long, help_heading = "The check")]
    pub(crate) send: bool,
    /// Send what makes the diagnosis surer: at most six extra requests, GET and OPTIONS, each of which is listed
    #[arg(long, conflicts_with_all = ["batch", "from_har"], help_heading = "The check")]
    pub(crate) probe: bool,
    /// Write the fix for this layer, such as nginx or express, or for `all` [default: the one that seems to answer]
    #[arg(long, value_name = "LAYER", value_delimiter = ',', help_heading = "The check")]
    pub(crate) fix: Vec<String>,
    /// Ask N times, and so show what the preflight cache answers, and which of the cookies that were set go along
    #[arg(long, value_name = "N", help_heading = "The check")]
    pub(crate) repeat: Option<String>,
    /// With --repeat: how much later each time is by the browser's clock, such as +5s, +10m or +2h
    #[arg(long, value_name = "+TIME", allow_hyphen_values = true, help_heading = "The check")]
    pub(crate) clock: Option<String>,
    /// Checks one request a line of this JSON Lines file; `-` reads standard input. The other flags are what a line
    /// does not say
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["url", "har", "curl", "repeat", "clock"],
        help_heading = "The check"
    )]
    pub(crate) batch: Option<OsString>,
    /// Reads a pasted request from this file, or from standard input: a curl command, a fetch() call, an HTTP request, a
    /// HAR file or a line of a browser's console. Flags beside it win over what it says
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        default_missing_value = "-",
        conflicts_with_all = ["batch", "from_har"],
        help_heading = "The check"
    )]
    pub(crate) paste: Option<OsString>,
    /// Judges what was recorded in this HAR file, and asks nobody: the request that was blocked, or FILE#N for the one
    /// of entry N. A URL chooses among the recorded ones; other flags win over what was recorded
    #[arg(
        long,
        value_name = "FILE[#N]",
        conflicts_with_all = ["batch", "repeat", "clock", "send"],
        help_heading = "The check"
    )]
    pub(crate) from_har: Option<OsString>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    #[command(flatten)]
    pub(crate) trust: TrustArguments,
    /// Ask every address of the URL's host, IPv4 and IPv6, and show the one that differs
    #[arg(long, conflicts_with_all = ["batch", "from_har"], help_heading = "Network")]
    pub(crate) all_addresses: bool,
    /// How long each request may take [default: 30]
    #[arg(short = 'm', long = "max-time", value_name = "SECONDS", help_heading = "Network")]
    pub(crate) max_time: Option<String>,
    #[command(flatten)]
    pub(crate) network: NetworkArguments,
}

/// The request, in curl's letters.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "The request, in curl's letters")]
pub(crate) struct RequestArguments {
    /// The method [default: GET, or POST with a body]
    #[arg(short = 'X', long = "request", value_name = "METHOD")]
    pub(crate) method: Option<OsString>,
    /// A header that the page sets; may be repeated. `Origin` is read as --origin, `Cookie` as -b
    #[arg(short = 'H', long = "header", value_name = "'NAME: VALUE'", allow_hyphen_values = true)]
    pub(crate) headers: Vec<OsString>,
    #[command(flatten)]
    pub(crate) data: Data,
    /// Send the data in the URL's query
    #[arg(short = 'G', long = "get")]
    pub(crate) get: bool,
    /// Ask with HEAD
    #[arg(short = 'I', long = "head")]
    pub(crate) head: bool,
    /// The browser's cookies for the URL's host, without SameSite ('a=1; b=2') or with what a server says
    /// ('Set-Cookie: a=1; SameSite=None; Secure'), or a cookie file as --cookie-jar; may be repeated. Each browser sends
    /// them by its own rules
    #[arg(short = 'b', long = "cookie", value_name = "DATA|FILE", allow_hyphen_values = true)]
    pub(crate) cookies: Vec<OsString>,
    /// A file with the browser's cookies: lines of seven fields as curl and Netscape write them, or `Set-Cookie: ...` of
    /// the URL's host or of its Domain. It is read, and never written; may be repeated
    #[arg(long = "cookie-jar", value_name = "FILE")]
    pub(crate) cookie_jars: Vec<OsString>,
    /// The HTTP authentication that the browser has stored for the URL's origin; an Authorization header of the page's
    /// own is -H
    #[arg(short = 'u', long = "user", value_name = "USER:PASSWORD", allow_hyphen_values = true)]
    pub(crate) user: Option<OsString>,
}

/// What of the page asks, and how.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "The page")]
pub(crate) struct PageArguments {
    /// omit, same-origin or include [default: same-origin]
    #[arg(long, value_name = "MODE")]
    pub(crate) credentials: Option<String>,
    /// cors, no-cors or same-origin [default: cors]
    #[arg(long, value_name = "MODE")]
    pub(crate) mode: Option<String>,
    /// follow, error or manual [default: follow]
    #[arg(long, value_name = "MODE")]
    pub(crate) redirect: Option<String>,
    /// no-referrer, origin, ... [default: strict-origin-when-cross-origin]
    #[arg(long, value_name = "POLICY")]
    pub(crate) referrer_policy: Option<String>,
    /// The origin of the top-level page, when the page that asks is a frame in one of another site
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) top_site: Option<OsString>,
    /// What the browser does with cookies of third parties: block, allow or partition [default: as each is installed]
    #[arg(long, value_name = "SETTING")]
    pub(crate) third_party_cookies: Option<String>,
    /// A header of the page's own response: Cross-Origin-Embedder-Policy, Referrer-Policy, or Content-Security-Policy
    /// with upgrade-insecure-requests; may be repeated
    #[arg(long = "page-header", value_name = "'NAME: VALUE'")]
    pub(crate) page_headers: Vec<OsString>,
    /// Ask with XMLHttpRequest; `--credentials include` is its withCredentials
    #[arg(long)]
    pub(crate) xhr: bool,
    /// The XMLHttpRequest has a listener on its upload, which forces a preflight (says --xhr as well)
    #[arg(long)]
    pub(crate) upload_listener: bool,
    /// Ask with an element or another API: img, script, module, font, style, eventsource, beacon, video, audio, track,
    /// preload-fetch, preload-font, preload-image, preload-script, modulepreload, mask-image, background-image, object,
    /// iframe, form, worker or websocket
    #[arg(long, value_name = "ELEMENT")]
    pub(crate) element: Option<String>,
    /// The element's crossorigin attribute: anonymous or use-credentials; of an EventSource its withCredentials
    #[arg(long, value_name = "VALUE", num_args = 0..=1, default_missing_value = "anonymous")]
    pub(crate) crossorigin: Option<String>,
}

/// What is written, and where to.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArguments {
    /// human, json or jsonl [default: by the extension of -o, else human; jsonl with --batch]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Write the report to this file: .json, .jsonl, or anything else for people
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub(crate) output: Option<OsString>,
    /// Write every exchange to this file as HAR 1.2, which the network panel of a browser opens
    #[arg(long, value_name = "FILE")]
    pub(crate) har: Option<OsString>,
    /// Also print every exchange as a curl command
    #[arg(long)]
    pub(crate) curl: bool,
    /// `blocked`: exit with 0 when it is blocked, and with 1 when it is allowed
    #[arg(long, value_name = "OUTCOME")]
    pub(crate) expect: Option<String>,
    #[command(flatten)]
    pub(crate) print: PrintArguments,
}
