//! Asking a policy: a request in a table's form, and all that the answer says.
#![allow(dead_code, unreachable_pub)]

use corslet::policy::{AnswerKind, Policy, RequestHead, Value, Vary};
use corslet::words::HeaderList;
use http::{HeaderMap, HeaderValue};

/// A request in a table's form.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    pub method: &'a str,
    pub host: Option<&'a str>,
    pub path: &'a str,
    pub origins: &'a [&'a str],
    /// Lines of Access-Control-Request-Method.
    pub asks: &'a [&'a str],
    /// Lines of Access-Control-Request-Headers.
    pub names: &'a [&'a str],
}

impl<'a> Request<'a> {
    pub fn new(method: &'a str, path: &'a str) -> Request<'a> {
        Request { method, host: None, path, origins: &[], asks: &[], names: &[] }
    }

    pub fn headers(&self) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in self.lines() {
            map.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        map
    }

    fn lines(&self) -> impl Iterator<Item = (&'static str, &'a str)> {
        let all = |name: &'static str, lines: &'a [&'a str]| lines.iter().map(move |line| (name, *line));
        all("origin", self.origins)
            .chain(all("access-control-request-method", self.asks))
            .chain(all("access-control-request-headers", self.names))
    }
}

/// All that an answer says.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    pub kind: AnswerKind,
    pub status: Option<u16>,
    pub headers: Vec<String>,
    pub vary: Vary,
    pub reason: &'static str,
    pub route: Option<usize>,
    pub entry: Option<String>,
}

/// The answer; the same for both forms of headers.
pub fn ask(policy: &Policy, request: &Request<'_>) -> Told {
    let map = request.headers();
    let list = HeaderList::parse_pairs(request.lines()).unwrap();
    let (host, path, method) = (request.host.map(str::as_bytes), request.path.as_bytes(), request.method);
    let answer = policy.answer(&RequestHead { method, host, path, headers: &map });
    let told = Told {
        kind: answer.kind,
        status: answer.status(),
        headers: answer
            .headers()
            .map(|(name, value)| match value {
                Value::Fixed(value) => format!("{name}: {}", value.to_str().unwrap()),
                Value::RequestOrigin => {
                    assert_eq!(request.origins.len(), 1);
                    format!("{name}: {}", request.origins[0])
                }
            })
            .collect(),
        vary: answer.vary(),
        reason: answer.reason.code(),
        route: answer.route,
        entry: answer.entry.map(|entry| entry.text.clone()),
    };
    let same = policy.answer(&RequestHead { method, host, path, headers: &list });
    assert_eq!(
        (same.kind, same.reason, same.route),
        (answer.kind, answer.reason, answer.route),
        "{request:?}"
    );
    told
}
