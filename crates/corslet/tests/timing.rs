//! The TAO check: whether a page may see the timing in detail.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::judge;

#[test]
fn which_responses_show_their_timing() {
    #[rustfmt::skip]
    let rows = [
        ("GET https://a.test/ | 200",                                                       true),
        ("GET data:,x",                                                                     true),
        ("GET https://b.test/ | 200; acao: *",                                              false),
        ("GET https://b.test/ | 200; acao: *; tao: *",                                      true),
        ("GET https://b.test/ | 200; acao: *; tao: @",                                      true),
        ("GET https://b.test/ | 200; acao: *; tao: https://c.test, @",                      true),
        ("GET https://b.test/ | 200; acao: *; tao: https://c.test; tao:  @ ",               true),
        ("GET https://b.test/ | 200; acao: *; tao: https://c.test,*",                       true),
        ("GET https://b.test/ | 200; acao: *; tao: https://A.test",                         false),
        ("GET https://b.test/ | 200; acao: *; tao: @/",                                     false),
        ("GET https://b.test/ | 200; acao: *; tao: @ https://c.test",                       false),
        ("GET https://b.test/ | 200; acao: *; tao: \"x,*\"",                                false),
        ("GET https://b.test/ | 200; acao: *; tao:",                                        false),
        ("GET https://b.test/ from=null | 200; acao: *; tao: null",                         true),
        // An opaque response too may show it.
        ("GET https://b.test/ mode=no-cors | 200",                                          false),
        ("GET https://b.test/ mode=no-cors | 200; tao: *",                                  true),
        // Every hop has to.
        ("GET https://a.test/ | 302; to: https://b.test/ | 200; acao: *; tao: *",           true),
        ("GET https://b.test/ | 302; acao: *; to: /2 | 200; acao: *; tao: *",               false),
        ("GET https://b.test/ | 302; acao: *; to: /2; tao: * | 200; acao: *; tao: *",       true),
        ("GET https://b.test/ | 302; acao: *; to: /2; tao: @ | 200; acao: *; tao: @",       true),
        ("GET https://b.test/ | 302; acao: *; to: https://c.test/; tao: @ | 200; acao: *; tao: @",    false),
        ("GET https://b.test/ | 302; acao: *; to: https://c.test/; tao: @ | 200; acao: *; tao: null", true),
        // A navigation shows its own site's.
        ("GET https://a.test/ mode=navigate | 200",                                         true),
        ("GET https://b.test/ mode=navigate | 200",                                         false),
        ("GET https://b.test/ mode=navigate | 200; tao: @",                                 true),
        // A network error shows nothing.
        ("GET https://b.test/ | 200; tao: *",                                               false),
        ("GET https://a.test/ | failed",                                                    false),
        // A preflight's answer is not asked.
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT | 200; acao: *; tao: *",        true),
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT; tao: * | 200; acao: *",        false),
    ];
    for (text, allowed) in rows {
        assert_eq!(judge(text).timing_allowed, allowed, "{text}");
    }
}
