//! Answers out of a cache: what they say was said to somebody else.

use super::{Evidence, Probe};
use crate::exchange::{Exchange, Response};

/// Whether a response says that it comes out of a cache.
#[must_use]
pub(super) fn is_from_cache(response: &Response) -> bool {
    let age = response.header("age").and_then(|value| value.trim().parse::<u64>().ok());
    let says_hit = |name: &str| {
        response.header(name).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            value.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| word == "hit")
        })
    };
    age.is_some_and(|age| age > 0)
        || ["x-cache", "x-cache-status", "cf-cache-status", "x-proxy-cache", "cache-status", "x-drupal-cache"]
            .iter()
            .any(|name| says_hit(name))
        // Varnish names the request that it answers, and the one that filled the cache.
        || response.header("x-varnish").is_some_and(|value| value.split_whitespace().count() == 2)
}

impl Evidence {
    /// Whether answers of the target come out of a cache: then each further question needs a URL of its own.
    #[must_use]
    pub fn is_cached(&self) -> bool {
        self.actual().any(|(_, exchange, response)| self.is_stale(exchange, response))
    }

    /// Whether a response was made for another request.
    fn is_stale(&self, exchange: &Exchange, response: &Response) -> bool {
        if is_from_cache(response) {
            return true;
        }
        let Some(named) = response.header("access-control-allow-origin") else { return false };
        let is_ours =
            [&self.names.first, &self.names.second].iter().any(|name| named.contains(name.as_str()));
        is_ours && exchange.request.origin() != Some(named.as_str())
    }

    /// Whether an answer says nothing about what was asked, because it was made for another request to the same URL.
    pub(super) fn is_worthless(&self, probe: &Probe, exchange: &Exchange) -> bool {
        probe.origin.is_some()
            && probe.preflight.is_none()
            && exchange.request.url == self.target.url
            && exchange.response().is_some_and(|response| self.is_stale(exchange, response))
    }
}
