//! [Cookie dates](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.1.1), in every order that
//! servers write them.

use std::time::Duration;

const MONTHS: [&[u8; 3]; 12] =
    [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];

/// Reads a cookie-date as the time since the Unix epoch; a time before it is the epoch.
///
/// ```
/// use corslet::browser::cookies::parse_cookie_date;
///
/// let seconds = |date: &[u8]| parse_cookie_date(date).map(|time| time.as_secs());
/// assert_eq!(seconds(b"Thu, 01 Jan 1970 00:00:10 GMT"), Some(10));
/// assert_eq!(seconds(b"1970 jan-1 00:01:00"), Some(60));
/// assert_eq!(seconds(b"tomorrow"), None);
/// ```
#[must_use]
pub fn parse_cookie_date(date: &[u8]) -> Option<Duration> {
    let mut found = Found::default();
    for token in date.split(|&byte| is_delimiter(byte)).filter(|token| !token.is_empty()) {
        found.take(token);
    }
    found.date()
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, 0x09 | 0x20..=0x2f | 0x3b..=0x40 | 0x5b..=0x60 | 0x7b..=0x7e)
}

#[derive(Default)]
struct Found {
    time: Option<[u64; 3]>,
    day: Option<u64>,
    month: Option<u64>,
    year: Option<u64>,
}

impl Found {
    /// Each token is the first thing that is still wanted and that it can be.
    fn take(&mut self, token: &[u8]) {
        if self.time.is_none() && set(&mut self.time, time(token))
            || self.day.is_none() && set(&mut self.day, number(token, 1, 2))
            || self.month.is_none() && set(&mut self.month, month(token))
        {
            return;
        }
        if self.year.is_none() {
            self.year = number(token, 2, 4);
        }
    }

    fn date(self) -> Option<Duration> {
        let ([hour, minute, second], day, month) = (self.time?, self.day?, self.month?);
        let year = match self.year? {
            year @ 70..=99 => year + 1900,
            year @ 0..=69 => year + 2000,
            year => year,
        };
        if year < 1601
            || hour > 23
            || minute > 59
            || second > 59
            || !(1..=days_of(month, year)).contains(&day)
        {
            return None;
        }
        let days = days_before(year, month) + day - 1;
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second;
        Some(Duration::from_secs(seconds.saturating_sub(days_before(1970, 1) * 86_400)))
    }
}

fn set<T>(to: &mut Option<T>, value: Option<T>) -> bool {
    *to = value;
    to.is_some()
}

/// The number at the beginning of a token, of so many digits; what follows begins with no digit.
fn number(token: &[u8], at_least: usize, at_most: usize) -> Option<u64> {
    let digits = token.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (at_least..=at_most)
        .contains(&digits)
        .then(|| token[..digits].iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}

fn month(token: &[u8]) -> Option<u64> {
    let begin = token.get(..3)?;
    let index = MONTHS.iter().position(|month| begin.eq_ignore_ascii_case(*month))?;
    Some(index as u64 + 1)
}

/// `1:2:3`, each of one or two digits, with anything behind it but a digit.
fn time(token: &[u8]) -> Option<[u64; 3]> {
    let mut fields = token.splitn(3, |&byte| byte == b':');
    let mut whole = || {
        fields
            .next()
            .filter(|field| field.iter().all(u8::is_ascii_digit))
            .and_then(|field| number(field, 1, 2))
    };
    let (hour, minute) = (whole()?, whole()?);
    Some([hour, minute, number(fields.next()?, 1, 2)?])
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of(month: u64, year: u64) -> u64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days from the first one of year 1 to the first one of a month.
fn days_before(year: u64, month: u64) -> u64 {
    let years = year - 1;
    let months: u64 = (1..month).map(|month| days_of(month, year)).sum();
    years * 365 + years / 4 - years / 100 + years / 400 + months
}
