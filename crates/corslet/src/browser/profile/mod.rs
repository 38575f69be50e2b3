//! How a browser differs from the standard: data, each piece with its source.

mod browser;
mod chromium;
mod deviation;
mod engine;
mod firefox;
mod headline;
mod rules;
mod webkit;

pub use browser::Profile;
pub use deviation::{Deviation, Scope};
pub use engine::Engine;
pub use headline::Headline;
pub use rules::{
    AuthorizationWildcard, CacheCapacity, CacheCredentials, CacheOpaqueOrigins, CacheRules, CacheStar, CacheUpdate, EmptyLines, EmptyLocation, ExposeList,
    HeadersAfterRedirect, MaxAge, PreflightAfterRedirect, PreflightOrigin, RedirectCredentials, Rules, SentRules,
    SeveralLocations, StorageAccessOrigin,
};
