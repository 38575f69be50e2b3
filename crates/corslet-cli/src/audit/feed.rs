//! Gives the targets one after another, each once, and never more of them than there is room for.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::mpsc;

use super::scope::Scope;
use super::source::Source;
use super::target::Job;

/// How many targets wait at most.
const MOST_WAITING: usize = 64;

/// The targets, as they come.
pub(super) struct Feed {
    pub(super) jobs: mpsc::Receiver<Job>,
    pub(super) account: Arc<Account>,
}

/// What became of those that are not audited.
#[derive(Default)]
pub(super) struct Account {
    /// Outside the scope.
    pub(super) left_out: AtomicUsize,
    /// Not to be read.
    pub(super) bad: AtomicUsize,
    /// Done in an earlier run.
    pub(super) done: AtomicUsize,
}

/// What tells targets apart, in eight bytes: there may be very many.
pub(super) fn digest(key: &str) -> u64 {
    // Its keys are fixed, so a later run of the same program has the same digests.
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// Begins to read; what is `done` is left out.
pub(super) fn start(sources: Vec<Source>, scope: Scope, done: HashSet<u64>) -> Feed {
    let (sender, jobs) = mpsc::channel(MOST_WAITING);
    let account = Arc::new(Account::default());
    let count = Arc::clone(&account);
    // Files are read by a thread of its own: a pipe may have its next line only in a while.
    std::thread::spawn(move || {
        let mut seen = HashSet::new();
        for source in sources {
            let pieces = match source.open() {
                Ok(pieces) => pieces,
                Err(problem) => {
                    eprintln!("{problem}");
                    count.bad.fetch_add(1, Ordering::Relaxed);
                    continue;
                }
            };
            for piece in pieces {
                let admitted = piece.map_err(|problem| Some(problem.to_string())).and_then(|found| {
                    let (is_in, shown) = (scope.has(&found.url), found.url.to_string());
                    let wrong = |what: String| is_in.then(|| format!("error: {shown}\n  {what}"));
                    scope.admit(found).map_err(wrong)
                });
                match admitted {
                    Ok(job) => {
                        let digest = digest(&job.key());
                        if done.contains(&digest) {
                            count.done.fetch_add(usize::from(seen.insert(digest)), Ordering::Relaxed);
                        } else if seen.insert(digest) && sender.blocking_send(job).is_err() {
                            return;
                        }
                    }
                    Err(None) => {
                        count.left_out.fetch_add(1, Ordering::Relaxed);
                    }
                    Err(Some(text)) => {
                        eprintln!("{text}");
                        count.bad.fetch_add(1, Ordering::Relaxed);
                    }
                }
            }
        }
    });
    Feed { jobs, account }
}
