//! A recording as the answerer: it answers only what was asked when it was made.

use corslet::words::HeaderList;
use corslet_inspect::audit::{Answerer, Audit, Names, Report, Session, Settings};
use corslet_inspect::exchange::Exchange;

use super::target::Job;

/// Judges what was recorded of a URL.
pub(super) fn audit(job: &Job, recorded: &[Exchange], settings: Settings, names: Names) -> Report {
    let own = settings.session.clone();
    let session = if own.is_empty() { session(recorded) } else { own };
    let method = recorded.iter().map(|one| &one.request.method).find(|method| *method != "OPTIONS");
    let method = settings.method.clone().or_else(|| method.filter(|method| *method != "GET").cloned());
    let settings = Settings { answerer: Answerer::Recording, session, method, ..settings };
    let mut audit = Audit::new(job.target.clone(), settings, names);
    for exchange in recorded {
        audit.observe(exchange.clone());
    }
    audit.report()
}

/// The session that was recorded: what the first request carries that carries any.
fn session(recorded: &[Exchange]) -> Session {
    let is_session =
        |name: &str| name.eq_ignore_ascii_case("cookie") || name.eq_ignore_ascii_case("authorization");
    let carried = |exchange: &Exchange| -> HeaderList {
        let lines = exchange.request.headers.iter().filter(|(name, _)| is_session(name.as_str()));
        lines.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    let headers = recorded.iter().map(carried).find(|lines| !lines.is_empty()).unwrap_or_default();
    Session { headers, set_cookies: Vec::new() }
}
