//! What the checks of one run of the program share: the connections' client, each browser's cache and profile.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use corslet::browser::{Engine, PreflightCache, Profile};

use super::plan::Plan;
use super::progress::Progress;
use crate::transport::Client;

/// What the checks share, as the pages of one browser share it.
pub(crate) struct Session {
    begun: Instant,
    browsers: Vec<Browser>,
    client: OnceLock<Client>,
    pub(crate) progress: Progress,
}

/// One engine's part of it.
struct Browser {
    profile: Arc<Profile>,
    cache: Mutex<PreflightCache>,
}

impl Session {
    pub(crate) fn new() -> Self {
        let browser = |engine: Engine| Browser {
            // WebKitGTK was recorded, and Safari is meant: what only the port's network library does stays out.
            profile: Arc::new(engine.profile().without_port()),
            cache: Mutex::new(PreflightCache::new()),
        };
        Session {
            begun: Instant::now(),
            browsers: Engine::ALL.into_iter().map(browser).collect(),
            client: OnceLock::new(),
            progress: Progress::default(),
        }
    }

    /// The browser's clock.
    pub(crate) fn now(&self, later: Duration) -> Duration {
        self.begun.elapsed() + later
    }

    /// The time since the Unix epoch, by which cookies expire.
    pub(crate) fn calendar(later: Duration) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default() + later
    }

    pub(crate) fn profile(&self, engine: Engine) -> Arc<Profile> {
        Arc::clone(&self.browser(engine).profile)
    }

    /// The engine's preflight cache, which is not to be held across a wait.
    pub(crate) fn cache(&self, engine: Engine) -> MutexGuard<'_, PreflightCache> {
        self.browser(engine).cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn browser(&self, engine: Engine) -> &Browser {
        let index = Engine::ALL.iter().position(|known| *known == engine).unwrap_or_default();
        &self.browsers[index]
    }

    /// The client, which all plans share: they trust the same authorities and reach servers in the same way. It waits for
    /// what any engine takes for a head, since another plan may ask another engine.
    pub(crate) fn client(&self, plan: &Plan) -> &Client {
        self.client.get_or_init(|| {
            let readers = self.browsers.iter().map(|browser| browser.profile.rules.head.clone()).collect();
            Client::new(plan.settings(readers))
        })
    }
}
