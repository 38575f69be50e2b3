//! Whatever the bytes from outside: nothing panics, and what each reader says of them hangs together.

use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet::browser::head::{self, HeadRead};
use corslet::browser::{Api, Engine, Fetch, Mode, PageBody, PreflightCache, Request, RequestInit, Verdict};
use corslet::verdict::{Answer, Exchange, Observe, Outcome, ResponseHead};
use corslet::words::{
    Extracted, HeaderList, HeaderValue, Origin, Status, cors_unsafe_request_header_names,
    is_forbidden_request_header, is_token, same_site,
};

use super::{Conversation, Dice, Scene, as_it_is, codes, play, server};

/// The bytes of an `Origin` or `Access-Control-Allow-Origin`.
pub fn origin(bytes: &[u8]) {
    let origin = match Origin::parse(bytes) {
        Ok(origin) => origin,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert_eq!(origin.serialize().as_bytes(), bytes, "an origin is written in one way");
    assert!(same_site(&origin, &origin));
    if origin.is_opaque() {
        return;
    }
    assert_eq!(Origin::parse(origin.serialize()).as_ref(), Ok(&origin));
    // Where the URL Standard gives a URL such an origin, it is this one.
    let url = Url::parse(origin.serialize())
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https" | "ws" | "wss" | "ftp"));
    if let Some(url) = url {
        assert_eq!(Origin::of(&url), origin);
        assert!(origin.same_origin_as_url(&url));
    }
}

/// Lines of a header list, `name: value`, each ended by a line feed.
pub fn header_list(bytes: &[u8]) {
    let lines = bytes.split(|&byte| byte == b'\n').filter_map(|line| {
        let colon = line.iter().position(|&byte| byte == b':')?;
        Some((&line[..colon], &line[colon + 1..]))
    });
    let Ok(headers) = HeaderList::parse_pairs(lines) else { return };
    for (name, value) in &headers {
        let joined = headers.get(name.as_str()).unwrap_or_default();
        let all: Vec<&[u8]> = headers.get_all(name.as_str()).map(HeaderValue::as_bytes).collect();
        assert_eq!(*joined, *all.join(&b", "[..]));
        let split = headers.get_decode_split(name.as_str()).unwrap_or_default();
        assert!(!split.is_empty() && split.iter().all(|item| item.trim_matches([' ', '\t']) == item));
        list(&headers, name.as_str(), &joined);
        if let Extracted::Values(seconds) = headers.extract_delta_seconds(name.as_str()) {
            assert!(
                all.len() == 1
                    && (seconds == u64::MAX || joined.trim_ascii().ends_with(seconds.to_string().as_bytes()))
            );
        }
        let _ = is_forbidden_request_header(name, value);
    }
    for engine in Engine::ALL {
        let names = cors_unsafe_request_header_names(&headers, &engine.profile().rules.safelist);
        assert!(
            names.iter().is_sorted_by(|one, next| one < next)
                && names.iter().all(|name| headers.contains(name))
        );
    }
}

/// What a connection brought, read by every browser's rules: in one piece, and cut at some points.
pub fn response_head(bytes: &[u8]) {
    for engine in Engine::ALL {
        for is_default_port in [false, true] {
            let read = |bytes: &[u8]| head::read(bytes, &engine.profile().rules.head, is_default_port);
            let whole = read(bytes);
            match &whole {
                Err(error) => assert!(error.at <= bytes.len() && !error.to_string().is_empty()),
                Ok(HeadRead::Incomplete) => {}
                Ok(HeadRead::Complete(read)) => {
                    assert!(read.at.end <= bytes.len() && read.lines.len() == read.head.headers.len());
                    for ((name, value), at) in read.head.headers.iter().zip(&read.lines) {
                        let (line, name) = (&bytes[at.clone()], name.as_str().as_bytes());
                        assert!(
                            line.starts_with(name),
                            "{engine}: {} is not {}",
                            line.escape_ascii(),
                            name.escape_ascii()
                        );
                        assert!(value.len() <= at.len());
                    }
                    let stretches = read.lines.iter().chain(read.passed_over.iter().map(|passed| &passed.at));
                    assert!(
                        stretches.into_iter().all(|at| read.at.start <= at.start && at.end <= read.at.end)
                    );
                }
            }
            // However the bytes arrive: the first answer that is not `Incomplete` is the answer.
            let cuts = (0..bytes.len()).filter(|at| bytes.len() < 128 || at % 31 == 0);
            let first =
                cuts.map(|at| (at, read(&bytes[..at]))).find(|(_, read)| *read != Ok(HeadRead::Incomplete));
            if let Some((at, early)) = first {
                assert_eq!(early, whole, "{engine}: after {at} bytes");
            }
        }
    }
}

/// A page's request with these header lines, the first one's name for its method.
pub fn construct(bytes: &[u8]) {
    let lines: Vec<(Vec<u8>, Vec<u8>)> = bytes
        .split(|&byte| byte == b'\n')
        .map(|line| line.split_at(line.iter().position(|&byte| byte == b':').unwrap_or(line.len())))
        .map(|(name, value)| (name.to_vec(), value.get(1..).unwrap_or_default().to_vec()))
        .collect();
    let Ok(page) = Origin::parse("https://a.test") else { return };
    for (api, mode, body) in [
        (Api::Fetch, Mode::Cors, None),
        (Api::Fetch, Mode::NoCors, Some(PageBody::UrlSearchParams)),
        (Api::Xhr { upload_listener: false }, Mode::Cors, Some(PageBody::Text)),
    ] {
        let url = String::from_utf8_lossy(lines.first().map_or(b"", |(_, value)| value)).into_owned();
        let urls = [url, "https://b.test/".to_owned()];
        for (url, method) in urls.into_iter().zip([None, lines.first().map(|(name, _)| name.clone())]) {
            let (headers, mode, body) = (lines.clone(), Some(mode), body.clone());
            let init =
                RequestInit { url, method, headers, mode, body, api, ..RequestInit::new(page.clone(), "") };
            for engine in Engine::ALL {
                match init.construct(engine.profile()) {
                    Err(error) => assert!(!error.reasons.is_empty() && !error.to_string().is_empty()),
                    Ok(constructed) => {
                        let headers = &constructed.request.headers;
                        assert!(
                            headers
                                .iter()
                                .all(|(name, value)| is_forbidden_request_header(name, value).is_none())
                        );
                        assert!(!constructed.request.method.is_forbidden());
                    }
                }
            }
        }
    }
}

/// A list means the same on one line and on several.
fn list(headers: &HeaderList, name: &str, joined: &[u8]) {
    let one = HeaderList::parse_pairs([(name, joined)]).unwrap_or_default();
    match (headers.extract_list(name, is_token), one.extract_list(name, is_token)) {
        (Extracted::Values(several), Extracted::Values(one)) => assert_eq!(several, one),
        (Extracted::Failure(several), Extracted::Failure(one)) => assert_eq!(several.element, one.element),
        different => panic!("{different:?}"),
    }
}

/// A `Location`, on the way from a page's own origin and from another.
pub fn location(bytes: &[u8]) {
    let Ok(page) = Origin::parse("https://a.test") else { return };
    let mut headers = HeaderList::from_pairs([("Access-Control-Allow-Origin", "https://a.test")]);
    headers.extend(HeaderList::from_pairs([("Location", bytes)]));
    let redirect = Arc::new(ResponseHead { status: Status::new(302).unwrap_or_default(), headers });
    for (url, mode) in [
        ("https://a.test/x?y#z", Mode::Cors),
        ("https://b.test/x?y#z", Mode::Cors),
        ("https://b.test/", Mode::NoCors),
    ] {
        let Ok(url) = url.parse() else { return };
        let request = Arc::new(Request { mode, ..Request::new(page.clone(), url) });
        for engine in Engine::ALL {
            let fetch = Fetch::new(Arc::clone(&request), engine.profile());
            let verdict = play(fetch, Duration::ZERO, &mut PreflightCache::new(), |exchange: &Exchange| {
                if exchange.hop == 0 {
                    Answer::Head(Arc::clone(&redirect))
                } else {
                    Answer::Head(Default::default())
                }
            });
            hangs_together(&verdict);
        }
    }
}

/// A conversation, as a line where the bytes are one, and else as choices.
pub fn machine(bytes: &[u8]) {
    match Conversation::read_bytes(bytes) {
        Ok(conversation) => twice(&conversation.request, || server(&conversation)),
        Err(_) => {
            let scene = Scene::roll(&mut Dice::new(bytes));
            twice(&scene.request, || scene.server(as_it_is));
        }
    }
}

/// Plays a request plain and explained, then again with what was kept, in every browser.
fn twice<S: FnMut(&Exchange) -> Answer>(request: &Arc<Request>, server: impl Fn() -> S) {
    for engine in Engine::ALL {
        let profile = engine.profile();
        let (mut cache, mut other) = (PreflightCache::new(), PreflightCache::new());
        for at in [0, 3].map(Duration::from_secs) {
            let plain = play(Fetch::new(Arc::clone(request), profile), at, &mut cache, server());
            let explained = play(Fetch::explained(Arc::clone(request), profile), at, &mut other, server());
            assert_eq!((plain.outcome, codes(&plain)), (explained.outcome, codes(&explained)));
            assert_eq!(
                (plain.exchanges.len(), &plain.cache_hits),
                (explained.exchanges.len(), &explained.cache_hits)
            );
            assert_eq!(cache.len(), other.len());
            assert_eq!(profile.headline(&plain), profile.headline(&explained));
            hangs_together(&plain);
        }
    }
}

fn hangs_together(verdict: &Verdict) {
    assert!(verdict.exchanges.len() <= 42, "a fetch ends");
    assert_eq!(verdict.outcome.is_allowed(), verdict.blocked.is_empty());
    assert_eq!(
        verdict.outcome == Outcome::NeverSent,
        !verdict.outcome.is_allowed() && verdict.exchanges.is_empty()
    );
    for exchange in &verdict.exchanges {
        assert!(matches!(exchange.url.scheme(), "http" | "https"), "nothing else is asked");
        assert!(exchange.request_method.is_none() || !exchange.credentials && exchange.headers.is_none());
    }
    if let Some(readable) = verdict.readable() {
        assert!(
            readable.headers().iter().all(|(name, _)| !matches!(name.as_str(), "set-cookie" | "set-cookie2"))
        );
    }
    for blocked in &verdict.blocked {
        assert!(!blocked.failure.to_string().is_empty() && !blocked.code().is_empty());
    }
}
