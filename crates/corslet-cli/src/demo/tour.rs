//! The tour: the same request to the API and to its broken twin, and whether browsers said what they must.

use std::time::Duration;

use corslet::Url;
use corslet::browser::{CredentialsMode, Engine, RequestInit};
use corslet::words::{HeaderList, Origin};
use corslet_inspect::diagnoses::case::Said;

use super::site::Site;
use super::story;
use crate::check::{self, Conclusion, Engines, Fixes, Plan, Repeat, Report, Session, Stored};
use crate::transport::{Network, Trust};

/// What came of the tour.
pub(crate) struct Told {
    /// The story, coloured.
    pub(crate) text: String,
    /// Whether everything happened as it must.
    pub(crate) is_as_expected: bool,
}

/// Runs the demo's request against both, and tells what happened.
///
/// # Errors
/// When the demo's own addresses cannot be read, which would be a mistake of ours.
pub(crate) async fn tour(site: &Site) -> Result<Told, String> {
    let session = Session::new();
    let right = check::run(plan(site, &site.orders())?, &session, false).await;
    let broken = check::run(plan(site, &site.broken_orders())?, &session, false).await;
    let is_as_expected = all(&right, Conclusion::Allowed) && all(&broken, Conclusion::Blocked);
    Ok(Told { text: story::story(site, &right, &broken, is_as_expected), is_as_expected })
}

/// `DELETE` with `Authorization` and credentials, as a page on the demo's front end sends it.
fn plan(site: &Site, url: &str) -> Result<Plan, String> {
    let origin = Origin::parse(&site.app).map_err(|error| error.to_string())?;
    let url = Url::parse(url).map_err(|error| error.to_string())?;
    let mut init = RequestInit::new(origin, url.as_str());
    init.method = Some(b"DELETE".to_vec());
    init.headers = vec![(b"Authorization".to_vec(), b"Bearer demo".to_vec())];
    init.credentials = Some(CredentialsMode::Include);
    Ok(Plan {
        fixes: Fixes::default(),
        probe: false,
        said: Said::default(),
        tape: None,
        way: None,
        performed: None,
        init,
        url,
        body: None,
        stored: Stored::default(),
        third_party_cookies: None,
        page_headers: HeaderList::default(),
        engines: Engines {
            engines: vec![Engine::Chromium, Engine::Firefox, Engine::WebKit, Engine::Standard],
            standard_counts: true,
        },
        send: true,
        repeat: Repeat::default(),
        expects_blocked: false,
        trust: Trust::System,
        limit: Duration::from_secs(10),
        network: Network::default(),
        network_words: Vec::new(),
        remarks: Vec::new(),
    })
}

fn all(report: &Report, conclusion: Conclusion) -> bool {
    report.runs.iter().all(|run| run.conclusion() == conclusion)
}
