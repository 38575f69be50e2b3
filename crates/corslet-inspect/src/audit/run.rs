//! The machine: rounds of questions until nobody wants to know more, then the judgement.

use std::collections::BTreeMap;

use corslet::words::{HeaderName, HeaderValue};

use super::{
    Answerer, Asked, Confidence, Depth, Evidence, Names, Place, Preflight, Probe, Report, Resolution, Rule,
    Section, SessionUse, Settings, Target,
    quick::{Screen, Wanted},
    recorded, root_cause,
};
use crate::audits;
use crate::exchange::{Answer, Exchange, Request};

/// The most requests of a quick audit.
const MOST_QUICK: usize = 25;

/// The most requests of a full audit, whatever the rules want.
const MOST_FULL: usize = 150;

/// The most questions of a quick audit before what they show is looked at.
const AT_ONCE: usize = 6;

/// What is said of a finding where there was no room left to tell it from a wider fault.
const UNDECIDED: &str = "It may follow from a wider fault: what would tell was not asked any more.";

/// The part of all requests that is kept for what is not about trust: one of so many.
const SHARE_OF_OTHERS: usize = 6;

/// A request to send, and which rules want to know what comes of it.
#[derive(Clone, Debug)]
pub struct Order {
    /// The question.
    pub probe: Probe,
    /// The same as a request.
    pub request: Request,
    /// The ids of the rules that want it.
    pub ids: Vec<&'static str>,
}

/// Sorts orders so that those come first whose rule wants few: it is nearly decided, and one that wants many can wait.
fn few_first(orders: &mut [Order]) {
    let mut wanted: BTreeMap<&'static str, usize> = BTreeMap::new();
    for id in orders.iter().flat_map(|order| &order.ids) {
        *wanted.entry(id).or_default() += 1;
    }
    orders.sort_by_key(|order| order.ids.iter().filter_map(|id| wanted.get(id)).min().copied());
}

/// An audit under way: [`next`](Audit::next) says what to send, [`report`](Audit::report) what came of it.
pub struct Audit {
    evidence: Evidence,
    rules: Vec<&'static Rule>,
    sent: usize,
    stopped: Option<String>,
}

impl Audit {
    /// Begins an audit of a target.
    #[must_use]
    pub fn new(target: Target, settings: Settings, names: Names) -> Audit {
        Audit {
            evidence: Evidence::new(target, settings, names),
            rules: audits::ALL.to_vec(),
            sent: 0,
            stopped: None,
        }
    }

