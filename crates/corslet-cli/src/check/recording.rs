//! One recording of the network for all engines: what two of them ask alike is asked once.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::SystemTime;

use corslet::browser::{Body, Engine, Profile};
use corslet::verdict::{Exchange, Kind, NetworkFailure, ResponseHead};
use corslet::words::Method;

use super::plan::Plan;
use super::session::Session;
use crate::transport::{
    Body as ResponseBody, Client, LONGEST_WAIT, Outgoing, Phases, RawHead, Received, Reply, TransportFailure,
};

/// Why a request was not sent, although an engine asked for it.
#[derive(Clone, Debug)]
pub(crate) enum NotSent {
    /// It may change something, and nobody said to send it.
    NeedsSend,
    /// It may change something, and has been sent in another form: the recorded exchange's index.
    AlreadyPerformed(usize),
    /// The transport asks this host only when it is named: why.
    Refused(String),
    /// It is a recording that answers, and it has no answer to this: why.
    NotRecorded(String),
    /// It begins a WebSocket, which only its server judges.
    Handshake,
}

/// What came of a request.
#[derive(Clone, Debug)]
pub(crate) enum Came {
    Head(Arc<ResponseHead>),
    Failed(TransportFailure),
    NotSent(NotSent),
}

/// A request and what came of it.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    /// The request, without its answer.
    pub(crate) exchange: Exchange,
    pub(crate) has_body: bool,
    pub(crate) came: Came,
    /// The head's bytes, unless it came by HTTP/2.
    pub(crate) raw: Option<Arc<RawHead>>,
    pub(crate) phases: Phases,
    /// The address that answered.
    pub(crate) peer: Option<SocketAddr>,
    /// The lines that the browser added from its store.
    pub(crate) added: Vec<(String, Vec<u8>)>,
    /// When it began.
    pub(crate) began: SystemTime,
    /// Which time it was, from 0.
    pub(crate) time: usize,
    /// The address that asked.
    pub(crate) local: Option<SocketAddr>,
    /// The beginning of the response's body.
    pub(crate) body: ResponseBody,
    pub(crate) is_http2: bool,
    /// Whether an earlier request's connection was used again.
    pub(crate) is_reused: bool,
    /// Whether a proxy was asked.
    pub(crate) is_proxied: bool,
    /// The entry of the recording that answered, counted from 1.
    pub(crate) har_entry: Option<usize>,
    /// Who asked for it, in the order they did.
    pub(crate) engines: Vec<Engine>,
}

impl Recorded {
    /// The version of the answer.
    pub(crate) fn http_version(&self) -> &'static str {
        if self.is_http2 { "HTTP/2" } else { "HTTP/1.1" }
    }

    /// Every header line that was sent: the page's, the standard's, and what the browser had stored.
    pub(crate) fn header_lines(&self) -> Vec<(String, Vec<u8>)> {
        let mut lines = self.exchange.header_lines();
        lines.extend(self.added.iter().cloned());
        lines
    }

    /// Whether both would be the same bytes on the wire, at the same point of the conversation.
    fn is_same(&self, exchange: &Exchange, has_body: bool, added: &[(String, Vec<u8>)]) -> bool {
        let own = &self.exchange;
        let origin =
            |exchange: &Exchange| exchange.origin.as_ref().map(|origin| origin.serialize().to_owned());
        own.hop == exchange.hop
            && own.kind == exchange.kind
            && own.method == exchange.method
            && own.url == exchange.url
            && origin(own) == origin(exchange)
            && own.request_method == exchange.request_method
            && own.request_headers == exchange.request_headers
            && own.credentials == exchange.credentials
            && own.headers == exchange.headers
            && self.has_body == has_body
            && self.added == added
    }

    /// The head as a browser reads it.
    pub(crate) fn read_by(
        &self,
        profile: &Profile,
        head: &Arc<ResponseHead>,
    ) -> Result<Arc<ResponseHead>, NetworkFailure> {
        match &self.raw {
            Some(raw) => raw.read(&profile.rules.head).map(|read| Arc::new(read.head)),
            None => Ok(Arc::clone(head)),
        }
    }

    /// Whether it reached a server as far as anybody can know.
    fn went_out(&self) -> bool {
        match &self.came {
            Came::Head(_) => true,
            Came::Failed(failure) => failure.went_out(),
            Came::NotSent(_) => false,
        }
    }
}

/// The recording, which sends what it does not have yet.
pub(crate) struct Recording<'c> {
    client: &'c Client,
    session: &'c Session,
    plan: &'c Plan,
    recorded: Vec<Recorded>,
    /// Which time is under way, from 1; 0 before the first.
    times: usize,
}

impl<'c> Recording<'c> {
    /// An empty recording.
    pub(crate) fn new(client: &'c Client, session: &'c Session, plan: &'c Plan) -> Self {
        Recording { client, session, plan, recorded: Vec::new(), times: 0 }
    }

    /// From now on the page asks once more: what was recorded before answers nothing.
    pub(crate) fn begin_time(&mut self) {
        self.times += 1;
    }

