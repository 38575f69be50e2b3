//! Main fetch: which rules a request falls under, before and after a redirect.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{judge, told, verdicts};
use corslet::verdict::ResponseType;
use corslet::words::BAD_PORTS;

#[test]
fn the_first_row_that_matches_decides() {
    #[rustfmt::skip]
    let rows = [
        // Of the request's origin: no CORS, whatever the method and headers.
        ("GET https://a.test/ | 200",                                       "readable", ResponseType::Basic),
        ("PUT https://a.test/ credentials=include; x-a: 1 | 500",           "readable", ResponseType::Basic),
        ("GET https://a.test:443/ mode=same-origin | 200",                  "readable", ResponseType::Basic),
        ("GET https://a.test/ mode=no-cors redirect=manual | 200",          "readable", ResponseType::Basic),
        ("GET https://a.test/ | 302; to: /2 | 200",                         "readable", ResponseType::Basic),
        // A `data:` URL is everybody's.
        ("GET data:,x",                                                     "readable", ResponseType::Basic),
        ("GET data:,x mode=same-origin",                                    "readable", ResponseType::Basic),
        ("GET data:,x mode=no-cors redirect=manual",                        "readable", ResponseType::Basic),
        ("GET data:,x from=null",                                           "readable", ResponseType::Basic),
        // Navigations and WebSockets ask whom they like.
        ("POST https://b.test/ mode=navigate | 200",                        "readable", ResponseType::Basic),
        ("GET https://b.test/ mode=websocket | 101",                        "readable", ResponseType::Basic),
        ("GET wss://b.test/ element=websocket | 101",                       "readable", ResponseType::Basic),
        ("GET https://b.test/ mode=navigate | 302; to: https://c.test/ | 200", "readable", ResponseType::Basic),
        // Mode same-origin.
        ("GET https://b.test/ mode=same-origin",                            "never-sent same-origin-mode", ResponseType::Error),
        ("GET https://a.test:8443/ mode=same-origin",                       "never-sent same-origin-mode", ResponseType::Error),
        ("GET http://a.test/ mode=same-origin from=https://b.test",         "never-sent mixed-content", ResponseType::Error),
        ("GET https://a.test/ mode=same-origin from=null",                  "never-sent same-origin-mode", ResponseType::Error),
        ("GET https://a.test/ mode=same-origin | 302; to: https://b.test/", "blocked same-origin-mode", ResponseType::Error),
        ("GET ftp://b.test/ mode=same-origin from=http://a.test",           "never-sent same-origin-mode", ResponseType::Error),
        // Mode no-cors.
        ("POST https://b.test/ mode=no-cors | 500",                         "opaque", ResponseType::Opaque),
        ("GET https://b.test/ mode=no-cors redirect=error",                 "never-sent no-cors-redirect-mode", ResponseType::Error),
        ("GET https://b.test/ mode=no-cors redirect=manual",                "never-sent no-cors-redirect-mode", ResponseType::Error),
        ("GET https://a.test/ mode=no-cors | 302; to: https://b.test/ | 200", "opaque", ResponseType::Opaque),
        ("GET ftp://b.test/ mode=no-cors from=http://a.test",               "never-sent scheme", ResponseType::Error),
        // A WebSocket's URL is for a WebSocket alone.
        ("GET wss://b.test/ element=img",                                   "never-sent scheme", ResponseType::Error),
        ("GET wss://b.test/ element=module crossorigin=anonymous",          "never-sent scheme", ResponseType::Error),
        ("GET wss://b.test/",                                               "never-sent scheme", ResponseType::Error),
        // CORS is for http and https.
        ("GET ftp://b.test/ from=http://a.test",                            "never-sent scheme", ResponseType::Error),
        ("GET about:blank",                                                 "never-sent scheme", ResponseType::Error),
        ("GET file:///x",                                                   "never-sent scheme", ResponseType::Error),
        ("GET x:y",                                                         "never-sent scheme", ResponseType::Error),
        ("GET blob:https://b.test/x",                                       "never-sent scheme", ResponseType::Error),
        // The rest.
        ("GET https://b.test/ | 200; acao: *",                              "readable", ResponseType::Cors),
        ("GET https://sub.a.test/ | 200; acao: *",                          "readable", ResponseType::Cors),
        ("GET https://a.test/ from=null | 200; acao: null",                 "readable", ResponseType::Cors),
        ("GET https://a.test/ from=capacitor://localhost | 200; acao: @",   "readable", ResponseType::Cors),
        ("GET https://a.test/ from=http://a.test | 200; acao: @",           "readable", ResponseType::Cors),
    ];
    for (text, outcome, response_type) in rows {
        let verdict = judge(text);
        assert_eq!((told(&verdict).as_str(), verdict.response_type), (outcome, response_type), "{text}");
    }
}

