//! A browser's rules: the standard's, changed by the browser's deviations one after another.

use std::sync::LazyLock;

use super::{Deviation, Engine, Rules, Scope, chromium, firefox, webkit};

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
    fn of(
        engine: Engine,
        version: &'static str,
        deviations: impl IntoIterator<Item = &'static Deviation>,
    ) -> Self {
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
