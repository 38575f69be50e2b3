//! A request that no cookie is for pays for none.
#![allow(clippy::panic, clippy::unwrap_used)]

mod cookies;

use cookies::{NOW, client, first_party, url};
use corslet::browser::Engine;
use corslet::browser::cookies::{Context, CookieRules, Jar};

#[test]
fn cookies_of_others_allocate_nothing() {
    let mut jar = Jar::new();
    let page = client("https://app.example < https://top.example");
    let to = url("https://api.stranger.example/");
    for engine in Engine::ALL {
        let rules = CookieRules::of(engine);
        let allocations = |jar: &mut Jar| {
            let info = allocation_counter::measure(|| {
                let retrieval = jar.retrieve(&Context::new(&page, &to), rules, NOW, &mut ());
                assert!(retrieval.sent.is_empty() && retrieval.withheld.is_empty());
            });
            info.count_total
        };
        assert_eq!(allocations(&mut Jar::new()), 0);
        for site in 0..100 {
            let at = url(&format!("https://site{site}.example/"));
            jar.store(b"a=1; Secure", &Context::new(&first_party(&at), &at), rules, NOW, &mut ());
        }
        assert_eq!((allocations(&mut jar), jar.len()), (0, 100), "{engine}");
    }
}
