//! Header names, values and lists.
#![allow(clippy::unwrap_used, clippy::panic, clippy::type_complexity)]
#![allow(clippy::disallowed_types)]

use std::borrow::Cow;
use std::collections::HashSet;

use corslet::words::{
    ExtractFailure, ExtractFailureReason, Extracted, ForbiddenRequestHeader, HeaderList, HeaderName,
    HeaderNameError, HeaderValue, HeaderValueError, is_forbidden_request_header, is_token,
};

#[test]
fn names() {
    #[rustfmt::skip]
    let table: &[(&str, Result<(), HeaderNameError>)] = &[
        ("Origin",         Ok(())),
        ("x-a_b!#$%&'*+.^`|~9", Ok(())),
        ("*",              Ok(())),
        ("",               Err(HeaderNameError::Empty)),
        ("X A",            Err(HeaderNameError::NotTokenByte { index: 1, byte: b' ' })),
        ("X-A:",           Err(HeaderNameError::NotTokenByte { index: 3, byte: b':' })),
        ("(x)",            Err(HeaderNameError::NotTokenByte { index: 0, byte: b'(' })),
        ("é",              Err(HeaderNameError::NotTokenByte { index: 0, byte: 0xc3 })),
        ("a,b",            Err(HeaderNameError::NotTokenByte { index: 1, byte: b',' })),
        ("a\0",            Err(HeaderNameError::NotTokenByte { index: 1, byte: 0 })),
    ];
    for (name, expected) in table {
        let parsed = HeaderName::parse(name);
        assert_eq!(parsed.as_ref().map(HeaderName::as_str), expected.as_ref().map(|()| *name));
        assert_eq!(is_token(name.as_bytes()), expected.is_ok());
    }
    assert_eq!(
        HeaderName::parse("X-A: 1").unwrap_err().to_string(),
        "a header name cannot contain `:` (at byte 3): write the name alone, without the colon and the value"
    );
}

#[test]
fn names_keep_their_case_and_compare_without() {
    let name = HeaderName::parse("x-CUSTOM").unwrap();
    assert_eq!(name.as_str(), "x-CUSTOM");
    assert_eq!(name.to_lowercase(), "x-custom");
    assert_eq!(name.lowercased().as_str(), "x-custom");
    assert_eq!(name, HeaderName::parse("X-Custom").unwrap());
    assert!(name.is("x-custom") && name.eq_ignore_case("X-custom") && !name.is("x-custo"));
    assert!(HeaderName::ACCEPT < HeaderName::parse("accept-").unwrap());
    assert!(HeaderName::parse("B").unwrap() > HeaderName::parse("a").unwrap());
    let set: HashSet<HeaderName> = ["ORIGIN", "origin", "Origin", "x-a", "X-A"]
        .iter()
        .map(|name| HeaderName::parse(name).unwrap())
        .collect();
    assert_eq!(set.len(), 2);
    assert_eq!(HeaderName::parse("oRIGIN").unwrap(), HeaderName::ORIGIN);
}

