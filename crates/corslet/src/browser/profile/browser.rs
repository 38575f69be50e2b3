//! A browser's rules: the standard's, changed by the browser's deviations one after another.

use std::sync::LazyLock;

use super::{Deviation, Engine, Rules, Scope, chromium, firefox, webkit};
use crate::browser::cookies::{CookieDeviation, CookieRules, ThirdPartyCookies};

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
    /// The rules for cookies.
    pub cookies: CookieRules,
    /// What makes those differ from the draft's.
    pub cookie_deviations: Vec<&'static CookieDeviation>,
}

impl Profile {
    fn of(
        engine: Engine,
        version: &'static str,
        deviations: impl IntoIterator<Item = &'static Deviation>,
        cookie_deviations: impl IntoIterator<Item = &'static CookieDeviation>,
    ) -> Self {
        let mut profile = Profile {
            engine,
            version,
            rules: Rules::STANDARD,
            deviations: Vec::new(),
            cookies: CookieRules::STANDARD,
            cookie_deviations: Vec::new(),
        };
        for deviation in deviations {
            (deviation.apply)(&mut profile.rules);
            profile.deviations.push(deviation);
        }
        for deviation in cookie_deviations {
            (deviation.apply)(&mut profile.cookies);
            profile.cookie_deviations.push(deviation);
        }
        profile
    }

    fn recorded(
        engine: Engine,
        version: &'static str,
        deviations: impl IntoIterator<Item = &'static Deviation>,
    ) -> Self {
        Profile::of(engine, version, deviations, CookieRules::deviations(engine))
    }

    /// The standard's letter.
    #[must_use]
    pub fn standard() -> &'static Profile {
        static PROFILE: LazyLock<Profile> =
            LazyLock::new(|| Profile::recorded(Engine::Standard, "Fetch Standard, 2026-07-02 (586cd2a)", []));
        &PROFILE
    }

    /// Chromium as recorded.
    #[must_use]
    pub fn chromium() -> &'static Profile {
        static PROFILE: LazyLock<Profile> =
            LazyLock::new(|| Profile::recorded(Engine::Chromium, chromium::VERSION, chromium::DEVIATIONS));
        &PROFILE
    }

    /// Firefox as recorded.
    #[must_use]
    pub fn firefox() -> &'static Profile {
        static PROFILE: LazyLock<Profile> =
            LazyLock::new(|| Profile::recorded(Engine::Firefox, firefox::VERSION, firefox::DEVIATIONS));
        &PROFILE
    }

    /// WebKitGTK as recorded: WebKit with what the GTK port's network library does.
    #[must_use]
    pub fn webkit() -> &'static Profile {
        static PROFILE: LazyLock<Profile> =
            LazyLock::new(|| Profile::recorded(Engine::WebKit, webkit::VERSION, webkit::DEVIATIONS));
        &PROFILE
    }

    /// The profile without the deviations that only the recorded port has: for WebKit, what Safari shares.
    #[must_use]
    pub fn without_port(&self) -> Profile {
        self.keeping(|_, scope| scope == Scope::Engine)
    }

    /// The profile without one deviation: what would happen if the browser followed the standard there.
    ///
    /// # Errors
    /// The names of the deviations, when there is none of this name.
    pub fn without(&self, name: &str) -> Result<Profile, String> {
        let names: Vec<&str> = self
            .deviations
            .iter()
            .map(|deviation| deviation.name)
            .chain(self.cookie_deviations.iter().map(|deviation| deviation.name))
            .collect();
        if !names.contains(&name) {
            return Err(format!("{} has no deviation `{name}`; it has: {}", self.engine, names.join(", ")));
        }
        Ok(self.keeping(|kept, _| kept != name))
    }

    /// The profile of a browser that is set to do this with the cookies of third parties.
    #[must_use]
    pub fn with_third_party_cookies(&self, setting: ThirdPartyCookies) -> Profile {
        let mut profile = self.clone();
        profile.cookies.third_party_cookies = setting;
        profile
    }

    fn keeping(&self, keep: impl Fn(&str, Scope) -> bool) -> Profile {
        let kept = self.deviations.iter().copied().filter(|deviation| keep(deviation.name, deviation.scope));
        let cookies =
            self.cookie_deviations.iter().copied().filter(|deviation| keep(deviation.name, deviation.scope));
        Profile::of(self.engine, self.version, kept, cookies)
    }
}
