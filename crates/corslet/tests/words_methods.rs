//! Methods, statuses and ports.
#![allow(clippy::unwrap_used, clippy::panic)]

use corslet::words::{BAD_PORTS, Method, MethodError, Status, is_bad_port};

#[test]
fn methods() {
    const T: bool = true;
    const F: bool = false;
    #[rustfmt::skip]
    let table: &[(&str, &str, bool, bool)] = &[
        // written, normalised, safelisted then, forbidden
        ("GET",      "GET",      T, F),
        ("get",      "GET",      T, F),
        ("HeAd",     "HEAD",     T, F),
        ("post",     "POST",     T, F),
        ("put",      "PUT",      F, F),
        ("delete",   "DELETE",   F, F),
        ("options",  "OPTIONS",  F, F),
        ("patch",    "patch",    F, F),
        ("PATCH",    "PATCH",    F, F),
        ("Patch",    "Patch",    F, F),
        ("QUERY",    "QUERY",    F, F),
        ("query",    "query",    F, F),
        ("CONNECT",  "CONNECT",  F, T),
        ("trace",    "trace",    F, T),
        ("TrAcK",    "TrAcK",    F, T),
        ("chicken",  "chicken",  F, F),
        ("GETS",     "GETS",     F, F),
        ("*",        "*",        F, F),
    ];
    for (written, normalised, safelisted, forbidden) in table {
        let method = Method::parse(written).unwrap();
        assert_eq!(method.as_str(), *written);
        assert_eq!(method.is_forbidden(), *forbidden, "{written}");
        let method = method.normalize();
        assert_eq!(method.as_str(), *normalised);
        assert_eq!(method.is_cors_safelisted(), *safelisted, "{written}");
    }
    assert!(!Method::parse("get").unwrap().is_cors_safelisted());
    assert_eq!(Method::parse("GET"), Ok(Method::GET));
    assert_ne!(Method::parse("patch").unwrap(), Method::PATCH);
    assert_eq!(Method::default(), Method::GET);
}

#[test]
fn no_methods() {
    #[rustfmt::skip]
    let table: &[(&[u8], MethodError)] = &[
        (b"",           MethodError::Empty),
        (b"GET ",       MethodError::NotTokenByte { index: 3, byte: b' ' }),
        (b"GET, POST",  MethodError::NotTokenByte { index: 3, byte: b',' }),
        (b"\xc3\xa9",   MethodError::NotTokenByte { index: 0, byte: 0xc3 }),
        (b"G\0",        MethodError::NotTokenByte { index: 1, byte: 0 }),
    ];
    for (bytes, expected) in table {
        assert_eq!(Method::parse(bytes), Err(*expected));
    }
    assert_eq!(
        Method::parse("GET, POST").unwrap_err().to_string(),
        "a method cannot contain `,` (at byte 3): write one method only"
    );
}

#[test]
fn statuses() {
    const T: bool = true;
    const F: bool = false;
    #[rustfmt::skip]
    let table: &[(u16, [bool; 4])] = &[
        //    ok, redirect, null body, range
        (0,   [F, F, F, F]),
        (101, [F, F, T, F]),
        (103, [F, F, T, F]),
        (199, [F, F, F, F]),
        (200, [T, F, F, F]),
        (204, [T, F, T, F]),
        (205, [T, F, T, F]),
        (206, [T, F, F, T]),
        (299, [T, F, F, F]),
        (300, [F, F, F, F]),
        (301, [F, T, F, F]),
        (302, [F, T, F, F]),
        (303, [F, T, F, F]),
        (304, [F, F, T, F]),
        (305, [F, F, F, F]),
        (307, [F, T, F, F]),
        (308, [F, T, F, F]),
        (416, [F, F, F, T]),
        (999, [F, F, F, F]),
    ];
    for (code, expected) in table {
        let status = Status::new(*code).unwrap();
        assert_eq!(status.code(), *code);
        let found = [status.is_ok(), status.is_redirect(), status.is_null_body(), status.is_range()];
        assert_eq!(found, *expected, "{code}");
    }
    assert_eq!(Status::new(1000), None);
    assert!(Status::try_from(1000).is_err());
}

#[test]
fn bad_ports() {
    assert!(BAD_PORTS.is_sorted());
    assert!(BAD_PORTS.iter().all(|port| is_bad_port(*port)));
    assert_eq!((0..=u16::MAX).filter(|port| is_bad_port(*port)).count(), BAD_PORTS.len());
    for (port, expected) in [
        (0, true),
        (25, true),
        (80, false),
        (443, false),
        (4190, true),
        (6000, true),
        (6679, true),
        (8080, false),
        (10080, true),
    ] {
        assert_eq!(is_bad_port(port), expected, "{port}");
    }
}