#[test]
fn name_sets() {
    let question = |name: &str| {
        let name = HeaderName::parse(name).unwrap();
        [
            name.is_cors_safelisted_response_header_name(),
            name.is_forbidden_response_header_name(),
            name.is_request_body_header_name(),
            name.is_cors_non_wildcard_request_header_name(),
            name.is_privileged_no_cors_request_header_name(),
            name.is_no_cors_safelisted_request_header_name(),
        ]
    };
    const T: bool = true;
    const F: bool = false;
    #[rustfmt::skip]
    let table: &[(&str, [bool; 6])] = &[
        //                    response, forbidden, body, non-wildcard, privileged, no-cors
        ("Cache-Control",    [T, F, F, F, F, F]),
        ("Content-Language", [T, F, T, F, F, T]),
        ("Content-Length",   [T, F, F, F, F, F]),
        ("CONTENT-TYPE",     [T, F, T, F, F, T]),
        ("Expires",          [T, F, F, F, F, F]),
        ("Last-Modified",    [T, F, F, F, F, F]),
        ("Pragma",           [T, F, F, F, F, F]),
        ("ETag",             [F, F, F, F, F, F]),
        ("Date",             [F, F, F, F, F, F]),
        ("Set-Cookie",       [F, T, F, F, F, F]),
        ("set-cookie2",      [F, T, F, F, F, F]),
        ("Content-Encoding", [F, F, T, F, F, F]),
        ("Content-Location", [F, F, T, F, F, F]),
        ("AUTHORIZATION",    [F, F, F, T, F, F]),
        ("Cookie",           [F, F, F, F, F, F]),
        ("Range",            [F, F, F, F, T, F]),
        ("Accept",           [F, F, F, F, F, T]),
        ("Accept-Language",  [F, F, F, F, F, T]),
    ];
    for (name, expected) in table {
        assert_eq!(question(name), *expected, "{name}");
    }
}

#[test]
fn forbidden_request_headers() {
    use ForbiddenRequestHeader::{ForbiddenMethod, Name, ProxyPrefix, SecPrefix};
    let names = "Accept-Charset Accept-Encoding Access-Control-Request-Headers Access-Control-Request-Method \
        Connection Content-Length Cookie Cookie2 Date DNT Expect Host Keep-Alive Origin Referer Set-Cookie TE \
        Trailer Transfer-Encoding Upgrade Via";
    for name in names.split_whitespace() {
        assert_eq!(is_forbidden_request_header(name, ""), Some(Name), "{name}");
        assert_eq!(is_forbidden_request_header(name.to_uppercase(), "x"), Some(Name), "{name}");
    }
    #[rustfmt::skip]
    let table: &[(&str, &str, Option<ForbiddenRequestHeader>)] = &[
        ("Proxy-Authorization",    "",              Some(ProxyPrefix)),
        ("proxy-",                 "",              Some(ProxyPrefix)),
        ("proxy",                  "",              None),
        ("Sec-Fetch-Mode",         "cors",          Some(SecPrefix)),
        ("SEC-",                   "",              Some(SecPrefix)),
        ("sec",                    "",              None),
        ("User-Agent",             "x",             None),
        ("Set-Cookie2",            "x",             None),
        ("Access-Control-Request-Private-Network", "true", None),
        ("Accept",                 "*/*",           None),
        ("X-HTTP-Method",          "TRACE",         Some(ForbiddenMethod)),
        ("x-http-method-override", "connect",       Some(ForbiddenMethod)),
        ("X-Method-Override",      " GET , track ", Some(ForbiddenMethod)),
        ("X-Method-Override",      "\"TRACE\"",     None),
        ("X-Method-Override",      "\"a,TRACE\"",   None),
        ("X-Method-Override",      "\"a\\\",TRACE", None),
        ("X-Method-Override",      "GET,",          None),
        ("X-Method-Override",      "TRACES",        None),
        ("X-HTTP-Methods",         "TRACE",         None),
        ("X-Other",                "TRACE",         None),
        ("é-",                     "",              None),
    ];
    for (name, value, expected) in table {
        assert_eq!(is_forbidden_request_header(name, value), *expected, "{name}: {value}");
    }
}

