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

    /// A port that no list has by chance, of four digits when `which` is even and of five when it is odd.
    #[must_use]
    pub fn port(&self, which: usize) -> u16 {
        let number = self.number(which * 5, 4);
        // The last digit keeps clear of the ports that development servers have.
        let tens = if which.is_multiple_of(2) { 110 + number % 780 } else { 1100 + number % 5300 };
        u16::try_from(tens * 10 + 6).unwrap_or(u16::MAX)
    }

    /// A number from 1 to 250, for an address.
    #[must_use]
    pub fn octet(&self, which: usize) -> u8 {
        u8::try_from(1 + self.number(which * 3, 3) % 250).unwrap_or(1)
    }

    /// An id such as Chromium gives extensions: 32 letters from `a` to `p`.
    #[must_use]
    pub fn extension_id(&self) -> String {
        self.letters.bytes().take(32).map(|byte| char::from(b'a' + (byte - b'a') % 16)).collect()
    }

    /// An id such as Firefox gives extensions in each browser: a UUID.
    #[must_use]
    pub fn uuid(&self) -> String {
        let hex = |from: usize, length: usize| -> String {
            let digit = |byte: u8| char::from(b"0123456789abcdef"[usize::from((byte - b'a') % 16)]);
            self.letters.bytes().skip(from).take(length).map(digit).collect()
        };
        format!("{}-{}-4{}-a{}-{}", hex(0, 8), hex(8, 4), hex(12, 3), hex(15, 3), hex(18, 12))
    }

    /// Public suffixes under which hardly anybody has a second name: two of two letters, two of three.
    #[must_use]
    pub fn unlikely_suffixes(&self) -> [&'static str; 4] {
        const TWO: [&str; 4] = ["cc", "ws", "nu", "pw"];
        const THREE: [&str; 4] = ["xyz", "icu", "bid", "win"];
        let start = self.number(0, 2) as usize;
        [TWO[start % 4], TWO[(start + 1) % 4], THREE[start % 4], THREE[(start + 1) % 4]]
    }

    /// The number that some of the letters are.
    fn number(&self, from: usize, length: usize) -> u32 {
        let letters = self.letters.bytes().skip(from).take(length);
        letters.fold(0, |number, letter| number * 26 + u32::from(letter - b'a'))
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
            let ports: Vec<u16> = (0..6).map(|which| names.port(which)).collect();
            assert!(ports.iter().step_by(2).all(|port| (1024..10_000).contains(port)), "{ports:?}");
            assert!(ports.iter().skip(1).step_by(2).all(|port| *port >= 10_000), "{ports:?}");
            assert_eq!((names.extension_id().len(), names.uuid().len()), (32, 36));
        }
    }
}
