//! Plays conversations: the engine asks, the script answers.

use std::time::Duration;

use corslet::browser::{Cached, Fetch, HttpCache, Next, PreflightCache, Profile, Verdict};
use corslet::verdict::{Answer, Exchange, Kind, Observe, Trace};

use super::read::Conversation;

/// Plays a fetch to its end; `server` answers every exchange.
pub fn play<O: Observe>(
    mut fetch: Fetch<'_, O>,
    now: Duration,
    cache: &mut PreflightCache,
    mut server: impl FnMut(&Exchange) -> Answer,
) -> Verdict {
    loop {
        match fetch.next(now, cache) {
            Next::Send(ask) => {
                fetch = match server(ask.exchange()) {
                    Answer::Head(head) => ask.answer(head),
                    Answer::Failed(failure) => ask.failed(failure),
                }
            }
            Next::Done(verdict) => return verdict,
        }
    }
}

/// The scripted answer to an exchange; what is not scripted is 200 without a header.
pub fn server(conversation: &Conversation) -> impl Fn(&Exchange) -> Answer {
    |exchange| {
        let turn =
            conversation.turns.iter().find(|turn| (turn.hop, turn.kind) == (exchange.hop, exchange.kind));
        turn.map_or_else(|| Answer::Head(Default::default()), |turn| turn.answer.clone())
    }
}

/// A browser with its preflight cache, and a clock that goes when told to.
pub struct Browser<'p> {
    pub profile: &'p Profile,
    pub cache: PreflightCache,
    pub http_cache: HttpCache,
    pub now: Duration,
}

impl<'p> Browser<'p> {
    pub fn new(profile: &'p Profile) -> Self {
        Browser { profile, cache: PreflightCache::new(), http_cache: HttpCache::new(), now: Duration::ZERO }
    }

    /// Waits for so many seconds.
    pub fn wait(&mut self, seconds: f64) {
        self.now += Duration::from_secs_f64(seconds);
    }

    /// Plays a conversation, explained; what the script leaves open is answered with 200.
    pub fn play(&mut self, conversation: &Conversation) -> Verdict {
        let server = server(conversation);
        let mut fetch = Fetch::<Trace>::explained(conversation.request_in(self.profile), self.profile);
        let verdict = loop {
            match fetch.next(self.now, &mut self.cache) {
                Next::Send(ask) => {
                    fetch = match self.http_cache.find(&ask, self.profile, self.now) {
                        Cached::Fresh(head) => ask.answer_from_cache(head),
                        _ => match server(ask.exchange()) {
                            Answer::Head(head) => ask.answer(head),
                            Answer::Failed(failure) => ask.failed(failure),
                        },
                    }
                }
                Next::Done(verdict) => break verdict,
            }
        };
        self.http_cache.store(&verdict, self.profile, self.now);
        verdict
    }

    /// Reads and plays a conversation whose script must be exactly what is asked for.
    #[track_caller]
    pub fn judge(&mut self, text: &str) -> Verdict {
        let conversation = Conversation::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let verdict = self.play(&conversation);
        let asked: Vec<(usize, Kind)> = verdict.exchanges.iter().map(|it| (it.hop, it.kind)).collect();
        let scripted: Vec<(usize, Kind)> = conversation.turns.iter().map(|it| (it.hop, it.kind)).collect();
        assert_eq!(asked, scripted, "exchanges made, and scripted, of `{text}`: {}", super::told(&verdict));
        verdict
    }
}

/// Reads and plays one conversation by the standard's letter, from an empty cache.
#[track_caller]
pub fn judge(text: &str) -> Verdict {
    Browser::new(Profile::standard()).judge(text)
}