#[test]
fn values() {
    #[rustfmt::skip]
    let table: &[(&[u8], Result<&[u8], HeaderValueError>, &[u8])] = &[
        // given, by a page, by a peer
        (b"a",            Ok(b"a"),                                          b"a"),
        (b" \ta b\t ",    Ok(b"a b"),                                        b"a b"),
        (b"\r\na\n",      Ok(b"a"),                                          b"\r\na\n"),
        (b"",             Ok(b""),                                           b""),
        (b"\t \t",        Ok(b""),                                           b""),
        (b" a\0b",        Err(HeaderValueError { index: 2, byte: 0 }),       b"a\0b"),
        (b"a\r\nb",       Err(HeaderValueError { index: 1, byte: b'\r' }),   b"a\r\nb"),
        (b"a\nb",         Err(HeaderValueError { index: 1, byte: b'\n' }),   b"a\nb"),
        (b"a\x0bb\x0c",   Ok(b"a\x0bb\x0c"),                                 b"a\x0bb\x0c"),
        (b"\xe9\xff",     Ok(b"\xe9\xff"),                                   b"\xe9\xff"),
    ];
    for (given, by_page, by_peer) in table {
        let new = HeaderValue::new(given);
        assert_eq!(new.as_ref().map(HeaderValue::as_bytes), by_page.as_ref().map(|bytes| *bytes));
        assert_eq!(HeaderValue::received(given).as_bytes(), *by_peer);
    }
    let value = HeaderValue::received(b"caf\xe9");
    assert_eq!(value.to_latin1(), "café");
    assert_eq!(HeaderValue::from_latin1("café"), Some(value));
    assert_eq!(HeaderValue::from_latin1("cafē"), None);
    assert_eq!(HeaderValue::from_latin1("a\nb"), None);
    assert!(matches!(HeaderValue::from_static("a").to_latin1(), Cow::Borrowed("a")));
}

#[test]
fn lists_keep_their_lines() {
    let mut list = HeaderList::from_pairs([("A", "1"), ("b", "2"), ("a", "3")]);
    assert_eq!(list.len(), 3);
    assert!(list.contains("a") && list.contains("B") && !list.contains("c"));
    assert_eq!(list.get_all("A").map(HeaderValue::as_bytes).collect::<Vec<_>>(), [b"1", b"3"]);
    assert_eq!(list.named("a").map(|(index, _)| index).collect::<Vec<_>>(), [0, 2]);
    list.append(HeaderName::parse("B").unwrap(), HeaderValue::from_static("4"));
    assert_eq!(list.line(3).unwrap().0.as_str(), "b", "a name is spelt as the list already spells it");
    list.set(HeaderName::parse("A").unwrap(), HeaderValue::from_static("5"));
    assert_eq!(list, HeaderList::from_pairs([("A", "5"), ("b", "2"), ("b", "4")]));
    list.set(HeaderName::parse("c").unwrap(), HeaderValue::from_static("6"));
    list.remove("B");
    assert_eq!(list, HeaderList::from_pairs([("A", "5"), ("c", "6")]));
    list.retain(|_, value| *value == "6");
    assert_eq!(list.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["c"]);
    assert_eq!(HeaderList::parse_pairs([("a", "1"), ("b c", "2")]).unwrap_err().0, 1);
}

#[test]
fn get_joins_every_line() {
    let list = HeaderList::from_pairs([("a", "1"), ("b", ""), ("A", "2"), ("c", ""), ("c", "")]);
    assert!(matches!(list.get("b"), Some(Cow::Borrowed(b""))));
    assert_eq!(list.get("a").unwrap(), b"1, 2".as_slice());
    assert_eq!(list.get("c").unwrap(), b", ".as_slice());
    assert_eq!(list.get("d"), None);
}

#[test]
fn get_decode_and_split() {
    #[rustfmt::skip]
    let table: &[(&str, &[&str])] = &[
        ("",                    &[""]),
        ("a",                   &["a"]),
        ("a,b",                 &["a", "b"]),
        (" a\t, ,\tb ",         &["a", "", "b"]),
        ("a,",                  &["a", ""]),
        (",",                   &["", ""]),
        ("\"a,b\",c",           &["\"a,b\"", "c"]),
        ("x\"a,b\"y,c",         &["x\"a,b\"y", "c"]),
        ("\"a\\\",b\",c",       &["\"a\\\",b\"", "c"]),
        ("\"a,b",               &["\"a,b"]),
        ("\"a\\",               &["\"a\\"]),
        ("a\\,b",               &["a\\", "b"]),
    ];
    for (value, expected) in table {
        let list = HeaderList::from_pairs([("a", value)]);
        assert_eq!(list.get_decode_split("a").unwrap(), *expected, "{value}");
    }
    let list = HeaderList::from_pairs([("a", b"\xe9".as_slice()), ("a", b"b,c")]);
    assert_eq!(list.get_decode_split("a").unwrap(), ["é", "b", "c"]);
    assert_eq!(list.get_decode_split("b"), None);
}

