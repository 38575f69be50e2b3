//! Which request headers need no preflight, by the standard and by each engine.
#![allow(clippy::unwrap_used, clippy::panic, clippy::type_complexity)]

use corslet::words::{
    ContentTypeSyntax, HeaderList, HeaderName, HeaderValue, RangeError, RangeSyntax, Repeated, Safelist,
    Unsafe, cors_safelisted_request_header, cors_unsafe_request_header_names, essence,
    no_cors_safelisted_request_header,
};

const CHROMIUM: Safelist = Safelist {
    range: RangeSyntax::I64,
    client_hints: true,
    user_agent: true,
    repeated: Repeated::Combined,
    ..Safelist::STANDARD
};
const FIREFOX: Safelist = Safelist {
    total_limit: None,
    range: RangeSyntax::U64,
    high_bytes_unsafe: true,
    content_type: ContentTypeSyntax::Strict,
    ..Safelist::STANDARD
};
const WEBKIT: Safelist =
    Safelist { range: RangeSyntax::U64Lenient, repeated: Repeated::Combined, ..Safelist::STANDARD };

const ENGINES: [(char, Safelist); 4] =
    [('S', Safelist::STANDARD), ('C', CHROMIUM), ('F', FIREFOX), ('W', WEBKIT)];

/// Which engines want a preflight for it: standard, Chromium, Firefox, WebKit.
fn unsafe_in(name: &str, value: &[u8]) -> String {
    ENGINES
        .iter()
        .filter(|(_, safelist)| cors_safelisted_request_header(name, value, safelist).is_err())
        .map(|(letter, _)| *letter)
        .collect()
}

