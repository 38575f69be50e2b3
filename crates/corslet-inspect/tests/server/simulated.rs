//! A server in memory: a function from requests to answers, and an audit that drives it to its end.

use corslet::Url;
use corslet::verdict::ResponseHead;
use corslet::words::{HeaderList, Status};
use corslet_inspect::audit::{Audit, Depth, Names, Report, Session, Settings, Target};
use corslet_inspect::exchange::{Answer, Exchange, Request, Response, Seen};

/// What a server is asked.
pub(crate) struct Asked<'a> {
    pub(crate) request: &'a Request,
    /// The `Origin` header.
    pub(crate) origin: Option<&'a str>,
    /// What a preflight asks for.
    pub(crate) requested: Option<String>,
    /// Whether there is a cookie.
    pub(crate) has_cookie: bool,
    /// Whether the path is the target's.
    pub(crate) is_target: bool,
}

/// What a server says.
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Said {
    /// The answer of a careful application: a user's data behind a session, nothing elsewhere.
    pub(crate) fn usual(asked: &Asked<'_>) -> Said {
        let (status, body) = match (asked.requested.is_some(), asked.is_target, asked.has_cookie) {
            (true, ..) => (204, ""),
            (_, false, _) => (404, "nothing here"),
            (_, _, true) => (200, "{\"name\":\"Ada\"}"),
            (_, _, false) => (200, "{\"name\":null}"),
        };
        let headers = vec![
            ("Content-Type".to_owned(), "application/json".to_owned()),
            ("Vary".to_owned(), "Origin".to_owned()),
            ("Cache-Control".to_owned(), "private, no-store".to_owned()),
        ];
        Said { status, headers, body: body.to_owned() }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Said {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Names the origin that asks, with credentials.
    pub(crate) fn granting(self, asked: &Asked<'_>) -> Said {
        let origin = asked.origin.unwrap_or_default();
        let said =
            self.with("Access-Control-Allow-Origin", origin).with("Access-Control-Allow-Credentials", "true");
        match &asked.requested {
            Some(_) => said.with("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE"),
            None => said,
        }
    }

    pub(crate) fn status(mut self, status: u16) -> Said {
        self.status = status;
        self
    }
}

/// An audit's target and settings, and the server behind it.
pub(crate) struct Server<'a> {
    pub(crate) url: &'a str,
    pub(crate) settings: Settings,
    pub(crate) answer: &'a dyn Fn(&Asked<'_>) -> Said,
}

/// The settings with a session.
pub(crate) fn logged_in() -> Settings {
    let headers = HeaderList::parse_pairs([("Cookie", "session=1")]).unwrap();
    Settings { session: Session { headers, set_cookies: Vec::new() }, ..Settings::default() }
}

/// Names from a seed that is not random: each of its 64 bytes differs.
pub(crate) fn names(seed: u64) -> Names {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x2545_f491_4f6c_dd1d);
    Names::from_seed(&std::array::from_fn(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    }))
}

impl Server<'_> {
    /// Drives an audit to its end.
    pub(crate) fn audit(&self, depth: Depth, seed: u64) -> Report {
        let target = Target::new(Url::parse(self.url).unwrap()).unwrap();
        let settings = Settings { depth, ..self.settings.clone() };
        let mut audit = Audit::new(target.clone(), settings, names(seed));
        for _round in 0..50 {
            let orders = audit.next();
            if orders.is_empty() {
                return audit.report();
            }
            for order in orders {
                assert!(!order.ids.is_empty(), "{:?} is wanted by nobody", order.probe);
                let exchange = self.exchange(order.request.clone(), &target);
                audit.answer(order, exchange);
            }
        }
        panic!("{}: fifty rounds, and no end", self.url);
    }

    fn exchange(&self, request: Request, target: &Target) -> Exchange {
        let text =
            |name: &str| request.headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned());
        let said = (self.answer)(&Asked {
            request: &request,
            origin: request.origin(),
            requested: request
                .is_preflight()
                .then(|| text("access-control-request-method").unwrap_or_default()),
            has_cookie: request.headers.contains("cookie"),
            is_target: request.url.path() == target.url.path(),
        });
        let head = ResponseHead {
            status: Status::new(said.status).unwrap(),
            headers: HeaderList::parse_pairs(said.headers.iter().map(|(name, value)| (name, value))).unwrap(),
        };
        let body = if request.method == "HEAD" { Vec::new() } else { said.body.into_bytes() };
        let response = Response { head: head.into(), body, is_body_whole: true };
        Exchange { request, answer: Answer::Response(response), seen: Seen::default() }
    }
}
