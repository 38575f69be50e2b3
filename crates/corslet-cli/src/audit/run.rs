//! Runs an audit: so many targets beside each other, each written as soon as it is done.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use corslet_inspect::audit::{Names, Report, Settings};
use corslet_inspect::report::{Contents, Document, json};
use tokio::task::JoinSet;

use super::feed::{self, Account, Feed};
use super::known::Collected;
use super::output::Writer;
use super::plan::Plan;
use super::server::Server;
use super::store::Store;
use super::target::{Answerer, Job};
use super::total::Total;
use super::{dry_run, known, policy, proofs, recording, seed};
use crate::check::progress::Progress;
use crate::transport::Client;

/// The exit code of a program that Ctrl-C has ended.
const INTERRUPTED: u8 = 130;

/// The exit code of a program that was told something wrong.
const USAGE: u8 = 2;

/// Audits every target, and gives the exit code. What is done when `interrupt` comes is written.
///
/// # Errors
/// When nothing can be audited, or the output cannot be written.
pub(crate) async fn run(mut plan: Plan, interrupt: impl Future<Output = ()>) -> Result<u8, String> {
    let fresh = seed::fresh()?;
    let store = match &plan.resume {
        Some(path) => Some(Store::open(path, digest(&plan), fresh)?),
        None => None,
    };
    let names = Names::from_seed(&store.as_ref().map_or(fresh, |store| store.seed));
    let done = store.as_ref().map_or_else(|| Ok(HashSet::new()), Store::done)?;
    let is_single = plan.count == Some(1) && store.is_none();
    let writer = Writer::open(&plan.output, is_single, !done.is_empty())?;
    let feed = feed::start(std::mem::take(&mut plan.sources), plan.scope.clone(), done);
    if plan.dry_run {
        return dry(plan, names, feed).await;
    }
    let total = Total::new(plan.output.fail_on);
    let account = Arc::clone(&feed.account);
    let found = Collected::default();
    let mut run = Run { writer, store, total, found, began: Instant::now(), is_gone: false };
    run.repeat()?;
    let progress = Progress::default();
    let ended = progress.during(run.all(&plan, names, feed, &progress, interrupt)).await?;
    run.end(&plan, &account, ended)
}

/// How a run came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Done,
    Interrupted,
}

struct Run {
    writer: Writer,
    store: Option<Store>,
    total: Total,
    found: Collected,
    began: Instant,
    /// Whether nobody reads the output any more.
    is_gone: bool,
}

impl Run {
    /// Writes what an earlier run has kept and not surely written.
    fn repeat(&mut self) -> Result<(), String> {
        let Some(store) = self.store.take() else { return Ok(()) };
        store.each(|target, text, is_written| {
            let document =
                json::read(&text).map_err(|error| format!("--resume holds something else: {error}"))?;
            self.total.add(&document);
            self.found.add(&document);
            if !is_written || !self.writer.is_a_line_each() {
                self.write(document)?;
                store.mark_written(target)?;
            }
            Ok(())
        })?;
        self.store = Some(store);
        Ok(())
    }

    async fn all(
        &mut self,
        plan: &Plan,
        names: Names,
        mut feed: Feed,
        progress: &Progress,
        interrupt: impl Future<Output = ()>,
    ) -> Result<Ended, String> {
        let server =
            Arc::new(Server::new(Client::new(plan.network.clone()), plan.manners.rate, plan.names.clone()));
        let contents = Arc::new(plan.output.contents());
        let mut interrupt = std::pin::pin!(interrupt);
        let mut under_way = JoinSet::new();
        let mut is_over = false;
        loop {
            if is_over && under_way.is_empty() {
                return Ok(Ended::Done);
            }
            let has_room = under_way.len() < plan.manners.concurrency;
            tokio::select! {
                () = &mut interrupt => return Ok(Ended::Interrupted),
                job = feed.jobs.recv(), if has_room && !is_over => match job {
                    None => is_over = true,
                    Some(job) => {
                        let settings = settings(plan, &job);
                        let (server, names, contents) = (Arc::clone(&server), names.clone(), Arc::clone(&contents));
                        under_way.spawn(async move {
                            let report = answered(server, &job, settings, names).await;
                            (feed::digest(&job.key()), Document::of(&report, &contents))
                        });
                    }
                },
                Some(done) = under_way.join_next() => {
                    let (target, document) = done.map_err(|error| format!("a target was lost: {error}"))?;
                    self.take(plan, target, document)?;
                    progress.say(|| self.so_far(plan.count, &feed.account));
                    if self.is_gone {
                        return Ok(Ended::Done);
                    }
                }
            }
        }
    }

    fn take(&mut self, plan: &Plan, target: u64, document: Document) -> Result<(), String> {
        self.total.add(&document);
        if plan.output.write_baseline.is_some() {
            self.found.add(&document);
        }
        if let Some(store) = &self.store {
            store.keep(target, &json::line(&document))?;
        }
        if let Some(directory) = &plan.output.proofs {
            proofs::write(directory, &document)?;
        }
        self.write(document)?;
        self.store.as_ref().map_or(Ok(()), |store| store.mark_written(target))
    }

