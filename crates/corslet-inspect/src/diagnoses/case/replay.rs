//! A case made of what was recorded: every engine fetches anew, and the recording answers.

use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet::browser::cookies::Jar;
use corslet::browser::{Cookies, Engine, Fetch, Next, PreflightCache, RequestInit};
use corslet::verdict::Exchange;

use super::{Came, Case, Ended, Run, Said, Seen};

/// The engines in the order in which they are told.
const ENGINES: [Engine; 4] = [Engine::Chromium, Engine::Firefox, Engine::WebKit, Engine::Standard];

impl Case {
    /// What each engine makes of a recorded conversation.
    ///
    /// An engine gets for what it asks the next exchange of that kind, method and URL; where the recording has none, its
    /// fetch ends as [`Ended::NotSent`].
    #[must_use]
    pub fn replayed(init: RequestInit, url: Url, exchanges: Vec<Seen>) -> Case {
        let mut case = Case {
            init,
            url,
            exchanges,
            runs: Vec::new(),
            probes: Vec::new(),
            compared: Vec::new(),
            said: Said::default(),
        };
        for engine in ENGINES {
            let run = case.run(engine);
            case.runs.push(run);
        }
        for run in &case.runs {
            for (&index, exchange) in
                run.exchanges.iter().zip(run.verdict().into_iter().flat_map(|it| &it.exchanges))
            {
                if let Some(seen) = case.exchanges.get_mut(index) {
                    seen.hop = exchange.hop;
                }
            }
        }
        case
    }

    fn run(&self, engine: Engine) -> Run {
        let profile = engine.profile();
        let run = |ended, dropped, exchanges| Run { engine, dropped, exchanges, ended };
        let constructed = match self.init.construct(profile) {
            Ok(constructed) => constructed,
            Err(thrown) => return run(Ended::Thrown(thrown), Vec::new(), Vec::new()),
        };
        let mut cache = PreflightCache::new();
        // What the answers set is judged by the engine's rules; time stands still in a recording.
        let mut jar = Jar::new();
        let mut exchanges = Vec::new();
        let mut fetch = Fetch::explained(Arc::new(constructed.request), profile);
        let ended = loop {
            match fetch.next(Duration::ZERO, &mut cache) {
                Next::Done(verdict) => break Ended::Verdict(Box::new(verdict)),
                Next::Send(mut ask) => {
                    let from = exchanges.last().map_or(0, |last| last + 1);
                    let Some(index) = self.recorded(ask.exchange(), from) else {
                        let why = format!("the recording has no {} here", ask.exchange().kind.as_str());
                        break Ended::NotSent(why, Box::new(ask.abandon()));
                    };
                    exchanges.push(index);
                    let seen = &self.exchanges[index];
                    fetch = match &seen.came {
                        Came::Head(head) if seen.from_cache => ask.answer_from_cache(Arc::clone(head)),
                        Came::Head(head) => {
                            let mut cookies = Cookies::new(&mut jar, Duration::ZERO);
                            ask.take_cookies(&mut cookies);
                            ask.answer_storing(Arc::clone(head), &mut cookies)
                        }
                        Came::Failed(failed) => ask.failed(failed.failure.clone()),
                        Came::NotSent(why) => break Ended::NotSent(why.clone(), Box::new(ask.abandon())),
                    };
                }
            }
        };
        run(ended, constructed.dropped, exchanges)
    }

    fn recorded(&self, asked: &Exchange, from: usize) -> Option<usize> {
        let place = self.exchanges.iter().skip(from).position(|seen| {
            seen.kind == asked.kind && seen.method == asked.method.as_str() && seen.url == asked.url
        })?;
        Some(from + place)
    }
}
