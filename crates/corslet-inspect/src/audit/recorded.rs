//! The question that a request amounts to, which somebody else has asked.

use super::{Evidence, Place, Preflight, Probe, SessionUse};
use crate::exchange::Request;

/// The probe that would have been this request; none when it went to another host.
pub(super) fn probe(request: &Request, evidence: &Evidence) -> Option<Probe> {
    let text =
        |name: &str| request.headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned());
    let preflight = request.is_preflight().then(|| Preflight {
        method: text("access-control-request-method").unwrap_or_default(),
        headers: text("access-control-request-headers"),
        private_network: request.headers.contains("access-control-request-private-network"),
    });
    let own = &evidence.settings.session.headers;
    let carries_own =
        own.iter().all(|(name, value)| request.headers.get_all(name.as_str()).any(|one| one == value));
    let session = match preflight {
        Some(_) => SessionUse::None,
        None if own.is_empty() && request.headers.contains("cookie") => SessionUse::MadeUp,
        None if carries_own => SessionUse::Given,
        None => SessionUse::None,
    };
    let is_own_method = evidence.settings.method.as_deref() == Some(request.method.as_str());
    let method = if is_own_method { "GET".to_owned() } else { request.method.clone() };
    Some(Probe {
        method,
        place: place(request, evidence)?,
        origin: request.origin().map(str::to_owned),
        preflight,
        session,
        time: 0,
    })
}

fn place(request: &Request, evidence: &Evidence) -> Option<Place> {
    let (url, own) = (&request.url, &evidence.target.url);
    if url.origin() != own.origin() {
        return None;
    }
    let last = url.path().rsplit('/').next().unwrap_or_default();
    if url.path() == own.path() {
        // One parameter more than the target's own.
        let mut more = url.query_pairs().filter(|pair| !own.query_pairs().any(|known| known == *pair));
        return match more.next() {
            Some((name, value)) => Some(Place::Query(name.into_owned(), value.into_owned())),
            None => Some(Place::Target),
        };
    }
    Some(match url.path() {
        "/" => Place::FrontPage,
        _ if last == evidence.names.letters => Place::Missing,
        path => Place::Path(path.to_owned()),
    })
}
