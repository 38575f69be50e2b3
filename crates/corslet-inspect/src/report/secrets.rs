//! What a report must not show: the session, and whatever looks like a secret.

use corslet::words::{HeaderName, HeaderValue};

use crate::audit::Evidence;
use crate::exchange::Answer;
use crate::redact::Redactor;

/// Knows what a report must not show.
#[derive(Clone, Debug)]
pub(super) struct Secrets {
    redactor: Redactor,
    /// The names of the header lines that carry the session, whatever they are called.
    session: Vec<HeaderName>,
    /// The made-up cookie, which is nobody's secret.
    made_up: String,
}

impl Secrets {
    /// Those of an audit; none when everything is to be shown.
    pub(super) fn of(evidence: &Evidence, shows_all: bool) -> Secrets {
        let made_up = format!("{}={}", evidence.names.label, evidence.names.inner);
        if shows_all {
            return Secrets { redactor: Redactor::open(), session: Vec::new(), made_up };
        }
        let settings = &evidence.settings;
        let mut redactor = Redactor::default();
        redactor.learn_url(&evidence.target.url);
        for (name, value) in settings.headers.iter() {
            redactor.learn_header(name.as_str(), &value.to_latin1());
        }
        for (name, value) in settings.session.headers.iter() {
            let value = value.to_latin1();
            redactor.learn_header(name.as_str(), &value);
            // Each cookie's value may come back in an answer by itself.
            for part in value.split(';') {
                redactor.learn_secret(part.split_once('=').map_or(part, |(_, value)| value).trim());
            }
        }
        for asked in evidence.asked() {
            if let Answer::Response(response) = &asked.exchange.answer {
                redactor.learn_response(&asked.exchange.request.url, &response.head);
            }
        }
        let session = settings.session.headers.iter().map(|(name, _)| name.clone()).collect();
        Secrets { redactor: redactor.ready(), session, made_up }
    }

    /// Running text.
    pub(super) fn text(&self, text: &str) -> String {
        self.redactor.text(text)
    }

    /// The value of a request's header line: one character for each byte.
    pub(super) fn sent(&self, name: &HeaderName, value: &HeaderValue) -> String {
        if *value == *self.made_up.as_str() {
            return self.made_up.clone();
        }
        if self.session.iter().any(|one| one.eq_ignore_case(name.as_str())) {
            return self.redactor.secret(&value.to_latin1());
        }
        self.redactor.latin1_value(name, value)
    }

    /// The value of a response's header line: one character for each byte.
    pub(super) fn received(&self, name: &HeaderName, value: &HeaderValue) -> String {
        self.redactor.latin1_value(name, value)
    }

    /// Whether a request's body may be shown.
    pub(super) fn shows_bodies(&self) -> bool {
        self.redactor.is_open()
    }
}
