//! The arguments that say which certificates are trusted, as they were written.

use std::ffi::OsString;

/// Which certificates are trusted.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Network")]
pub(crate) struct TrustArguments {
    /// Look past TLS certificates that cannot be verified
    #[arg(short = 'k', long = "insecure")]
    pub(crate) insecure: bool,
    /// Trust the authorities of this PEM file, and no others
    #[arg(long, value_name = "FILE")]
    pub(crate) cacert: Option<OsString>,
}
