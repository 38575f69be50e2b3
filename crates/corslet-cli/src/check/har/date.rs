//! A moment as ISO 8601 in UTC, with milliseconds.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// `2026-01-31T23:59:59.123Z`
pub(super) fn iso(moment: SystemTime) -> String {
    let since = moment.duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = since.as_secs();
    let (year, month, day) = civil(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z", since.subsec_millis())
}

/// The moment that ISO 8601 names, in UTC or with an offset; nothing where it is none, or before 1970.
pub(crate) fn moment(text: &str) -> Option<SystemTime> {
    let (date, rest) = text.trim().split_once(['T', ' '])?;
    let mut parts = date.split('-').map(|part| part.parse::<u64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_date = (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !is_date {
        return None;
    }
    let zone = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone);
    let mut parts = time.split(':');
    let mut part =
        || parts.next().unwrap_or("0").parse::<f64>().ok().filter(|part| (0.0..61.0).contains(part));
    let (hour, minute, second) = (part()?, part()?, part()?);
    let offset = match zone.split_at_checked(1) {
        Some((sign @ ("+" | "-"), offset)) => {
            let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "0"));
            let seconds = hours.parse::<f64>().ok()? * 3600.0 + minutes.parse::<f64>().ok()? * 60.0;
            if sign == "+" { seconds } else { -seconds }
        }
        _ => 0.0,
    };
    let seconds = days(year, month, day) as f64 * 86_400.0 + hour * 3600.0 + minute * 60.0 + second - offset;
    (seconds >= 0.0).then(|| UNIX_EPOCH + Duration::from_millis((seconds * 1e3).round() as u64))
}

/// The days from 1970 to a day of the Gregorian calendar.
fn days(year: u64, month: u64, day: u64) -> u64 {
    let years: u64 = (1970..year).map(|year| if is_leap(year) { 366 } else { 365 }).sum();
    let months: u64 = lengths(year).into_iter().take(month.saturating_sub(1) as usize).sum();
    years + months + day.saturating_sub(1)
}

/// The lengths of a year's months.
fn lengths(year: u64) -> [u64; 12] {
    let february = if is_leap(year) { 29 } else { 28 };
    [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

/// Days since 1970 as year, month and day of the Gregorian calendar.
fn civil(mut days: u64) -> (u64, u64, u64) {
    let mut year = 1970;
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    for (index, length) in lengths(year).into_iter().enumerate() {
        if days < length {
            return (year, index as u64 + 1, days + 1);
        }
        days -= length;
    }
    (year, 12, 31)
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written() {
        for (seconds, text) in [
            (0.0, "1970-01-01T00:00:00.000Z"),
            (951_782_400.5, "2000-02-29T00:00:00.500Z"),
            (1_709_251_199.0, "2024-02-29T23:59:59.000Z"),
            (4_102_444_799.25, "2099-12-31T23:59:59.250Z"),
        ] {
            assert_eq!(iso(UNIX_EPOCH + Duration::from_secs_f64(seconds)), text);
            assert_eq!(moment(text), Some(UNIX_EPOCH + Duration::from_secs_f64(seconds)));
        }
    }

    #[test]
    fn moments_are_read() {
        for (text, seconds) in [
            ("2000-02-29T02:00:00.5+02:00", Some(951_782_400.5)),
            ("2000-02-28T19:00:00-05:00", Some(951_782_400.0)),
            ("2000-02-29", None),
            ("2000-13-01T00:00:00Z", None),
            ("1969-12-31T00:00:00Z", None),
            ("tomorrow", None),
            ("2000-02-29T25:61:xZ", None),
            ("", None),
        ] {
            assert_eq!(moment(text), seconds.map(|it| UNIX_EPOCH + Duration::from_secs_f64(it)), "{text}");
        }
    }
}
