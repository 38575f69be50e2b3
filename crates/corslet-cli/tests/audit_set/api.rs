//! An API as most are: an account behind a session or public data, and CORS for its own front ends.
//!
//! Left as it is, it is right in everything. A server of the set takes one and makes it wrong in one place.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::request::Request;
use super::response::Response;

/// What it serves under its one path that says something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// Somebody's account: 401 to anybody without a session.
    Account,
    /// The same for everybody.
    Public,
    /// The same for everybody, and different each time.
    Changing,
    /// Something for everybody, and more for whoever has a session.
    Mixed,
}

/// A decision that is to be made about an origin.
pub(crate) struct Asked<'a> {
    pub(crate) request: &'a Request,
    pub(crate) origin: &'a str,
    /// What the answer is, before CORS: 204 of a preflight.
    pub(crate) status: u16,
    /// The server's own host.
    pub(crate) host: &'a str,
    /// Its registrable domain.
    pub(crate) domain: &'a str,
    fronts: &'a [String],
}

impl<'a> Asked<'a> {
    /// Whether this is one of the origins that the server is there for.
    pub(crate) fn is_front(&self) -> bool {
        self.is_front_of(self.origin)
    }

    /// The same of another origin.
    pub(crate) fn is_front_of(&self, origin: &str) -> bool {
        self.fronts.iter().any(|front| front == origin)
    }

    /// Whether it is this origin, in which `$D` stands for the domain and `$H` for the host.
    pub(crate) fn is(&self, origin: &str) -> bool {
        self.origin == named(origin, self.host, self.domain)
    }

    pub(crate) fn begins(&self, origin: &str) -> bool {
        self.origin.starts_with(&named(origin, self.host, self.domain))
    }

    pub(crate) fn ends(&self, origin: &str) -> bool {
        self.origin.ends_with(&named(origin, self.host, self.domain))
    }

    /// Whether the origin has this form, in which `?` stands for any one character.
    pub(crate) fn is_like(&self, form: &str) -> bool {
        let form = named(form, self.host, self.domain);
        form.chars().count() == self.origin.chars().count()
            && form.chars().zip(self.origin.chars()).all(|(wanted, is)| wanted == '?' || wanted == is)
    }

    /// What stands before `end`, where the origin is https and ends so.
    pub(crate) fn before(&self, end: &str) -> Option<&'a str> {
        self.origin.strip_prefix("https://")?.strip_suffix(named(end, self.host, self.domain).as_str())
    }

    /// The scheme, the host and the port as they are written.
    pub(crate) fn parts(&self) -> Option<(&'a str, &'a str, Option<&'a str>)> {
        let (scheme, rest) = self.origin.split_once("://")?;
        if let Some(end) = rest.find(']') {
            let (host, port) = rest.split_at(end + 1);
            return Some((scheme, host, port.strip_prefix(':')));
        }
        let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
        Some((scheme, host, port))
    }
}

/// Writes a host and a domain for `$H` and `$D`.
pub(crate) fn named(text: &str, host: &str, domain: &str) -> String {
    text.replace("$H", host).replace("$D", domain)
}