#[test]
fn extract_lists() {
    let failure = |line, element: &str| {
        Err(ExtractFailure { line, element: element.into(), reason: ExtractFailureReason::Element })
    };
    #[rustfmt::skip]
    let table: &[(&[&str], Result<&[&str], ExtractFailure>)] = &[
        (&["a"],                    Ok(&["a"])),
        (&[""],                     Ok(&[])),
        (&[" , ,\t"],               Ok(&[])),
        (&[",bb-8"],                Ok(&["bb-8"])),
        (&["bb-8,,x"],              Ok(&["bb-8", "x"])),
        (&[" a ,\tb\t"],            Ok(&["a", "b"])),
        (&["*, a"],                 Ok(&["*", "a"])),
        (&["'bb-8',bb-8"],          Ok(&["'bb-8'", "bb-8"])),
        (&["", "bb-8"],             Ok(&["bb-8"])),
        (&["a", "b,c"],             Ok(&["a", "b", "c"])),
        (&["bb-8, no no"],          failure(0, "no no")),
        (&["\"bb-8\",bb-8"],        failure(0, "\"bb-8\"")),
        (&["bb-8", "no no"],        failure(1, "no no")),
        (&["a\x0b"],                failure(0, "a\x0b")),
        (&["a, @, b b"],            failure(0, "@")),
    ];
    for (lines, expected) in table {
        let list = HeaderList::from_pairs(lines.iter().map(|line| ("a", line)));
        let expected = match expected {
            Ok(values) => Extracted::Values(values.iter().map(|value| value.as_bytes()).collect()),
            Err(failure) => Extracted::Failure(failure.clone()),
        };
        assert_eq!(list.extract_list("A", is_token), expected, "{lines:?}");
    }
    assert_eq!(HeaderList::new().extract_list("a", is_token), Extracted::Null);
}

#[test]
fn extract_delta_seconds() {
    let failure = |line, element: &str, reason| {
        Extracted::Failure(ExtractFailure { line, element: element.into(), reason })
    };
    use ExtractFailureReason::{Element, SeveralLines};
    #[rustfmt::skip]
    let table: &[(&[&str], Extracted<u64>)] = &[
        (&[],                        Extracted::Null),
        (&["600"],                   Extracted::Values(600)),
        (&["0"],                     Extracted::Values(0)),
        (&["007"],                   Extracted::Values(7)),
        (&[" 5 "],                   Extracted::Values(5)),
        (&["18446744073709551615"],  Extracted::Values(u64::MAX)),
        (&["18446744073709551616"],  Extracted::Values(u64::MAX)),
        (&["99999999999999999999999999"], Extracted::Values(u64::MAX)),
        (&[""],                      failure(0, "", Element)),
        (&["-1"],                    failure(0, "-1", Element)),
        (&["+1"],                    failure(0, "+1", Element)),
        (&["1.5"],                   failure(0, "1.5", Element)),
        (&["600, 600"],              failure(0, "600, 600", Element)),
        (&["60 0"],                  failure(0, "60 0", Element)),
        (&["600", "600"],            failure(1, "600", SeveralLines)),
    ];
    for (lines, expected) in table {
        let list = HeaderList::from_pairs(lines.iter().map(|line| ("a", line)));
        assert_eq!(list.extract_delta_seconds("a"), *expected, "{lines:?}");
    }
}
