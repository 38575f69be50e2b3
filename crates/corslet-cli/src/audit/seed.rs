//! Random bytes from the operating system: the names that nobody can have guessed are made of them.

use corslet_inspect::audit::Names;

/// Names for one run.
///
/// # Errors
/// When the operating system gives no random bytes: guessable names would prove nothing.
pub(super) fn names() -> Result<Names, String> {
    let mut seed = [0; 64];
    rustls::crypto::ring::default_provider()
        .secure_random
        .fill(&mut seed)
        .map_err(|_| "the operating system gives no random bytes".to_owned())?;
    Ok(Names::from_seed(&seed))
}
