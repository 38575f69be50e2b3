//! The CORS-preflight cache by the text: what it keeps, for how long, and for whom.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Browser, told};
use corslet::browser::Profile;

/// Plays conversations one after another, each so many seconds after the start; what a script does not say is asked for
/// fails the test, so that each row says whether the cache answers.
#[track_caller]
fn sequence(rows: &[(f64, &str)]) -> Browser<'static> {
    let mut browser = Browser::new(Profile::standard());
    for (at, text) in rows {
        browser.wait(at - browser.now.as_secs_f64());
        let verdict = browser.judge(text);
        assert_eq!(told(&verdict), "readable", "{text}");
    }
    browser
}

const PUT: &str = "PUT https://b.test/ | pre 204; acao: *; acam: PUT | 200; acao: *";
const PUT_KEPT: &str = "PUT https://b.test/ | 200; acao: *";

#[test]
fn for_how_long() {
    #[rustfmt::skip]
    let rows: &[(&str, f64)] = &[
        // One delta-seconds on one line; five for everything else.
        ("",                               5.0),
        ("; acma: 1",                      1.0),
        ("; acma: 600",                    600.0),
        ("; acma:  7 ",                    7.0),
        ("; acma: 007",                    7.0),
        ("; acma: 604800",                 604_800.0),
        ("; acma:",                        5.0),
        ("; acma: -1",                     5.0),
        ("; acma: +9",                     5.0),
        ("; acma: 9.0",                    5.0),
        ("; acma: \"9\"",                  5.0),
        ("; acma: 9, 9",                   5.0),
        ("; acma: 9; acma: 9",             5.0),
        ("; acma: 0x9",                    5.0),
        ("; acma: 9s",                     5.0),
        ("; acma: \u{b2}",                 5.0),
    ];
    for (max_age, seconds) in rows {
        let first = format!("PUT https://b.test/ | pre 204; acao: *; acam: PUT{max_age} | 200; acao: *");
        sequence(&[(0.0, &first), (seconds - 0.5, PUT_KEPT), (*seconds, PUT)]);
    }
    sequence(&[
        (0.0, "PUT https://b.test/ | pre 204; acao: *; acam: PUT; acma: 0 | 200; acao: *"),
        (0.0, PUT),
    ]);
    let no_end =
        "PUT https://b.test/ | pre 204; acao: *; acam: PUT; acma: 99999999999999999999999 | 200; acao: *";
    sequence(&[(0.0, no_end), (1e12, PUT_KEPT)]);
}

#[test]
fn methods_and_names_are_kept_one_by_one() {
    #[rustfmt::skip]
    sequence(&[
        (0.0, "PUT https://b.test/; x-a: 1 | pre 204; acao: *; acam: PUT, DELETE; acah: x-a, X-B | 200; acao: *"),
        (1.0, PUT_KEPT),
        (1.0, "DELETE https://b.test/; X-A: 1; x-b: 2 | 200; acao: *"),
        (1.0, "GET https://b.test/; x-b: 1 | 200; acao: *"),
        // One name is not known, so all are asked for.
        (2.0, "PUT https://b.test/; x-a: 1; x-c: 2 | pre 204; acao: *; acam: PUT; acah: x-a, x-c | 200; acao: *"),
        // What the first preflight allowed is still known, until its time is over.
        (4.0, "DELETE https://b.test/; x-b: 1; x-c: 1 | 200; acao: *"),
        (5.5, "PUT https://b.test/; x-c: 1 | pre 204; acao: *; acam: PUT; acah: x-c | 200; acao: *"),
    ]);
    sequence(&[(0.0, PUT), (0.0, "put https://b.test/ | pre 204; acao: *; acam: put | 200; acao: *")]);
}

