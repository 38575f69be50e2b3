//! A page's [policy container](https://html.spec.whatwg.org/#policy-container): what its own response headers decide.

use super::{EmbedderPolicy, ReferrerPolicy};
use crate::words::{HeaderList, Origin, is_potentially_trustworthy_origin};

/// A [policy container](https://html.spec.whatwg.org/#policy-container): what a page's own response headers decide about the
/// requests that it makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PolicyContainer {
    /// The page's [embedder policy](https://html.spec.whatwg.org/#embedder-policy).
    pub embedder_policy: EmbedderPolicy,
    /// Whether the page's Content Security Policy has
    /// [`upgrade-insecure-requests`](https://w3c.github.io/webappsec-upgrade-insecure-requests/#delivery).
    pub upgrades_insecure_requests: bool,
    /// The page's [referrer policy](https://w3c.github.io/webappsec-referrer-policy/#referrer-policy-header), which a
    /// request without its own takes.
    pub referrer_policy: ReferrerPolicy,
}

impl PolicyContainer {
    /// What the response headers of a page of `origin` make of it.
    #[must_use]
    pub fn of_page(origin: &Origin, headers: &HeaderList) -> PolicyContainer {
        // https://html.spec.whatwg.org/#obtain-an-embedder-policy: an insecure page has none.
        let embedder_policy = if is_potentially_trustworthy_origin(origin) {
            EmbedderPolicy::obtain(headers)
        } else {
            EmbedderPolicy::UnsafeNone
        };
        PolicyContainer {
            embedder_policy,
            upgrades_insecure_requests: has_upgrade_directive(headers),
            referrer_policy: referrer_policy(headers),
        }
    }
}

/// A [serialised policy](https://w3c.github.io/webappsec-csp/#parse-serialized-policy-list) has directives between `;`, and a
/// header several policies between `,`.
fn has_upgrade_directive(headers: &HeaderList) -> bool {
    let Some(value) = headers.get("content-security-policy") else { return false };
    value.split(|&byte| matches!(byte, b',' | b';')).any(|directive| {
        let name = directive.trim_ascii().split(u8::is_ascii_whitespace).next();
        name.is_some_and(|name| name.eq_ignore_ascii_case(b"upgrade-insecure-requests"))
    })
}

/// The [last policy](https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header) that is known.
fn referrer_policy(headers: &HeaderList) -> ReferrerPolicy {
    let Some(value) = headers.get("referrer-policy") else { return ReferrerPolicy::default() };
    let text = String::from_utf8_lossy(&value).to_ascii_lowercase();
    text.split(',').rev().find_map(|word| word.trim().parse().ok()).unwrap_or_default()
}
