//! Random bytes from the operating system: the names that nobody can have guessed are made of them.

/// As many as names need.
///
/// # Errors
/// When the operating system gives none: guessable names would prove nothing.
pub(super) fn fresh() -> Result<[u8; 64], String> {
    let mut seed = [0; 64];
    rustls::crypto::ring::default_provider()
        .secure_random
        .fill(&mut seed)
        .map_err(|_| "the operating system gives no random bytes".to_owned())?;
    Ok(seed)
}
