//! A browser's rules: a field for each behaviour in which browsers differ.

use super::choices::{
    AuthorizationWildcard, CacheCredentials, CacheOpaqueOrigins, CacheStar, CacheUpdate, DeleteBecomesGet,
    EmptyLines, EmptyLocation, ExposeList, HeadersAfterRedirect, MaxAge, PreflightAfterRedirect,
    PreflightOrigin, RedirectCredentials, SeveralLocations, StorageAccessOrigin, UnknownResourcePolicy,
};
use super::head_rules::HeadRules;
use super::{
    AuthenticationRules, ElementRules, HttpCacheRules, MixedContentRules, ReferrerRules, TimingRules,
};
use crate::words::Safelist;

/// A browser's rules. The fields name behaviours, never browsers.
#[derive(Clone, Debug)]
pub struct Rules {
    /// How request headers are classified.
    pub safelist: Safelist,
    /// How the page's headers go out.
    pub sent: SentRules,
    /// Whether a repeated CORS-unsafe name is repeated in `Access-Control-Request-Headers`.
    pub repeats_names: bool,
    /// Whether `Access-Control-Allow-Headers: *` covers `Authorization`.
    pub authorization_wildcard: AuthorizationWildcard,
    /// How a response's head is read from its bytes.
    pub head: HeadRules,
    /// What an empty header line does to the lines beside it.
    pub empty_lines: EmptyLines,
    /// Whether bytes of a response's header values that are not UTF-8 reach the page as U+FFFD.
    pub invalid_utf8_replaced: bool,
    /// How `Access-Control-Expose-Headers` is read when it is not a list.
    pub expose_list: ExposeList,
    /// Whose origin a preflight carries after a redirect.
    pub preflight_origin: PreflightOrigin,
    /// What decides about a preflight after a redirect.
    pub preflight_after_redirect: PreflightAfterRedirect,
    /// The header list after a redirect.
    pub headers_after_redirect: HeadersAfterRedirect,
    /// Whether client hints are dropped on a redirect to another origin than the page's.
    pub client_hints_dropped: bool,
    /// Several `Location` lines.
    pub several_locations: SeveralLocations,
    /// An empty `Location`.
    pub empty_location: EmptyLocation,
    /// A user name or password in a redirect's URL.
    pub redirect_credentials: RedirectCredentials,
    /// Which methods besides the standard's become `GET` on a redirect.
    pub delete_becomes_get: DeleteBecomesGet,
    /// Whether a redirect from a cross-origin hop is checked once more, as if credentials were included, when the
    /// credentials mode is `same-origin` and the first URL was of the request's origin.
    pub redirect_checked_with_credentials: bool,
    /// Whether a `no-cors` request to the request's own origin keeps its `same-origin` credentials on every later hop.
    pub no_cors_keeps_first_credentials: bool,
    /// Whether `Origin` stays when a same-origin redirect turns the method into `GET`.
    pub origin_kept_on_rewritten_method: bool,
    /// When `Origin` is told on a `no-cors` `GET` for which storage access could be granted.
    pub storage_access_origin: StorageAccessOrigin,
    /// Whether a `no-cors` request that a redirect has led across origins carries `null`, also from the page's own origin.
    pub crossing_hides_origin: bool,
    /// Whether a cookie without `SameSite` stays at home when another site asks.
    pub withholds_unmarked_cookies: bool,
    /// Whether an upload listener forces a preflight only when there is a body.
    pub upload_listener_needs_body: bool,
    /// Whether a forced preflight without `Access-Control-Allow-Methods` allows the request's method.
    pub forced_preflight_implies_method: bool,
    /// Whether the embedder policy `credentialless` is unknown.
    pub credentialless_is_unknown: bool,
    /// An unknown `Cross-Origin-Resource-Policy` under `require-corp`.
    pub unknown_resource_policy: UnknownResourcePolicy,
    /// The elements.
    pub elements: ElementRules,
    /// `Referer`.
    pub referrer: ReferrerRules,
    /// http below an https page.
    pub mixed: MixedContentRules,
    /// `401` and `407`.
    pub authentication: AuthenticationRules,
    /// The HTTP cache.
    pub http_cache: HttpCacheRules,
    /// Resource timing.
    pub timing: TimingRules,
    /// The preflight cache.
    pub cache: CacheRules,
}

/// How a browser keeps preflights.
#[derive(Clone, Debug)]
pub struct CacheRules {
    /// How `Access-Control-Max-Age` is read.
    pub max_age: MaxAge,
    /// The longest time kept, in seconds.
    pub cap: Option<u64>,
    /// What a new preflight does to older entries.
    pub update: CacheUpdate,
    /// Whether entries of credentialed requests serve others.
    pub credentials: CacheCredentials,
    /// When a kept `*` counts.
    pub star: CacheStar,
    /// Whether an entry that does not cover a request is erased.
    pub erased_on_miss: bool,
    /// Whether the key has the page's origin instead of the request's, which is `null` once tainted.
    pub keyed_by_page: bool,
    /// Which opaque origins have entries.
    pub opaque_origins: CacheOpaqueOrigins,
    /// Whether that there was a preflight is remembered for ever, for forced ones that need neither method nor names.
    pub forced_never_expires: bool,
    /// Whether a preflight is kept although it does not allow this request.
    pub stored_before_decision: bool,
    /// Whether `HEAD` needs an entry.
    pub head_needs_entry: bool,
    /// Whether a forced preflight for a safelisted method needs an entry for that method.
    pub forced_needs_entry: bool,
    /// Whether a failed preflight clears its entries.
    pub cleared_by_preflight: bool,
    /// Whether a failed request after a preflight clears its entries.
    pub cleared_by_actual: bool,
    /// Whether a failed request without a preflight clears its entries.
    pub cleared_by_simple: bool,
    /// How many combinations of origin and URL are kept.
    pub capacity: Option<CacheCapacity>,
}

/// How many combinations of origin and URL a cache keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheCapacity {
    /// The most that are kept.
    pub slots: usize,
    /// Whether each network partition has that many.
    pub per_partition: bool,
    /// How many go at once when there are more, the longest unused first.
    pub purged: usize,
}

/// How the page's headers go out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SentRules {
    /// Repeated headers are joined with `, `.
    pub joined: bool,
    /// Headers are set one after another: an empty value replaces what was there, and a second `Content-Type` or
    /// `Authorization` the first; the request's body brings the first `Content-Type`.
    pub single_headers: bool,
    /// A `User-Agent` set by the page is not sent.
    pub no_user_agent: bool,
    /// `Range` of a `GET` is read and written anew.
    pub range_rewritten: bool,
    /// Bytes above 0x7F go out as UTF-8.
    pub utf8: bool,
}

impl SentRules {
    pub(in crate::browser) fn is_plain(&self) -> bool {
        *self == SentRules::default()
    }
}
