//! Credentials: which requests carry cookies, stored HTTP authentication and client certificates.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::judge;
use corslet::browser::Profile;

/// For each request of the conversation whether it carries credentials.
#[track_caller]
fn carried(text: &str) -> Vec<bool> {
    judge(text).exchanges.iter().map(|exchange| exchange.credentials).collect()
}

#[test]
fn by_mode_and_tainting() {
    #[rustfmt::skip]
    let rows: &[(&str, &[bool])] = &[
        ("GET https://a.test/ credentials=omit | 200",                          &[false]),
        ("GET https://a.test/ credentials=same-origin | 200",                   &[true]),
        ("GET https://a.test/ credentials=include | 200",                       &[true]),
        ("GET https://b.test/ credentials=omit | 200",                          &[false]),
        ("GET https://b.test/ credentials=same-origin | 200",                   &[false]),
        ("GET https://b.test/ credentials=include | 200",                       &[true]),
        ("GET https://sub.a.test/ credentials=same-origin | 200",               &[false]),
        ("GET https://a.test/ from=null credentials=same-origin | 200",         &[false]),
        ("GET https://b.test/ mode=no-cors credentials=omit | 200",             &[false]),
        ("GET https://b.test/ mode=no-cors credentials=same-origin | 200",      &[false]),
        ("GET https://b.test/ mode=no-cors credentials=include | 200",          &[true]),
        // A navigation is assumed to include them; a WebSocket's response is basic.
        ("GET https://b.test/ mode=navigate | 200",                             &[true]),
        ("GET https://b.test/ mode=websocket | 101",                            &[true]),
        // A preflight never.
        ("PUT https://b.test/ credentials=include | pre 204; acao: @; acac: true; acam: PUT | 200", &[false, true]),
        ("PUT https://b.test/ credentials=same-origin | pre 204; acao: *; acam: PUT | 200",         &[false, false]),
        // Hop by hop; what is tainted has none of the page's own, not even at home.
        ("GET https://a.test/ | 302; to: /2 | 200",                                                     &[true, true]),
        ("GET https://a.test/ | 302; to: https://b.test/ | 200",                                        &[true, false]),
        ("GET https://a.test/ | 302; to: https://b.test/ | 302; acao: *; to: https://a.test/ | 200",    &[true, false, false]),
        ("GET https://a.test/ mode=no-cors | 302; to: https://b.test/ | 302; to: https://a.test/ | 200", &[true, false, false]),
        ("GET https://a.test/ credentials=include | 302; to: https://b.test/ | 200",                    &[true, true]),
        ("GET https://a.test/ credentials=omit | 302; to: https://b.test/ | 200",                       &[false, false]),
    ];
    for (text, expected) in rows {
        assert_eq!(carried(text), *expected, "{text}");
    }
}

#[test]
fn a_cookie_without_same_site() {
    #[rustfmt::skip]
    let rows = [
        // Where it goes by the standard's letter, and where SameSite=Lax is the default.
        ("GET https://a.test/",                                          true,  true),
        ("GET https://sub.a.test/ credentials=include",                  true,  true),
        ("GET https://b.test/ credentials=include",                      true,  false),
        ("GET https://a.test/ credentials=include from=http://a.test",   true,  false),
        ("GET https://a.test/ credentials=include from=null",            true,  false),
        ("GET https://b.test/",                                          false, false),
        ("GET https://sub.a.test/",                                      false, false),
        ("GET https://a.test/ credentials=omit",                         false, false),
    ];
    for (text, by_the_letter, by_default) in rows {
        let verdict = judge(&format!("{text} | 200"));
        let goes = |profile: &Profile| profile.sends_unmarked_cookie(&verdict.request, &verdict.exchanges[0]);
        let browsers = [Profile::chromium(), Profile::firefox(), Profile::webkit()].map(goes);
        assert_eq!(
            (goes(Profile::standard()), browsers),
            (by_the_letter, [by_default, by_default, by_the_letter]),
            "{text}"
        );
    }
}
