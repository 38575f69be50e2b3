//! Connections that wait for the next request to the same place.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::connection::{Connection, Ends};
use super::http2::Sender;
use super::route::Route;

/// The most connections that wait for one place.
const MOST_IDLE: usize = 64;

/// Connections that wait for the next request.
#[derive(Default)]
pub(super) struct Pool {
    places: Mutex<HashMap<Route, Place>>,
}

#[derive(Default)]
struct Place {
    idle: Vec<Connection>,
    http2: Option<(Sender, Ends)>,
}

impl Pool {
    /// A connection over which HTTP/1.1 was spoken, and which still stands.
    pub(super) fn take(&self, route: &Route) -> Option<Connection> {
        let mut places = self.places();
        let idle = &mut places.get_mut(route)?.idle;
        loop {
            let mut connection = idle.pop()?;
            if connection.is_idle() {
                return Some(connection);
            }
        }
    }

    /// Keeps a connection for the next request.
    pub(super) fn keep(&self, route: &Route, connection: Connection) {
        let mut places = self.places();
        let idle = &mut places.entry(route.clone()).or_default().idle;
        if idle.len() < MOST_IDLE {
            idle.push(connection);
        }
    }

    /// The HTTP/2 connection to a place: one serves all.
    pub(super) fn http2(&self, route: &Route) -> Option<(Sender, Ends)> {
        let places = self.places();
        places.get(route)?.http2.clone().filter(|(sender, _)| !sender.is_closed())
    }

    /// Keeps an HTTP/2 connection.
    pub(super) fn keep_http2(&self, route: &Route, sender: Sender, ends: Ends) {
        self.places().entry(route.clone()).or_default().http2 = Some((sender, ends));
    }

    /// Closes what waits for a place.
    pub(super) fn forget(&self, route: &Route) {
        self.places().remove(route);
    }

    fn places(&self) -> MutexGuard<'_, HashMap<Route, Place>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
