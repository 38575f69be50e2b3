//! One request to a server, sent again where the server has put it off.

use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet_inspect::exchange::{Exchange, Request};
use corslet_inspect::networks::is_local;

use super::exchange;
use super::host::{Host, PutOff, put_off};
use super::server::now;
use crate::transport::{BodyEnd, Client, MOST_KEPT, Outgoing, Received, Reply};

/// How much is kept of a body that no rule reads: so many targets may be under way at once.
const LITTLE: usize = 4 * 1024;

/// Asks one target's server.
#[derive(Clone)]
pub(super) struct Asker {
    pub(super) client: Arc<Client>,
    pub(super) host: Arc<Host>,
    /// The target's URL.
    pub(super) named: Arc<Url>,
    /// Whether somebody else named the host.
    pub(super) stays_public: bool,
}

/// What came of a request.
pub(super) struct Asked {
    pub(super) exchange: Exchange,
    /// How often it was sent.
    pub(super) times: usize,
    /// Why the server is not to be asked any more.
    pub(super) stop: Option<String>,
    /// Whether the body was longer in coming than anybody waited.
    pub(super) is_slow: bool,
    pub(super) is_on_a_private_network: bool,
}

impl Asker {
    /// Sends a request when it is its turn.
    pub(super) async fn ask(&self, request: Request, body_wait: Duration, wants_body: bool) -> Asked {
        let (mut tries, mut times) = (0, 0);
        loop {
            let received = self.send(&request, body_wait).await;
            times += 1 + usize::from(received.seen.is_resent);
            let put_off = match &received.reply {
                Reply::Head(head) => put_off(head, tries, now()),
                Reply::Failed(_) | Reply::Refused(_) => PutOff::No,
            };
            let stop = match put_off {
                PutOff::Wait(wait) => {
                    self.host.rest(wait).await;
                    tries += 1;
                    continue;
                }
                PutOff::GiveUp(why) => Some(why),
                PutOff::No => None,
            };
            return Asked { times, stop, ..asked(request, received, wants_body) };
        }
    }

    async fn send(&self, request: &Request, body_wait: Duration) -> Received {
        let lines = request.headers.iter();
        let outgoing = Outgoing {
            method: &request.method,
            url: &request.url,
            lines: lines.map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec())).collect(),
            body: request.body.clone().map(Into::into),
            named: &self.named,
            stays_public: self.stays_public,
            body_wait,
        };
        let turn = self.host.turn().await;
        let received = self.client.send(&outgoing).await;
        drop(turn);
        let is_here = received.seen.ends.peer.is_some_and(|peer| peer.ip().to_canonical().is_loopback());
        if is_here && !received.seen.is_proxied {
            self.host.is_this_machine().await;
        }
        received
    }
}

fn asked(request: Request, mut received: Received, wants_body: bool) -> Asked {
    let seen = &mut received.seen;
    let is_slow = seen.body.end == BodyEnd::Cut && seen.body.bytes.len() < MOST_KEPT;
    if !wants_body && seen.body.bytes.len() > LITTLE {
        seen.body.bytes.truncate(LITTLE);
        seen.body.bytes.shrink_to_fit();
        seen.body.end = BodyEnd::Cut;
    }
    let peer = seen.ends.peer.filter(|_| !seen.is_proxied);
    let is_on_a_private_network = peer.is_some_and(|peer| is_local(peer.ip()));
    let exchange = exchange::of(request, received);
    Asked { exchange, times: 1, stop: None, is_slow, is_on_a_private_network }
}