#[test]
fn a_match_takes_the_new_max_age_and_keeps_its_moment() {
    let again = |method: &str, max_age: u32| {
        format!(
            "{method} https://b.test/; x-{max_age}: 1 | pre 204; acao: *; acam: PUT; acah: x-{max_age}; acma: {max_age} | 200; acao: *"
        )
    };
    // Kept at 0 for ten seconds; set to thirty at 5, so until 30 and not until 35.
    sequence(&[(0.0, &again("PUT", 10)), (5.0, &again("PUT", 30)), (29.0, PUT_KEPT), (31.0, PUT)]);
    // Set to six at 5, so until 6.
    sequence(&[(0.0, &again("PUT", 10)), (5.0, &again("PUT", 6)), (5.5, PUT_KEPT), (6.5, PUT)]);
}

#[test]
fn a_star() {
    #[rustfmt::skip]
    sequence(&[
        (0.0, "PUT https://b.test/; x-a: 1 | pre 204; acao: *; acam: *; acah: * | 200; acao: *"),
        (1.0, "DELETE https://b.test/; x-b: 1 | 200; acao: *"),
        (1.0, "patch https://b.test/; content-type: a/b | 200; acao: *"),
        // Not for Authorization.
        (2.0, "PUT https://b.test/; authorization: t | pre 204; acao: *; acam: *; acah: authorization | 200; acao: *"),
        (3.0, "PUT https://b.test/; authorization: t | 200; acao: *"),
    ]);
    // A `*` that updates finds the entry it stands for.
    #[rustfmt::skip]
    sequence(&[
        (0.0, "PUT https://b.test/ | pre 204; acao: *; acam: *; acma: 10 | 200; acao: *"),
        (1.0, "DELETE https://b.test/; x-a: 1 | pre 204; acao: *; acam: DELETE; acah: x-a; acma: 20 | 200; acao: *"),
        (15.0, "PATCH https://b.test/ | 200; acao: *"),
    ]);
}

#[test]
fn credentials() {
    const CREDENTIALED: &str = "PUT https://b.test/ credentials=include | pre 204; acao: @; acac: true; acam: PUT | 200; acao: @; acac: true";
    #[rustfmt::skip]
    sequence(&[
        (0.0, CREDENTIALED),
        (1.0, "PUT https://b.test/ credentials=include | 200; acao: @; acac: true"),
        (1.0, "PUT https://b.test/ | 200; acao: @"),
        (1.0, "PUT https://b.test/ credentials=omit | 200; acao: *"),
    ]);
    sequence(&[(0.0, PUT), (1.0, CREDENTIALED), (2.0, PUT_KEPT)]);
}

#[test]
fn for_whom() {
    #[rustfmt::skip]
    sequence(&[
        (0.0, PUT),
        (1.0, "PUT https://b.test/2 | pre 204; acao: *; acam: PUT | 200; acao: *"),
        (1.0, "PUT https://b.test/?q | pre 204; acao: *; acam: PUT | 200; acao: *"),
        (1.0, "PUT https://b.test:8443/ | pre 204; acao: *; acam: PUT | 200; acao: *"),
        (1.0, "PUT https://b.test/ from=https://c.test | pre 204; acao: *; acam: PUT | 200; acao: *"),
        (1.0, "PUT https://b.test/ partition=https://top.test | pre 204; acao: *; acam: PUT | 200; acao: *"),
        (1.0, "PUT https://b.test:443/ | 200; acao: *"),
        (1.0, PUT_KEPT),
    ]);
    // All opaque origins are `null`.
    #[rustfmt::skip]
    sequence(&[
        (0.0, "PUT https://b.test/ from=null | pre 204; acao: null; acam: PUT | 200; acao: null"),
        (1.0, "PUT https://b.test/ from=null | 200; acao: null"),
        (1.0, PUT),
    ]);
}

#[test]
fn a_redirect_asks_for_each_url() {
    #[rustfmt::skip]
    sequence(&[
        (0.0, "PUT https://b.test/ | pre 204; acao: *; acam: PUT | 307; acao: *; to: /2 | pre 204; acao: *; acam: PUT | 200; acao: *"),
        (1.0, "PUT https://b.test/ | 307; acao: *; to: /2 | 200; acao: *"),
        (1.0, "PUT https://b.test/2 | 200; acao: *"),
        (1.0, "PUT https://a.test/ | 307; to: https://b.test/2 | 200; acao: *"),
        // Tainted, its origin is another one.
        (1.0, "PUT https://c.test/ | pre 204; acao: *; acam: PUT | 307; acao: *; to: https://b.test/2 | pre 204; acao: *; acam: PUT | 200; acao: *"),
    ]);
}

