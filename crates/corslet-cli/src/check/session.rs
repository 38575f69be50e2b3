//! What the checks of one run of the program share: the connections' client, each browser's cache and profile.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use corslet::browser::{Engine, PreflightCache, Profile};

use super::plan::Plan;
use super::progress::Progress;
use crate::transport::Client;

/// What the checks share, as the pages of one browser share it.
pub(crate) struct Session {
    begun: Instant,
    browsers: Vec<Browser>,
    /// A client for each host that is named: it may be asked whatever it is.
    clients: Mutex<BTreeMap<String, Arc<Client>>>,
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
            clients: Mutex::new(BTreeMap::new()),
            progress: Progress::default(),
        }
    }

    /// The browser's clock.
    pub(crate) fn now(&self, later: Duration) -> Duration {
        self.begun.elapsed() + later
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

    /// The client for a plan. Within a session all plans trust the same authorities and have the same limit.
    pub(crate) fn client(&self, plan: &Plan) -> Arc<Client> {
        let host = plan.url.host_str().unwrap_or_default().to_owned();
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let client = clients
            .entry(host)
            .or_insert_with(|| Arc::new(Client::new(plan.trust.clone(), plan.limit, &plan.url)));
        Arc::clone(client)
    }
}
