//! The CORS check: which answers grant an origin access, byte for byte.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{judge, told, verdicts};
use corslet::verdict::{AllowOriginMismatch as Mismatch, Failure, Fault};

#[test]
fn without_credentials() {
    #[rustfmt::skip]
    verdicts(&[
        ("GET https://b.test/ | 200",                                        "blocked actual:missing-acao"),
        ("GET https://b.test/ | 200; acao: *",                               "readable"),
        ("GET https://b.test/ | 200; acao: @",                               "readable"),
        ("GET https://b.test/ | 200; acao:   @  ",                           "readable"),
        ("GET https://b.test/ credentials=omit | 200; acao: *",              "readable"),
        // Allow-Credentials is not looked at.
        ("GET https://b.test/ | 200; acao: @; acac: false",                  "readable"),
        ("GET https://b.test/ credentials=omit | 200; acao: *; acac: true",  "readable"),
        // The status does not matter, and `get` joins lines.
        ("GET https://b.test/ | 404; acao: *",                               "readable"),
        ("GET https://b.test/ | 500",                                        "blocked actual:missing-acao"),
        ("GET https://b.test/ | 304; acao: *",                               "readable"),
        ("GET https://b.test/ | 200; acao: *; acao: *",                      "blocked actual:acao-mismatch"),
        ("GET https://b.test/ | 200; acao: @; acao: @",                      "blocked actual:acao-mismatch"),
        ("GET https://b.test/ | 200; acao: @; acao:",                        "blocked actual:acao-mismatch"),
        ("GET https://b.test/ | 200; acao: @, https://c.test",               "blocked actual:acao-mismatch"),
        ("GET https://b.test/ | 200; acao: @ https://c.test",                "blocked actual:acao-mismatch"),
        ("GET https://b.test/ | 200; Access-Control-ALLOW-Origin: *",        "readable"),
        ("GET https://b.test/ | 200; access-control-allow-origins: *",       "blocked actual:missing-acao"),
        // `null` is an origin, and no wildcard.
        ("GET https://b.test/ | 200; acao: null",                            "blocked actual:acao-mismatch"),
        ("GET https://b.test/ from=null | 200; acao: null",                  "readable"),
        ("GET https://b.test/ from=null | 200; acao: *",                     "readable"),
        ("GET https://b.test/ from=null | 200; acao: NULL",                  "blocked actual:acao-mismatch"),
        ("GET https://b.test/ from=null | 200; acao: https://a.test",        "blocked actual:acao-mismatch"),
        ("GET https://b.test/ from=null credentials=include | 200; acao: null; acac: true", "readable"),
        // Schemes of apps.
        ("GET https://b.test/ from=capacitor://localhost | 200; acao: capacitor://localhost", "readable"),
        ("GET https://b.test/ from=https://a.test:8443 | 200; acao: https://a.test", "blocked actual:acao-mismatch"),
    ]);
}

#[test]
fn with_credentials() {
    #[rustfmt::skip]
    verdicts(&[
        ("GET https://b.test/ credentials=include | 200; acao: @; acac: true",        "readable"),
        ("GET https://b.test/ credentials=include | 200; acao: @; acac:  true ",      "readable"),
        ("GET https://b.test/ credentials=include | 200; acao: @",                    "blocked actual:acac-not-true"),
        ("GET https://b.test/ credentials=include | 200; acao: @; acac:",             "blocked actual:acac-not-true"),
        ("GET https://b.test/ credentials=include | 200; acao: @; acac: True",        "blocked actual:acac-not-true"),
        ("GET https://b.test/ credentials=include | 200; acao: @; acac: TRUE",        "blocked actual:acac-not-true"),
        ("GET https://b.test/ credentials=include | 200; acao: @; acac: false",       "blocked actual:acac-not-true"),
        ("GET https://b.test/ credentials=include | 200; acao: @; acac: 1",           "blocked actual:acac-not-true"),
        ("GET https://b.test/ credentials=include | 200; acao: @; acac: \"true\"",    "blocked actual:acac-not-true"),
        ("GET https://b.test/ credentials=include | 200; acao: @; acac: true, true",  "blocked actual:acac-not-true"),
        ("GET https://b.test/ credentials=include | 200; acao: @; acac: true; acac: true", "blocked actual:acac-not-true"),
        // `*` grants nothing to credentials, and every failure is told.
        ("GET https://b.test/ credentials=include | 200; acao: *; acac: true",        "blocked actual:wildcard-with-credentials"),
        ("GET https://b.test/ credentials=include | 200; acao: *",                    "blocked actual:wildcard-with-credentials actual:acac-not-true"),
        ("GET https://b.test/ credentials=include | 200",                             "blocked actual:missing-acao actual:acac-not-true"),
        ("GET https://b.test/ credentials=include | 200; acao: https://c.test; acac: true", "blocked actual:acao-mismatch"),
        // It is the mode that counts, whether or not there is a cookie; the own origin needs no grant.
        ("GET https://a.test/ credentials=include | 200",                             "readable"),
        ("GET https://a.test/ credentials=include | 302; to: https://b.test/ | 200; acao: *; acac: true", "blocked actual:wildcard-with-credentials"),
    ]);
}

