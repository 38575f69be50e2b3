//! The evidence that a documented conversation amounts to.

use corslet::Url;
use corslet::verdict::{NetworkFailure, ResponseHead};
use corslet::words::{HeaderList, Status};
use corslet_inspect::audit::{Audit, Evidence, Names, Resolution, Session, Settings, Target};
use corslet_inspect::docs::{Conversation, Shown};
use corslet_inspect::exchange::{Answer, Exchange, Request, Response, Seen};

/// The evidence of a block. Before its first request a block may say `* target: URL` (the first request's URL, over https),
/// `* active: yes`, `* private: yes`, `* pedantic: yes`, `* trusted: ORIGIN`, `* no-such-name: NAME` and `* set-cookie: LINE` (how the session's cookie was set); what
/// the first request with `Cookie` or `Authorization` carries is the session.
pub(crate) fn evidence(block: &Conversation) -> Evidence {
    let notes = |name: &'static str| {
        block.notes.iter().filter(move |note| note.name == name).map(|note| note.value.clone())
    };
    let target = notes("target").next().unwrap_or_else(|| url(&block.exchanges[0], "https").into());
    let target = Target::new(Url::parse(&target).unwrap()).unwrap();
    let scheme = target.scheme.clone();
    let settings = Settings {
        active: notes("active").next().is_some(),
        pedantic: notes("pedantic").next().is_some(),
        is_private: notes("private").next().is_some(),
        trusted_origins: notes("trusted").collect(),
        session: Session { headers: session(block), set_cookies: notes("set-cookie").collect() },
        ..Settings::default()
    };
    let mut audit = Audit::new(target, settings, Names::example());
    for shown in &block.exchanges {
        audit.observe(exchange(shown, &scheme));
    }
    for name in notes("no-such-name") {
        audit.resolved(name, Resolution::NoSuchName);
    }
    audit.evidence().clone()
}

fn session(block: &Conversation) -> HeaderList {
    let is_session =
        |name: &str| name.eq_ignore_ascii_case("cookie") || name.eq_ignore_ascii_case("authorization");
    let lines = block.exchanges.iter().find_map(|shown| {
        let lines: Vec<_> = shown.request.iter().filter(|(name, _)| is_session(name)).collect();
        (!lines.is_empty()).then_some(lines)
    });
    HeaderList::parse_pairs(lines.into_iter().flatten().map(|(name, value)| (name, value))).unwrap()
}

fn url(shown: &Shown, scheme: &str) -> Url {
    let path = shown.request_line.split(' ').nth(1).unwrap();
    if path.contains("://") {
        return Url::parse(path).unwrap();
    }
    let host = shown.request.iter().find(|(name, _)| name.eq_ignore_ascii_case("host"));
    let host = host.map_or("api.shop.example", |(_, host)| host);
    Url::parse(&format!("{scheme}://{host}{path}")).unwrap()
}

fn exchange(shown: &Shown, scheme: &str) -> Exchange {
    let lines = shown.request.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("host"));
    let request = Request {
        method: shown.request_line.split(' ').next().unwrap().to_owned(),
        headers: HeaderList::parse_pairs(lines.map(|(name, value)| (name, value))).unwrap(),
        ..Request::get(url(shown, scheme))
    };
    let Some(status) = shown.status_line.split(' ').nth(1) else {
        let what = "nothing came back".to_owned();
        let answer = Answer::Failed { failure: NetworkFailure::Closed, phase: "wait", what };
        return Exchange { request, answer, seen: Seen::default() };
    };
    let head = ResponseHead {
        status: Status::new(status.parse().unwrap()).unwrap(),
        headers: HeaderList::parse_pairs(shown.response.iter().map(|(name, value)| (name, value))).unwrap(),
    };
    let response = Response { head: head.into(), body: shown.body.clone().into_bytes(), is_body_whole: true };
    Exchange { request, answer: Answer::Response(response), seen: Seen::default() }
}
