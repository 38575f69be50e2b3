//! Cookie dates: what each reading gives, and that it is the calendar's.
#![allow(clippy::unwrap_used, clippy::panic)]

use corslet::browser::cookies::{default_path, domain_matches, parse_cookie_date, path_matches};
use proptest::prelude::*;

fn seconds(date: &str) -> Option<u64> {
    parse_cookie_date(date.as_bytes()).map(|time| time.as_secs())
}

#[test]
fn dates_as_servers_write_them() {
    #[rustfmt::skip]
    let rows = [
        ("Thu, 01 Jan 1970 00:00:00 GMT",       Some(0)),
        ("Wed, 21 Oct 2015 07:28:00 GMT",       Some(1_445_412_480)),
        ("Wednesday, 21-Oct-15 07:28:00 GMT",   Some(1_445_412_480)),
        ("Wed Oct 21 07:28:00 2015",            Some(1_445_412_480)),
        ("21 oct 15 7:28:0",                    Some(1_445_412_480)),
        ("2015 october 21th 07:28:00.5 PST",    Some(1_445_412_480)),
        ("07:28:00 21 Oct 2015 99:99:99",       Some(1_445_412_480)),
        ("Tue, 29 Feb 2000 00:00:00 GMT",       Some(951_782_400)),
        ("Mon, 01 Jan 1601 00:00:00 GMT",       Some(0)),
        ("01 Jan 70 00:00:01",                  Some(1)),
        ("01 Jan 69 00:00:00",                  Some(3_124_224_000)),
        ("Fri, 31 Dec 9999 23:59:59 GMT",       Some(253_402_300_799)),
        ("Sun, 29 Feb 2015 00:00:00 GMT",       None),
        ("Thu, 29 Feb 1900 00:00:00 GMT",       None),
        ("31 Apr 2015 00:00:00",                None),
        ("00 Jan 2015 00:00:00",                None),
        ("32 Jan 2015 00:00:00",                None),
        ("01 Jan 1600 00:00:00",                None),
        ("01 Jan 2015 24:00:00",                None),
        ("01 Jan 2015 00:60:00",                None),
        ("01 Jan 2015 00:00:60",                None),
        ("01 Jan 2015 00:00",                   None),
        ("01 Jan 2015 000:00:00",               None),
        ("01 Jan 12015 00:00:00",               None),
        ("01 2015 00:00:00",                    None),
        ("Jan 2015 00:00:00",                   None),
        ("01 Jan 00:00:00",                     None),
        ("0",                                   None),
        ("",                                    None),
    ];
    for (date, expected) in rows {
        assert_eq!(seconds(date), expected, "{date}");
    }
}

#[test]
fn paths_and_domains() {
    for (request, expected) in
        [("/", "/"), ("", "/"), ("/a", "/"), ("/a/", "/a"), ("/a/b", "/a"), ("/a/b/c", "/a/b"), ("a/b", "/")]
    {
        assert_eq!(default_path(request), expected, "{request}");
    }
    for (request, cookie, expected) in [
        ("/a", "/", true),
        ("/a", "/a", true),
        ("/a/b", "/a", true),
        ("/ab", "/a", false),
        ("/a", "/a/", false),
        ("/", "/a", false),
    ] {
        assert_eq!(path_matches(request.as_bytes(), cookie.as_bytes()), expected, "{request} {cookie}");
    }
    for (host, domain, expected) in [
        ("a.example", "a.example", true),
        ("b.a.example", "a.example", true),
        ("ba.example", "a.example", false),
        ("a.example", "b.a.example", false),
        ("10.0.0.1", "0.0.1", false),
        ("[::1]", "1]", false),
        ("a.example", "", false),
    ] {
        assert_eq!(domain_matches(host, domain), expected, "{host} {domain}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each day follows the one before: no calendar of another is needed to know it.
    #[test]
    fn a_later_date_is_later(year in 1971..9999u64, month in 0..12usize, day in 1..29u64, hour in 0..24u64) {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let at = |year: u64, month: usize, day: u64| {
            seconds(&format!("{day:02} {} {year} {hour:02}:00:00", MONTHS[month])).unwrap()
        };
        let date = at(year, month, day);
        prop_assert_eq!(date % 86_400, hour * 3600);
        if day < 28 {
            prop_assert_eq!(at(year, month, day + 1) - date, 86_400);
        }
        let (next_year, next_month) = if month == 11 { (year + 1, 0) } else { (year, month + 1) };
        prop_assert!([28, 29, 30, 31].contains(&((at(next_year, next_month, day) - date) / 86_400)));
        prop_assert!([365, 366].contains(&((at(year + 1, month, day) - date) / 86_400)));
    }
}
