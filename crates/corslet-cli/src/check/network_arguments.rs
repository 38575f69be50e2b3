//! The arguments that say how servers are reached, as they were written.

/// How servers are reached.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Network")]
pub(crate) struct NetworkArguments {
    /// Use this address for a host and port; may be repeated
    #[arg(long, value_name = "HOST:PORT:ADDRESS[,ADDRESS]")]
    pub(crate) resolve: Vec<String>,
    /// Connect to another host and port in place of these; may be repeated
    #[arg(long, value_name = "HOST1:PORT1:HOST2:PORT2")]
    pub(crate) connect_to: Vec<String>,
    /// Use IPv4 addresses only
    #[arg(short = '4', long, conflicts_with = "ipv6")]
    pub(crate) ipv4: bool,
    /// Use IPv6 addresses only
    #[arg(short = '6', long)]
    pub(crate) ipv6: bool,
    /// Speak HTTP/1.1; with --http2 the two are compared
    #[arg(long = "http1.1")]
    pub(crate) http1: bool,
    /// Speak HTTP/2 where the server offers it behind TLS, and say so where it does not
    #[arg(long)]
    pub(crate) http2: bool,
    /// Ask through this proxy; an empty one asks none [default: http_proxy, HTTPS_PROXY and ALL_PROXY, except for this machine]
    #[arg(short = 'x', long, value_name = "[SCHEME://][USER:PASSWORD@]HOST[:PORT]")]
    pub(crate) proxy: Option<String>,
    /// Ask these hosts without a proxy [default: NO_PROXY]
    #[arg(long, value_name = "HOST[,HOST]")]
    pub(crate) noproxy: Option<String>,
    /// The client's own certificate, as PEM
    #[arg(short = 'E', long, value_name = "FILE")]
    pub(crate) cert: Option<std::ffi::OsString>,
    /// The key of the client's certificate, as PEM [default: in the certificate's file]
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub(crate) key: Option<std::ffi::OsString>,
}
