//! The audit of a server that is a function, without any socket between them.

use std::sync::Arc;

use corslet::Url;
use corslet::verdict::ResponseHead;
use corslet::words::{HeaderList, HeaderValue, Status};
use corslet_inspect::audit::{Audit, Names, Report, Session, Settings, Target};
use corslet_inspect::exchange::{Answer, Exchange, Request, Response, Seen};

use super::apis::Api;

/// The session that is given to the audit, and to the browser.
pub(crate) const SESSION: &str = "session=alice";

/// Audits a server.
pub(crate) fn audit(api: &Api) -> Report {
    let target = Target::new(Url::parse(api.url).unwrap()).unwrap();
    let settings = Settings {
        session: Session {
            headers: HeaderList::parse_pairs([("Cookie", SESSION)]).unwrap(),
            set_cookies: vec![format!("{SESSION}; Secure; SameSite=None")],
        },
        ..Settings::default()
    };
    let mut audit = Audit::new(target, settings, Names::example());
    loop {
        let orders = audit.next();
        if orders.is_empty() {
            return audit.report();
        }
        for order in orders {
            let exchange = answered(api, order.request.clone());
            audit.answer(order, exchange);
        }
    }
}

fn answered(api: &Api, request: Request) -> Exchange {
    let is_target = request.url.path() == "/account";
    let session = request.headers.get("cookie").filter(|cookie| **cookie == *SESSION.as_bytes());
    let mut lines = api.grant(request.origin());
    if request.is_preflight() {
        lines.push(("Access-Control-Allow-Methods", "GET".to_owned()));
    }
    let mut headers = HeaderList::default();
    for (name, value) in lines.into_iter().filter(|_| is_target) {
        headers.append(name.parse().unwrap(), HeaderValue::received(value));
    }
    let status = match (is_target, request.is_preflight()) {
        (false, _) => 404,
        (true, true) => 204,
        (true, false) => 200,
    };
    let head = Arc::new(ResponseHead { status: Status::new(status).unwrap(), headers });
    let body = if status == 200 { api.body(session.map(|_| "alice")).into_bytes() } else { Vec::new() };
    let response = Response { head, body, is_body_whole: true };
    Exchange { request, answer: Answer::Response(response), seen: Seen::default() }
}
