//! Bodies that are never the same twice: whether a third differs from two by more than they do from each other.

/// Whether `other` differs where the two that were asked for alike are the same; nothing when they have nothing in common that
/// could be compared.
pub(super) fn differs(alike: [&[u8]; 2], other: &[u8]) -> Option<bool> {
    let [first, second] = alike.map(words);
    let other = words(other);
    if first == second {
        return Some(first != other);
    }
    // A nonce and a time change in their place; what moves everything else cannot be compared.
    if first.len() != second.len() || first.iter().zip(&second).all(|(one, two)| one != two) {
        return None;
    }
    if first.len() != other.len() {
        return Some(true);
    }
    Some(first.iter().zip(&second).zip(&other).any(|((one, two), three)| one == two && one != three))
}

/// Letters and digits that stand together.
fn words(body: &[u8]) -> Vec<&[u8]> {
    body.split(|byte| {
        byte.is_ascii_whitespace() || (byte.is_ascii_punctuation() && !matches!(byte, b'_' | b'-'))
    })
    .filter(|word| !word.is_empty())
    .collect()
}

#[cfg(test)]
mod tests {
    use super::differs;

    #[test]
    fn what_changes_each_time_says_nothing() {
        type Row = (&'static [u8], &'static [u8], &'static [u8], Option<bool>);
        let rows: [Row; 6] = [
            (b"{\"nonce\":\"a1\"}", b"{\"nonce\":\"b2\"}", b"{\"nonce\":\"c3\"}", Some(false)),
            (b"nonce a1, nobody", b"nonce b2, nobody", b"nonce c3, Ada", Some(true)),
            (b"nonce a1", b"nonce b2", b"nonce c3, Ada", Some(true)),
            (b"the same", b"the same", b"the same", Some(false)),
            (b"a b", b"c d", b"e f", None),
            (b"a b", b"a b c", b"a b", None),
        ];
        for (first, second, other, expected) in rows {
            assert_eq!(differs([first, second], other), expected, "{}", String::from_utf8_lossy(other));
        }
    }
}
