//! What an auditor must not do, whatever it finds, as the servers saw it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::auditor::Said;
use super::listen::Arrival;
use super::rows::wanted::DOMAINS;
use super::server::{Class, Server};

/// Methods by which something may change.
const CHANGING: &[&str] = &["POST", "PUT", "PATCH", "DELETE"];

/// The most requests at full depth: to a server of which there is nothing to say, and to any.
const FULL: [usize; 2] = [120, 150];

/// The most requests at quick depth.
const QUICK: usize = 25;

/// Everything that was not as it has to be; what comes to real servers is not counted one by one.
pub(crate) fn breaches(
    arrivals: &BTreeMap<String, Vec<Arrival>>,
    servers: &BTreeMap<String, Arc<Server>>,
    said: &BTreeMap<String, Said>,
    is_quick: bool,
    is_counted: bool,
) -> Vec<String> {
    let mut breaches = Vec::new();
    for (host, arrivals) in arrivals {
        let server = servers.get(host);
        // Every connection ends up at the set, whatever name it was for.
        if server.is_none() {
            breaches.push(format!("{host} is nobody's who was to be audited"));
        }
        let is_active = server.is_some_and(|server| server.flags.iter().any(|flag| flag == "--active"));
        let gives = |flag: &str| server.is_some_and(|server| server.flags.iter().any(|own| own == flag));
        let is_given = server.is_some_and(|server| server.has_session) || gives("-H");
        for arrival in arrivals {
            let what = format!("{} {}", arrival.method, arrival.path);
            if !is_active && CHANGING.contains(&arrival.method.as_str()) {
                breaches.push(format!("{host}: {what} may change something"));
            }
            if !is_given && arrival.has_session {
                breaches.push(format!("{host}: {what} carries a session that is not for it"));
            }
            if arrival.method == "OPTIONS" && arrival.has_session {
                breaches.push(format!("{host}: {what} carries a session, and no browser sends one with it"));
            }
            let origin = arrival.origin.as_deref().filter(|_| !gives("--pedantic"));
            if let Some(origin) = origin.filter(|origin| !is_possible(origin)) {
                breaches.push(format!("{host}: no page is on {origin}, and it was asked from there"));
            }
            if !arrival.agent.to_ascii_lowercase().contains("corslet") {
                breaches.push(format!("{host}: {what} does not say who asks: {:?}", arrival.agent));
            }
        }
        let Some(said) = said.get(host).filter(|_| is_counted) else { continue };
        if arrivals.len() != said.requests {
            breaches.push(format!(
                "{host}: {} requests, of which {} are told",
                arrivals.len(),
                said.requests
            ));
        }
    }
    let [silent, most] = FULL;
    for (host, server) in servers {
        let limit = match server.expected.class {
            _ if is_quick => QUICK,
            Class::Correct => silent,
            Class::Exposed | Class::Hygiene => most,
        };
        let requests = said.get(host).map_or(0, |said| said.requests);
        if requests > limit {
            breaches.push(format!("{host}: {requests} requests, {limit} at most"));
        }
    }
    breaches.dedup();
    breaches
}

/// Whether some browser can have a page on an origin, and write it so.
pub(crate) fn is_possible(origin: &str) -> bool {
    let Ok(url) = url::Url::parse(origin) else { return origin == "null" };
    match url.scheme() {
        "http" | "https" => url.origin().ascii_serialization() == origin,
        _ => true,
    }
}

/// Names that the name service was asked for, and that are no domains of anybody whom a server of the set may trust.
pub(crate) fn idle_names(names: &BTreeSet<String>) -> Vec<String> {
    let idle = names.iter().filter(|name| !DOMAINS.contains(&name.as_str()));
    idle.map(|name| format!("the name service was asked for {name}")).collect()
}
