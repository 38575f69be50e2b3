//! The known word that is nearest to an unknown one.

/// The nearest of the known words, if it is near: two letters away, or a quarter of a long word.
pub(super) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    known
        .filter(|known| known.len() <= LONGEST)
        .map(|known| (distance(word.as_bytes(), known.as_bytes()), known))
        .filter(|(distance, known)| *distance <= (known.len() / 2).min(2).max(known.len() / 4))
        .min()
        .map(|(_, known)| known)
}

/// How many letters must be inserted, removed or changed; a `_` for a `-` is free, and so is case.
fn distance(left: &[u8], right: &[u8]) -> usize {
    let plain = |byte: &u8| if *byte == b'_' { b'-' } else { byte.to_ascii_lowercase() };
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, one) in left.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(plain(one) != plain(other));
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_words() {
        let known = ["max-age", "methods", "origins", "credentials"];
        for (word, expected) in [
            ("origin", Some("origins")),
            ("max_age", Some("max-age")),
            ("Methods", Some("methods")),
            ("credential", Some("credentials")),
            ("timeout", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known.into_iter()), expected, "{word}");
        }
    }
}