#[test]
fn every_response_of_a_cors_request_is_checked() {
    #[rustfmt::skip]
    verdicts(&[
        // The preflight's with the credentials mode of the request, though it carries no credentials.
        ("PUT https://b.test/ credentials=include | pre 204; acao: *; acam: PUT",             "blocked preflight:wildcard-with-credentials preflight:acac-not-true"),
        ("PUT https://b.test/ credentials=include | pre 204; acao: @; acam: PUT",             "blocked preflight:acac-not-true"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT | 200; acao: *",                  "readable"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT | 200",                           "blocked actual:missing-acao"),
        ("PUT https://b.test/ | pre 204; acam: PUT",                                          "blocked preflight:missing-acao"),
        // A redirect's, before it is followed, whatever the redirect mode.
        ("GET https://b.test/ | 302; to: /2",                                                 "blocked actual:missing-acao"),
        ("GET https://b.test/ redirect=manual | 302; to: /2",                                 "blocked actual:missing-acao"),
        ("GET https://b.test/ redirect=error | 302; to: /2",                                  "blocked actual:missing-acao"),
        ("GET https://b.test/ redirect=manual | 302; acao: *; to: /2",                        "opaque-redirect"),
        // Not one of the page's own origin on the way out.
        ("GET https://a.test/ | 302; to: https://b.test/ | 200; acao: @",                     "readable"),
        // And none of the other modes.
        ("GET https://b.test/ mode=no-cors | 200; acao: https://c.test",                      "opaque"),
        ("GET https://b.test/ mode=navigate | 200",                                           "readable"),
    ]);
}

#[test]
fn in_which_way_an_origin_is_missed() {
    #[rustfmt::skip]
    let rows = [
        ("https://a.test; acao: https://a.test", Mismatch::SeveralLines),
        ("*; acao: *",                Mismatch::SeveralLines),
        ("https://a.test, *",         Mismatch::SeveralValues),
        ("https://a.test *",          Mismatch::SeveralValues),
        ("",                          Mismatch::Empty),
        ("https://A.test",            Mismatch::Case),
        ("HTTPS://a.test",            Mismatch::Case),
        ("https://a.test/",           Mismatch::TrailingSlash),
        ("https://a.test/x",          Mismatch::Path),
        ("http://a.test",             Mismatch::Scheme),
        ("https://a.test:443",        Mismatch::Port),
        ("https://a.test:8443",       Mismatch::Port),
        ("null",                      Mismatch::Null),
        ("https://*.test",            Mismatch::Pattern),
        ("**",                        Mismatch::Pattern),
        ("https://b.test",            Mismatch::Other),
        ("https://sub.a.test",        Mismatch::Other),
        ("a.test",                    Mismatch::NotAnOrigin),
        ("true",                      Mismatch::NotAnOrigin),
        ("\u{e4}",                    Mismatch::NotAnOrigin),
    ];
    for (value, expected) in rows {
        let verdict = judge(&format!("GET https://b.test/ | 200; acao: {value}"));
        let [blocked] = &verdict.blocked[..] else { panic!("{value}: {}", told(&verdict)) };
        let Failure::AllowOriginDiffers { mismatch, expected: origin, status, .. } = &blocked.failure else {
            panic!("{value}: {blocked:?}")
        };
        assert_eq!((*mismatch, origin.as_str(), *status), (expected, "https://a.test", 200), "{value}");
        assert_eq!(blocked.failure.fault(), Fault::Server);
    }
    let verdict = judge("GET https://b.test/ from=null | 200; acao: https://b.test");
    let Failure::AllowOriginDiffers { mismatch, .. } = &verdict.blocked[0].failure else {
        panic!("{}", told(&verdict))
    };
    assert_eq!(*mismatch, Mismatch::OriginIsNull);
}
