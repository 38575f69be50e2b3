//! Mixed content: what a page on https may not ask of http.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Browser, Conversation, verdicts};
use corslet::browser::Profile;

#[test]
fn a_page_on_https() {
    #[rustfmt::skip]
    verdicts(&[
        ("GET http://b.test/",                                           "never-sent mixed-content"),
        ("GET http://a.test/",                                           "never-sent mixed-content"),
        ("PUT http://b.test/ credentials=include; x-a: 1",               "never-sent mixed-content"),
        ("GET http://b.test/ mode=no-cors",                              "never-sent mixed-content"),
        ("GET http://b.test/ mode=same-origin",                          "never-sent mixed-content"),
        ("GET http://192.168.0.1/",                                      "never-sent mixed-content"),
        ("GET http://b.test./",                                          "never-sent mixed-content"),
        ("GET ftp://b.test/",                                            "never-sent mixed-content"),
        ("GET ws://b.test/ mode=websocket",                              "never-sent mixed-content"),
        // A bad port is looked at first.
        ("GET http://b.test:6000/",                                      "never-sent bad-port"),
        // What is potentially trustworthy: this machine, by its names and addresses.
        ("GET http://localhost/ | 200; acao: *",                         "readable"),
        ("GET http://localhost.:8080/ | 200; acao: *",                   "readable"),
        ("GET http://x.y.localhost/ | 200; acao: *",                     "readable"),
        ("GET http://LOCALHOST/ | 200; acao: *",                         "readable"),
        ("GET http://127.0.0.1:3000/ | 200; acao: *",                    "readable"),
        ("GET http://127.255.0.1/ | 200; acao: *",                       "readable"),
        ("GET http://127.1/ | 200; acao: *",                             "readable"),
        ("GET http://[::1]:3000/ | 200; acao: *",                        "readable"),
        ("GET https://b.test/ | 200; acao: *",                           "readable"),
        ("GET data:,x",                                                  "readable"),
        // What only looks like it.
        ("GET http://localhost.b.test/",                                 "never-sent mixed-content"),
        ("GET http://notlocalhost/",                                     "never-sent mixed-content"),
        ("GET http://0.0.0.0/",                                          "never-sent mixed-content"),
        ("GET http://[::]/",                                             "never-sent mixed-content"),
        ("GET http://[::2]/",                                            "never-sent mixed-content"),
        ("GET http://[::ffff:127.0.0.1]/",                               "never-sent mixed-content"),
        ("GET http://128.0.0.1/",                                        "never-sent mixed-content"),
        // A navigation replaces the page.
        ("GET http://b.test/ mode=navigate | 200",                       "readable"),
    ]);
}

#[test]
fn at_every_hop() {
    verdicts(&[
        ("GET https://b.test/ | 302; acao: *; to: http://b.test/", "blocked mixed-content"),
        ("GET https://a.test/ | 302; to: http://a.test/", "blocked mixed-content"),
        ("GET https://a.test/ | 302; to: http://localhost/ | 200; acao: @", "readable"),
        (
            "PUT https://b.test/ | pre 204; acao: *; acam: PUT | 307; acao: *; to: http://b.test/",
            "blocked mixed-content",
        ),
    ]);
}

#[test]
fn pages_that_mix_nothing() {
    verdicts(&[
        ("GET http://b.test/ from=http://a.test | 200; acao: *", "readable"),
        ("GET http://b.test/ from=http://localhost:3000 | 200; acao: *", "readable"),
        ("GET http://b.test/ from=null | 200; acao: *", "readable"),
        ("GET http://b.test/ from=capacitor://localhost | 200; acao: *", "readable"),
    ]);
}

#[test]
fn images_and_media_are_upgraded() {
    let row = |text: &str, profile: &Profile| {
        let verdict = Browser::new(profile).play(&Conversation::read(text).unwrap());
        let urls: Vec<&str> = verdict.exchanges.iter().map(|exchange| exchange.url.as_str()).collect();
        format!("{} {}", verdict.outcome, urls.join(" "))
    };
    #[rustfmt::skip]
    let rows = [
        ("GET http://b.test/ element=img | 200",                                   "opaque https://b.test/"),
        ("GET http://b.test:8080/ element=audio | 200",                            "opaque https://b.test:8080/"),
        ("GET http://b.test/ element=img crossorigin=anonymous | 200; acao: *",    "readable https://b.test/"),
        ("GET http://b.test/ element=script",                                      "never-sent "),
        ("GET http://b.test/ element=iframe",                                      "never-sent "),
        // Neither an address nor this machine is upgraded; the one is blocked.
        ("GET http://192.168.0.1/ element=img",                                    "never-sent "),
        ("GET http://localhost/ element=img | 200",                                "opaque http://localhost/"),
        ("GET http://b.test/ element=script uir | 200",                            "opaque https://b.test/"),
        ("GET http://localhost/ element=script uir | 200",                         "opaque http://localhost/"),
    ];
    for (text, expected) in rows {
        assert_eq!(row(text, Profile::standard()), expected, "{text}");
    }
    // A redirect to this machine: each browser has its own way.
    let text = "GET https://b.test/ element=img | 302; to: http://127.0.0.1/ | 200";
    for (profile, expected) in [
        (Profile::standard(), "opaque https://b.test/ http://127.0.0.1/"),
        (Profile::chromium(), "opaque https://b.test/ https://127.0.0.1/"),
        (Profile::firefox(), "opaque https://b.test/ http://127.0.0.1/"),
        (Profile::webkit(), "blocked https://b.test/"),
    ] {
        assert_eq!(row(text, profile), expected, "{}", profile.engine);
    }
}
