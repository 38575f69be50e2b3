//! What is asked, of which policies.

use http::{HeaderMap, HeaderValue, Method, Request, header};

/// How many origins the policies list.
pub const SIZES: [usize; 4] = [1, 10, 1_000, 10_000];

/// How the origins are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// `https://app-7.example`
    Exact,
    /// `https://*.app-7.example`
    Subdomain,
}

impl Written {
    pub fn name(self) -> &'static str {
        match self {
            Written::Exact => "exact",
            Written::Subdomain => "subdomain",
        }
    }

    /// What follows the scheme, or the wildcard.
    pub fn base(number: usize) -> String {
        format!("app-{number}.example")
    }

    /// The origin that is listed last: the worst place for a peer that looks at one after another.
    pub fn allowed(self, size: usize) -> String {
        match self {
            Written::Exact => format!("https://{}", Self::base(size - 1)),
            Written::Subdomain => format!("https://a.{}", Self::base(size - 1)),
        }
    }

    /// One byte off the origin that is listed last.
    pub fn near_miss(self, size: usize) -> String {
        self.allowed(size).replace(".example", ".exampla")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    NoOrigin,
    Refused,
    Allowed,
    Preflight,
    PreflightRefused,
}

impl Case {
    pub const ALL: [Case; 5] =
        [Case::NoOrigin, Case::Refused, Case::Allowed, Case::Preflight, Case::PreflightRefused];

    pub fn name(self) -> &'static str {
        match self {
            Case::NoOrigin => "no Origin",
            Case::Refused => "refused",
            Case::Allowed => "allowed",
            Case::Preflight => "preflight",
            Case::PreflightRefused => "preflight refused",
        }
    }

    pub fn is_preflight(self) -> bool {
        matches!(self, Case::Preflight | Case::PreflightRefused)
    }

    pub fn request(self, written: Written, size: usize) -> Request<()> {
        let mut request = Request::new(());
        *request.uri_mut() = http::Uri::from_static("/orders/1?page=2");
        let headers = request.headers_mut();
        ordinary(headers);
        let origin = match self {
            Case::NoOrigin => return request,
            Case::Refused | Case::PreflightRefused => written.near_miss(size),
            Case::Allowed | Case::Preflight => written.allowed(size),
        };
        headers.insert(header::ORIGIN, HeaderValue::try_from(origin).unwrap());
        if self.is_preflight() {
            headers.insert(header::ACCESS_CONTROL_REQUEST_METHOD, HeaderValue::from_static("PUT"));
            let names = HeaderValue::from_static("authorization,content-type,x-token");
            headers.insert(header::ACCESS_CONTROL_REQUEST_HEADERS, names);
            *request.method_mut() = Method::OPTIONS;
        }
        request
    }
}

fn ordinary(headers: &mut HeaderMap) {
    headers.insert(header::HOST, HeaderValue::from_static("api.example"));
    headers.insert(
        header::USER_AGENT,
        HeaderValue::from_static("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101"),
    );
    headers.insert(header::ACCEPT, HeaderValue::from_static("*/*"));
}

/// Lists of requested headers that are made to cost.
pub fn hostile() -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("64 KiB of commas", vec![",".repeat(65536)]),
        ("10,000 names", vec![(0..10_000).map(|number| format!("x-{number},")).collect()]),
        ("an allowed name 8,192 times", vec!["x-token,".repeat(8192)]),
        ("64 KiB of blanks", vec![format!("x-token{}", "\t ".repeat(32_760) + ",x-token")]),
        ("1,000 lines", vec!["x-token".to_owned(); 1000]),
    ]
}

pub fn hostile_request(lines: &[String]) -> Request<()> {
    let mut request = Case::Preflight.request(Written::Exact, 10);
    let headers = request.headers_mut();
    headers.remove(header::ACCESS_CONTROL_REQUEST_HEADERS);
    for line in lines {
        headers.append(header::ACCESS_CONTROL_REQUEST_HEADERS, HeaderValue::try_from(line).unwrap());
    }
    request
}