pub(crate) type Trusts = Box<dyn Fn(&Asked<'_>) -> bool + Send + Sync>;
pub(crate) type Finish = Box<dyn Fn(&Request, &mut Response) + Send + Sync>;

pub(crate) struct Api {
    pub(crate) host: String,
    pub(crate) domain: String,
    /// Where the content is.
    pub(crate) path: String,
    pub(crate) content: Content,
    pub(crate) fronts: Vec<String>,
    pub(crate) trusts: Trusts,
    pub(crate) credentials: Option<&'static str>,
    pub(crate) methods: &'static str,
    pub(crate) headers: &'static str,
    pub(crate) max_age: &'static str,
    pub(crate) varies: bool,
    pub(crate) caching: Option<&'static str>,
    pub(crate) same_site: &'static str,
    /// What is done to every answer in the end, in this order.
    pub(crate) finish: Vec<Finish>,
    served: AtomicUsize,
}

impl Api {
    pub(crate) fn new(host: &str, domain: &str) -> Self {
        Api {
            host: host.to_owned(),
            domain: domain.to_owned(),
            path: "/v1/account".to_owned(),
            content: Content::Account,
            fronts: ["app", "www"].map(|name| format!("https://{name}.{domain}")).to_vec(),
            trusts: Box::new(|asked| asked.is_front()),
            credentials: Some("true"),
            methods: "PUT, DELETE",
            headers: "authorization, content-type, x-request-id",
            max_age: "600",
            varies: true,
            caching: None,
            same_site: "; SameSite=None; Secure",
            finish: Vec::new(),
            served: AtomicUsize::new(0),
        }
    }

    /// Whether an origin is granted by this request, which is answered with this status.
    pub(crate) fn grants(&self, request: &Request, origin: &str, status: u16) -> bool {
        let fronts = &self.fronts;
        let (host, domain) = (&self.host, &self.domain);
        (self.trusts)(&Asked { request, origin, status, host, domain, fronts })
    }

    pub(crate) fn answer(&self, request: &Request) -> Response {
        let mut response = if request.is_preflight() { Response::empty(204) } else { self.content(request) };
        let is_granted = request.origin().is_some_and(|origin| self.grants(request, origin, response.status));
        if request.is_preflight() && !is_granted {
            response.status = 403;
        }
        if self.varies {
            response.add("Vary", "Origin");
            if request.is_preflight() {
                response.add("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
            }
        }
        if let Some(origin) = request.origin().filter(|_| is_granted) {
            response.add("Access-Control-Allow-Origin", origin);
            if let Some(value) = self.credentials {
                response.add("Access-Control-Allow-Credentials", value);
            }
            if request.is_preflight() {
                for (name, value) in
                    [("Methods", self.methods), ("Headers", self.headers), ("Max-Age", self.max_age)]
                {
                    let prefix = if name == "Max-Age" { "Access-Control-" } else { "Access-Control-Allow-" };
                    response.add(&format!("{prefix}{name}"), value);
                }
            }
        }
        for finish in &self.finish {
            finish(request, &mut response);
        }
        response
    }

    fn content(&self, request: &Request) -> Response {
        let number = self.served.fetch_add(1, Ordering::Relaxed);
        if request.path == self.path {
            return self.account(request, number);
        }
        match request.path.as_str() {
            "/" => Response::of(
                200,
                "text/html; charset=utf-8",
                format!("<!doctype html><title>{0}</title><h1>The API of {0}</h1>", self.domain),
            ),
            _ => Response::json(404, r#"{"error":"there is nothing here"}"#),
        }
    }

    fn account(&self, request: &Request, number: usize) -> Response {
        const ACCOUNT: &str = r#"{"name":"Ada","email":"ada@mail.invalid","balance":1843.12}"#;
        if !matches!(request.method.as_str(), "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "OPTIONS") {
            let mut response = Response::json(405, r#"{"error":"not by this method"}"#);
            response.add("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
            return response;
        }
        if request.method == "OPTIONS" {
            let mut response = Response::empty(204);
            response.add("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
            return response;
        }
        let (mut response, caching) = match (self.content, request.has_session()) {
            (Content::Account | Content::Mixed, true) => (Response::json(200, ACCOUNT), "no-store"),
            (Content::Account, false) => (Response::json(401, r#"{"error":"sign in first"}"#), "no-store"),
            (Content::Mixed, false) => (Response::json(200, r#"{"name":null}"#), "no-store"),
            (Content::Public, _) => {
                (Response::json(200, r#"{"stations":["north","south"]}"#), "public, max-age=60")
            }
            (Content::Changing, _) => (
                Response::json(200, format!(r#"{{"stations":["north","south"],"answer":{number}}}"#)),
                "no-store",
            ),
        };
        let has_own = matches!(self.content, Content::Account | Content::Mixed);
        if has_own && request.header("cookie").is_some() && request.has_session() {
            let cookie = format!("session={}; Path=/; HttpOnly{}", super::request::SESSION, self.same_site);
            response.add("Set-Cookie", &cookie);
        }
        match self.caching {
            None => response.add("Cache-Control", caching),
            Some("") => response.add("Last-Modified", "Mon, 02 Nov 2026 08:00:00 GMT"),
            Some(caching) => response.add("Cache-Control", caching),
        }
        response
    }
}