#[test]
fn one_header() {
    let n128 = "1".repeat(128);
    let n129 = "1".repeat(129);
    let type128 = format!("text/plain;{}", "a".repeat(117));
    let type129 = format!("text/plain;{}", "a".repeat(118));
    let zeros = format!("bytes={}-", "0".repeat(121));
    let many_zeros = format!("bytes={}-", "0".repeat(122));
    #[rustfmt::skip]
    let table: &[(&str, &str, &str)] = &[
        // Names.
        ("authorization",    "basics",                                  "SCFW"),
        ("test",             "hi",                                      "SCFW"),
        ("x-requested-with", "XMLHttpRequest",                          "SCFW"),
        ("cache-control",    "no-cache",                                "SCFW"),
        ("ACCEPT",           "*/*",                                     ""),
        ("accept-",          "*/*",                                     "SCFW"),
        ("accept-encoding",  "gzip",                                    "SCFW"),
        // Accept.
        ("accept",           "",                                        ""),
        ("accept",           "text/html, application/json;q=0.9, */*",  ""),
        ("accept",           "\ttab",                                   ""),
        ("accept",           "\"",                                      "SCFW"),
        ("accept",           "(a)",                                     "SCFW"),
        ("accept",           "a:b",                                     "SCFW"),
        ("accept",           "<a",                                      "SCFW"),
        ("accept",           "a>",                                      "SCFW"),
        ("accept",           "a?",                                      "SCFW"),
        ("accept",           "a@b",                                     "SCFW"),
        ("accept",           "[",                                       "SCFW"),
        ("accept",           "a\\b",                                    "SCFW"),
        ("accept",           "]",                                       "SCFW"),
        ("accept",           "{}",                                      "SCFW"),
        ("accept",           "a\x01",                                   "SCFW"),
        ("accept",           "a\x0bb",                                  "SCFW"),
        ("accept",           "\x7f",                                    "SCFW"),
        ("accept",           "!#$%&'*+,-./;=^_`|~",                     ""),
        ("accept",           &n128,                                     ""),
        ("accept",           &n129,                                     "SCFW"),
        // Languages.
        ("accept-language",  "en-US,en;q=0.5, *",                       ""),
        ("accept-language",  "",                                        ""),
        ("accept-language",  "\x01",                                    "SCFW"),
        ("accept-language",  "@",                                       "SCFW"),
        ("accept-language",  "en_US",                                   "SCFW"),
        ("accept-language",  "en\tde",                                  "SCFW"),
        ("accept-language",  "en/de",                                   "SCFW"),
        ("accept-language",  &n128,                                     ""),
        ("accept-language",  &n129,                                     "SCFW"),
        ("content-language", "de, fr",                                  ""),
        ("content-language", "\x01",                                    "SCFW"),
        ("content-language", "@",                                       "SCFW"),
        ("content-language", "de\"",                                    "SCFW"),
        // Content-Type.
        ("content-type",     "text/plain",                              ""),
        ("content-type",     "TEXT/PLAIN",                              ""),
        ("content-type",     "text/plain;charset=UTF-8",                ""),
        ("content-type",     "text/plain;",                             ""),
        ("content-type",     "text/plain;garbage",                      ""),
        ("content-type",     "text/plain ; charset=utf-8",              ""),
        ("content-type",     "text/plain\t;a=b",                        ""),
        ("content-type",     "text/plain; a=b;c=d",                     ""),
        ("content-type",     "text/plain; =x",                          ""),
        ("content-type",     "application/x-www-form-urlencoded",       ""),
        ("content-type",     "Application/X-WWW-Form-Urlencoded;a",     ""),
        ("content-type",     "multipart/form-data; boundary=x",         ""),
        ("content-type",     "multipart/form-data;\"",                  "SCFW"),
        ("content-type",     "text /plain",                             "SCFW"),
        ("content-type",     "text/ plain",                             "SCFW"),
        ("content-type",     "text/plain,",                             "SCFW"),
        ("content-type",     "text/plain, text/plain",                  "SCFW"),
        ("content-type",     "application/json, text/plain",            "SCFW"),
        ("content-type",     "text/plain\x0b",                          "SCFW"),
        ("content-type",     "text/plain/x",                            "SCFW"),
        ("content-type",     "text/plain x",                            "SCFW"),
        ("content-type",     "text/",                                   "SCFW"),
        ("content-type",     "/plain",                                  "SCFW"),
        ("content-type",     "text",                                    "SCFW"),
        ("content-type",     "",                                        "SCFW"),
        ("content-type",     "text/html",                               "SCFW"),
        ("content-type",     "application/json",                        "SCFW"),
        ("content-type",     "text/plain; a=(b)",                       "SCFW"),
        ("content-type",     "text/plain; a=b, application/json",       "F"),
        ("content-type",     "text/plain; ===;;;",                      "F"),
        ("content-type",     "text/plain;;",                            "F"),
        ("content-type",     "text/plain x;",                           "SCW"),
        ("content-type",     &type128,                                  ""),
        ("content-type",     &type129,                                  "SCFW"),
        // Range.
        ("range",            "bytes=0-",                                ""),
        ("range",            "bytes=0-0",                               ""),
        ("range",            "bytes=00-01",                             ""),
        ("range",            "bytes=5-5",                               ""),
        ("range",            "bytes=09-10",                             ""),
        ("range",            "bytes=10-09",                             "SCFW"),
        ("range",            "bytes=100-0",                             "SCFW"),
        ("range",            "bytes=-500",                              "SCFW"),
        ("range",            "bytes=-",                                 "SCFW"),
        ("range",            "bytes=",                                  "SCFW"),
        ("range",            "bytes",                                   "SCFW"),
        ("range",            "byte",                                    "SCFW"),
        ("range",            "",                                        "SCFW"),
        ("range",            "bytes 0-1",                               "SCFW"),
        ("range",            "bytes= 0-1",                              "SCFW"),
        ("range",            "bytes =0-1",                              "SCFW"),
        ("range",            "bytes=0 -1",                              "SCFW"),
        ("range",            "bytes=0-1,2-3",                           "SCFW"),
        ("range",            "bytes=0-1,",                              "SCFW"),
        ("range",            "bytes=0--1",                              "SCFW"),
        ("range",            "bytes=a-b",                               "SCFW"),
        ("range",            "items=0-1",                               "SCFW"),
        ("range",            "Bytes=0-1",                               "SCF"),
        ("range",            "byTes=0-1",                               "SCF"),
        ("range",            "bytes=+0-1",                              "SCF"),
        ("range",            "bytes=0-+1",                              "SCF"),
        ("range",            "bytes=0-+",                               "SCFW"),
        ("range",            "bytes=9223372036854775806-",              ""),
        ("range",            "bytes=9223372036854775807-",              "C"),
        ("range",            "bytes=0-9223372036854775807",             "C"),
        ("range",            "bytes=18446744073709551615-",             "C"),
        ("range",            "bytes=18446744073709551616-",             "CFW"),
        ("range",            "bytes=0-99999999999999999999",            "CFW"),
        ("range",            "bytes=99999999999999999999-99999999999999999998", "SCFW"),
        ("range",            &zeros,                                    ""),
        ("range",            &many_zeros,                               "SCFW"),
        // Client hints.
        ("dpr",              "2",                                       "SFW"),
        ("DPR",              "2.0",                                     "SFW"),
        ("dpr",              ".5",                                      "SCFW"),
        ("dpr",              "2.",                                      "SCFW"),
        ("dpr",              "1.2.3",                                   "SCFW"),
        ("dpr",              "",                                        "SCFW"),
        ("device-memory",    "0.5",                                     "SFW"),
        ("device-memory",    "x",                                       "SCFW"),
        ("downlink",         "1.5",                                     "SFW"),
        ("width",            "100",                                     "SFW"),
        ("width",            "1.5",                                     "SCFW"),
        ("viewport-width",   "100",                                     "SFW"),
        ("rtt",              "100",                                     "SFW"),
        ("rtt",              "-1",                                      "SCFW"),
        ("ect",              "slow-2g",                                 "SFW"),
        ("ect",              "4G",                                      "SCFW"),
        ("save-data",        "On",                                      "SFW"),
        ("save-data",        "off",                                     "SCFW"),
        ("intervention",     "<https://example.com>",                   "SFW"),
        ("intervention",     &n129,                                     "SCFW"),
        ("lang",             "en",                                      "SCFW"),
        ("user-agent",       "corslet/1",                               "SFW"),
        ("user-agent",       &n129,                                     "SFW"),
    ];
    let wrong: Vec<String> = table
        .iter()
        .filter(|(name, value, expected)| unsafe_in(name, value.as_bytes()) != *expected)
        .map(|(name, value, expected)| {
            format!("{name}: {value:?}: {} instead of {expected}", unsafe_in(name, value.as_bytes()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bytes_above_ascii() {
    #[rustfmt::skip]
    let table: &[(&str, &[u8], &str)] = &[
        ("accept",          b"caf\xe9",            "F"),
        ("content-type",    b"text/plain;a=\xe9",  "F"),
        ("content-type",    b"text/pl\xe9in",      "SCFW"),
        ("accept-language", b"\xe9",               "SCFW"),
        ("range",           b"bytes=0-\xb9",       "SCFW"),
    ];
    for (name, value, expected) in table {
        assert_eq!(unsafe_in(name, value), *expected, "{name}: {}", value.escape_ascii());
    }
}

#[test]
fn reasons() {
    let json = || Unsafe::ContentTypeNotSafelisted { essence: "application/json".into() };
    let yaml = || Unsafe::ContentTypeNotSafelisted { essence: "application/yaml".into() };
    #[rustfmt::skip]
    let table: &[(&str, &str, Unsafe)] = &[
        ("x-a",              "",                         Unsafe::NotSafelistedName),
        ("accept",           &"a".repeat(200),           Unsafe::ValueTooLong { len: 200 }),
        ("accept",           "a, (b)",                   Unsafe::UnsafeByte { index: 3, byte: b'(' }),
        ("accept-language",  "en/de",                    Unsafe::LanguageByte { index: 2, byte: b'/' }),
        ("content-type",     "text/plain;a=\"b\"",       Unsafe::UnsafeByte { index: 13, byte: b'"' }),
        ("content-type",     "json",                     Unsafe::ContentTypeUnparsable),
        ("content-type",     "application/json",         json()),
        ("content-type",     "Application/JSON; a=b",    json()),
        ("content-type",     "application/YAML",         yaml()),
        ("range",            "0-1",                      Unsafe::RangeInvalid(RangeError::NotBytes)),
        ("range",            "bytes:0-1",                Unsafe::RangeInvalid(RangeError::NoEqualsSign { index: 5 })),
        ("range",            "bytes=0,1",                Unsafe::RangeInvalid(RangeError::NoHyphen { index: 7 })),
        ("range",            "bytes=0-1,2-3",            Unsafe::RangeInvalid(RangeError::Trailing { index: 9 })),
        ("range",            "bytes=-",                  Unsafe::RangeInvalid(RangeError::NoNumbers)),
        ("range",            "bytes=2-1",                Unsafe::RangeInvalid(RangeError::StartAfterEnd)),
        ("range",            "bytes=-500",               Unsafe::RangeInvalid(RangeError::NoStart)),
    ];
    for (name, value, expected) in table {
        assert_eq!(
            cors_safelisted_request_header(name, value, &Safelist::STANDARD).unwrap_err(),
            *expected,
            "{name}: {value}"
        );
        assert!(!expected.to_string().is_empty());
    }
    #[rustfmt::skip]
    let deviations: &[(&str, &str, Safelist, Unsafe)] = &[
        ("range",        "bytes=9223372036854775807-", CHROMIUM, Unsafe::RangeInvalid(RangeError::NumberTooBig)),
        ("dpr",          "x",                          CHROMIUM, Unsafe::ClientHintInvalid),
        ("content-type", "text/plain;a=b,c",           FIREFOX,  Unsafe::ContentTypeParameters { index: 14 }),
        ("content-type", "text/plain;;",               FIREFOX,  Unsafe::ContentTypeParameters { index: 11 }),
    ];
    for (name, value, safelist, expected) in deviations {
        assert_eq!(cors_safelisted_request_header(name, value, safelist).unwrap_err(), *expected);
    }
}

#[test]
fn without_cors() {
    #[rustfmt::skip]
    let table: &[(&str, &str, bool)] = &[
        ("Accept",           "*/*",               true),
        ("Accept-Language",  "en",                true),
        ("Content-Language", "en",                true),
        ("Content-Type",     "text/plain",        true),
        ("Content-Type",     "application/json",  false),
        ("Accept",           "\"",                false),
        ("Range",            "bytes=0-",          false),
        ("DPR",              "2",                 false),
        ("User-Agent",       "x",                 false),
        ("X-A",              "1",                 false),
    ];
    for (name, value, expected) in table {
        for (_, safelist) in ENGINES {
            assert_eq!(
                no_cors_safelisted_request_header(name, value, &safelist).is_ok(),
                *expected,
                "{name}"
            );
        }
    }
}

/// What `Access-Control-Request-Headers` would say, by the standard, Chromium and Firefox.
fn names_of(lines: &[(&'static str, &str)]) -> [String; 3] {
    let headers = HeaderList::from_pairs(lines.iter().copied());
    [Safelist::STANDARD, CHROMIUM, FIREFOX]
        .map(|safelist| cors_unsafe_request_header_names(&headers, &safelist).joined())
}

#[test]
fn header_lists() {
    let a = "a".repeat(100);
    let b = "a".repeat(128);
    #[rustfmt::skip]
    let table: &[(&[(&'static str, &str)], [&str; 3])] = &[
        (&[],                                                   ["", "", ""]),
        (&[("Accept", "*/*"), ("Range", "bytes=0-")],           ["", "", ""]),
        (&[("X-B", "1"), ("x-a", "2"), ("X-A", "3")],           ["x-a,x-b", "x-a,x-b", "x-a,x-b"]),
        (&[("Content-Type", "application/json"), ("Authorization", "x"), ("Accept", "*/*")],
                                                                ["authorization,content-type"; 3]),
        (&[("X-a", "1"), ("X-10", "1"), ("X-2", "1")],          ["x-10,x-2,x-a"; 3]),
        (&[("x_b", "1"), ("x-b", "1"), ("xab", "1")],           ["x-b,x_b,xab"; 3]),
        // Repeated lines: each by itself, or joined.
        (&[("Accept", &a), ("Accept", "b")],                    ["", "", ""]),
        (&[("Accept", &a), ("accept", &a)],                     ["", "accept", ""]),
        (&[("Content-Type", "text/plain"), ("Content-Type", "text/plain")],
                                                                ["", "content-type", ""]),
        (&[("Range", "bytes=0-"), ("Range", "bytes=1-")],       ["", "range", ""]),
        // 1,024 bytes in all are fine, one more is not.
        (&[("Accept", b.as_str()); 8],                           ["", "accept", ""]),
        (&[("Accept", &b), ("Accept", &b), ("Accept", &b), ("Accept", &b), ("Accept", &b), ("Accept", &b),
           ("Accept", &b), ("Accept", &b), ("Accept-Language", "e"), ("X-A", "1")],
                                                                ["accept,accept-language,x-a", "accept,x-a", "x-a"]),
    ];
    for (lines, expected) in table {
        assert_eq!(names_of(lines), *expected, "{lines:?}");
    }
}

#[test]
fn unsafe_names_know_their_lines() {
    let headers = HeaderList::from_pairs([("X-B", "1"), ("Accept", "*/*"), ("X-A", "2"), ("x-b", "3")]);
    let names = cors_unsafe_request_header_names(&headers, &Safelist::STANDARD);
    let lines: Vec<(&str, usize)> =
        names.reasons().iter().map(|line| (line.name.as_str(), line.line)).collect();
    assert_eq!(lines, [("x-a", 2), ("x-b", 0), ("x-b", 3)]);
    assert_eq!(names.iter().collect::<Vec<_>>(), ["x-a", "x-b"]);
    assert_eq!(names.len(), 2);
    assert_eq!(names.joined(), "x-a,x-b");
    assert_eq!(names.joined_with_repeats(), "x-a,x-b,x-b");
    assert!(names.contains("X-B") && !names.contains("accept"));
    let all_safe = cors_unsafe_request_header_names(&HeaderList::new(), &Safelist::STANDARD);
    assert_eq!((all_safe.is_empty(), all_safe.join_or_none()), (true, "none".to_owned()));
}

#[test]
fn the_total_is_the_reason() {
    let line = || (HeaderName::ACCEPT, HeaderValue::received("a".repeat(128)));
    let headers: HeaderList = std::iter::repeat_with(line).take(9).collect();
    let names = cors_unsafe_request_header_names(&headers, &Safelist::STANDARD);
    assert_eq!(names.reasons().len(), 9);
    assert!(names.reasons().iter().all(|line| line.reason == Unsafe::TotalTooLong { total: 1152 }));
}

/// The referee for MIME types is the crate that parses them whole.
#[test]
fn essence_agrees_with_the_mime_parser() {
    let bytes = b"aZ/;, \t\r\n\x0b\"=+.\xe9";
    let mut value = Vec::new();
    // Every string of up to five of these bytes.
    for number in 0..(bytes.len() + 1).pow(5) {
        value.clear();
        let mut rest = number;
        while rest > 0 {
            let digit = rest % (bytes.len() + 1);
            if digit > 0 {
                value.push(bytes[digit - 1]);
            }
            rest /= bytes.len() + 1;
        }
        let text: String = value.iter().map(|&byte| char::from(byte)).collect();
        let referee = text.parse::<data_url::mime::Mime>().ok();
        let expected = referee.map(|mime| format!("{}/{}", mime.type_, mime.subtype));
        assert_eq!(essence(&value).map(|essence| essence.to_string()), expected, "{text:?}");
    }
}
