//! What one target has shown of itself, and when it has been given enough.

use std::time::Duration;

use corslet_inspect::exchange::Answer;
use tokio::time::Instant;

use super::ask::Asked;
use crate::transport::LONGEST_WAIT;

/// How long the bodies of a server are waited for that has once not sent one in time.
const SHORT_WAIT: Duration = Duration::from_millis(50);

/// The longest that one target is asked.
const LONGEST: Duration = Duration::from_secs(300);

/// After so many failures in a row a target is given up.
const MOST_FAILURES: u32 = 5;

/// After so many answers that were all 503, or so many of them in a row, a target is given up.
const MOST_UNAVAILABLE: [u32; 2] = [3, 20];

/// The most bytes that are kept of one target's answers.
const MOST_KEPT: usize = 8 * 1024 * 1024;

/// What one target has shown of itself.
pub(super) struct Bearing {
    began: Instant,
    is_slow: bool,
    failures: u32,
    /// How many answers in a row were 503, and whether any was not.
    unavailable: u32,
    was_available: bool,
    kept: usize,
}

impl Bearing {
    pub(super) fn new() -> Bearing {
        Bearing {
            began: Instant::now(),
            is_slow: false,
            failures: 0,
            unavailable: 0,
            was_available: false,
            kept: 0,
        }
    }

    /// How long its bodies are waited for.
    pub(super) fn body_wait(&self) -> Duration {
        if self.is_slow { SHORT_WAIT } else { LONGEST_WAIT }
    }

    /// Takes an answer; gives why there should be no more of them, as a sentence without a full stop.
    pub(super) fn take(&mut self, asked: &Asked) -> Option<String> {
        self.is_slow |= asked.is_slow;
        match &asked.exchange.answer {
            Answer::Response(response) => {
                self.failures = 0;
                let lines = response.head.headers.iter();
                self.kept += lines.map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>();
                self.kept += response.body.len();
                if response.status() == 503 {
                    self.unavailable += 1;
                    let [from_the_beginning, later] = MOST_UNAVAILABLE;
                    if self.unavailable >= if self.was_available { later } else { from_the_beginning } {
                        return Some("the server answers 503 (unavailable), whatever it is asked".to_owned());
                    }
                } else {
                    (self.unavailable, self.was_available) = (0, true);
                }
            }
            Answer::Failed { what, .. } => {
                self.failures += 1;
                if self.failures >= MOST_FAILURES {
                    return Some(format!(
                        "{MOST_FAILURES} requests in a row failed, the last one so: {what}"
                    ));
                }
            }
            Answer::NotSent(_) => {}
        }
        if let Some(why) = &asked.stop {
            return Some(why.clone());
        }
        if self.kept > MOST_KEPT {
            return Some(format!("its answers have more than {} MiB", MOST_KEPT / 1024 / 1024));
        }
        let is_over = self.began.elapsed() > LONGEST;
        is_over.then(|| format!("it was not done within {} s", LONGEST.as_secs()))
    }
}
