//! Everything in which browsers differ, as values: the standard's rules, and the choices other browsers made.

use std::borrow::Cow;
use std::sync::Arc;

use super::super::fetch::Fetch;
use super::super::redirect::Stripped;
use crate::verdict::{Observe, ResponseHead};
use crate::words::{Extracted, HeaderList, Method, Safelist, UnsafeNames, cors_unsafe_request_header_names, url_same_origin};

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

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub enum $name { $($(#[$variant_doc])* $variant),+ }
        )+
    };
}

choices! {
    /// Whether `Access-Control-Allow-Headers: *` covers `Authorization`.
    AuthorizationWildcard {
        /// Never: it must be listed.
        Never,
        /// When a preflight is judged, not when the cache is asked.
        Preflight,
        /// Always.
        PreflightAndCache,
    }
    /// What an empty header line does to the lines beside it.
    EmptyLines {
        /// It is joined like any other.
        Kept,
        /// It is dropped.
        Dropped,
    }
    /// How `Access-Control-Expose-Headers` is read when it is not a list.
    ExposeList {
        /// One invalid element voids all of it.
        AllOrNothing,
        /// A `*` before the invalid element counts.
        UpToTheFirstInvalid,
    }
    /// Whose origin a preflight carries after a redirect.
    PreflightOrigin {
        /// The request's, `null` once tainted.
        AsTainted,
        /// The page's; and a preflight to the page's own origin is not checked.
        PageUnchecked,
    }
    /// What decides about a preflight after a redirect.
    PreflightAfterRedirect {
        /// This hop's method and headers.
        ThisHop,
        /// A preflight before, or unsafe names in the original request; asks for the names not stripped at this hop.
        OriginalWithoutStripped,
        /// A preflight before, or unsafe names in the original request; asks for all of these.
        Original,
    }
    /// The header list after a redirect.
    HeadersAfterRedirect {
        /// What a hop deletes stays deleted.
        Deleted,
        /// The original list without what this hop deletes: `Authorization` is back after a cross-origin hop, the headers of a
        /// body that is gone are not.
        AuthorizationRebuilt,
        /// From the second redirect on the original list, where the CORS check applies, without `Authorization` once it was
        /// deleted.
        RestoredFromTheSecond,
    }
    /// Several `Location` lines.
    SeveralLocations {
        /// A network error.
        Fail,
        /// Followed when they are alike.
        FollowedIfAlike,
        /// Joined with `, `.
        Joined,
    }
    /// An empty `Location`.
    EmptyLocation {
        /// The current URL.
        IsCurrentUrl,
        /// No redirect: the response is the answer.
        IsNoRedirect,
        /// A network error.
        Fails,
    }
    /// A user name or password in a redirect's URL.
    RedirectCredentials {
        /// A network error for CORS requests.
        Fail,
        /// A network error in every mode.
        FailInEveryMode,
        /// A network error for CORS requests, some of them after the preflight of the next hop.
        FailAfterPreflight,
    }
    /// Which methods besides the standard's become `GET` on a redirect.
    DeleteBecomesGet {
        /// None.
        Never,
        /// `DELETE`, when the redirect leaves the origin.
        CrossOrigin,
    }
    /// What a new preflight does to older entries.
    CacheUpdate {
        /// A matching entry gets the new max-age and keeps its moment of storing: the text's letter.
        MaxAgeOnly,
        /// A matching entry is stored anew.
        Restamped,
        /// All older entries go.
        Replaced,
    }
    /// Whether entries of credentialed requests serve others.
    CacheCredentials {
        /// They do; others do not serve credentialed requests.
        ServeOthers,
        /// They do not, and neither the other way.
        Exact,
    }
    /// Which opaque origins have entries.
    CacheOpaqueOrigins {
        /// All share the ones of `null`: the text's letter.
        Shared,
        /// The page's own; one that a redirect made is new each time.
        PagesOwn,
        /// None.
        Nobody,
    }
    /// When `Origin` is told for storage access that could be granted.
    StorageAccessOrigin {
        /// Never.
        Never,
        /// On the first request.
        FirstHop,
        /// On the first request and all that follow it.
        AllHops,
    }
    /// When a kept `*` counts.
    CacheStar {
        /// Always: the text's letter.
        Always,
        /// Unless a credentialed request stored it.
        UnlessStoredWithCredentials,
        /// Unless a credentialed request asks.
        UnlessRequestedWithCredentials,
        /// Never.
        Never,
    }
    /// How `Access-Control-Max-Age` is read.
    MaxAge {
        /// `delta-seconds` in one line; 5 for anything else.
        DeltaSeconds,
        /// A signed 64-bit integer, below 0 is 0; 5 for anything else.
        SignedInteger,
        /// Digits; nothing is kept for anything else, nor for 0.
        DigitsOrNothing,
    }
}