#[test]
fn a_forced_preflight() {
    #[rustfmt::skip]
    sequence(&[
        (0.0, "POST https://b.test/ upload | pre 204; acao: * | 200; acao: *"),
        (1.0, "POST https://b.test/ upload | 200; acao: *"),
        // Not for another method, safelisted or not.
        (1.0, "GET https://b.test/ upload | pre 204; acao: *; acam: GET | 200; acao: *"),
        (2.0, "GET https://b.test/ upload | 200; acao: *"),
        (2.0, "HEAD https://b.test/ upload | pre 204; acao: *; acam: PUT | 200; acao: *"),
        // The list was there without the method, so the method was not kept.
        (3.0, "HEAD https://b.test/ upload | pre 204; acao: *; acam: PUT | 200; acao: *"),
        (3.0, "PUT https://b.test/ upload | 200; acao: *"),
    ]);
}

#[test]
fn a_network_error_clears() {
    #[rustfmt::skip]
    let errors = [
        // Whatever failed after the preflight, or instead of it.
        "PUT https://b.test/ | failed",
        "PUT https://b.test/ | 200",
        "PUT https://b.test/ redirect=error | 302; acao: *; to: /2",
        "PUT https://b.test/ | 307; acao: *; to: http://[",
        "PUT https://b.test/; x-a: 1 | pre failed",
        "PUT https://b.test/; x-a: 1 | pre 500",
        "PUT https://b.test/ credentials=include | pre 204; acao: *",
    ];
    for error in errors {
        let mut browser = sequence(&[(0.0, PUT), (1.0, PUT_KEPT)]);
        assert_eq!(told(&browser.judge(error)).split(' ').next(), Some("blocked"), "{error}");
        assert!(browser.cache.is_empty(), "{error}");
        browser.judge(PUT);
    }
    #[rustfmt::skip]
    let others = [
        // Without a preflight, of another URL, page or partition, or no error.
        "GET https://b.test/ | 200",
        "GET https://b.test/ | failed",
        "PUT https://b.test/2 | pre 500",
        "PUT https://b.test/ from=https://c.test | pre 500",
        "PUT https://b.test/ partition=x | pre 500",
        "PUT https://b.test/ | 500; acao: *",
    ];
    for other in others {
        let mut browser = sequence(&[(0.0, PUT)]);
        browser.judge(other);
        browser.judge(PUT_KEPT);
    }
    // Entries of credentialed requests go with the others.
    let mut browser = sequence(&[
        (0.0, PUT),
        (
            0.0,
            "PUT https://b.test/ credentials=include | pre 204; acao: @; acac: true; acam: PUT | 200; acao: @; acac: true",
        ),
    ]);
    browser.judge("PUT https://b.test/ | 200");
    assert!(browser.cache.is_empty());
}

#[test]
fn the_redirect_that_fails_clears_where_it_failed() {
    // By the text it is the current URL whose entries go, which is the redirect's.
    let mut browser =
        sequence(&[(0.0, PUT), (0.0, "PUT https://b.test/2 | pre 204; acao: *; acam: PUT | 200; acao: *")]);
    browser.judge("PUT https://b.test/ | 307; acao: *; to: /2 | 200");
    browser.judge(PUT_KEPT);
    browser.judge("PUT https://b.test/2 | pre 204; acao: *; acam: PUT | 200; acao: *");
}

#[test]
fn what_is_refused_is_not_kept() {
    let mut browser = Browser::new(Profile::standard());
    browser.judge("DELETE https://b.test/ | pre 204; acao: *; acam: PUT");
    assert!(browser.cache.is_empty());
    browser.judge(PUT);
    assert_eq!(browser.cache.len(), 1);
}
