//! Whether a browser is the one that its profile was recorded from.

use std::cmp::Ordering;

/// How an installed browser stands to its profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Age {
    Same,
    /// What differs shows that the profile is stale.
    Newer,
    Older,
}

/// Compares two versions as browsers write them: `HeadlessChrome/156.0.8078.79`, `Firefox ESR 153.7.0`.
pub(crate) fn age(browser: &str, profile: &str) -> Age {
    match numbers(browser).cmp(&numbers(profile)) {
        Ordering::Equal => Age::Same,
        Ordering::Greater => Age::Newer,
        Ordering::Less => Age::Older,
    }
}

/// The first word that is numbers between dots.
fn numbers(version: &str) -> Vec<u32> {
    version
        .split([' ', '/'])
        .map(|word| word.split('.').map_while(|number| number.parse().ok()).collect::<Vec<u32>>())
        .find(|numbers| numbers.len() > 1)
        .unwrap_or_default()
}

#[test]
fn a_version_is_read_as_numbers() {
    assert_eq!(age("HeadlessChrome/156.0.8078.79", "Chromium 156.0.8078.79"), Age::Same);
    assert_eq!(age("HeadlessChrome/156.0.8078.101", "Chromium 156.0.8078.79"), Age::Newer);
    assert_eq!(age("153.10.0esr", "Firefox ESR 153.7.0"), Age::Newer);
    assert_eq!(age("153.7.0", "Firefox ESR 153.7.0"), Age::Same);
    assert_eq!(age("152.0", "Firefox ESR 153.7.0"), Age::Older);
}
