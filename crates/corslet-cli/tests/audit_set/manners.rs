//! What an auditor must not do, whatever it finds, as the servers saw it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::auditor::Said;
use super::listen::Arrival;
use super::server::{Class, Server};

/// Methods by which something may change.
const CHANGING: &[&str] = &["POST", "PUT", "PATCH", "DELETE"];

/// The most requests at full depth: to a server of which there is nothing to say, and to any.
const FULL: [usize; 2] = [120, 150];

/// The most requests at quick depth.
const QUICK: usize = 25;

/// Everything that was not as it has to be.
pub(crate) fn breaches(
    arrivals: &BTreeMap<String, Vec<Arrival>>,
    servers: &BTreeMap<String, Arc<Server>>,
    said: &BTreeMap<String, Said>,
    is_quick: bool,
) -> Vec<String> {
    let mut breaches = Vec::new();
    for (host, arrivals) in arrivals {
        // Every connection ends up at the set, whatever name it was for.
        if host == "localhost" || host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok() {
            breaches.push(format!("{host} is nobody's who was to be audited"));
        }
        let server = servers.get(host);
        let is_active = server.is_some_and(|server| server.flags.iter().any(|flag| flag == "--active"));
        let gives = |flag: &str| server.is_some_and(|server| server.flags.iter().any(|own| own == flag));
        let is_given = server.is_some_and(|server| server.has_session) || gives("-H") || gives("-u");
        for arrival in arrivals {
            let what = format!("{} {}", arrival.method, arrival.path);
            if !is_active && CHANGING.contains(&arrival.method.as_str()) {
                breaches.push(format!("{host}: {what} may change something"));
            }
            if !is_given && arrival.has_session {
                breaches.push(format!("{host}: {what} carries a session that is not for it"));
            }
            if !arrival.agent.to_ascii_lowercase().contains("corslet") {
                breaches.push(format!("{host}: {what} does not say who asks: {:?}", arrival.agent));
            }
        }
        let (Some(server), Some(said)) = (server, said.get(host)) else { continue };
        let [silent, most] = FULL;
        let limit = match server.expected.class {
            _ if is_quick => QUICK,
            Class::Correct => silent,
            Class::Exposed | Class::Hygiene => most,
        };
        if arrivals.len() > limit {
            breaches.push(format!("{host}: {} requests, {limit} at most", arrivals.len()));
        }
        if arrivals.len() != said.requests {
            breaches.push(format!(
                "{host}: {} requests, of which {} are told",
                arrivals.len(),
                said.requests
            ));
        }
    }
    breaches.dedup();
    breaches
}
