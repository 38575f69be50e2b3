//! Generated cookies: lines, the pages that get them, and the requests that ask for them.

use std::sync::Arc;

use corslet::Url;
use corslet::browser::Engine;
use corslet::browser::cookies::{Client, Context, Target, ThirdPartyCookies};
use corslet::words::Method;

use super::{client, first_party, url};

/// The first four are one site's: half of all hosts are of them, or a jar would rarely have a cookie for the one that asks.
const HOSTS: &[&str] = &[
    "a.example",
    "www.a.example",
    "xwww.a.example",
    "x.www.a.example",
    "b.example",
    "www.b.example",
    "a.co.uk",
    "co.uk",
    "b.github.io",
    "github.io",
    "127.0.0.1",
    "[::1]",
    "localhost",
    "b.localhost",
    "a.example.",
];
const PATHS: &[&str] = &["/", "/a", "/a/", "/a/b", "/a/b/c", "/b", "/ab"];
const PREFIXED: &[&str] = &["", "__Host-a", "__Secure-a", "__host-b", "__Http-a", "__Host-Http-a"];
const VALUES: &[&str] = &["1", "2", "", "__Host-a=1", "x=y"];
const SAME_SITE: &[&str] = &["", "SameSite=None", "SameSite=Lax", "SameSite=Strict", "SameSite=x"];
const PLACES: &[&str] = &[
    "Path=/",
    "Path=/a",
    "Path=/a/b",
    "Path=a",
    "Domain=a.example",
    "Domain=.b.example",
    "Domain=EXAMPLE",
    "Domain=",
    "Domain=www.a.example",
    "Domain=b.github.io",
    "Domain=127.0.0.1",
    "Domain=localhost",
];
const REST: &[&str] = &[
    "HttpOnly",
    "Partitioned",
    "Max-Age=0",
    "Max-Age=60",
    "Max-Age=99999999999999999999",
    "Max-Age=-1",
    "Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    "Expires=Fri, 01 Jan 2038 00:00:00 GMT",
    "Priority=High",
    "Priority=Low",
    "Unknown=1",
];

/// A request: who asks for what, and how.
#[derive(Clone, Debug)]
pub struct Asking {
    pub client: Client,
    pub url: Url,
    pub method: Method,
    pub target: Target,
    pub redirected_from: Vec<Arc<Url>>,
    pub credentials: bool,
    pub by_script: bool,
    pub third_party_cookies: Option<ThirdPartyCookies>,
    pub storage_access: bool,
}

impl Asking {
    pub fn context(&self) -> Context<'_> {
        Context {
            url: &self.url,
            method: &self.method,
            client: Some(&self.client),
            target: self.target,
            redirected_from: &self.redirected_from,
            credentials: self.credentials,
            by_script: self.by_script,
            third_party_cookies: self.third_party_cookies,
            storage_access: self.storage_access,
        }
    }
}

/// A line, set by the answer to a request, so many seconds after the one before.
#[derive(Clone, Debug)]
pub struct Setting {
    pub asking: Asking,
    pub line: String,
    pub after: u64,
}

/// What was set, by whom, and who asks in the end.
#[derive(Clone, Debug)]
pub struct History {
    pub engine: Engine,
    pub settings: Vec<Setting>,
    pub asking: Asking,
}

impl History {
    /// A history by a seed.
    pub fn of(seed: u64) -> History {
        let mut dice = Dice(seed);
        History {
            engine: dice.pick(&Engine::ALL),
            settings: (0..dice.roll(7)).map(|_| dice.setting()).collect(),
            asking: dice.asking(2),
        }
    }
}

/// Numbers out of a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) as usize % sides
    }

    fn once_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }

    fn origin(&mut self) -> String {
        let scheme = if self.once_in(4) { "http" } else { "https" };
        let hosts = if self.once_in(2) { &HOSTS[..4] } else { HOSTS };
        format!("{scheme}://{}", self.pick(hosts))
    }

    fn url(&mut self) -> Url {
        let origin = self.origin();
        url(&format!("{origin}{}", self.pick(PATHS)))
    }

    fn client(&mut self) -> Client {
        let documents: Vec<String> = (0..=self.roll(3)).map(|_| self.origin()).collect();
        client(&documents.join(" < "))
    }

    /// Any request; once in so many times it is one that a page makes to its own host.
    fn asking(&mut self, own_once_in: usize) -> Asking {
        let url = self.url();
        let is_own = self.once_in(own_once_in);
        let hops = if is_own || self.once_in(2) { 0 } else { self.roll(3) };
        Asking {
            client: if is_own { first_party(&url) } else { self.client() },
            url,
            method: self.pick(&[Method::GET, Method::POST].each_ref()).clone(),
            target: self.pick(&[Target::Subresource, Target::Frame, Target::TopLevel]),
            redirected_from: (0..hops).map(|_| Arc::new(self.url())).collect(),
            credentials: !self.once_in(10),
            by_script: self.once_in(10),
            third_party_cookies: self.pick(&[
                None,
                Some(ThirdPartyCookies::Allow),
                Some(ThirdPartyCookies::Block),
                Some(ThirdPartyCookies::Partition),
            ]),
            storage_access: self.once_in(10),
        }
    }

    fn setting(&mut self) -> Setting {
        // Most lines come from where they belong, or nothing would ever be stored.
        let own_once_in = if self.once_in(3) { 2 } else { 1 };
        Setting { asking: self.asking(own_once_in), line: self.line(), after: self.roll(100) as u64 }
    }

    fn line(&mut self) -> String {
        let name = if self.once_in(3) { self.pick(PREFIXED) } else { self.pick(&["a", "b"]) };
        let value = self.pick(VALUES);
        let mut line = if name.is_empty() { value.to_owned() } else { format!("{name}={value}") };
        let mut add = |attribute: &str| {
            line.push_str("; ");
            line.push_str(attribute);
        };
        add(self.pick(SAME_SITE));
        if !self.once_in(3) {
            add("Secure");
        }
        for (attributes, once_in) in [(PLACES, 2), (PLACES, 4), (REST, 2), (REST, 4)] {
            if self.once_in(once_in) {
                add(self.pick(attributes));
            }
        }
        line
    }
}
