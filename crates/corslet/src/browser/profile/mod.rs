//! How a browser differs from the standard: data, each piece with its source.

mod after_redirect;
mod browser;
mod choices;
mod chromium;
mod deviation;
mod element_rules;
mod engine;
mod environment_rules;
mod firefox;
mod head_rules;
mod headline;
mod reading;
mod rules;
mod standard;
mod timing_rules;
mod webkit;

pub use browser::Profile;
pub use choices::{
    AuthenticationPrompt, AuthorizationWildcard, BareReturn, BlankBeforeColon, CacheCredentials,
    CacheOpaqueOrigins, CacheStar, CacheUpdate, DeleteBecomesGet, EmptyLines, EmptyLocation, ExposeList,
    Fold, FrameEvent, HeadersAfterRedirect, LoopbackUpgrade, MaxAge, NoreferrerForm, Nul, ObjectRequest,
    OriginIgnoresPolicy, OwnOrigin, PreflightAfterRedirect, PreflightOrigin, RedirectCredentials,
    ReferrerBeforeUpgrade, SeveralLocations, StatusLine, StorageAccessOrigin, UnknownResourcePolicy,
    WithoutStatusLine,
};
pub use deviation::{Deviation, Scope};
pub use element_rules::ElementRules;
pub use engine::Engine;
pub use environment_rules::{AuthenticationRules, HttpCacheRules, MixedContentRules, ReferrerRules};
pub use head_rules::HeadRules;
pub use headline::Headline;
pub use rules::{CacheCapacity, CacheRules, Rules, SentRules};
pub use timing_rules::TimingRules;
pub(super) use {choices::choices, deviation::deviations};
