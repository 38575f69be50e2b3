//! A line on the terminal while somebody waits, and nothing where nobody would see it.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long it may take before anybody wonders.
const PATIENCE: Duration = Duration::from_millis(300);

/// How often the line is written anew.
const TICK: Duration = Duration::from_millis(100);

/// What is being waited for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress(Arc<State>);

#[derive(Debug, Default)]
struct State {
    what: Mutex<String>,
    is_shown: AtomicBool,
}

impl Progress {
    /// Says what is waited for from now on.
    pub(crate) fn say(&self, what: impl FnOnce() -> String) {
        if self.0.is_shown.load(Ordering::Relaxed) {
            *self.0.what.lock().unwrap_or_else(PoisonError::into_inner) = what();
        }
    }

    /// Runs the work, and shows on a terminal what it waits for once that takes long.
    pub(crate) async fn during<T>(&self, work: impl Future<Output = T>) -> T {
        if !std::io::stderr().is_terminal() {
            return work.await;
        }
        self.0.is_shown.store(true, Ordering::Relaxed);
        let begun = Instant::now();
        let mut work = std::pin::pin!(work);
        let mut is_written = false;
        let mut wait = PATIENCE;
        let done = loop {
            tokio::select! {
                done = &mut work => break done,
                () = tokio::time::sleep(wait) => {
                    wait = TICK;
                    is_written = true;
                    let what = self.0.what.lock().unwrap_or_else(PoisonError::into_inner).clone();
                    // Who cannot be told still gets the report.
                    let _ = write!(std::io::stderr(), "\r\x1b[K{:.1} s  {what}", begun.elapsed().as_secs_f32());
                }
            }
        };
        if is_written {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
        done
    }
}
