//! What the page asks, and what it may read.

/// What the policy says.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected {
    /// The page reads this status, and of `x-count` and `x-hidden` these.
    Read(u16, &'static [&'static str]),
    /// The page reads nothing; behind a refused preflight nothing is sent.
    Refused,
    /// The preflight is granted and the request is sent, but what comes of it is refused.
    Unreadable,
    /// `no-cors`: the page gets an opaque response.
    Opaque,
}

use Expected::{Opaque, Read, Refused, Unreadable};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) path: &'static str,
    pub(crate) method: &'static str,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) body: Option<&'static str>,
    pub(crate) credentials: &'static str,
    pub(crate) mode: Option<&'static str>,
    pub(crate) preflighted: bool,
    pub(crate) expected: Expected,
}

impl Case {
    /// Whether the server saw the preflight by this method. A page that sends OPTIONS itself is preflighted too.
    pub(crate) fn is_preflight(&self, method: &str) -> bool {
        method == "OPTIONS" && self.method != "OPTIONS"
    }

    const fn with_cookies(self) -> Case {
        Case { credentials: "include", ..self }
    }

    const fn no_cors(self) -> Case {
        Case { mode: Some("no-cors"), ..self }
    }

    const fn json(self) -> Case {
        Case { headers: &[("content-type", "application/json")], body: Some("{}"), preflighted: true, ..self }
    }
}

const fn get(path: &'static str, expected: Expected) -> Case {
    Case {
        path,
        method: "GET",
        headers: &[],
        body: None,
        credentials: "omit",
        mode: None,
        preflighted: false,
        expected,
    }
}

/// A method without a preflight.
const fn simple(method: &'static str, path: &'static str, expected: Expected) -> Case {
    Case { method, ..get(path, expected) }
}

/// A method with a preflight.
const fn unsafe_(method: &'static str, path: &'static str, expected: Expected) -> Case {
    Case { method, preflighted: true, ..get(path, expected) }
}

/// A header with a preflight.
const fn header(
    path: &'static str,
    headers: &'static [(&'static str, &'static str)],
    expected: Expected,
) -> Case {
    Case { headers, preflighted: true, ..get(path, expected) }
}

const COUNT: &[&str] = &["x-count"];
const BOTH: &[&str] = &["x-count", "x-hidden"];
const NONE: &[&str] = &[];

pub(crate) const CASES: &[Case] = &[
    // Allowed, simple.
    get("/page/orders", Read(200, COUNT)),
    get("/page/orders", Read(200, COUNT)).with_cookies(),
    simple("POST", "/page/orders", Read(200, COUNT)),
    simple("POST", "/page/orders", Read(200, COUNT)).with_cookies(),
    simple("HEAD", "/page/orders", Read(200, COUNT)),
    get("/plain/orders", Read(200, NONE)),
    get("/any/orders", Read(200, BOTH)),
    get("/plain/orders", Unreadable).with_cookies(),
    get("/any/orders", Unreadable).with_cookies(),
    // Refused, simple.
    get("/other/orders", Unreadable),
    get("/other/orders", Unreadable).with_cookies(),
    get("/nowhere/orders", Unreadable),
    simple("POST", "/other/orders", Unreadable),
    get("/page//orders", Unreadable),
    get("/Page/orders", Unreadable),
    get("/other/orders", Opaque).no_cors(),
    get("/page/orders", Opaque).no_cors().with_cookies(),
    // Preflighted.
    unsafe_("DELETE", "/page/orders", Read(200, COUNT)),
    unsafe_("DELETE", "/page/orders", Read(200, COUNT)).with_cookies(),
    unsafe_("PUT", "/page/orders", Read(200, COUNT)).json(),
    unsafe_("PATCH", "/page/orders", Read(200, COUNT)).json().with_cookies(),
    simple("POST", "/page/orders", Read(200, COUNT)).json(),
    header("/page/orders", &[("x-token", "1"), ("authorization", "Bearer t")], Read(200, COUNT)),
    header("/any/orders", &[("x-anything", "1")], Read(200, BOTH)),
    unsafe_("PUT", "/any/orders", Read(200, BOTH)).json(),
    // Preflights refused.
    unsafe_("PATCH", "/any/orders", Refused),
    unsafe_("patch", "/page/orders", Refused),
    unsafe_("DELETE", "/plain/orders", Refused),
    unsafe_("DELETE", "/other/orders", Refused),
    unsafe_("DELETE", "/nowhere/orders", Refused),
    unsafe_("REPORT", "/page/orders", Refused),
    header("/page/orders", &[("x-other", "1")], Refused),
    header("/page/orders", &[("x-token", "1"), ("x-other", "1")], Refused),
    header("/any/orders", &[("x-anything", "1")], Refused).with_cookies(),
    simple("POST", "/plain/orders", Refused).json(),
    unsafe_("DELETE", "/other/hostile", Refused),
    // Errors.
    get("/page/error", Read(500, NONE)),
    get("/page/error", Read(500, NONE)).with_cookies(),
    unsafe_("DELETE", "/page/error", Read(500, NONE)),
    get("/page/panic", Read(500, NONE)),
    get("/page/slow", Read(504, NONE)),
    get("/page/missing", Read(404, NONE)),
    unsafe_("DELETE", "/page/missing", Read(404, NONE)),
    unsafe_("DELETE", "/page/get-only", Read(405, NONE)),
    get("/page/locked", Read(401, NONE)),
    header("/page/locked", &[("authorization", "Bearer t")], Read(200, NONE)),
    get("/other/error", Unreadable),
    // Redirects.
    get("/page/redirect", Read(200, COUNT)),
    get("/page/redirect", Read(200, COUNT)).with_cookies(),
    get("/any/redirect", Unreadable),
    get("/other/redirect", Unreadable),
    // Handlers that grant by themselves.
    get("/page/hostile", Read(200, NONE)),
    get("/page/hostile", Read(200, NONE)).with_cookies(),
    get("/other/hostile", Unreadable),
    get("/other/hostile", Unreadable).with_cookies(),
    get("/plain/hostile", Unreadable).with_cookies(),
    get("/nowhere/hostile", Unreadable),
];