    /// What is known so far.
    #[must_use]
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// The next requests, in any order or at once; empty when there is nothing more to ask. Every one of them has to be
    /// [answered](Audit::answer) before the next call.
    // Not an iterator: what comes next depends on the answers to what came before.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Vec<Order> {
        if self.stopped.is_some() || self.evidence.settings.answerer == Answerer::Recording {
            return Vec::new();
        }
        let room = self.most().saturating_sub(self.sent);
        let mut orders = match self.evidence.settings.depth {
            Depth::Quick => return self.next_quick(room),
            Depth::Full => self.orders(Depth::Full, &self.wanted()),
        };
        // Who is trusted is settled first: what a server with many faults leaves unasked is then of the lesser kind. But not
        // all is spent on it, because then the lesser kind would never be heard of.
        let is_of_trust = |order: &Order| order.ids.iter().any(|id| self.is_of_trust(id));
        few_first(&mut orders);
        let left = room.saturating_sub(self.most() / SHARE_OF_OTHERS);
        if left == 0 {
            orders.sort_by_key(is_of_trust);
        } else if orders.iter().any(is_of_trust) {
            orders.retain(is_of_trust);
            orders.truncate(left);
        }
        orders.truncate(room);
        self.sent += orders.len();
        orders
    }

    /// The next requests of a quick audit: what tells faults apart, what the rules need to decide what they have seen, and then
    /// as many screens as leave room to tell apart what they find.
    fn next_quick(&mut self, room: usize) -> Vec<Order> {
        let wanted = self.wanted();
        let mut orders = Vec::new();
        for (probe, id) in self.evidence.apart() {
            self.order(&mut orders, probe, vec![id], &wanted);
        }
        if orders.is_empty() {
            orders = self.orders(Depth::Quick, &wanted);
        }
        if orders.is_empty() {
            let found = self.found();
            let screens = self.evidence.screens(&wanted).into_iter();
            let is_open = |screen: &Screen| !screen.ids.iter().all(|id| self.is_explained(id, &found));
            let mut reserve = 0;
            for screen in screens.filter(is_open) {
                let more = reserve.max(screen.apart);
                if orders.len() < AT_ONCE && orders.len() + 1 + more <= room {
                    reserve = more;
                    self.order(&mut orders, screen.probe, screen.ids, &wanted);
                }
            }
        }
        orders.truncate(room);
        self.sent += orders.len();
        orders
    }

    /// Adds a question to orders, unless it is among them, or cannot be sent.
    fn order(&self, orders: &mut Vec<Order>, probe: Probe, mut ids: Vec<&'static str>, wanted: &[Wanted]) {
        if orders.iter().any(|order| order.probe == probe) {
            return;
        }
        let Some(request) = self.request(&probe, self.sent + orders.len(), self.evidence.is_cached()) else {
            return;
        };
        for (id, wants) in wanted {
            if !ids.contains(id) && wants.iter().any(|want| want.probe == probe) {
                ids.push(id);
            }
        }
        orders.push(Order { probe, request, ids });
    }

    /// The ids of what is found so far.
    fn found(&self) -> Vec<&'static str> {
        self.rules.iter().filter(|rule| (rule.judge)(&self.evidence).is_some()).map(|rule| rule.id).collect()
    }

    /// Whether a rule has its finding, or what it would find follows from another.
    fn is_explained(&self, id: &str, found: &[&'static str]) -> bool {
        let follows = |rule: &&Rule| rule.id == id && rule.implied_by.iter().any(|root| found.contains(root));
        found.contains(&id) || self.rules.iter().any(follows)
    }

    fn is_of_trust(&self, id: &str) -> bool {
        self.rules.iter().any(|rule| rule.section == Section::Trust && rule.id == id)
    }

    /// Takes the answer to an order.
    pub fn answer(&mut self, order: Order, exchange: Exchange) {
        // Who does not answer the plainest question answers no other.
        if order.probe == Probe::plain() {
            match &exchange.answer {
                Answer::Response(_) => {}
                Answer::Failed { what: why, .. } | Answer::NotSent(why) => self.stop(why.clone()),
            }
        }
        if matches!(exchange.answer, Answer::NotSent(_)) {
            self.sent = self.sent.saturating_sub(1);
        }
        // What was made for another request is kept, and asked again with a URL of its own.
        let probe = Some(order.probe).filter(|probe| !self.evidence.is_worthless(probe, &exchange));
        self.evidence.add(Asked { probe, exchange, ids: order.ids });
    }

    /// The names that the name service could be asked for, when the user wants it: what it says is
    /// [taken in](Audit::resolved) before the report.
    #[must_use]
    pub fn names_to_resolve(&self) -> Vec<String> {
        self.evidence.names_to_resolve()
    }

    /// Takes in what the name service says of a name.
    pub fn resolved(&mut self, name: impl Into<String>, resolution: Resolution) {
        self.evidence.resolved(name, resolution);
    }

    /// Says that a request had to be sent again so many times.
    pub fn sent_again(&mut self, times: usize) {
        self.sent += times;
    }

    /// Asks no more: why, as a sentence without a full stop. What is known already is judged.
    pub fn stop(&mut self, why: impl Into<String>) {
        self.stopped.get_or_insert_with(|| why.into());
    }

    /// Why it was stopped, if it was.
    #[must_use]
    pub fn stopped(&self) -> Option<&str> {
        self.stopped.as_deref()
    }

    /// Says that the target is reached on a private or loopback address.
    pub fn is_on_a_private_network(&mut self) {
        self.evidence.settings.is_private = true;
    }

    /// Takes an exchange that somebody else has had with the target: the answer to the question that it amounts to.
    pub fn observe(&mut self, exchange: Exchange) {
        let mut probe = recorded::probe(&exchange.request, &self.evidence);
        while let Some(known) = &probe
            && self.evidence.knows(known)
        {
            probe = Some(known.clone().again());
        }
        self.evidence.add(Asked { probe, exchange, ids: Vec::new() });
    }

    /// The judgement.
    #[must_use]
    pub fn report(self) -> Report {
        let found = self.rules.iter().filter_map(|rule| (rule.judge)(&self.evidence)).collect();
        let mut findings = root_cause::reduce(found, &self.rules);
        if self.evidence.settings.depth == Depth::Quick && !self.evidence.apart().is_empty() {
            for finding in findings.iter_mut().filter(|finding| self.is_of_trust(finding.id)) {
                finding.confidence = finding.confidence.min(Confidence::Medium);
                finding.notes.push(UNDECIDED.to_owned());
            }
        }
        let is_open =
            |rule: &&Rule| (rule.wants)(&self.evidence).iter().any(|want| !self.evidence.knows(&want.probe));
        let not_asked = self.rules.iter().copied().filter(is_open).map(|rule| rule.id).collect();
        Report { findings, not_asked, requests: self.sent, stopped: self.stopped, evidence: self.evidence }
    }

    fn most(&self) -> usize {
        let own = match self.evidence.settings.depth {
            Depth::Quick => MOST_QUICK,
            Depth::Full => MOST_FULL,
        };
        self.evidence.settings.max_requests.map_or(own, |most| most.min(own))
    }

    /// What each rule wants to know, given what is known.
    fn wanted(&self) -> Vec<Wanted> {
        self.rules.iter().map(|rule| (rule.id, (rule.wants)(&self.evidence))).collect()
    }

    /// Everything that is wanted at this depth and that was not asked yet, each with who wants it.
    fn orders(&self, depth: Depth, wanted: &[Wanted]) -> Vec<Order> {
        let mut orders: Vec<Order> = Vec::new();
        let is_cached = self.evidence.is_cached();
        for (id, wants) in wanted {
            for want in wants {
                if want.depth > depth || self.evidence.knows(&want.probe) {
                    continue;
                }
                if let Some(order) = orders.iter_mut().find(|order| order.probe == want.probe) {
                    if !order.ids.contains(id) {
                        order.ids.push(id);
                    }
                } else if let Some(request) = self.request(&want.probe, self.sent + orders.len(), is_cached) {
                    orders.push(Order { probe: want.probe.clone(), request, ids: vec![*id] });
                }
            }
        }
        orders
    }

    /// A probe as a request; none when it may not be sent, or cannot be written.
    fn request(&self, probe: &Probe, number: usize, is_cached: bool) -> Option<Request> {
        let Evidence { target, settings, names, .. } = &self.evidence;
        let mut url = target.url.clone();
        match &probe.place {
            Place::Target => {}
            Place::Missing => {
                let parent = url.path().rfind('/').map_or("", |slash| &url.path()[..slash]).to_owned();
                url.set_path(&format!("{parent}/{}", names.letters));
                url.set_query(None);
            }
            Place::FrontPage => {
                url.set_path("/");
                url.set_query(None);
            }
            Place::Path(path) => {
                url.set_path(path);
                url.set_query(None);
            }
            Place::Query(name, value) => {
                url.query_pairs_mut().append_pair(name, value);
            }
        }
        if probe.place == Place::Target && probe.preflight.is_none() && is_cached {
            // Nobody has asked for this URL before, so nobody's answer is stored for it.
            url.query_pairs_mut().append_pair(&names.label, &number.to_string());
        }
        let is_own = probe.preflight.is_none() && probe.place == Place::Target && probe.method == "GET";
        let method = settings.method.as_deref().filter(|_| is_own).unwrap_or(&probe.method);
        if !matches!(method, "GET" | "HEAD" | "OPTIONS") && !settings.active {
            return None;
        }
        let mut request = Request { method: method.to_owned(), ..Request::get(url) };
        request.body = settings.body.clone().filter(|_| is_own || method == "POST");
        self.write_headers(probe, &mut request)?;
        Some(request)
    }

    fn write_headers(&self, probe: &Probe, request: &mut Request) -> Option<()> {
        let settings = &self.evidence.settings;
        let mut line = |name: &str, value: &str| {
            let (name, value) = (HeaderName::parse(name).ok()?, HeaderValue::new(value).ok()?);
            request.headers.append(name, value);
            Some(())
        };
        if let Some(origin) = &probe.origin {
            line("Origin", origin)?;
        }
        if let Some(Preflight { method, headers, private_network }) = &probe.preflight {
            line("Access-Control-Request-Method", method)?;
            if let Some(names) = headers {
                line("Access-Control-Request-Headers", names)?;
            }
            if *private_network {
                line("Access-Control-Request-Private-Network", "true")?;
            }
            return Some(());
        }
        if probe.session == SessionUse::MadeUp {
            line("Cookie", &format!("{}={}", self.evidence.names.label, self.evidence.names.inner))?;
        }
        let session = (probe.session == SessionUse::Given).then_some(&settings.session.headers);
        for (name, value) in settings.headers.iter().chain(session.into_iter().flat_map(|lines| lines.iter()))
        {
            request.headers.append(name.clone(), value.clone());
        }
        Some(())
    }
}
