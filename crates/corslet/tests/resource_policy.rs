//! Cross-Origin-Resource-Policy and Cross-Origin-Embedder-Policy, by the standard's letter.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::verdicts;
use corslet::browser::{EmbedderPolicy, PolicyContainer, ReferrerPolicy};
use corslet::words::{HeaderList, Origin};

#[test]
fn who_may_use_a_response_unread() {
    #[rustfmt::skip]
    verdicts(&[
        ("GET https://b.test/ mode=no-cors | 200",                                             "opaque"),
        ("GET https://b.test/ mode=no-cors | 200; corp: cross-origin",                         "opaque"),
        ("GET https://b.test/ mode=no-cors | 200; corp: same-site",                            "blocked resource-policy"),
        ("GET https://b.test/ mode=no-cors | 200; corp: same-origin",                          "blocked resource-policy"),
        ("GET https://sub.a.test/ mode=no-cors | 200; corp: same-site",                        "opaque"),
        ("GET https://sub.a.test/ mode=no-cors | 200; corp: same-origin",                      "blocked resource-policy"),
        ("GET https://a.test/ mode=no-cors | 200; corp: same-origin",                          "readable"),
        // Exactly, or not at all.
        ("GET https://b.test/ mode=no-cors | 200; corp: Same-Origin",                          "opaque"),
        ("GET https://b.test/ mode=no-cors | 200; corp: same-origin; corp: same-origin",       "opaque"),
        // From http, no response over https is of the site; the other way it is.
        ("GET https://a.test/ mode=no-cors from=http://a.test | 200; corp: same-site",         "blocked resource-policy"),
        ("GET http://sub.a.test/ mode=no-cors from=http://a.test | 200; corp: same-site",      "opaque"),
        // CORS asks the server itself.
        ("GET https://b.test/ | 200; acao: *; corp: same-origin",                              "readable"),
        // Every hop is looked at.
        ("GET https://b.test/ mode=no-cors | 302; corp: same-origin; to: https://a.test/",     "blocked resource-policy"),
        ("GET https://a.test/ mode=no-cors | 302; corp: same-origin; to: https://b.test/ | 200", "opaque"),
    ]);
}

#[test]
fn what_an_embedder_policy_demands() {
    #[rustfmt::skip]
    verdicts(&[
        ("GET https://b.test/ mode=no-cors coep=require-corp | 200",                           "blocked resource-policy-missing"),
        ("GET https://b.test/ mode=no-cors coep=require-corp | 200; corp: x",                  "blocked resource-policy-missing"),
        ("GET https://b.test/ mode=no-cors coep=require-corp | 200; corp: cross-origin",       "opaque"),
        ("GET https://a.test/ mode=no-cors coep=require-corp | 200",                           "readable"),
        ("GET https://b.test/ coep=require-corp | 200; acao: *",                               "readable"),
        ("GET https://b.test/ mode=no-cors credentials=include coep=credentialless | 200",     "opaque"),
        ("GET https://b.test/ mode=no-cors coep=credentialless | 200; corp: same-origin",      "blocked resource-policy"),
        // A frame needs a policy of its own, and one for resources.
        ("GET https://b.test/ element=iframe | 200; corp: same-origin",                        "readable"),
        ("GET https://b.test/ element=iframe coep=require-corp | 200; corp: cross-origin",     "blocked embedder-policy-missing"),
        ("GET https://b.test/ element=iframe coep=require-corp | 200; coep: require-corp",     "blocked resource-policy-missing"),
        ("GET https://a.test/ element=iframe coep=require-corp | 200; coep: require-corp",     "readable"),
        ("GET https://b.test/ element=iframe coep=require-corp | 200; coep: credentialless; corp: cross-origin", "readable"),
    ]);
}

#[test]
fn a_pages_headers_make_its_policies() {
    let https = Origin::parse("https://a.test").unwrap();
    let of = |origin: &Origin, name: &'static str, value: &str| {
        PolicyContainer::of_page(origin, &HeaderList::from_pairs([(name, value)]))
    };
    #[rustfmt::skip]
    let rows = [
        ("require-corp",                       EmbedderPolicy::RequireCorp),
        ("credentialless; report-to=\"x\"",    EmbedderPolicy::Credentialless),
        ("Require-Corp",                       EmbedderPolicy::UnsafeNone),
        ("require-corp, require-corp",         EmbedderPolicy::UnsafeNone),
        ("\"require-corp\"",                   EmbedderPolicy::UnsafeNone),
        ("",                                   EmbedderPolicy::UnsafeNone),
    ];
    for (value, expected) in rows {
        assert_eq!(of(&https, "Cross-Origin-Embedder-Policy", value).embedder_policy, expected, "{value}");
    }
    let http = Origin::parse("http://a.test").unwrap();
    let insecure = of(&http, "Cross-Origin-Embedder-Policy", "require-corp");
    assert_eq!(insecure.embedder_policy, EmbedderPolicy::UnsafeNone);

    let csp = |value| of(&https, "Content-Security-Policy", value).upgrades_insecure_requests;
    assert!(
        csp("default-src 'self'; Upgrade-Insecure-Requests") && csp("img-src *, upgrade-insecure-requests")
    );
    assert!(!csp("report-uri /upgrade-insecure-requests") && !csp(""));

    let referrer = |value| of(&https, "Referrer-Policy", value).referrer_policy;
    assert_eq!(referrer("no-referrer, UNSAFE-URL, x"), ReferrerPolicy::UnsafeUrl);
    assert_eq!(referrer("x"), ReferrerPolicy::default());
}
