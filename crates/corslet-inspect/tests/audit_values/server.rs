//! A server in memory: a closure from what it is asked to what it says, and the audit that asks it.

use corslet::Url;
use corslet::verdict::ResponseHead;
use corslet::words::{HeaderList, Status};
use corslet_inspect::audit::{Audit, Names, Report, Session, Settings, Target};
use corslet_inspect::exchange::{Answer, Exchange, Request, Response, Seen};

/// The page that a correct server has on its list.
pub(crate) const APP: &str = "https://app.shopandmore.com";

/// What a server is asked.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) origin: Option<String>,
    pub(crate) has_session: bool,
    pub(crate) is_preflight: bool,
    pub(crate) request_method: Option<String>,
    pub(crate) request_headers: Option<String>,
    pub(crate) private_network: bool,
}

impl Ask {
    pub(crate) fn is_from(&self, origin: &str) -> bool {
        self.origin.as_deref() == Some(origin)
    }

    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }
}

/// What a server says.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn new(status: u16) -> Reply {
        Reply { status, headers: Vec::new(), body: String::new() }
    }

    /// One more line.
    pub(crate) fn line(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.headers.push((name, value.into()));
        self
    }

    /// The line instead of all of this name.
    pub(crate) fn set(self, name: &'static str, value: impl Into<String>) -> Reply {
        self.without(name).line(name, value)
    }

    pub(crate) fn without(mut self, name: &str) -> Reply {
        self.headers.retain(|(one, _)| !one.eq_ignore_ascii_case(name));
        self
    }

    pub(crate) fn body(mut self, body: impl Into<String>) -> Reply {
        self.body = body.into();
        self
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(one, _)| one.eq_ignore_ascii_case(name))
    }
}

/// A server, and what is wrong with it.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) expected: &'static [&'static str],
    pub(crate) target: &'static str,
    pub(crate) session: &'static [(&'static str, &'static str)],
    pub(crate) is_private: bool,
    serve: fn(&Ask) -> Reply,
}

impl Row {
    pub(crate) fn new(
        name: &'static str,
        expected: &'static [&'static str],
        serve: fn(&Ask) -> Reply,
    ) -> Row {
        let target = "https://api.shopandmore.com/account";
        Row { name, expected, target, session: &[("Cookie", "session=1")], is_private: false, serve }
    }

    pub(crate) fn at(mut self, target: &'static str) -> Row {
        self.target = target;
        self
    }

    pub(crate) fn session(mut self, session: &'static [(&'static str, &'static str)]) -> Row {
        self.session = session;
        self
    }

    pub(crate) fn private(mut self) -> Row {
        self.is_private = true;
        self
    }
}

/// A server without CORS.
pub(crate) fn none() -> Row {
    Row::new("no CORS", &[], |ask| match (ask.path.as_str(), ask.method.as_str()) {
        ("/account", "GET" | "HEAD") => Reply::new(200).body(person(ask)),
        ("/account", _) => Reply::new(405),
        _ => Reply::new(404),
    })
}

/// What is answered at the target: something else with the session.
pub(crate) fn person(ask: &Ask) -> &'static str {
    if ask.has_session { r#"{"name":"Ada"}"# } else { r#"{"name":null}"# }
}

/// Everything as it should be: a list of one page, credentials, `Vary` everywhere; nothing beside the target.
pub(crate) fn good(ask: &Ask) -> Reply {
    if ask.path != "/account" {
        return Reply::new(404);
    }
    let is_listed = ask.is_from(APP);
    let reply = match (ask.is_preflight, is_listed) {
        (true, false) => Reply::new(403),
        (true, true) => Reply::new(204)
            .line("Access-Control-Allow-Methods", "GET, PUT")
            .line("Access-Control-Allow-Headers", "content-type")
            .line("Access-Control-Max-Age", "600"),
        (false, _) => Reply::new(200).body(person(ask)).line("Cache-Control", "public, max-age=60"),
    };
    let reply = reply.line("Vary", "Origin");
    if is_listed {
        reply.line("Access-Control-Allow-Origin", APP).line("Access-Control-Allow-Credentials", "true")
    } else {
        reply
    }
}

/// The same for everybody: public data.
pub(crate) fn public(ask: &Ask) -> Reply {
    match (ask.path.as_str(), ask.is_preflight) {
        ("/account", true) => Reply::new(204)
            .line("Access-Control-Allow-Origin", "*")
            .line("Access-Control-Allow-Methods", "GET, HEAD"),
        ("/account", false) => Reply::new(200).line("Access-Control-Allow-Origin", "*").body("[1, 2]"),
        _ => Reply::new(404),
    }
}

/// The audit of a server.
pub(crate) fn audit(row: &Row) -> Report {
    let target = Target::new(Url::parse(row.target).unwrap()).unwrap();
    let headers = HeaderList::parse_pairs(row.session.iter().copied()).unwrap();
    let settings = Settings {
        session: Session { headers, set_cookies: Vec::new() },
        is_private: row.is_private,
        ..Settings::default()
    };
    let seed = std::array::from_fn(|index| (index as u8).wrapping_mul(37).wrapping_add(11));
    let mut audit = Audit::new(target, settings, Names::from_seed(&seed));
    loop {
        let orders = audit.next();
        if orders.is_empty() {
            return audit.report();
        }
        for order in orders {
            let exchange = exchange(row, &order.request);
            audit.answer(order, exchange);
        }
    }
}

fn exchange(row: &Row, request: &Request) -> Exchange {
    let text =
        |name: &str| request.headers.get(name).map(|value| String::from_utf8(value.into_owned()).unwrap());
    let ask = Ask {
        method: request.method.clone(),
        path: request.url.path().to_owned(),
        query: request
            .url
            .query_pairs()
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect(),
        origin: text("origin"),
        has_session: row.session.iter().any(|(name, value)| text(name).as_deref() == Some(value)),
        is_preflight: request.is_preflight(),
        request_method: text("access-control-request-method"),
        request_headers: text("access-control-request-headers"),
        private_network: request.headers.contains("access-control-request-private-network"),
    };
    let reply = (row.serve)(&ask);
    let head = ResponseHead {
        status: Status::new(reply.status).unwrap(),
        headers: HeaderList::parse_pairs(reply.headers).unwrap(),
    };
    let response = Response { head: head.into(), body: reply.body.into_bytes(), is_body_whole: true };
    Exchange { request: request.clone(), answer: Answer::Response(response), seen: Seen::default() }
}
