//! How a browser differs from the standard: data, each piece with its source.

mod after_redirect;
mod browser;
mod choices;
mod chromium;
mod deviation;
mod engine;
mod firefox;
mod head_rules;
mod headline;
mod reading;
mod rules;
mod standard;
mod webkit;

pub use browser::Profile;
pub use choices::{
    AuthorizationWildcard, BareReturn, BlankBeforeColon, CacheCredentials, CacheOpaqueOrigins, CacheStar,
    CacheUpdate, DeleteBecomesGet, EmptyLines, EmptyLocation, ExposeList, Fold, HeadersAfterRedirect, MaxAge,
    Nul, PreflightAfterRedirect, PreflightOrigin, RedirectCredentials, SeveralLocations, StatusLine,
    StorageAccessOrigin, WithoutStatusLine,
};
pub use deviation::{Deviation, Scope};
pub use engine::Engine;
pub use head_rules::HeadRules;
pub use headline::Headline;
pub use rules::{CacheCapacity, CacheRules, Rules, SentRules};
