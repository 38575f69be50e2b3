//! What a fetch costs beside the network: from the request to the verdict, observer off and on.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use corslet::browser::{CredentialsMode, Fetch, Next, PreflightCache, Profile, Request, Verdict};
use corslet::verdict::{Kind, Observe, Outcome, ResponseHead};
use corslet::words::{HeaderList, Method, Origin, Status};
use criterion::{Criterion, criterion_group, criterion_main};

/// A conversation with everything read and parsed, as a program that fetches has it.
struct Conversation {
    request: Arc<Request>,
    preflight: Arc<ResponseHead>,
    actual: Arc<ResponseHead>,
}

fn head(status: u16, lines: &[(&'static str, &str)]) -> Arc<ResponseHead> {
    Arc::new(ResponseHead {
        status: Status::new(status).unwrap(),
        headers: HeaderList::from_pairs(lines.iter().copied()),
    })
}

fn conversation(request: Request) -> Conversation {
    let preflight = head(
        204,
        &[
            ("Server", "nginx"),
            ("Date", "Thu, 02 Jul 2026 10:00:00 GMT"),
            ("Access-Control-Allow-Origin", "https://app.example.com"),
            ("Access-Control-Allow-Credentials", "true"),
            ("Access-Control-Allow-Methods", "GET, PUT, DELETE"),
            ("Access-Control-Allow-Headers", "authorization, content-type, x-header"),
            ("Access-Control-Max-Age", "600"),
            ("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"),
        ],
    );
    let actual = head(
        200,
        &[
            ("Server", "nginx"),
            ("Date", "Thu, 02 Jul 2026 10:00:00 GMT"),
            ("Content-Type", "application/json"),
            ("Content-Length", "1234"),
            ("Access-Control-Allow-Origin", "https://app.example.com"),
            ("Access-Control-Allow-Credentials", "true"),
            ("Access-Control-Expose-Headers", "x-request-id"),
            ("X-Request-Id", "5f0c2a7e"),
            ("Vary", "Origin"),
        ],
    );
    Conversation { request: Arc::new(request), preflight, actual }
}

fn simple() -> Conversation {
    let page = Origin::parse("https://app.example.com").unwrap();
    conversation(Request::new(page, "https://api.example.com/orders?page=2".parse().unwrap()))
}

fn preflighted() -> Conversation {
    let Conversation { request, .. } = simple();
    let headers = HeaderList::from_pairs([("Authorization", "Bearer 0123456789abcdef"), ("X-Header", "1")]);
    conversation(Request {
        method: Method::PUT,
        headers: Arc::new(headers),
        credentials: CredentialsMode::Include,
        ..Request::clone(&request)
    })
}

fn play<O: Observe>(mut fetch: Fetch<'_, O>, with: &Conversation, cache: &mut PreflightCache) -> Verdict {
    loop {
        match fetch.next(Duration::ZERO, cache) {
            Next::Send(ask) => {
                let head =
                    if ask.exchange().kind == Kind::Preflight { &with.preflight } else { &with.actual };
                fetch = ask.answer(Arc::clone(head));
            }
            Next::Done(verdict) => return verdict,
        }
    }
}

fn fetches(c: &mut Criterion) {
    let (simple, preflighted) = (simple(), preflighted());
    for profile in [Profile::standard(), Profile::chromium()] {
        let mut group = c.benchmark_group(profile.engine.as_str());
        let plain = |with: &Conversation, cache: &mut PreflightCache| {
            play(Fetch::new(Arc::clone(&with.request), profile), with, cache)
        };
        let explained = |with: &Conversation, cache: &mut PreflightCache| {
            play(Fetch::explained(Arc::clone(&with.request), profile), with, cache)
        };
        let mut kept = PreflightCache::new();
        // What is measured is what is meant.
        assert_eq!(plain(&simple, &mut kept).outcome, Outcome::Readable);
        assert_eq!(plain(&preflighted, &mut kept).exchanges.len(), 2);
        assert_eq!((plain(&preflighted, &mut kept).exchanges.len(), kept.len()), (1, 1));

        group.bench_function("simple", |b| {
            let mut cache = PreflightCache::new();
            b.iter(|| plain(black_box(&simple), &mut cache));
        });
        // A cache of its own each time: the preflight goes out and is kept.
        group.bench_function("preflighted", |b| {
            b.iter(|| plain(black_box(&preflighted), &mut PreflightCache::new()))
        });
        group.bench_function("cached", |b| b.iter(|| plain(black_box(&preflighted), &mut kept)));
        group.bench_function("simple, explained", |b| {
            let mut cache = PreflightCache::new();
            b.iter(|| explained(black_box(&simple), &mut cache));
        });
        group.bench_function("preflighted, explained", |b| {
            b.iter(|| explained(black_box(&preflighted), &mut PreflightCache::new()));
        });
        group.bench_function("cached, explained", |b| {
            b.iter(|| explained(black_box(&preflighted), &mut kept))
        });
        group.finish();
    }
}

criterion_group!(benches, fetches);
criterion_main!(benches);
