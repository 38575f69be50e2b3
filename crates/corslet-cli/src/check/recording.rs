//! One recording of the network for all engines: what two of them ask alike is asked once.

use std::net::SocketAddr;
use std::sync::Arc;

use corslet::Url;
use corslet::browser::{Body, Engine, Profile};
use corslet::verdict::{Exchange, Kind, NetworkFailure, ResponseHead};
use corslet::words::Method;
use hyper::body::Bytes;

use crate::transport::{
    Body as ResponseBody, Client, Outgoing, Phases, RawHead, Received, Reply, TransportFailure,
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
    /// The address that asked.
    pub(crate) local: Option<SocketAddr>,
    /// The beginning of the response's body.
    pub(crate) body: ResponseBody,
    pub(crate) is_http2: bool,
    /// Whether an earlier request's connection was used again.
    pub(crate) is_reused: bool,
    /// Whether a proxy was asked.
    pub(crate) is_proxied: bool,
    /// Who asked for it, in the order they did.
    pub(crate) engines: Vec<Engine>,
}

impl Recorded {
    /// Whether both would be the same bytes on the wire, at the same point of the conversation.
    fn is_same(&self, exchange: &Exchange, has_body: bool) -> bool {
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
    /// The URL that the user wrote.
    named: &'c Url,
    send_unsafe: bool,
    body: Option<Bytes>,
    recorded: Vec<Recorded>,
}

impl<'c> Recording<'c> {
    /// An empty recording. `send_unsafe` lets requests out that may change something; `body` goes with those that
    /// have one.
    pub(crate) fn new(client: &'c Client, named: &'c Url, send_unsafe: bool, body: Option<Bytes>) -> Self {
        Recording { client, named, send_unsafe, body, recorded: Vec::new() }
    }

    /// Answers an engine's request; gives the index of what is recorded of it.
    pub(crate) async fn answer(&mut self, engine: Engine, exchange: &Exchange, body: Body) -> usize {
        let has_body = body != Body::None && self.body.is_some();
        if let Some(index) = self.recorded.iter().position(|recorded| recorded.is_same(exchange, has_body)) {
            self.recorded[index].engines.push(engine);
            return index;
        }
        let mut recorded = Recorded {
            exchange: Exchange { answer: None, ..exchange.clone() },
            has_body,
            came: Came::NotSent(NotSent::NeedsSend),
            raw: None,
            phases: Phases::default(),
            peer: None,
            local: None,
            body: ResponseBody::default(),
            is_http2: false,
            is_reused: false,
            is_proxied: false,
            engines: vec![engine],
        };
        match self.why_not(exchange) {
            Some(why) => recorded.came = Came::NotSent(why),
            None => self.send(&mut recorded).await,
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
        if !is_unsafe(exchange) {
            return None;
        }
        if !self.send_unsafe {
            return Some(NotSent::NeedsSend);
        }
        let performed = self.recorded.iter().position(|recorded| {
            recorded.exchange.hop == exchange.hop && is_unsafe(&recorded.exchange) && recorded.went_out()
        });
        performed.map(NotSent::AlreadyPerformed)
    }

    async fn send(&self, recorded: &mut Recorded) {
        let exchange = &recorded.exchange;
        let outgoing = Outgoing {
            method: exchange.method.as_str(),
            url: &exchange.url,
            lines: exchange.header_lines(),
            body: self.body.clone().filter(|_| recorded.has_body),
            named: self.named,
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

/// Whether the request may change something at the server. A preflight never does.
pub(crate) fn is_unsafe(exchange: &Exchange) -> bool {
    exchange.kind == Kind::Actual && exchange.method != Method::GET && exchange.method != Method::HEAD
}
