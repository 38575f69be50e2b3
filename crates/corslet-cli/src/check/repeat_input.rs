//! How often the page asks, and how much later each time is.

use std::time::Duration;

use super::problem::Problem;

/// The most repetitions: each asks the server.
const MOST: u32 = 1000;

/// The longest step of the clock: beyond it every cache is empty.
const LONGEST: u64 = 10 * 365 * 86_400;

/// How often the page asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Repeat {
    pub(crate) times: u32,
    /// How much later each time is by the browser's clock, beside the time that really passes.
    pub(crate) step: Duration,
}

impl Default for Repeat {
    fn default() -> Self {
        Repeat { times: 1, step: Duration::ZERO }
    }
}

/// Reads `--repeat` and `--clock`.
pub(super) fn read(times: Option<&str>, clock: Option<&str>, problems: &mut Vec<Problem>) -> Repeat {
    let mut repeat = Repeat::default();
    if let Some(text) = times {
        match text.parse::<u32>() {
            Ok(times) if (1..=MOST).contains(&times) => repeat.times = times,
            _ => problems.push(Problem::new("--repeat", text, format!("write a number from 1 to {MOST}"))),
        }
    }
    if let Some(text) = clock {
        match duration(text) {
            Some(step) => repeat.step = step,
            None => {
                let what = "write how much later, with s, m, h or d: --clock +90s, +10m or +2h";
                problems.push(Problem::new("--clock", text, what));
            }
        }
        if times.is_none() {
            let what = "it says how much later the page asks again: write --repeat 2 as well";
            problems.push(Problem::new("--clock", text, what));
        }
    }
    repeat
}

/// `+2h`, `90s`, `1h30m`; a number alone is seconds.
fn duration(text: &str) -> Option<Duration> {
    let mut rest = text.strip_prefix('+').unwrap_or(text);
    if rest.is_empty() {
        return None;
    }
    let mut seconds = 0_u64;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest.get(..digits)?.parse().ok()?;
        rest = rest.get(digits..)?;
        let unit = match rest.bytes().next() {
            None | Some(b's') => 1,
            Some(b'm') => 60,
            Some(b'h') => 3600,
            Some(b'd') => 86_400,
            Some(_) => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(unit)?)?;
        rest = rest.get(1..).unwrap_or_default();
    }
    (seconds <= LONGEST).then(|| Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        for (text, seconds) in
            [("+2h", 7200), ("90s", 90), ("1h30m", 5400), ("+5", 5), ("1d", 86_400), ("0", 0)]
        {
            assert_eq!(duration(text), Some(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "+", "h", "2x", "-2h", "2h-", "99999999999999999999s", "9999999d", "é", "1é"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
