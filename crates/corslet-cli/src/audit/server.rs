//! A server as the answerer: what the machine orders is sent, at the host's pace.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use corslet_inspect::audit::{Audit, Names, Order, Report, Settings};
use corslet_inspect::exchange::{Answer, Exchange, Request};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::exchange;
use super::host::{Host, PutOff, put_off};
use super::target::Job;
use crate::transport::{Client, LONGEST_WAIT, Outgoing, Reply, is_local_address};

/// How long the bodies of a server are waited for that has once not sent one in time.
const SHORT_WAIT: Duration = Duration::from_millis(50);

/// The longest that one target is asked.
const LONGEST: Duration = Duration::from_secs(300);

/// After so many failures in a row a target is given up.
const MOST_FAILURES: u32 = 5;

/// Asks servers.
pub(super) struct Server {
    client: Client,
    rate: Option<f64>,
    hosts: Mutex<HashMap<String, Weak<Host>>>,
}

/// What one target has shown of itself.
struct Bearing {
    began: Instant,
    body_wait: Duration,
    failures: u32,
}

impl Server {
    pub(super) fn new(client: Client, rate: Option<f64>) -> Server {
        Server { client, rate, hosts: Mutex::default() }
    }

    /// Audits a target.
    pub(super) async fn audit(self: Arc<Self>, job: &Job, settings: Settings, names: Names) -> Report {
        let host = self.host(job);
        let mut audit = Audit::new(job.target.clone(), settings, names);
        let mut bearing = Bearing { began: Instant::now(), body_wait: LONGEST_WAIT, failures: 0 };
        loop {
            let mut orders = audit.next().into_iter();
            if orders.len() == 0 {
                return audit.report();
            }
            if bearing.began.elapsed() > LONGEST {
                audit.stop(format!("it was not done within {} s", LONGEST.as_secs()));
            }
            // Alone at first: a server that does not answer is not asked six times at once.
            if audit.evidence().asked().is_empty()
                && let Some(order) = orders.next()
            {
                let (exchange, stop) = self.ask(&host, job, order.request.clone(), bearing.body_wait).await;
                if is_on_private_network(&exchange) {
                    audit.is_on_a_private_network();
                }
                if let Answer::Failed { what, .. } | Answer::NotSent(what) = &exchange.answer {
                    audit.stop(what.clone());
                }
                self.take(&mut audit, &mut bearing, order, exchange, stop);
            }
            self.round(&mut audit, &mut bearing, &host, job, orders.collect()).await;
        }
    }

    /// Sends the orders of a round beside each other, and takes the answers in the order of the orders.
    async fn round(
        self: &Arc<Self>,
        audit: &mut Audit,
        bearing: &mut Bearing,
        host: &Arc<Host>,
        job: &Job,
        orders: Vec<Order>,
    ) {
        if let Some(why) = audit.stopped().map(str::to_owned) {
            for order in orders {
                let exchange = exchange::not_sent(order.request.clone(), &why);
                audit.answer(order, exchange);
            }
            return;
        }
        let mut tasks = JoinSet::new();
        let mut answers: Vec<Option<(Exchange, Option<String>)>> = orders.iter().map(|_| None).collect();
        for (index, order) in orders.iter().enumerate() {
            let (server, host, job) = (Arc::clone(self), Arc::clone(host), job.clone());
            let (request, wait) = (order.request.clone(), bearing.body_wait);
            tasks.spawn(async move { (index, server.ask(&host, &job, request, wait).await) });
        }
        while let Some(done) = tasks.join_next().await {
            if let Ok((index, answer)) = done {
                answers[index] = Some(answer);
            }
        }
        for (order, answer) in orders.into_iter().zip(answers) {
            let (exchange, stop) = answer
                .unwrap_or_else(|| (exchange::not_sent(order.request.clone(), "it was interrupted"), None));
            self.take(audit, bearing, order, exchange, stop);
        }
    }

    fn take(
        &self,
        audit: &mut Audit,
        bearing: &mut Bearing,
        order: Order,
        exchange: Exchange,
        stop: Option<String>,
    ) {
        match &exchange.answer {
            Answer::Response(response) => {
                bearing.failures = 0;
                if !response.is_body_whole {
                    bearing.body_wait = SHORT_WAIT;
                }
            }
            Answer::Failed { what, .. } => {
                bearing.failures += 1;
                if bearing.failures >= MOST_FAILURES {
                    audit.stop(format!("{MOST_FAILURES} requests in a row failed, the last because {what}"));
                }
            }
            Answer::NotSent(_) => {}
        }
        if let Some(why) = stop {
            audit.stop(why);
        }
        audit.answer(order, exchange);
    }

    /// Sends a request, again where the host has put it off; gives also why the host is not to be asked any more.
    async fn ask(
        &self,
        host: &Host,
        job: &Job,
        request: Request,
        body_wait: Duration,
    ) -> (Exchange, Option<String>) {
        let mut tries = 0;
        loop {
            let lines = request
                .headers
                .iter()
                .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
                .collect();
            let outgoing = Outgoing {
                method: &request.method,
                url: &request.url,
                lines,
                body: request.body.clone().map(Into::into),
                named: &job.target.url,
                stays_public: job.is_learned,
                body_wait,
            };
            let turn = host.turn().await;
            let received = self.client.send(&outgoing).await;
            drop(turn);
            let is_here = received.seen.ends.peer.is_some_and(|peer| peer.ip().to_canonical().is_loopback());
            if is_here && !received.seen.is_proxied {
                host.is_this_machine().await;
            }
            let put_off = match &received.reply {
                Reply::Head(head) => put_off(head, tries, now()),
                Reply::Failed(_) | Reply::Refused(_) => PutOff::No,
            };
            match put_off {
                PutOff::No => return (exchange::of(request, received), None),
                PutOff::GiveUp(why) => return (exchange::of(request, received), Some(why)),
                PutOff::Wait(wait) => host.rest(wait).await,
            }
            tries += 1;
        }
    }

    fn host(&self, job: &Job) -> Arc<Host> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.get(&job.target.host).and_then(Weak::upgrade) {
            return host;
        }
        hosts.retain(|_, host| host.strong_count() > 0);
        let host = Arc::new(Host::new(self.rate, false));
        hosts.insert(job.target.host.clone(), Arc::downgrade(&host));
        host
    }
}

fn is_on_private_network(exchange: &Exchange) -> bool {
    let peer = exchange.seen.peer.as_deref().and_then(|peer| peer.parse::<SocketAddr>().ok());
    peer.is_some_and(|peer| is_local_address(peer.ip()))
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
