//! Laws of the words, over generated input.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, Ipv6Addr};

use corslet::Url;
use corslet::words::{
    HeaderList, HeaderName, HeaderValue, Method, Origin, RangeSyntax, Repeated, Safelist,
    cors_safelisted_request_header, cors_unsafe_request_header_names, essence, is_forbidden_request_header,
    is_token, parse_single_range, same_site, schemelessly_same_site, url_same_origin,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec("[a-z0-9_-]{1,12}", 1..4).prop_map(|labels| labels.join(".")),
        1 => any::<[u8; 4]>().prop_map(|bytes| Ipv4Addr::from(bytes).to_string()),
        1 => vec(prop_oneof![Just(0u16), any::<u16>()], 8).prop_map(|groups| {
            let groups: [u16; 8] = groups.try_into().unwrap();
            format!("[{}]", Ipv6Addr::from(groups))
        }),
        1 => "\\PC{1,8}",
        1 => "[a-z]{1,3}[à-ü]{1,3}\\.test",
    ]
}

/// Web addresses, most of them valid.
fn url() -> impl Strategy<Value = Url> {
    let scheme = prop_oneof!["https?", "wss?", Just("ftp".to_owned())];
    let port = prop_oneof![Just(String::new()), (0..=u16::MAX).prop_map(|port| format!(":{port}"))];
    (scheme, host(), port, "(/[a-zA-Z0-9?#]{0,8})?").prop_filter_map("a URL", |(scheme, host, port, tail)| {
        Url::parse(&format!("{scheme}://{host}{port}{tail}")).ok()
    })
}

/// Text that is nearly an origin.
fn origin_like() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,24}",
        "[ ]?(https?|HTTP|file|blob:https|capacitor|a b)?:?/{0,3}[a-zA-Z0-9.*@%ü\\[\\]:_-]{0,20}(:[0-9*]{0,6})?[/?#]{0,2}[ ,]?[a-z]{0,3}",
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z-]{1,8}",
        prop::sample::select(vec![
            "Accept",
            "accept",
            "Accept-Language",
            "Content-Language",
            "Content-Type",
            "Range",
            "DPR",
            "Save-Data",
            "User-Agent",
            "Authorization",
            "X-A",
            "x-a",
        ])
        .prop_map(str::to_owned),
    ]
}

fn header_list() -> impl Strategy<Value = HeaderList> {
    let value = prop_oneof![
        vec(any::<u8>(), 0..140),
        "[ -~]{0,140}".prop_map(String::into_bytes),
        "(text/plain|bytes=[0-9]{0,3}-[0-9]{0,3}|on|en)(;.{0,4})?".prop_map(String::into_bytes),
    ];
    vec((name(), value), 0..12).prop_map(|lines| HeaderList::parse_pairs(lines).unwrap())
}

