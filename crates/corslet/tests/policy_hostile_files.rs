//! A policy file may be anything: whatever the bytes, reading ends, soon, without a panic.
#![cfg(feature = "file")]
#![allow(clippy::panic, clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_types)]

#[path = "policy/bytes.rs"]
mod bytes;
#[path = "fuzz/seeds.rs"]
mod seeds;

use bytes::policy_file;

/// Two megabytes; without optimisation less, which takes as long.
const SIZE: usize = if cfg!(debug_assertions) { 1 << 17 } else { 2 << 20 };

fn filled(start: &str, piece: &str, end: &str) -> String {
    format!("{start}{}{end}", piece.repeat(SIZE / piece.len()))
}

#[test]
fn seeds_of_the_fuzz_target() {
    for (_, seed) in seeds::seeds("policy_file") {
        policy_file(&seed);
    }
}

#[test]
fn much_of_anything_ends() {
    let route = "version = 1\n[[route]]\npath = \"/*\"\n";
    let origins = format!("{route}origins = [");
    for text in [
        filled("", "[", ""),
        filled("a = ", "[", ""),
        filled("a = ", "{a=", ""),
        filled("", "a.", "b = 1"),
        filled("", "\"", ""),
        filled("", "\\", ""),
        filled("", "[[route]]\n", ""),
        filled("", "[[route]]\npath = '/*'\norigins = ['@x']\n", ""),
        filled("", "a = [\n", ""),
        filled("", "= \n", ""),
        filled("", "\u{0}", ""),
        filled("", "é", ""),
        filled("# ", "x", ""),
        filled("", "\r", ""),
        filled(route, "x = 1\n", ""),
        filled(&origins, "\"https://*.example.com\",", "]"),
        filled(&origins, "\"*\",", "]"),
        filled(&origins, "{env='a'},", "]"),
        filled(&origins, "'", "]"),
        filled(&format!("{origins}\"https://"), "*", "\"]"),
        filled(&format!("{origins}\"https://"), "a.", "example.com\"]"),
        filled(&format!("{origins}\"https://"), "é", ".example.com\"]"),
        filled(&format!("{origins}\"https://"), ":1", "\"]"),
        filled(&format!("{origins}\""), "https://a.example.com, ", "\"]"),
        filled("version = 1\n[[route]]\norigins = 'any'\npath = \"/", "a/", "*\""),
        filled("version = 1\n[[route]]\norigins = 'any'\npath = '/'\nmethods = [", "\"X\",", "]"),
        filled("version = ", "9", ""),
    ] {
        let began = std::time::Instant::now();
        policy_file(text.as_bytes());
        let took = began.elapsed();
        assert!(took.as_secs() < 20, "{took:?} for {:?}…", &text[..text.floor_char_boundary(60)]);
    }
    let numbered: Vec<String> =
        (0..SIZE / 35).map(|n| format!("\"https://a{n}.b{n}.example.com\"")).collect();
    policy_file(format!("{origins}{}]", numbered.join(",")).as_bytes());
    let routes: Vec<String> =
        (0..SIZE / 70).map(|n| format!("[[route]]\npath = '/a{n}/*'\norigins = 'any'\n")).collect();
    policy_file(format!("version = 1\n{}", routes.concat()).as_bytes());
}

#[test]
fn two_megabytes_of_a_mixture_end() {
    let mixture = "[[route]]\npath = '/a/*'\norigins = ['https://*.co.uk', \"*\", 'null', {env='x'},\nx = = [\n\"\u{0}é\n[groups]\n\
        a = [[[[\n'''\n''' {{{ = \n[[route]]\nmax-age = 1e9\n";
    let text = mixture.repeat((2 << 20) / mixture.len());
    policy_file(text.as_bytes());
}

/// The corpus is the seed: each file with pieces of it cut, doubled, swapped and changed. `CORSLET_RUNS` runs longer.
#[test]
fn the_corpus_broken_in_many_ways_ends() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/policies");
    let seeds: Vec<String> = ["bad", "good"]
        .iter()
        .flat_map(|kind| std::fs::read_dir(folder.join(kind)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let runs = std::env::var("CORSLET_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(3000_u64);
    let pieces = [
        "[", "]", "{", "}", "\"", "'", "\"\"\"", "\n", "=", ",", "*", "**.", "@", "é", "\u{feff}", "\\u00",
        "any", "-1", ".",
    ];
    let mut state = 5_u64;
    let mut roll = |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % sides.max(1)
    };
    for _ in 0..runs {
        let mut text = seeds[roll(seeds.len())].clone();
        for _ in 0..1 + roll(6) {
            let one = text.floor_char_boundary(roll(text.len() + 1));
            let other = text.floor_char_boundary(roll(text.len() + 1));
            let (from, to) = (
                one.min(other),
                one.max(other).min(text.ceil_char_boundary((one.min(other) + 40).min(text.len()))),
            );
            match roll(5) {
                0 => drop(text.drain(from..to)),
                1 => text.insert_str(from, pieces[roll(pieces.len())]),
                2 => {
                    let again = text[from..to].to_owned();
                    text.insert_str(from, &again);
                }
                3 => text.insert_str(from, &seeds[roll(seeds.len())].clone()),
                _ => text.truncate(one),
            }
        }
        policy_file(text.as_bytes());
    }
}
