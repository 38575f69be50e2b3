//! What a full jar costs a request.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use corslet::Url;
use corslet::browser::cookies::{Client, Context, CookieRules, Jar, Storage};
use corslet::verdict::Trace;
use corslet::words::Origin;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

const NOW: Duration = Duration::from_secs(1_790_000_000);
const COOKIES: usize = 3000;

/// A jar of 3,000 cookies, so many for each registrable domain; half of each domain's are for one path.
fn jar(each: usize, rules: &CookieRules) -> Jar {
    let mut jar = Jar::new();
    for domain in 0..COOKIES / each {
        let at: Url = format!("https://www.site{domain}.example/").parse().unwrap();
        let own = Client::top_level(Origin::of(&at));
        for n in 0..each {
            let path = if n % 2 == 0 { "/" } else { "/account" };
            let line = format!(
                "name{n}=0123456789abcdef; Domain=site{domain}.example; Path={path}; Secure; SameSite=Lax; Max-Age=86400"
            );
            let storage = jar.store(line.as_bytes(), &Context::new(&own, &at), rules, NOW, &mut ());
            assert!(matches!(storage, Storage::Stored(_)));
        }
    }
    assert_eq!(jar.len(), COOKIES);
    jar
}

fn retrievals(c: &mut Criterion) {
    let mut group = c.benchmark_group("retrieve, 3000 cookies");
    let rules = CookieRules::chromium();
    let own = Client::top_level(Origin::parse("https://www.site7.example").unwrap());
    let other = Client::top_level(Origin::parse("https://blog.example").unwrap());
    let to: Url = "https://api.site7.example/orders".parse().unwrap();
    let stranger: Url = "https://api.stranger.example/orders".parse().unwrap();
    for each in [10, 50, 150] {
        let mut jar = jar(each, rules);
        // What is measured is what is meant.
        assert_eq!(jar.retrieve(&Context::new(&own, &to), rules, NOW, &mut ()).sent.len(), each / 2);
        assert_eq!(jar.retrieve(&Context::new(&other, &to), rules, NOW, &mut ()).withheld.len(), each);
        group.bench_function(BenchmarkId::new("of the site", each), |b| {
            b.iter(|| jar.retrieve(black_box(&Context::new(&own, &to)), rules, NOW, &mut ()));
        });
        group.bench_function(BenchmarkId::new("of another site", each), |b| {
            b.iter(|| jar.retrieve(black_box(&Context::new(&other, &to)), rules, NOW, &mut ()));
        });
        group.bench_function(BenchmarkId::new("none matches", each), |b| {
            b.iter(|| jar.retrieve(black_box(&Context::new(&own, &stranger)), rules, NOW, &mut ()));
        });
        group.bench_function(BenchmarkId::new("of the site, explained", each), |b| {
            b.iter(|| jar.retrieve(black_box(&Context::new(&own, &to)), rules, NOW, &mut Trace::default()));
        });
    }
    group.bench_function("no cookies", |b| {
        let mut jar = Jar::new();
        b.iter(|| jar.retrieve(black_box(&Context::new(&own, &to)), rules, NOW, &mut ()));
    });
    group.finish();
}

fn storing(c: &mut Criterion) {
    let rules = CookieRules::chromium();
    let mut jar = jar(50, rules);
    let at: Url = "https://www.site7.example/".parse().unwrap();
    let own = Client::top_level(Origin::of(&at));
    let line =
        b"name7=fedcba9876543210; Domain=site7.example; Path=/account; Secure; SameSite=Lax; Max-Age=86400";
    c.bench_function("store, 3000 cookies", |b| {
        b.iter(|| jar.store(black_box(line), &Context::new(&own, &at), rules, NOW, &mut ()));
    });
}

criterion_group!(benches, retrievals, storing);
criterion_main!(benches);
