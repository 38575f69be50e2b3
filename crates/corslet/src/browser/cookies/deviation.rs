//! One departure of a browser from the draft, in what it does with cookies.

use std::sync::LazyLock;

use super::rules::CookieRules;
use super::{chromium, firefox, webkit};
use crate::browser::Engine;
use crate::browser::profile::{Deviation, Scope};

/// One departure of a browser from the draft.
pub type CookieDeviation = Deviation<CookieRules>;

impl CookieRules {
    /// The rules of a browser as recorded.
    #[must_use]
    pub fn of(engine: Engine) -> &'static CookieRules {
        match engine {
            Engine::Standard => &CookieRules::STANDARD,
            Engine::Chromium => CookieRules::chromium(),
            Engine::Firefox => CookieRules::firefox(),
            Engine::WebKit => CookieRules::webkit(),
        }
    }

    /// What makes a browser's rules differ from the draft's.
    #[must_use]
    pub fn deviations(engine: Engine) -> &'static [CookieDeviation] {
        match engine {
            Engine::Standard => &[],
            Engine::Chromium => chromium::DEVIATIONS,
            Engine::Firefox => firefox::DEVIATIONS,
            Engine::WebKit => webkit::DEVIATIONS,
        }
    }

    /// The rules of Chromium as recorded.
    #[must_use]
    pub fn chromium() -> &'static CookieRules {
        static RULES: LazyLock<CookieRules> = LazyLock::new(|| with(Engine::Chromium, |_| true));
        &RULES
    }

    /// The rules of Firefox as recorded.
    #[must_use]
    pub fn firefox() -> &'static CookieRules {
        static RULES: LazyLock<CookieRules> = LazyLock::new(|| with(Engine::Firefox, |_| true));
        &RULES
    }

    /// The rules of WebKitGTK as recorded: most of them are those of its network library, and not Safari's.
    #[must_use]
    pub fn webkit() -> &'static CookieRules {
        static RULES: LazyLock<CookieRules> = LazyLock::new(|| with(Engine::WebKit, |_| true));
        &RULES
    }

    /// The rules of a browser without one deviation: what would happen if the browser followed the draft there.
    ///
    /// # Errors
    /// The names of the deviations, when there is none of this name.
    pub fn without(engine: Engine, name: &str) -> Result<CookieRules, String> {
        let deviations = CookieRules::deviations(engine);
        if !deviations.iter().any(|deviation| deviation.name == name) {
            let names: Vec<_> = deviations.iter().map(|deviation| deviation.name).collect();
            return Err(format!("{engine} has no deviation `{name}`; it has: {}", names.join(", ")));
        }
        Ok(with(engine, |deviation| deviation.name != name))
    }

    /// The rules of a browser without what only its recorded port does.
    #[must_use]
    pub fn without_port(engine: Engine) -> CookieRules {
        with(engine, |deviation| deviation.scope == Scope::Engine)
    }
}

fn with(engine: Engine, keep: impl Fn(&CookieDeviation) -> bool) -> CookieRules {
    let mut rules = CookieRules::STANDARD;
    for deviation in CookieRules::deviations(engine).iter().filter(|deviation| keep(deviation)) {
        (deviation.apply)(&mut rules);
    }
    rules
}
