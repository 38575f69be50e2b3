//! How much a host is asked to bear: how fast, how much at once, and when to leave it alone.

use std::time::Duration;

use corslet::verdict::ResponseHead;
use tokio::sync::{Mutex, Semaphore, SemaphorePermit};
use tokio::time::Instant;

use super::retry_after;

/// How many requests a host gets at once, as browsers have it for HTTP/1.1.
pub(super) const AT_ONCE: usize = 6;

/// Requests a second, where nobody says it and the host is not this machine.
const USUAL_RATE: f64 = 25.0;

/// How often a request is sent again that the host has put off.
const MOST_TRIES: u32 = 3;

/// The longest that a host's wish to wait is granted.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The slowest that a host is asked because it has put something off.
const LONGEST_INTERVAL: Duration = Duration::from_secs(1);

/// The first wait, where the host does not say how long; each next one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// What one host is asked to bear.
pub(super) struct Host {
    permits: Semaphore,
    pace: Mutex<Pace>,
}

struct Pace {
    /// The time between two requests.
    interval: Duration,
    /// Whether nobody said it.
    is_usual: bool,
    /// When the next request may go out.
    next: Instant,
}

/// What a host that puts requests off comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PutOff {
    /// Ask again after so long.
    Wait(Duration),
    /// The answer is the answer.
    No,
    /// It does not want to be asked: why, as a sentence without a full stop.
    GiveUp(String),
}

impl Host {
    pub(super) fn new(rate: Option<f64>, is_local: bool) -> Host {
        let rate_of = |rate: f64| Duration::from_secs_f64(1.0 / rate);
        let interval = match rate {
            Some(0.0) => Duration::ZERO,
            Some(rate) => rate_of(rate),
            None if is_local => Duration::ZERO,
            None => rate_of(USUAL_RATE),
        };
        let pace = Pace { interval, is_usual: rate.is_none(), next: Instant::now() };
        Host { permits: Semaphore::new(AT_ONCE), pace: Mutex::new(pace) }
    }

    /// Waits for the turn of a request, which lasts as long as what is given.
    pub(super) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        let permit = self.permits.acquire().await.ok();
        let at = {
            let mut pace = self.pace.lock().await;
            let at = pace.next.max(Instant::now());
            pace.next = at + pace.interval;
            at
        };
        tokio::time::sleep_until(at).await;
        permit
    }

    /// The host turned out to be this machine: nobody else has to bear it.
    pub(super) async fn is_this_machine(&self) {
        let mut pace = self.pace.lock().await;
        if pace.is_usual && !pace.interval.is_zero() {
            (pace.interval, pace.next) = (Duration::ZERO, Instant::now());
        }
    }

    /// Leaves the host alone for so long, and asks it more slowly from then on.
    pub(super) async fn rest(&self, wait: Duration) {
        let mut pace = self.pace.lock().await;
        pace.interval = (pace.interval * 2).min(LONGEST_INTERVAL);
        pace.next = pace.next.max(Instant::now() + wait);
    }
}

/// Whether the answer puts the request off, which has been sent `tries` times.
///
/// A 503 without `Retry-After` is asked once more and then taken as it is: it may be all that the server ever says.
pub(super) fn put_off(head: &ResponseHead, tries: u32, now: Duration) -> PutOff {
    let code = head.status.code();
    let says = head.headers.get("retry-after").map(|value| String::from_utf8_lossy(&value).into_owned());
    let wait = says.as_deref().and_then(|text| retry_after::wait(text, now));
    match (code, wait) {
        (429 | 503, Some(wait)) if wait > LONGEST_WAIT => PutOff::GiveUp(format!(
            "the server answers {code} and asks to wait for {} s, longer than an audit waits",
            wait.as_secs()
        )),
        (429 | 503, Some(wait)) if tries < MOST_TRIES => PutOff::Wait(wait),
        (429, None) if tries < MOST_TRIES => PutOff::Wait(FIRST_WAIT * 2_u32.pow(tries)),
        (429, _) => PutOff::GiveUp("the server answers 429 (too many requests) however long it is left alone: write a smaller --rate".to_owned()),
        (503, None) if tries == 0 => PutOff::Wait(FIRST_WAIT),
        (503, Some(_)) => {
            PutOff::GiveUp("the server answers 503 and asks to come back later, each time".to_owned())
        }
        _ => PutOff::No,
    }
}

#[cfg(test)]
mod tests {
    use corslet::words::{HeaderList, Status};

    use super::*;

    fn answer(code: u16, retry_after: Option<&'static str>, tries: u32) -> PutOff {
        let headers = HeaderList::from_pairs(retry_after.map(|value| ("retry-after", value)));
        let head = ResponseHead { status: Status::new(code).unwrap_or_default(), headers };
        put_off(&head, tries, Duration::ZERO)
    }

    #[test]
    fn what_puts_off_is_known() {
        let seconds = |seconds| PutOff::Wait(Duration::from_secs(seconds));
        for (code, retry_after, tries, wanted) in [
            (200, Some("5"), 0, PutOff::No),
            (429, Some("5"), 0, seconds(5)),
            (429, Some("0"), 2, seconds(0)),
            (429, None, 0, seconds(1)),
            (429, None, 2, seconds(4)),
            (503, Some("60"), 1, seconds(60)),
            (503, None, 0, seconds(1)),
            // It may be all that the server ever says.
            (503, None, 1, PutOff::No),
            (503, Some("soon"), 1, PutOff::No),
            (500, None, 0, PutOff::No),
        ] {
            assert_eq!(answer(code, retry_after, tries), wanted, "{code} {retry_after:?} {tries}");
        }
        for (code, retry_after, tries) in [(429, Some("3600"), 0), (429, None, 3), (503, Some("1"), 3)] {
            let said = answer(code, retry_after, tries);
            assert!(matches!(said, PutOff::GiveUp(_)), "{code} {retry_after:?} {tries}: {said:?}");
        }
    }
}
