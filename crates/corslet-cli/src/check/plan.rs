//! What is to be checked, once everything that was written has been understood.

use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet::browser::cookies::ThirdPartyCookies;
use corslet::browser::profile::HeadRules;
use corslet::browser::{Api, Element, Engine, Profile, RequestInit};
use corslet::words::HeaderList;
use corslet_inspect::diagnoses::case::Said;
use hyper::body::Bytes;

use super::compare::Way;
use super::fix_input::Fixes;
use super::from_har::Tape;
use super::repeat_input::Repeat;
use super::stored::Stored;
use crate::transport::{Network, Settings, Trust};

/// Which engines judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Engines {
    /// The engines, browsers first: what goes out only once, goes out as a browser would send it.
    pub(crate) engines: Vec<Engine>,
    /// The standard was named, so its refusal counts as a browser's does.
    pub(crate) standard_counts: bool,
}

/// What is to be checked: one request of one page.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// What the page writes.
    pub(crate) init: RequestInit,
    /// The URL, parsed.
    pub(crate) url: Url,
    /// The body's bytes.
    pub(crate) body: Option<Bytes>,
    /// What the browser has stored before.
    pub(crate) stored: Stored,
    /// What the browsers are set to do with the cookies of third parties; none for what they do as installed.
    pub(crate) third_party_cookies: Option<ThirdPartyCookies>,
    /// What the page's own response says.
    pub(crate) page_headers: HeaderList,
    /// Who judges.
    pub(crate) engines: Engines,
    /// Whether a request that may change something is really sent.
    pub(crate) send: bool,
    /// How often the page asks.
    pub(crate) repeat: Repeat,
    /// Whether it is expected to be blocked.
    pub(crate) expects_blocked: bool,
    /// Which certificates are trusted.
    pub(crate) trust: Trust,
    /// How long each request may take.
    pub(crate) limit: Duration,
    /// How the servers are reached.
    pub(crate) network: Network,
    /// The same as curl takes it.
    pub(crate) network_words: Vec<String>,
    /// The recording that answers in place of the network.
    pub(crate) tape: Option<Tape>,
    /// In which of several ways it is asked.
    pub(crate) way: Option<Way>,
    /// Where its request has gone already, when it may change something and goes out once.
    pub(crate) performed: Option<String>,
    /// Whether the extra requests that diagnoses want may be sent.
    pub(crate) probe: bool,
    /// Which layers the fix is written for.
    pub(crate) fixes: Fixes,
    /// What was said beside the request.
    pub(crate) said: Said,
    /// What was read otherwise than it was written, as sentences.
    pub(crate) remarks: Vec<String>,
}

impl Plan {
    /// The method as the page writes it.
    pub(crate) fn method(&self) -> String {
        let element = match self.init.api {
            Api::Element { element: Element::Beacon, .. } => "POST",
            _ => "GET",
        };
        self.init
            .method
            .as_deref()
            .map_or_else(|| element.to_owned(), |method| String::from_utf8_lossy(method).into())
    }

    /// Whether the page opens a WebSocket.
    pub(crate) fn opens_websocket(&self) -> bool {
        matches!(self.init.api, Api::Element { element: Element::WebSocket, .. })
    }

    /// The profile of a browser that is set up as it was said.
    pub(crate) fn set_up(&self, profile: Arc<Profile>) -> Arc<Profile> {
        match self.third_party_cookies {
            Some(setting) => Arc::new(profile.with_third_party_cookies(setting)),
            None => profile,
        }
    }

    /// How the client reaches servers, and by whose rules heads will be read.
    pub(crate) fn settings(&self, readers: Vec<HeadRules>) -> Settings {
        Settings { trust: self.trust.clone(), limit: self.limit, readers, network: self.network.clone() }
    }
}
