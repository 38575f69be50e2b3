//! The engines: three browsers', and the standard's letter.

use super::Profile;

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
