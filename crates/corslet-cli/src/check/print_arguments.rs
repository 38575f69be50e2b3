//! The arguments that say how an answer is printed, as they were written.

/// How an answer is printed.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct PrintArguments {
    /// Do not blank out passwords, cookies and tokens
    #[arg(long)]
    pub(crate) show_secrets: bool,
    /// Write plain ASCII, also where the terminal can do more
    #[arg(long)]
    pub(crate) ascii: bool,
}
