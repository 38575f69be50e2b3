//! Laws of what a page may read, over generated conversations.
#![allow(clippy::unwrap_used, clippy::panic)]

mod conversation;

use conversation::{Dice, Scene, as_it_is, codes};
use corslet::browser::profile::EmptyLines;
use corslet::browser::{Engine, Profile, Verdict};
use corslet::verdict::{Exchange, Failure, Kind, Outcome, ResponseHead, ResponseType};
use corslet::words::{HeaderList, HeaderName, HeaderValue};
use proptest::collection::vec;
use proptest::prelude::*;

fn scene() -> impl Strategy<Value = Scene> {
    vec(any::<u8>(), 0..150).prop_map(|bytes| Scene::roll(&mut Dice::new(&bytes)))
}

/// A header line of any name, most often one that means something, but not `Access-Control-Allow-Origin`.
fn other_line() -> impl Strategy<Value = (HeaderName, HeaderValue)> {
    let known = prop::sample::select(vec![
        "Access-Control-Allow-Credentials",
        "Access-Control-Allow-Methods",
        "Access-Control-Allow-Headers",
        "Origin",
        "Access-Control-Expose-Headers",
        "Access-Control-Max-Age",
        "Timing-Allow-Origin",
        "Location",
        "Vary",
        "Access-Control-Allow-Origin2",
        "Cross-Origin-Resource-Policy",
        "Access-Control-Allow-Private-Network",
    ]);
    let name = prop_oneof![4 => known.prop_map(str::to_owned), 1 => "[a-zA-Z-]{1,12}"];
    let value = prop_oneof![3 => "(\\*|true|null|https://a.test|PUT|x-a)", 1 => "[ -~]{0,12}"];
    (name, value).prop_map(|(name, value)| (HeaderName::parse(name).unwrap(), HeaderValue::received(value)))
}

/// What a page or a reader of the verdict could tell apart.
fn result(verdict: &Verdict) -> (Outcome, String, String) {
    let headers = verdict.readable().map(|readable| readable.headers());
    (
        verdict.outcome,
        codes(verdict),
        format!("{:?} {headers:?} {:?}", verdict.blocked, verdict.timing_allowed),
    )
}

fn map(
    head: ResponseHead,
    change: impl FnMut((HeaderName, HeaderValue)) -> Vec<(HeaderName, HeaderValue)>,
) -> ResponseHead {
    ResponseHead { headers: head.headers.into_iter().flat_map(change).collect(), ..head }
}

fn is_list(name: &HeaderName) -> bool {
    ["methods", "headers"].iter().any(|end| name.eq_ignore_case(&format!("access-control-allow-{end}")))
        || name.is("access-control-expose-headers")
}

/// The lines of this name joined, as this browser joins them: in Firefox an empty one is as good as none.
fn got(headers: &HeaderList, name: &str, profile: &Profile) -> Option<Vec<u8>> {
    let lines = headers.iter().filter(|(one, _)| one.is(name)).map(|(_, value)| value.as_bytes());
    let mut lines = lines.peekable();
    lines.peek()?;
    let counts = |line: &&[u8]| profile.rules.empty_lines == EmptyLines::Kept || !line.is_empty();
    Some(lines.filter(counts).collect::<Vec<_>>().join(&b", "[..]))
}

