//! Names that nobody can have guessed: two registrable domains and some labels, fresh for each run.

/// The first domain's public suffixes, and the second's: the two are never under the same one.
const SUFFIXES: [&[&str]; 2] = [&["com", "org", "io"], &["net", "dev", "info"]];

/// How many letters a label has.
const LENGTH: usize = 7;

/// Names that nobody can have guessed.
///
/// An origin on either domain is an attacker's: a server that trusts both trusts anybody, and one that trusts only one of
/// them has it on a list. Labels are letters only, which every pattern accepts that accepts any label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// A registrable domain.
    pub first: String,
    /// Another, under another public suffix.
    pub second: String,
    /// A label for a subdomain, a path or a header.
    pub label: String,
    /// A second label, for a subdomain of the subdomain.
    pub inner: String,
    /// Whatever else has to be fresh: a bundle's host name, an extension's id. Letters only.
    pub letters: String,
}

impl Names {
    /// Names from 64 random bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 64]) -> Names {
        let letters: String = seed[..48].iter().map(|byte| char::from(b'a' + byte % 26)).collect();
        let label = |index: usize| letters[index * LENGTH..(index + 1) * LENGTH].to_owned();
        let suffix = |which: usize| {
            let suffixes = SUFFIXES[which];
            suffixes[usize::from(seed[48 + which]) % suffixes.len()]
        };
        Names {
            first: format!("{}.{}", label(0), suffix(0)),
            second: format!("{}.{}", label(1), suffix(1)),
            label: label(2),
            inner: label(3),
            letters,
        }
    }

    /// The names in the documentation's examples.
    #[must_use]
    pub fn example() -> Names {
        Names {
            first: "attacker.com".to_owned(),
            second: "stranger.net".to_owned(),
            label: "qwertz".to_owned(),
            inner: "uiopas".to_owned(),
            letters: "abcdefghijklmnopabcdefghijklmnopabcdefghijklmnop".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_labels_under_different_suffixes() {
        for byte in 0..=255_u8 {
            let seed = std::array::from_fn(|index| byte.wrapping_mul(31).wrapping_add(index as u8));
            let names = Names::from_seed(&seed);
            let suffix = |name: &str| name.split_once('.').map(|(_, suffix)| suffix.to_owned());
            assert_ne!(suffix(&names.first), suffix(&names.second));
            assert!(names.letters.len() == 48 && names.letters.bytes().all(|byte| byte.is_ascii_lowercase()));
            assert_ne!(names.first, names.second);
        }
    }
}
