//! What holds for every target: the request, the depth, and how servers are reached.

use std::time::Duration;

use corslet::browser::Engine;
use corslet::words::Method;
use corslet_inspect::audit::{Depth, Settings};

use super::words;
use crate::audit::arguments::Arguments;
use crate::check::{Problem, body_input, network_input, reach_input};
use crate::transport;

/// How long each request may take unless it is said otherwise.
const LIMIT: Duration = Duration::from_secs(10);

/// What holds for every target; the session is a target's own.
pub(super) fn audit(arguments: &Arguments, problems: &mut Vec<Problem>) -> Settings {
    let (request, audit) = (&arguments.request, &arguments.audit);
    let body = body_input::read(&request.data, problems).bytes;
    let method = request.method.as_deref().map(|text| text.to_string_lossy().into_owned());
    if let Some(text) = &method
        && let Err(error) = Method::parse(text)
    {
        problems.push(Problem::new("-X", text, error.to_string()));
    }
    let depths = [Depth::Quick, Depth::Full];
    let depth = words::one_of("--depth", audit.depth.as_deref(), &depths, Depth::as_str, problems);
    Settings {
        depth: depth.unwrap_or_default(),
        max_requests: words::count("--max-requests", audit.max_requests.as_deref(), problems),
        method: method.or_else(|| body.is_some().then(|| "POST".to_owned())),
        body,
        trusted_origins: words::origins("--trusted-origin", &audit.trusted_origins, problems),
        active: audit.active,
        pedantic: audit.pedantic,
        ..Settings::default()
    }
}

/// How servers are reached.
pub(super) fn network(arguments: &Arguments, problems: &mut Vec<Problem>) -> transport::Settings {
    let limit = reach_input::limit(arguments.max_time.as_deref(), LIMIT, problems);
    let trust = reach_input::trust(&arguments.trust, problems);
    let network = network_input::read(&arguments.network, |name| std::env::var(name).ok());
    let network = network.map_err(|more| problems.extend(more)).unwrap_or_default();
    let readers = Engine::ALL.map(|engine| engine.profile().without_port().rules.head).to_vec();
    transport::Settings { trust, limit, readers, network }
}