fn elements(value: &HeaderValue) -> impl Iterator<Item = &[u8]> {
    value.as_bytes().split(|&byte| byte == b',').map(<[u8]>::trim_ascii)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_across_origins_was_granted(scene in scene()) {
        for engine in Engine::ALL {
            let verdict = scene.verdict(engine.profile());
            if (verdict.outcome, verdict.response_type) != (Outcome::Readable, ResponseType::Cors) {
                continue;
            }
            let last = verdict.exchanges.last().unwrap();
            let headers = &last.head().unwrap().headers;
            let granted = got(headers, "access-control-allow-origin", engine.profile()).unwrap();
            let is_origin = last.origin.as_ref().is_some_and(|origin| granted == origin.serialize().as_bytes());
            if scene.request.includes_credentials() {
                prop_assert!(is_origin && got(headers, "access-control-allow-credentials", engine.profile()).as_deref() == Some(b"true"));
            } else {
                prop_assert!(is_origin || granted == b"*");
            }
        }
    }

    #[test]
    fn no_other_header_stands_in_for_allow_origin(
        scene in scene(),
        lines in vec((other_line(), any::<prop::sample::Index>()), 1..4),
    ) {
        for engine in Engine::ALL {
            let verdict = scene.verdict(engine.profile());
            let Some(last) = verdict.exchanges.last() else { continue };
            let is_refused = verdict.blocked.iter().any(|blocked| {
                (blocked.hop, blocked.on) == (last.hop, last.kind)
                    && matches!(
                        blocked.failure,
                        Failure::AllowOriginIsMissing { .. }
                            | Failure::AllowOriginDiffers { .. }
                            | Failure::AllowOriginIsWildcardWithCredentials
                    )
            });
            if !is_refused {
                continue;
            }
            let changed = scene.changed(engine.profile(), |exchange: &Exchange, mut head| {
                if (exchange.hop, exchange.kind) == (last.hop, last.kind) {
                    let mut all: Vec<_> = head.headers.into_iter().collect();
                    for (line, index) in &lines {
                        all.insert(index.index(all.len() + 1), line.clone());
                    }
                    head.headers = all.into_iter().collect();
                }
                head
            });
            prop_assert_eq!(changed.outcome, Outcome::Blocked);
            prop_assert_eq!(changed.exchanges.len(), verdict.exchanges.len());
        }
    }

    #[test]
    fn cookies_are_never_shown(scene in scene()) {
        for engine in Engine::ALL {
            // Every answer sets cookies, and exposes them as far as it can.
            let verdict = scene.changed(engine.profile(), |_, mut head| {
                let lines = [("Set-Cookie", "a=b"), ("set-cookie2", "c=d"), ("Access-Control-Expose-Headers", "Set-Cookie, set-cookie2")];
                head.headers.extend(HeaderList::from_pairs(lines));
                head
            });
            let Some(readable) = verdict.readable() else { continue };
            prop_assert!(readable.headers().iter().all(|(name, _)| !name.starts_with("set-cookie")));
            prop_assert!(readable.lines().all(|(name, _)| !name.is("set-cookie") && !name.is("set-cookie2")));
            prop_assert!(readable.hidden_lines().filter(|(name, _)| name.as_str().to_ascii_lowercase().starts_with("set-cookie")).count() >= 2);
        }
    }

    #[test]
    fn a_line_is_shown_or_hidden(scene in scene()) {
        for engine in Engine::ALL {
            let verdict = scene.verdict(engine.profile());
            let readable = verdict.readable();
            prop_assert!(verdict.outcome == Outcome::Readable || readable.is_none());
            let Some(readable) = readable else { continue };
            let head = verdict.exchanges.iter().rev().find(|it| it.kind == Kind::Actual).unwrap().head().unwrap();
            prop_assert_eq!(readable.lines().count() + readable.hidden_lines().count(), head.headers.len());
            let names: Vec<String> = readable.headers().into_iter().map(|(name, _)| name).collect();
            prop_assert!(names.is_sorted() && names.iter().all(|name| !name.contains(|it: char| it.is_ascii_uppercase())));
            for (name, _) in head.headers.iter().filter(|(name, _)| name.is_cors_safelisted_response_header_name()) {
                prop_assert!(readable.is_visible(name));
            }
        }
    }

    #[test]
    fn a_list_means_the_same_on_one_line_and_on_several(scene in scene()) {
        let one = scene.changed(Profile::standard(), |_, head| {
            map(head, |(name, value)| {
                let value = if is_list(&name) { HeaderValue::received(elements(&value).collect::<Vec<_>>().join(&b", "[..])) } else { value };
                vec![(name, value)]
            })
        });
        let several = scene.changed(Profile::standard(), |_, head| {
            map(head, |(name, value)| {
                if !is_list(&name) {
                    return vec![(name, value)];
                }
                elements(&value).map(|element| (name.clone(), HeaderValue::received(element))).collect()
            })
        });
        prop_assert_eq!(result(&one), result(&several));
    }

    #[test]
    fn the_case_of_a_header_name_means_nothing(scene in scene(), upper in any::<bool>()) {
        for engine in Engine::ALL {
            let changed = scene.changed(engine.profile(), |_, head| {
                map(head, |(name, value)| {
                    let text = name.as_str();
                    let text = if upper { text.to_ascii_uppercase() } else { text.to_ascii_lowercase() };
                    vec![(HeaderName::parse(text).unwrap(), value)]
                })
            });
            prop_assert_eq!(result(&changed), result(&scene.changed(engine.profile(), as_it_is)));
        }
    }

    #[test]
    fn an_origin_once_left_is_not_basic_again(scene in scene()) {
        for engine in Engine::ALL {
            let verdict = scene.verdict(engine.profile());
            let has_left = verdict.exchanges.iter().any(|it| !scene.request.origin.same_origin_as_url(&it.url));
            let mode = scene.request.mode;
            if has_left && verdict.outcome == Outcome::Readable && matches!(mode, corslet::browser::Mode::Cors) {
                prop_assert_eq!(verdict.response_type, ResponseType::Cors);
            }
            if verdict.outcome == Outcome::Opaque {
                prop_assert!(has_left && mode == corslet::browser::Mode::NoCors);
            }
        }
    }
}
