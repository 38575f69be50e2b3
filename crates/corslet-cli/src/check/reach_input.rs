//! How long a request may take, and which certificates are trusted, as they were written.

use std::path::PathBuf;
use std::time::Duration;

use super::problem::Problem;
use super::trust_arguments::TrustArguments;
use crate::transport::Trust;

/// The longest limit that can be asked for.
const LONGEST: f64 = 86_400.0;

/// The time of `-m`, or else `unsaid`.
pub(crate) fn limit(text: Option<&str>, unsaid: Duration, problems: &mut Vec<Problem>) -> Duration {
    let Some(text) = text else { return unsaid };
    match text.parse::<f64>() {
        Ok(seconds) if seconds > 0.0 && seconds <= LONGEST => Duration::from_secs_f64(seconds),
        _ => {
            let what = "write a number of seconds above 0, at most 86400: -m 5";
            problems.push(Problem::new("-m", text, what));
            unsaid
        }
    }
}

/// What `--cacert` and `-k` come to.
pub(crate) fn trust(arguments: &TrustArguments, problems: &mut Vec<Problem>) -> Trust {
    let own = arguments.cacert.as_ref().and_then(|file| match Trust::file(PathBuf::from(file)) {
        Ok(trust) => Some(trust),
        Err(what) => {
            problems.push(Problem::new("--cacert", file.to_string_lossy(), what));
            None
        }
    });
    if arguments.insecure { Trust::Anything } else { own.unwrap_or_default() }
}
