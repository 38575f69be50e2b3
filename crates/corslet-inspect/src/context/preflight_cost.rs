//! What a preflight costs here: a round trip, and how long each browser remembers its answer.

use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet::browser::{Engine, Fetch, Next, PreflightCache, Request};
use corslet::verdict::ResponseHead;
use corslet::words::{HeaderList, HeaderName, HeaderValue, Method, Origin, Status};

use crate::audit::Evidence;
use crate::report::Signal;

/// The browsers, and what people call them.
const BROWSERS: [(Engine, &str); 3] =
    [(Engine::Chromium, "Chromium"), (Engine::Firefox, "Firefox"), (Engine::WebKit, "Safari")];

/// The cost, when a preflight was answered.
pub(super) fn signal(evidence: &Evidence) -> Option<Signal> {
    // What a browser remembers is the answer that grants something; any other is asked for again.
    let preflights: Vec<_> = evidence.preflights().filter(|(_, _, response)| response.is_ok()).collect();
    let grants = |head: &ResponseHead| head.headers.contains("access-control-allow-origin");
    let (_, exchange, response) =
        preflights.iter().find(|(_, _, response)| grants(&response.head)).or(preflights.first())?;
    let waited = exchange.seen.phases.iter().find(|(phase, _)| *phase == "wait").map(|(_, took)| took);
    let trip = match waited {
        Some(took) => format!("one round trip more, {:.1} ms here", took.as_secs_f64() * 1e3),
        None => "one round trip more".to_owned(),
    };
    let max_age = response.header("access-control-max-age");
    let kept: Vec<String> = BROWSERS
        .iter()
        .map(|(engine, name)| match seconds_kept(*engine, &response.head.headers) {
            Some(seconds) if seconds > 0 => format!("{name} {seconds} s"),
            _ => format!("{name} not at all"),
        })
        .collect();
    let said = max_age.map_or("no Access-Control-Max-Age".to_owned(), |value| {
        format!("Access-Control-Max-Age: {}", crate::text::cut(&value, 60))
    });
    Some(Signal {
        signal: "preflight-cost".to_owned(),
        value: Some(format!("{trip}; {said}")),
        means: Some(format!("remembered: {}", kept.join(", "))),
    })
}

/// How long an engine remembers a preflight with these lines about its age: asked of the engine itself, by a fetch that
/// everything else allows and the same fetch again.
fn seconds_kept(engine: Engine, answer: &HeaderList) -> Option<u64> {
    let pairs = [("access-control-allow-origin", "*"), ("access-control-allow-methods", "PUT")];
    let mut headers = HeaderList::from_pairs(pairs);
    let name = HeaderName::from_static("access-control-max-age");
    for value in answer.get_all(name.as_str()) {
        headers.append(name.clone(), HeaderValue::received(value.as_bytes()));
    }
    let head = Arc::new(ResponseHead { status: Status::new(200)?, headers });
    let mut request =
        Request::new(Origin::parse("https://page.example").ok()?, Url::parse("https://api.example/").ok()?);
    request.method = Method::parse("PUT").ok()?;
    let request = Arc::new(request);
    let mut cache = PreflightCache::new();
    let mut kept = None;
    for _ in 0..2 {
        let mut fetch = Fetch::new(Arc::clone(&request), engine.profile());
        let verdict = loop {
            match fetch.next(Duration::ZERO, &mut cache) {
                Next::Done(verdict) => break verdict,
                Next::Send(ask) => fetch = ask.answer(Arc::clone(&head)),
            }
        };
        kept = verdict.cache_hits.first().map(|hit| hit.seconds_left);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_browser_remembers_as_long_as_it_does() {
        for (value, chromium, firefox, webkit) in [
            (Some("600"), Some(600), Some(600), Some(600)),
            (Some("86400"), Some(7200), Some(86400), Some(600)),
            (Some("0"), None, None, None),
        ] {
            let list = HeaderList::from_pairs(value.map(|value| ("access-control-max-age", value)));
            let kept = BROWSERS.map(|(engine, _)| seconds_kept(engine, &list).filter(|seconds| *seconds > 0));
            assert_eq!(kept, [chromium, firefox, webkit], "{value:?}");
        }
    }
}