    fn of_this_time(&self) -> impl Iterator<Item = (usize, &Recorded)> {
        let time = self.times.saturating_sub(1);
        self.recorded.iter().enumerate().filter(move |(_, recorded)| recorded.time == time)
    }

    /// Answers an engine's request, to which the browser has added these lines; gives the index of what is recorded of it.
    pub(crate) async fn answer(
        &mut self,
        engine: Engine,
        exchange: &Exchange,
        body: Body,
        added: Vec<(String, Vec<u8>)>,
    ) -> usize {
        let has_body = body != Body::None && self.plan.body.is_some();
        let tape = self.plan.tape.as_ref();
        let known = self.of_this_time().find(|(_, recorded)| {
            // What the browser added to a request of a recording is what stands there.
            let added = if tape.is_some() { &recorded.added } else { &added };
            recorded.is_same(exchange, has_body, added)
        });
        if let Some((index, _)) = known {
            let engines = &mut self.recorded[index].engines;
            if !engines.contains(&engine) {
                engines.push(engine);
            }
            return index;
        }
        let mut recorded = Recorded {
            exchange: Exchange { answer: None, ..exchange.clone() },
            has_body,
            came: Came::NotSent(NotSent::NeedsSend),
            raw: None,
            phases: Phases::default(),
            peer: None,
            added,
            began: SystemTime::now(),
            time: self.times.saturating_sub(1),
            local: None,
            body: ResponseBody::default(),
            is_http2: false,
            is_reused: false,
            is_proxied: false,
            har_entry: None,
            engines: vec![engine],
        };
        match (tape, self.why_not(exchange)) {
            (Some(tape), _) => tape.play(engine, &mut recorded),
            (None, Some(why)) => recorded.came = Came::NotSent(why),
            (None, None) => self.send(&mut recorded).await,
        }
        // An entry of a recording is shown once, however differently two engines would have asked.
        let is_entry = |known: &Recorded| known.har_entry.is_some() && known.har_entry == recorded.har_entry;
        if let Some(index) = self.recorded.iter().position(is_entry) {
            self.recorded[index].engines.push(engine);
            return index;
        }
        self.recorded.push(recorded);
        self.recorded.len() - 1
    }

    /// What is recorded at an index that [`answer`](Recording::answer) gave.
    pub(crate) fn get(&self, index: usize) -> Option<&Recorded> {
        self.recorded.get(index)
    }

    /// Everything recorded, in the order it was asked.
    pub(crate) fn into_recorded(self) -> Vec<Recorded> {
        self.recorded
    }

    fn why_not(&self, exchange: &Exchange) -> Option<NotSent> {
        if self.plan.opens_websocket() {
            return Some(NotSent::Handshake);
        }
        if !is_unsafe(exchange) {
            return None;
        }
        if !self.plan.send {
            return Some(NotSent::NeedsSend);
        }
        if let Some(place) = &self.plan.performed {
            return Some(NotSent::Refused(format!(
                "it may change something, and has gone out once, to {place}"
            )));
        }
        let performed = self.of_this_time().find(|(_, recorded)| {
            recorded.exchange.hop == exchange.hop && is_unsafe(&recorded.exchange) && recorded.went_out()
        });
        performed.map(|(index, _)| NotSent::AlreadyPerformed(index))
    }

    async fn send(&self, recorded: &mut Recorded) {
        let exchange = &recorded.exchange;
        self.session.progress.say(|| {
            let what = if exchange.kind == Kind::Preflight { "preflight" } else { exchange.method.as_str() };
            format!("{what} to {}", exchange.url.host_str().unwrap_or_default())
        });
        let outgoing = Outgoing {
            method: exchange.method.as_str(),
            url: &exchange.url,
            lines: recorded.header_lines(),
            body: self.plan.body.clone().filter(|_| recorded.has_body),
            named: &self.plan.url,
            stays_public: false,
            body_wait: LONGEST_WAIT,
        };
        let Received { reply, raw, seen } = self.client.send(&outgoing).await;
        recorded.raw = raw;
        recorded.phases = seen.phases;
        (recorded.peer, recorded.local) = (seen.ends.peer, seen.ends.local);
        recorded.body = seen.body;
        (recorded.is_http2, recorded.is_reused, recorded.is_proxied) =
            (seen.is_http2, seen.is_reused, seen.is_proxied);
        recorded.came = match reply {
            Reply::Head(head) => Came::Head(head),
            Reply::Failed(failure) => Came::Failed(failure),
            Reply::Refused(why) => Came::NotSent(NotSent::Refused(why)),
        };
    }
}

/// Whether it may have changed something at a server.
pub(crate) fn is_performed(recorded: &Recorded) -> bool {
    is_unsafe(&recorded.exchange) && recorded.went_out()
}

/// Whether the request may change something at the server. A preflight never does.
pub(crate) fn is_unsafe(exchange: &Exchange) -> bool {
    exchange.kind == Kind::Actual && exchange.method != Method::GET && exchange.method != Method::HEAD
}
