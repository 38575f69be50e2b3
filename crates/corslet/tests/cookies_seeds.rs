//! The seeds of the fuzz target `set_cookie`, run through what it runs.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cookies;

use proptest::prelude::*;

#[test]
#[allow(clippy::disallowed_methods, reason = "the seeds are files, and the engine does not read them")]
fn seeds_of_set_cookie() {
    let directory = format!("{}/../../fuzz/seeds/set_cookie", env!("CARGO_MANIFEST_DIR"));
    let seeds: Vec<Vec<u8>> = std::fs::read_dir(&directory)
        .unwrap_or_else(|error| panic!("{directory}: {error}"))
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    assert!(seeds.len() > 10, "{directory} has {} seeds", seeds.len());
    for seed in seeds {
        cookies::bytes::set_cookie(&seed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(line in prop::collection::vec(any::<u8>(), 0..60)) {
        cookies::bytes::set_cookie(&line);
    }

    #[test]
    fn any_line(line in "[a-zA-Z_=; \t]{0,12}(; ?(Max-Age|max-age|Expires|Domain|Path|SameSite|Secure|__Host-)=?[ -~]{0,12}){0,4}") {
        cookies::bytes::set_cookie(line.as_bytes());
    }
}