impl Rules {
    /// The standard's rules.
    pub const STANDARD: Rules = Rules {
        safelist: Safelist::STANDARD,
        sent: SentRules {
            joined: false,
            single_headers: false,
            no_user_agent: false,
            range_rewritten: false,
            utf8: false,
        },
        repeats_names: false,
        authorization_wildcard: AuthorizationWildcard::Never,
        empty_lines: EmptyLines::Kept,
        invalid_utf8_replaced: false,
        expose_list: ExposeList::AllOrNothing,
        preflight_origin: PreflightOrigin::AsTainted,
        preflight_after_redirect: PreflightAfterRedirect::ThisHop,
        headers_after_redirect: HeadersAfterRedirect::Deleted,
        client_hints_dropped: false,
        several_locations: SeveralLocations::Fail,
        empty_location: EmptyLocation::IsCurrentUrl,
        redirect_credentials: RedirectCredentials::Fail,
        delete_becomes_get: DeleteBecomesGet::Never,
        redirect_checked_with_credentials: false,
        no_cors_keeps_first_credentials: false,
        origin_kept_on_rewritten_method: false,
        storage_access_origin: StorageAccessOrigin::Never,
        crossing_hides_origin: false,
        withholds_unmarked_cookies: false,
        upload_listener_needs_body: false,
        forced_preflight_implies_method: true,
        cache: CacheRules {
            max_age: MaxAge::DeltaSeconds,
            cap: None,
            update: CacheUpdate::MaxAgeOnly,
            credentials: CacheCredentials::ServeOthers,
            star: CacheStar::Always,
            erased_on_miss: false,
            keyed_by_page: false,
            opaque_origins: CacheOpaqueOrigins::Shared,
            forced_never_expires: false,
            stored_before_decision: false,
            head_needs_entry: false,
            forced_needs_entry: true,
            cleared_by_preflight: true,
            cleared_by_actual: true,
            cleared_by_simple: false,
            capacity: None,
        },
    };
}

impl EmptyLines {
    /// [Gets](https://fetch.spec.whatwg.org/#concept-header-list-get) a header's value.
    pub(in crate::browser) fn get<'h>(self, headers: &'h HeaderList, name: &str) -> Option<Cow<'h, [u8]>> {
        let is_single = headers.get_all(name).nth(1).is_none();
        if self == EmptyLines::Kept || is_single {
            return headers.get(name);
        }
        let kept: Vec<&[u8]> =
            headers.get_all(name).map(|value| value.as_bytes()).filter(|value| !value.is_empty()).collect();
        Some(Cow::Owned(kept.join(b", ".as_slice())))
    }
}

/// A max-age as read.
pub(in crate::browser) struct ReadMaxAge {
    /// Seconds to keep the entries for; `None` keeps nothing and touches nothing.
    pub(in crate::browser) seconds: Option<u64>,
    /// Whether the header gave it.
    pub(in crate::browser) is_given: bool,
}

/// Without a max-age: <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>, step 7.9.
const DEFAULT_MAX_AGE: u64 = 5;

