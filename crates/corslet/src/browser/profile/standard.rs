//! The standard's own rules.

use super::choices::{
    AuthorizationWildcard, CacheCredentials, CacheOpaqueOrigins, CacheStar, CacheUpdate, DeleteBecomesGet,
    EmptyLines, EmptyLocation, ExposeList, HeadersAfterRedirect, MaxAge, PreflightAfterRedirect,
    PreflightOrigin, RedirectCredentials, SeveralLocations, StorageAccessOrigin, UnknownResourcePolicy,
};
use super::head_rules::HeadRules;
use super::rules::{CacheRules, Rules, SentRules};
use super::{
    AuthenticationRules, ElementRules, HttpCacheRules, MixedContentRules, ReferrerRules, TimingRules,
};
use crate::words::Safelist;

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
        head: HeadRules::STANDARD,
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
        credentialless_is_unknown: false,
        unknown_resource_policy: UnknownResourcePolicy::IsAbsent,
        elements: ElementRules::STANDARD,
        referrer: ReferrerRules::STANDARD,
        mixed: MixedContentRules::STANDARD,
        authentication: AuthenticationRules::STANDARD,
        http_cache: HttpCacheRules::STANDARD,
        timing: TimingRules::STANDARD,
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
