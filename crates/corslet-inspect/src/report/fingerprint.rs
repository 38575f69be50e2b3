//! A finding's fingerprint: the same in every run.

/// [FNV-1a](https://datatracker.ietf.org/doc/html/draft-eastlake-fnv) with 128 bits.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// The fingerprint of what a rule finds on a target. A rule finds one thing at most there, so neither the names that a run
/// makes up nor the values that a server sends are part of it.
pub(super) fn fingerprint(id: &str, method: &str, target: &str) -> String {
    let mut hash = OFFSET;
    for byte in [id, method, target].join("\n").bytes() {
        hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    }
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_changes() {
        let known = fingerprint("reflect-any", "GET", "https://api.shop.example/account");
        assert_eq!(known, "035eae8c8b1de219d70774deb19fd4a6");
        assert_ne!(known, fingerprint("reflect-any", "POST", "https://api.shop.example/account"));
    }
}