impl MaxAge {
    pub(in crate::browser) fn read(self, head: &ResponseHead, empty_lines: EmptyLines) -> ReadMaxAge {
        let given = |seconds| ReadMaxAge { seconds: Some(seconds), is_given: true };
        let default = ReadMaxAge { seconds: Some(DEFAULT_MAX_AGE), is_given: false };
        match self {
            MaxAge::DeltaSeconds => match head.headers.extract_delta_seconds("access-control-max-age") {
                Extracted::Values(seconds) => given(seconds),
                _ => default,
            },
            MaxAge::SignedInteger => {
                let value = head.headers.get("access-control-max-age");
                let parsed = value.as_deref().and_then(|value| std::str::from_utf8(value).ok()?.parse::<i64>().ok());
                parsed.map_or(default, |seconds| given(u64::try_from(seconds).unwrap_or(0)))
            }
            MaxAge::DigitsOrNothing => {
                let value = empty_lines.get(&head.headers, "access-control-max-age").unwrap_or_default();
                if value.is_empty() {
                    return default;
                }
                let digits = std::str::from_utf8(&value).ok().filter(|text| text.bytes().all(|it| it.is_ascii_digit()));
                let seconds = digits.map(|digits| digits.parse::<u64>().unwrap_or(u64::MAX));
                ReadMaxAge { seconds: seconds.filter(|&seconds| seconds > 0), is_given: seconds.is_some() }
            }
        }
    }
}

impl PreflightAfterRedirect {
    /// Whether this hop is preflighted whatever its own method and headers are.
    pub(in crate::browser) fn is_forced<O: Observe>(self, fetch: &Fetch<'_, O>) -> bool {
        self != PreflightAfterRedirect::ThisHop
            && fetch.hop.index > 0
            && (fetch.hop.was_preflighted
                || !cors_unsafe_request_header_names(&fetch.request.headers, &fetch.rules().safelist).is_empty())
    }

    /// The names that this hop's preflight asks for.
    pub(in crate::browser) fn unsafe_names<O: Observe>(self, fetch: &Fetch<'_, O>) -> UnsafeNames {
        let safelist = &fetch.rules().safelist;
        if fetch.hop.index == 0 {
            return cors_unsafe_request_header_names(&fetch.hop.headers, safelist);
        }
        match self {
            PreflightAfterRedirect::ThisHop => cors_unsafe_request_header_names(&fetch.hop.headers, safelist),
            PreflightAfterRedirect::Original => cors_unsafe_request_header_names(&fetch.request.headers, safelist),
            PreflightAfterRedirect::OriginalWithoutStripped => {
                cors_unsafe_request_header_names(&fetch.hop.stripped.from(&fetch.request.headers), safelist)
            }
        }
    }
}

impl HeadersAfterRedirect {
    /// The header list of the next hop; `is_checked` when that hop will go through the CORS check.
    pub(in crate::browser) fn headers<O: Observe>(
        self,
        fetch: &Fetch<'_, O>,
        stripped: Stripped,
        is_checked: bool,
    ) -> Arc<HeaderList> {
        match self {
            HeadersAfterRedirect::Deleted => stripped.from(&fetch.hop.headers),
            HeadersAfterRedirect::AuthorizationRebuilt => {
                let body_headers = stripped.body_headers || fetch.hop.has_lost_body;
                Stripped { body_headers, ..stripped }.from(&fetch.request.headers)
            }
            HeadersAfterRedirect::RestoredFromTheSecond if fetch.hop.index > 0 && is_checked => {
                let kept = Stripped { body_headers: false, authorization: !fetch.hop.headers.contains("authorization") };
                let restored = kept.from(&fetch.request.headers);
                Stripped { body_headers: false, ..stripped }.from(&restored)
            }
            HeadersAfterRedirect::RestoredFromTheSecond => stripped.from(&fetch.hop.headers),
        }
    }
}

impl DeleteBecomesGet {
    pub(in crate::browser) fn applies<O: Observe>(self, fetch: &Fetch<'_, O>, location: &url::Url) -> bool {
        self == DeleteBecomesGet::CrossOrigin
            && fetch.hop.method == Method::DELETE
            && !url_same_origin(&fetch.hop.url, location)
    }
}
