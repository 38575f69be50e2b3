//! How a browser differs from the standard: data, each piece with its source.

mod chromium;
mod deviation;
mod firefox;
mod headline;
mod rules;
mod webkit;

pub use deviation::{Deviation, Scope};
pub use headline::Headline;
pub use rules::{
    AuthorizationWildcard, CacheCapacity, CacheCredentials, CacheOpaqueOrigins, CacheRules, CacheStar, CacheUpdate, EmptyLines, EmptyLocation, ExposeList,
    HeadersAfterRedirect, MaxAge, PreflightAfterRedirect, PreflightOrigin, RedirectCredentials, Rules, SentRules,
    SeveralLocations, StorageAccessOrigin,
};

use std::sync::LazyLock;

/// A browser engine, or the standard's letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Engine {
    /// The Fetch Standard.
    Standard,
    /// Chromium: Chrome, Edge, Opera, Brave.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKit: Safari, and every browser on iOS.
    WebKit,
}

impl Engine {
    /// All engines.
    pub const ALL: [Engine; 4] = [Engine::Standard, Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// The engine's name in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Engine::Standard => "standard",
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// The engine's profile, with what its port does.
    #[must_use]
    pub fn profile(self) -> &'static Profile {
        match self {
            Engine::Standard => Profile::standard(),
            Engine::Chromium => Profile::chromium(),
            Engine::Firefox => Profile::firefox(),
            Engine::WebKit => Profile::webkit(),
        }
    }
}

impl std::str::FromStr for Engine {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Engine::ALL
            .into_iter()
            .find(|engine| engine.as_str() == text)
            .ok_or_else(|| format!("`{text}` is not one of: standard, chromium, firefox, webkit"))
    }
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A browser's rules: the standard's, changed by the browser's deviations one after another.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The engine.
    pub engine: Engine,
    /// The version that the deviations and sentences were recorded from.
    pub version: &'static str,
    /// The rules in force.
    pub rules: Rules,
    /// What makes them differ from the standard's.
    pub deviations: Vec<&'static Deviation>,
}

impl Profile {
    fn of(engine: Engine, version: &'static str, deviations: impl IntoIterator<Item = &'static Deviation>) -> Self {
        let mut profile = Profile { engine, version, rules: Rules::STANDARD, deviations: Vec::new() };
        for deviation in deviations {
            (deviation.apply)(&mut profile.rules);
            profile.deviations.push(deviation);
        }
        profile
    }

    /// The standard's letter.
    #[must_use]
    pub fn standard() -> &'static Profile {
        static PROFILE: LazyLock<Profile> =
            LazyLock::new(|| Profile::of(Engine::Standard, "Fetch Standard, 2026-07-02 (586cd2a)", []));
        &PROFILE
    }

    /// Chromium as recorded.
    #[must_use]
    pub fn chromium() -> &'static Profile {
        static PROFILE: LazyLock<Profile> =
            LazyLock::new(|| Profile::of(Engine::Chromium, chromium::VERSION, chromium::DEVIATIONS));
        &PROFILE
    }

    /// Firefox as recorded.
    #[must_use]
    pub fn firefox() -> &'static Profile {
        static PROFILE: LazyLock<Profile> =
            LazyLock::new(|| Profile::of(Engine::Firefox, firefox::VERSION, firefox::DEVIATIONS));
        &PROFILE
    }

    /// WebKitGTK as recorded: WebKit with what the GTK port's network library does.
    #[must_use]
    pub fn webkit() -> &'static Profile {
        static PROFILE: LazyLock<Profile> =
            LazyLock::new(|| Profile::of(Engine::WebKit, webkit::VERSION, webkit::DEVIATIONS));
        &PROFILE
    }

    /// The profile without the deviations that only the recorded port has: for WebKit, what Safari shares.
    #[must_use]
    pub fn without_port(&self) -> Profile {
        let kept = self.deviations.iter().copied().filter(|deviation| deviation.scope == Scope::Engine);
        Profile::of(self.engine, self.version, kept)
    }

    /// The profile without one deviation: what would happen if the browser followed the standard there.
    ///
    /// # Errors
    /// The names of the deviations, when there is none of this name.
    pub fn without(&self, name: &str) -> Result<Profile, String> {
        if !self.deviations.iter().any(|deviation| deviation.name == name) {
            let names: Vec<_> = self.deviations.iter().map(|deviation| deviation.name).collect();
            return Err(format!("{} has no deviation `{name}`; it has: {}", self.engine, names.join(", ")));
        }
        let kept = self.deviations.iter().copied().filter(|deviation| deviation.name != name);
        Ok(Profile::of(self.engine, self.version, kept))
    }
}