    fn write(&mut self, document: Document) -> Result<(), String> {
        let written = self.writer.take(document);
        self.see(written)
    }

    /// A reader that has gone wants no more, which is no error.
    fn see(&mut self, written: std::io::Result<()>) -> Result<(), String> {
        match written {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => self.is_gone = true,
            Err(error) => return Err(format!("the report cannot be written: {error}")),
            Ok(()) => {}
        }
        Ok(())
    }

    /// A line for who waits.
    fn so_far(&self, count: Option<usize>, account: &Account) -> String {
        let (done, took) = (self.total.targets(), self.began.elapsed().as_secs_f64());
        let now = done.saturating_sub(account.done.load(Ordering::Relaxed)).max(1);
        let rate = self.total.requests() as f64 / took.max(0.001);
        let found = self.total.findings();
        match count.map(|count| count.saturating_sub(account.left_out.load(Ordering::Relaxed)).max(done)) {
            None => format!("{done} targets, {found} findings, {rate:.0} requests/s"),
            Some(count) => {
                let left = took / now as f64 * (count - done) as f64;
                format!(
                    "{done} of {count} targets, {found} findings, {rate:.0} requests/s, {:.0}:{:02.0} left",
                    (left / 60.0).floor(),
                    left % 60.0
                )
            }
        }
    }

    fn end(self, plan: &Plan, account: &Account, ended: Ended) -> Result<u8, String> {
        let Run { writer, total, found, began, is_gone, .. } = self;
        if !is_gone {
            match writer.end() {
                Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                    return Err(format!("the report cannot be written: {error}"));
                }
                _ => {}
            }
        }
        if let Some(path) = &plan.output.write_baseline {
            found.write(path, &plan.output.known)?;
        }
        let count = |what: &std::sync::atomic::AtomicUsize| what.load(Ordering::Relaxed);
        if total.targets() != 1 {
            eprint!("{}", total.table(began.elapsed()));
        }
        if count(&account.left_out) > 0 {
            eprintln!("{} outside the scope left out", targets(count(&account.left_out)));
        }
        if count(&account.done) > 0 {
            eprintln!("{} done in an earlier run", targets(count(&account.done)));
        }
        Ok(match ended {
            Ended::Interrupted => INTERRUPTED,
            Ended::Done if count(&account.bad) > 0 => USAGE,
            Ended::Done => total.exit(),
        })
    }
}

/// `1 target`, `2 targets`.
fn targets(count: usize) -> String {
    format!("{count} target{}", if count == 1 { "" } else { "s" })
}

/// What the target's answerer lets be found.
async fn answered(server: Arc<Server>, job: &Job, settings: Settings, names: Names) -> Report {
    match &job.answerer {
        Answerer::Server => server.audit(job, settings, names).await,
        Answerer::Recording(exchanges) => recording::audit(job, exchanges, settings, names),
        Answerer::Policy(policy, listed) => policy::audit(job, policy, listed, settings, names),
    }
}

/// What the machine is told of a target.
fn settings(plan: &Plan, job: &Job) -> Settings {
    let own = job.credentials.as_ref();
    let session = own.map(|own| own.session(&job.target.url)).unwrap_or_default();
    let headers = own.map(|own| own.headers()).unwrap_or_default();
    let method = job.method.clone().or_else(|| plan.settings.method.clone());
    Settings { session, headers, method, ..plan.settings.clone() }
}

/// Prints the requests of every target.
async fn dry(plan: Plan, names: Names, mut feed: Feed) -> Result<u8, String> {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    while let Some(job) = feed.jobs.recv().await {
        if !matches!(job.answerer, Answerer::Server) {
            continue;
        }
        let settings = settings(&plan, &job);
        let output = &plan.output;
        match dry_run::write(&mut out, &job, settings, names.clone(), output.format, output.show_secrets) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => break,
            Err(error) => return Err(format!("the requests cannot be written: {error}")),
            Ok(()) => {}
        }
    }
    Ok(if feed.account.bad.load(Ordering::Relaxed) > 0 { USAGE } else { 0 })
}

/// What tells runs apart that ask different things.
fn digest(plan: &Plan) -> u64 {
    let settings = &plan.settings;
    let mut hasher = DefaultHasher::new();
    (settings.depth, settings.max_requests, &settings.method, &settings.body, settings.active)
        .hash(&mut hasher);
    (&settings.trusted_origins, settings.pedantic, &plan.names).hash(&mut hasher);
    plan.output.min_confidence.hash(&mut hasher);
    plan.output.known.to_json().hash(&mut hasher);
    (plan.output.every_exchange, plan.output.show_secrets).hash(&mut hasher);
    hasher.finish()
}

impl super::plan::Output {
    /// What documents have beside the findings.
    fn contents(&self) -> Contents {
        let mut contents = Contents {
            every_exchange: self.every_exchange,
            shows_secrets: self.show_secrets,
            ..Contents::default()
        };
        contents.selection.min_confidence = self.min_confidence;
        contents.selection.known = self.known.clone();
        contents.selection.today = known::today();
        contents
    }
}