#[test]
fn a_preflight_for_what_no_form_could_send() {
    #[rustfmt::skip]
    verdicts(&[
        ("HEAD https://b.test/ | 200; acao: *",                                               "readable"),
        ("POST https://b.test/ body=text; content-type: text/plain;x | 200; acao: *",         "readable"),
        ("GET https://b.test/; range: bytes=0- | 200; acao: *",                               "readable"),
        ("PUT https://b.test/ | pre 404",                                                     "blocked preflight:missing-acao preflight:status preflight:method"),
        ("PATCH https://b.test/ | pre 204; acao: *; acam: PATCH | 200; acao: *",              "readable"),
        ("OPTIONS https://b.test/ | pre 204; acao: *; acam: OPTIONS | 200; acao: *",          "readable"),
        // A method is case-sensitive: `get` is another one than `GET`, where nothing has normalised it.
        ("get https://b.test/ | pre 204; acao: *; acam: get | 200; acao: *",                  "readable"),
        ("GET https://b.test/; x-a: 1 | pre 204; acao: *; acah: x-a | 200; acao: *",          "readable"),
        ("GET https://b.test/; cache-control: no-cache | pre 204; acao: *; acah: cache-control | 200; acao: *", "readable"),
        ("POST https://b.test/; content-type: application/json | pre 204; acao: *; acah: content-type | 200; acao: *", "readable"),
        ("GET https://b.test/; range: bytes=-5 | pre 204; acao: *; acah: range | 200; acao: *", "readable"),
        // The flags: one asks nobody about method and headers, the other forces a preflight.
        ("PUT https://b.test/ safe; x-a: 1 | 200; acao: *",                                   "readable"),
        ("GET https://b.test/ upload | pre 204; acao: * | 200; acao: *",                      "readable"),
        ("POST https://b.test/ body=stream | pre 204; acao: * | 200; acao: *",                "readable"),
        ("POST https://b.test/ safe body=stream | pre 204; acao: * | 200; acao: *",           "readable"),
        // Where CORS does not apply, neither do preflights.
        ("PUT https://a.test/ upload; x-a: 1 | 200",                                          "readable"),
        ("PUT https://b.test/ mode=navigate; x-a: 1 | 200",                                   "readable"),
    ]);
}

#[test]
fn safelisted_headers_are_safe_up_to_1024_bytes_together() {
    let accept = format!("; accept: {}", "a".repeat(128)).repeat(8);
    verdicts(&[
        (&format!("GET https://b.test/{accept} | 200; acao: *"), "readable"),
        (
            &format!(
                "GET https://b.test/{accept}; accept: a | pre 204; acao: *; acah: accept | 200; acao: *"
            ),
            "readable",
        ),
        (
            &format!("GET https://b.test/{accept}; range: bytes=0- | pre 204; acao: *; acah: accept"),
            "blocked preflight:header",
        ),
    ]);
}

#[test]
fn each_hop_is_classified_anew() {
    #[rustfmt::skip]
    verdicts(&[
        // A preflight where the redirect leads out of the origin.
        ("PUT https://a.test/ | 307; to: https://b.test/ | pre 204; acao: @; acam: PUT | 200; acao: @", "readable"),
        // A preflight of its own for each hop.
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT | 307; acao: *; to: /2 | pre 204; acao: *; acam: PUT | 200; acao: *", "readable"),
        ("PUT https://b.test/ | pre 204; acao: *; acam: PUT | 307; acao: *; to: /2 | pre 500", "blocked preflight:missing-acao preflight:status preflight:method"),
        // No longer unsafe: the method and its headers have gone.
        ("POST https://b.test/ body=text; content-type: application/json | pre 204; acao: *; acah: content-type | 302; acao: *; to: /2 | 200; acao: *", "readable"),
        // No longer unsafe: Authorization has gone with the origin.
        ("GET https://b.test/; authorization: t | pre 204; acao: *; acah: authorization | 302; acao: *; to: https://c.test/ | 200; acao: *", "readable"),
        // Back at its own origin the request stays a CORS request, and its origin is `null`.
        ("GET https://b.test/ | 302; acao: *; to: https://a.test/ | 200; acao: @", "blocked actual:acao-mismatch"),
        ("GET https://b.test/ | 302; acao: *; to: https://a.test/ | 200; acao: null", "readable"),
        ("GET https://b.test/ | 302; acao: *; to: https://a.test/ | 200", "blocked actual:missing-acao"),
        ("GET https://a.test/ | 302; to: https://b.test/ | 302; acao: @; to: https://a.test/ | 200; acao: null", "readable"),
        // An opaque response stays opaque there.
        ("GET https://b.test/ mode=no-cors | 302; to: https://a.test/ | 200", "opaque"),
        ("GET https://b.test/ | 302; acao: *; to: https://b.test:6000/", "blocked bad-port"),
        ("GET https://b.test/ | 302; acao: *; to: http://b.test/", "blocked mixed-content"),
    ]);
}

#[test]
fn bad_ports_are_never_asked() {
    for port in BAD_PORTS {
        for text in [
            format!("GET http://b.test:{port}/ from=http://a.test"),
            format!("GET https://b.test:{port}/ mode=no-cors"),
            format!("GET https://a.test:{port}/ from=https://a.test:{port}"),
        ] {
            assert_eq!(told(&judge(&text)), "never-sent bad-port", "{text}");
        }
    }
    verdicts(&[
        ("GET http://b.test:8080/ from=http://a.test | 200; acao: *", "readable"),
        ("GET https://b.test:6001/ | 200; acao: *", "readable"),
        ("GET ftp://b.test:22/ from=http://a.test", "never-sent scheme"),
    ]);
}

#[test]
fn no_response_is_a_network_error() {
    verdicts(&[
        ("GET https://a.test/ | failed", "blocked network"),
        ("GET https://b.test/ mode=no-cors | failed", "blocked network"),
        ("PUT https://b.test/ | pre failed", "blocked network"),
        ("GET https://b.test/ | 302; acao: *; to: /2 | failed", "blocked network"),
    ]);
}
