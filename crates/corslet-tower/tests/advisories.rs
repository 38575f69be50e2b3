//! Every advisory against a CORS middleware that the manual knows has a test that shows its hole is not here.
//!
//! Not in the list is CVE-2024-27456 (rack-cors): a package whose files anybody could write, which no code can hold.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used)]

/// What was found, whether it is an advisory or an issue that became none.
const ADVISORIES: &[(&str, Held)] = &[
    // Any origin, echoed with credentials.
    ("CVE-2018-20744", POLICY.by("reflect_any_with_credentials_does_not_compile_under_any_name")),
    ("CVE-2024-25124", POLICY.by("reflect_any_with_credentials_does_not_compile_under_any_name")),
    ("CVE-2023-49803", POLICY.by("any_origin_is_a_star_and_never_an_echo")),
    ("CVE-2026-54290", POLICY.by("reflect_any_with_credentials_does_not_compile_under_any_name")),
    ("CVE-2018-8014", POLICY.by("reflect_any_with_credentials_does_not_compile_under_any_name")),
    ("CVE-2021-39185", LAYER.by("null_is_nobody")),
    ("CVE-2017-8700", LAYER.by("an_origin_is_compared_whole")),
    ("GHSA-972r-f3fv-whm3", POLICY.by("reflect_any_with_credentials_does_not_compile_under_any_name")),
    ("CVE-2025-34291", LAYER.by("any_origin_is_a_star_and_never_reflected")),
    ("CVE-2026-44184", LAYER.by("any_origin_is_a_star_and_never_reflected")),
    ("CVE-2022-26969", LAYER.by("any_origin_is_a_star_and_never_reflected")),
    // Matching that is not anchored.
    ("GHSA-vhxv-fg4m-p2w8", POLICY.by("nothing_matches_unanchored")),
    ("GHSA-v84h-653v-4pq9", POLICY.by("nothing_matches_unanchored")),
    ("CVE-2019-25211", POLICY.by("nothing_matches_unanchored")),
    ("CVE-2026-37737", POLICY.by("nothing_matches_unanchored")),
    ("CVE-2017-11173", POLICY.by("nothing_matches_unanchored")),
    // The cost of a preflight.
    ("CVE-2025-47908", POLICY.by("a_hostile_list_of_headers_is_refused")),
    ("CVE-2026-69207", LAYER.by("hostile_lists_are_refused")),
    ("go-chi/cors", LAYER.by("a_thousand_lines_are_refused")),
    // Caches.
    ("GHSA-q7jf-gf43-6x6p", LAYER.by("the_requests_own_vary_does_not_come_back")),
    // Which route decides.
    ("CVE-2024-6839", POLICY.by("no_path_selects_another_routes_policy")),
    ("CVE-2024-6844", LAYER.by("case_and_plus_mean_what_they_say")),
    ("CVE-2024-6866", LAYER.by("case_and_plus_mean_what_they_say")),
    ("CVE-2019-18978", LAYER.by("paths_that_others_read_differently_match_nothing")),
    // What is let through, shared, logged.
    ("CVE-2023-35943", LAYER.by("an_application_that_removes_the_origin_changes_nothing")),
    ("CVE-2020-5397", LAYER.by("no_preflight_reaches_a_handler")),
    ("CVE-2022-4147", LAYER.by("an_invalid_origin_is_served_and_reads_nothing")),
    ("CVE-2024-6221", LAYER.by("private_networks_are_granted_to_nobody")),
    ("CVE-2024-1681", LAYER.by("nothing_of_the_request_is_written_into_a_refusal")),
    ("rs/cors 198", LAYER.by("an_outer_layer_that_changes_the_headers_changes_no_other_answer")),
    ("jub0bs/cors 14", POLICY.by("answers_share_no_state")),
    ("jub0bs/cors 12", REFERENCE.by("answers_equal_the_reference")),
    ("jub0bs/cors 15", REFERENCE.by("answers_equal_the_reference")),
];

/// The file and the name of a test.
struct Held {
    file: &'static str,
    test: &'static str,
}

struct Tests(&'static str);

const LAYER: Tests = Tests(include_str!("attacks.rs"));
const POLICY: Tests = Tests(include_str!("../../corslet/tests/policy_advisories.rs"));
const REFERENCE: Tests = Tests(include_str!("../../corslet/tests/policy_reference.rs"));

impl Tests {
    const fn by(&self, test: &'static str) -> Held {
        Held { file: self.0, test }
    }
}

const MANUAL: &[&str] = &[
    include_str!("../../corslet/src/manual/attacks/mod.rs"),
    include_str!("../../corslet/src/manual/attacks/origins.rs"),
    include_str!("../../corslet/src/manual/attacks/requests.rs"),
];

#[test]
fn each_has_a_test_of_its_name() {
    for (id, held) in ADVISORIES {
        assert!(held.file.contains(&format!("fn {}()", held.test)), "{id}: there is no test `{}`", held.test);
    }
}

#[test]
fn the_manual_and_this_list_know_the_same() {
    for (id, _) in ADVISORIES {
        assert!(MANUAL.iter().any(|chapter| chapter.contains(id)), "the manual does not tell of {id}");
    }
    for chapter in MANUAL {
        let words = chapter.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'));
        for id in words.filter(|word| word.starts_with("CVE-") || word.starts_with("GHSA-")) {
            assert!(ADVISORIES.iter().any(|(known, _)| *known == id), "no test is named for {id}");
        }
    }
}
