//! A server as the answerer: what the machine orders is sent, at the host's pace.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use corslet_inspect::audit::{Audit, Names, Order, Report, Settings};
use corslet_inspect::exchange::{Answer, Exchange};
use tokio::task::JoinSet;

use super::ask::{Asked, Asker};
use super::bearing::Bearing;
use super::exchange;
use super::host::{AT_ONCE, Host};
use super::name_service::NameService;
use super::target::Job;
use crate::transport::Client;

/// The most domains that the name service is asked for one target.
const MOST_NAMES: usize = 16;

/// Asks servers.
pub(super) struct Server {
    client: Arc<Client>,
    rate: Option<f64>,
    names: Option<NameService>,
    hosts: Mutex<HashMap<String, Weak<Host>>>,
}

impl Server {
    pub(super) fn new(client: Client, rate: Option<f64>, names: Option<NameService>) -> Server {
        Server { client: Arc::new(client), rate, names, hosts: Mutex::default() }
    }

    /// Audits a target.
    pub(super) async fn audit(&self, job: &Job, settings: Settings, names: Names) -> Report {
        let host = self.host(job);
        let asker = Asker {
            client: Arc::clone(&self.client),
            host: Arc::clone(&host),
            named: Arc::new(job.target.url.clone()),
            stays_public: job.is_learned,
        };
        let mut audit = Audit::new(job.target.clone(), settings, names);
        let mut bearing = Bearing::new();
        loop {
            let orders = audit.next();
            if orders.is_empty() {
                break;
            }
            // Alone at first: a server that does not answer is not asked six times at once.
            let is_first = audit.evidence().asked().is_empty();
            self.round(&mut audit, &mut bearing, &asker, orders, is_first).await;
        }
        if let Some(service) = &self.names {
            for name in audit.names_to_resolve().into_iter().take(MOST_NAMES) {
                if let Some(resolution) = service.ask(&name).await {
                    audit.resolved(name, resolution);
                }
            }
        }
        drop(asker);
        if Arc::strong_count(&host) == 1 {
            self.client.close(&job.target.url);
        }
        audit.report()
    }

    /// Sends the orders of a round beside each other, and takes the answers in the order of the orders.
    async fn round(
        &self,
        audit: &mut Audit,
        bearing: &mut Bearing,
        asker: &Asker,
        orders: Vec<Order>,
        is_first: bool,
    ) {
        let mut answers: Vec<Option<Exchange>> = orders.iter().map(|_| None).collect();
        let mut waiting = orders.iter().enumerate();
        let mut tasks: JoinSet<(usize, Asked)> = JoinSet::new();
        loop {
            let room = if is_first && answers[0].is_none() { 1 } else { AT_ONCE };
            while tasks.len() < room && audit.stopped().is_none() {
                let Some((index, order)) = waiting.next() else { break };
                let (asker, request, wait) = (asker.clone(), order.request.clone(), bearing.body_wait());
                let wants_body = order.probe.origin.is_none();
                tasks.spawn(async move { (index, asker.ask(request, wait, wants_body).await) });
            }
            let Some(done) = tasks.join_next().await else { break };
            let Ok((index, asked)) = done else { continue };
            audit.sent_again(asked.times - 1);
            if let Some(why) = bearing.take(&asked) {
                audit.stop(why);
            }
            if asked.is_on_a_private_network {
                audit.is_on_a_private_network();
            }
            if is_first
                && index == 0
                && let Answer::Failed { what, .. } | Answer::NotSent(what) = &asked.exchange.answer
            {
                audit.stop(what.clone());
            }
            answers[index] = Some(asked.exchange);
        }
        let why = audit.stopped().unwrap_or("it was interrupted").to_owned();
        for (order, answer) in orders.into_iter().zip(answers) {
            let exchange = answer.unwrap_or_else(|| exchange::not_sent(order.request.clone(), &why));
            audit.answer(order, exchange);
        }
    }

    fn host(&self, job: &Job) -> Arc<Host> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.get(&job.target.host).and_then(Weak::upgrade) {
            return host;
        }
        hosts.retain(|_, host| host.strong_count() > 0);
        let host = Arc::new(Host::new(self.rate, is_this_machine(job)));
        hosts.insert(job.target.host.clone(), Arc::downgrade(&host));
        host
    }
}

/// Whether the host is this machine by its very name.
fn is_this_machine(job: &Job) -> bool {
    match job.target.url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

/// The time since the Unix epoch.
pub(super) fn now() -> Duration {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default()
}
