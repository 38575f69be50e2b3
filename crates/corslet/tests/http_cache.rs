//! The HTTP cache between a fetch and the network: what is kept can lack the grant that a later fetch needs.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Browser, told};
use corslet::browser::{HttpCache, Profile};
use corslet::verdict::ResponseHead;
use corslet::words::{HeaderList, Status};

/// Plays one conversation after another, and tells the last: whether the cache answered it, and how it ended.
fn last(profile: &Profile, conversations: &[&str]) -> String {
    let mut browser = Browser::new(profile);
    let mut end = String::new();
    for text in conversations {
        let (seconds, text) = text.split_once(" later: ").unwrap_or(("0", text));
        browser.wait(seconds.parse().unwrap());
        let verdict = browser.judge(text);
        let from = if verdict.exchanges.iter().all(|it| it.from_cache) { "kept" } else { "asked" };
        end = format!("{from} {}", told(&verdict));
    }
    end
}

const IMAGE: &str = "GET https://b.test/ element=img | 200; cache-control: max-age=60";

#[test]
fn an_image_leaves_what_a_fetch_cannot_use() {
    #[rustfmt::skip]
    let rows: [(&[&str], &str); 11] = [
        (&[IMAGE, "GET https://b.test/ | 200; acao: *"],                                   "kept blocked actual:missing-acao"),
        (&[IMAGE, "59 later: GET https://b.test/ | 200; acao: *"],                         "kept blocked actual:missing-acao"),
        (&[IMAGE, "60 later: GET https://b.test/ | 200; acao: *"],                         "asked readable"),
        (&[IMAGE, "90 later: GET https://b.test/ cache=force-cache | 200; acao: *"],       "kept blocked actual:missing-acao"),
        (&[IMAGE, "GET https://b.test/ cache=reload | 200; acao: *"],                      "asked readable"),
        (&[IMAGE, "GET https://b.test/ cache=no-store | 200; acao: *"],                    "asked readable"),
        (&[IMAGE, "POST https://b.test/ | 200; acao: *", "GET https://b.test/ | 200; acao: *"], "asked readable"),
        (&["GET https://b.test/ element=img | 200; cache-control: max-age=60; vary: Origin", "GET https://b.test/ | 200; acao: *"],
            "asked readable"),
        (&["GET https://b.test/ element=img | 200; cache-control: max-age=60, no-store", "GET https://b.test/ | 200; acao: *"],
            "asked readable"),
        (&["GET https://b.test/ | 200; acao: *; cache-control: max-age=60", "GET https://b.test/ | 200"], "kept readable"),
        // The text keeps a response also when the CORS check refuses it.
        (&["GET https://b.test/ | 200; cache-control: max-age=60", "GET https://b.test/ | 200; acao: *"],
            "kept blocked actual:missing-acao"),
    ];
    for (conversations, expected) in rows {
        assert_eq!(last(Profile::standard(), conversations), expected, "{conversations:?}");
    }
}

#[test]
fn a_304_keeps_the_grant_that_it_does_not_repeat() {
    let head = |status, lines: &[(&'static str, &str)]| ResponseHead {
        status: Status::new(status).unwrap(),
        headers: HeaderList::from_pairs(lines.iter().copied()),
    };
    let kept = head(200, &[("Access-Control-Allow-Origin", "*"), ("ETag", "\"1\"")]);
    let silent = HttpCache::freshened(&kept, &head(304, &[("ETag", "\"1\"")]));
    assert_eq!(silent.status.code(), 200);
    assert_eq!(silent.headers.get("access-control-allow-origin").as_deref(), Some(b"*".as_slice()));
    let other = HttpCache::freshened(&kept, &head(304, &[("Access-Control-Allow-Origin", "https://c.test")]));
    let origin = other.headers.get("access-control-allow-origin");
    assert_eq!(origin.as_deref(), Some(b"https://c.test".as_slice()));
}
