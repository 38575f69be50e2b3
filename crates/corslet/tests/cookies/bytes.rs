//! Whatever the bytes of a `Set-Cookie` line: nothing panics, and what is kept of it hangs together.

use std::time::Duration;

use corslet::browser::Engine;
use corslet::browser::cookies::{
    Context, CookieRules, Fate, Jar, SetCookie, Storage, parse_cookie_date, path_matches,
};
use corslet::verdict::Trace;

use super::{NOW, first_party, url};

/// The bytes of a `Set-Cookie` line, as each browser reads and stores it.
pub fn set_cookie(line: &[u8]) {
    let _ = parse_cookie_date(line);
    for at in [
        "https://www.shop.example/a/b?c",
        "http://127.0.0.1:8080/",
        "https://b.github.io/",
        "wss://localhost/",
    ] {
        let at = url(at);
        let client = first_party(&at);
        for engine in Engine::ALL {
            let rules = CookieRules::of(engine);
            let context = Context::new(&client, &at);
            let mut jar = Jar::new();
            let mut trace = Trace::default();
            let storage = jar.store(line, &context, rules, NOW, &mut trace);
            check(line, storage.line());
            match &storage {
                Storage::Stored(stored) => {
                    assert_eq!(jar.len(), 1);
                    assert!(trace.taken.iter().all(|taken| taken.held));
                    let limit = rules.age_limit.unwrap_or(Duration::MAX);
                    assert!(
                        stored.cookie.expires.is_none_or(|at| at > NOW && at <= NOW.saturating_add(limit))
                    );
                    let retrieval = jar.retrieve(&context, rules, NOW, &mut ());
                    let is_below = path_matches(at.path().as_bytes(), &stored.cookie.path);
                    assert_eq!(
                        retrieval.sent.len(),
                        usize::from(is_below),
                        "it goes back to where it is from"
                    );
                    assert_eq!(retrieval.header(), is_below.then(|| stored.cookie.pair()));
                    let again = jar.store(line, &context, rules, NOW, &mut ());
                    assert!(
                        matches!(again, Storage::Stored(again) if again.replaced.as_ref() == Some(&stored.cookie))
                    );
                }
                Storage::Expired { removed, .. } => assert!(jar.is_empty() && removed.is_none()),
                Storage::Rejected(rejected) => {
                    assert!(jar.is_empty() && !rejected.reasons.is_empty());
                    for reason in rejected.reasons.iter() {
                        assert!(trace.taken.iter().any(|taken| taken.step == reason.step() && !taken.held));
                    }
                }
            }
        }
    }
}

/// Nothing of the line is lost, and of each attribute at most one counts.
fn check(line: &[u8], read: &SetCookie) {
    assert_eq!(read.attributes.len(), line.iter().filter(|&&byte| byte == b';').count());
    for part in
        [&read.name, &read.value].into_iter().chain(read.attributes.iter().map(|attribute| &attribute.value))
    {
        assert!(part.is_empty() || line.windows(part.len()).any(|window| window == part.as_slice()));
    }
    for name in ["path", "domain", "samesite", "priority", "secure", "httponly", "max-age"] {
        let used = read.attributes.iter().filter(|attribute| {
            attribute.fate == Fate::Used && attribute.name.eq_ignore_ascii_case(name.as_bytes())
        });
        assert!(used.count() <= 1, "{name} counts once: {read:?}");
    }
}