fn safelist() -> impl Strategy<Value = Safelist> {
    let range = prop::sample::select(vec![
        RangeSyntax::Standard,
        RangeSyntax::I64,
        RangeSyntax::U64,
        RangeSyntax::U64Lenient,
    ]);
    (any::<bool>(), range, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(limited, range, client_hints, high_bytes_unsafe, combined)| Safelist {
            total_limit: limited.then_some(1024),
            range,
            client_hints,
            high_bytes_unsafe,
            repeated: if combined { Repeated::Combined } else { Repeated::Each },
            ..Safelist::STANDARD
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn origins_of_urls_round_trip(url in url()) {
        let origin = Origin::of(&url);
        prop_assert_eq!(origin.serialize(), url.origin().ascii_serialization());
        prop_assert!(origin.same_origin_as_url(&url));
        prop_assert!(url_same_origin(&url, &url));
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.[]:".contains(&byte);
        let host = origin.host().unwrap();
        if host.bytes().all(is_plain) && !host.contains("..") && !host.starts_with('.') {
            let parsed = Origin::parse(origin.serialize());
            prop_assert_eq!(parsed.as_ref().ok(), Some(&origin), "{:?}", parsed);
        }
    }

    #[test]
    fn what_is_an_origin_is_written_as_it_is(text in origin_like()) {
        match Origin::parse(&text) {
            Ok(origin) => {
                prop_assert_eq!(origin.serialize(), &text);
                if !origin.is_opaque() {
                    prop_assert_eq!(Origin::parse(&text).ok(), Some(origin.clone()));
                }
                // The URL Standard agrees about the schemes that it knows.
                if let Ok(url) = Url::parse(&text) && url.origin().is_tuple() {
                    prop_assert_eq!(url.origin().ascii_serialization(), text);
                }
            }
            Err(error) => {
                prop_assert!(!error.problems.is_empty());
                for problem in &error.problems {
                    prop_assert!(text.get(problem.at.clone()).is_some());
                }
                if let Some(suggestion) = &error.suggestion {
                    prop_assert_eq!(Origin::parse(suggestion).map(|origin| origin.serialize().to_owned()).ok(), error.suggestion);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_as_url_says(left in url(), right in url()) {
        let (a, b) = (Origin::of(&left), Origin::of(&right));
        let same = left.origin() == right.origin();
        prop_assert_eq!(a == b, same);
        prop_assert_eq!(url_same_origin(&left, &right), same);
        prop_assert_eq!(a.same_origin_as_url(&right), same);
        prop_assert_eq!(a.difference(&b).is_none(), same);
        prop_assert!(!same || same_site(&a, &b));
        prop_assert!(!same_site(&a, &b) || schemelessly_same_site(&a, &b));
        prop_assert_eq!(same_site(&a, &b), same_site(&b, &a));
    }

    #[test]
    fn nothing_panics(bytes in vec(any::<u8>(), 0..40)) {
        let _ = Origin::parse(&bytes).map_err(|error| error.to_string());
        let _ = Method::parse(&bytes).map_err(|error| error.to_string());
        let _ = HeaderValue::new(&bytes).map_err(|error| error.to_string());
        let _ = essence(&bytes);
        let _ = is_forbidden_request_header("x-http-method", &bytes);
        prop_assert_eq!(HeaderName::parse(&bytes).is_ok(), is_token(&bytes));
        let list = HeaderList::from_pairs([("a", &bytes), ("a", &bytes)]);
        let _ = (list.get_decode_split("a"), list.extract_list("a", is_token), list.extract_delta_seconds("a"));
    }

    #[test]
    fn unsafe_names_are_a_sorted_lowercase_set(headers in header_list(), safelist in safelist()) {
        let names = cors_unsafe_request_header_names(&headers, &safelist);
        let listed: Vec<&str> = names.iter().collect();
        let set: BTreeSet<String> = listed.iter().map(|name| name.to_ascii_lowercase()).collect();
        prop_assert!(listed.iter().copied().eq(set.iter().map(String::as_str)));
        prop_assert_eq!(names.joined(), listed.join(","));
        prop_assert_eq!(names.len(), listed.len());
        for line in names.reasons() {
            prop_assert_eq!(&line.name, headers.line(line.line).unwrap().0);
        }
        if safelist.repeated == Repeated::Each {
            for (name, value) in &headers {
                let is_unsafe = cors_safelisted_request_header(name, value, &safelist).is_err();
                prop_assert!(!is_unsafe || names.contains(name.as_str()));
            }
        }
    }

    #[test]
    fn the_order_of_lines_does_not_matter(headers in header_list()) {
        let reversed: HeaderList = headers.clone().into_iter().rev().collect();
        let names = |list| cors_unsafe_request_header_names(list, &Safelist::STANDARD).joined();
        prop_assert_eq!(names(&headers), names(&reversed));
    }

    #[test]
    fn ranges_compare_as_numbers(start in any::<u128>(), end in any::<u128>(), zeros in "0{0,5}") {
        let value = format!("bytes={zeros}{start}-{end}");
        prop_assert_eq!(parse_single_range(value.as_bytes(), RangeSyntax::Standard).is_ok(), start <= end);
        let fits = |limit: u128| start < limit && end < limit && start <= end;
        prop_assert_eq!(parse_single_range(value.as_bytes(), RangeSyntax::I64).is_ok(), fits((1 << 63) - 1));
        prop_assert_eq!(parse_single_range(value.as_bytes(), RangeSyntax::U64).is_ok(), fits(1 << 64));
    }
}
