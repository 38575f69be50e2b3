//! Whether an answer came out of a cache that many users share.

use super::case::Seen;

/// What caches say of an answer that they had.
const HIT_HEADERS: &[&str] =
    &["x-cache", "cf-cache-status", "x-cache-status", "x-varnish-cache", "x-proxy-cache", "cache-status"];

/// The header by which a shared cache tells that the answer was its own.
pub(super) fn shared_cache(seen: &Seen) -> Option<&'static str> {
    if seen.header("age").and_then(|age| age.trim().parse::<u64>().ok()).is_some_and(|age| age > 0) {
        return Some("age");
    }
    HIT_HEADERS.iter().copied().find(|name| seen.header(name).is_some_and(|value| says_hit(&value)))
}

/// `HIT`, `Hit from cloudfront`, `ExampleCache; hit`.
fn says_hit(value: &str) -> bool {
    value.to_ascii_lowercase().split(|letter: char| !letter.is_ascii_alphabetic()).any(|word| word == "hit")
}
