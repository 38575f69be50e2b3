//! Generated cookies: lines, the pages that get them, and the requests that ask for them.

use std::sync::Arc;

use corslet::Url;
use corslet::browser::Engine;
use corslet::browser::cookies::{
    Client, Context, CookieRules, Jar, Retrieval, Storage, Target, ThirdPartyCookies,
};
use corslet::words::Method;
use proptest::prelude::*;

use super::{NOW, client, url};

const HOSTS: &[&str] = &[
    "a.example",
    "www.a.example",
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
const NAMES: &[&str] = &["a", "b", "", "__Host-a", "__Secure-a", "__host-b", "__Http-a", "__Host-Http-a"];
const VALUES: &[&str] = &["1", "2", "", "__Host-a=1", "x=y"];
const ATTRIBUTES: &[&str] = &[
    "Secure",
    "secure",
    "HttpOnly",
    "Partitioned",
    "SameSite=None",
    "SameSite=Lax",
    "SameSite=Strict",
    "SameSite=x",
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
    "Max-Age=0",
    "Max-Age=60",
    "Max-Age=99999999999999999999",
    "Max-Age=-1",
    "Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    "Priority=High",
    "Expires=Fri, 01 Jan 2038 00:00:00 GMT",
    "Priority=Low",
    "Unknown=1",
    "",
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

fn scheme() -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => Just("https"), 1 => Just("http")]
}

fn origins() -> impl Strategy<Value = String> {
    (scheme(), prop::sample::select(HOSTS)).prop_map(|(scheme, host)| format!("{scheme}://{host}"))
}

fn urls() -> impl Strategy<Value = Url> {
    (origins(), prop::sample::select(PATHS)).prop_map(|(origin, path)| url(&format!("{origin}{path}")))
}

fn clients() -> impl Strategy<Value = Client> {
    prop::collection::vec(origins(), 1..4).prop_map(|documents| client(&documents.join(" < ")))
}

/// Any request; most of them are of a page to its own host, or nothing would ever be stored.
pub fn askings() -> impl Strategy<Value = Asking> {
    let methods = prop::sample::select(&[Method::GET, Method::POST][..]);
    let targets = prop::sample::select(&[Target::Subresource, Target::Frame, Target::TopLevel][..]);
    let policies = prop::sample::select(
        &[
            None,
            Some(ThirdPartyCookies::Allow),
            Some(ThirdPartyCookies::Block),
            Some(ThirdPartyCookies::Partition),
        ][..],
    );
    let before =
        prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(urls().prop_map(Arc::new), 1..3)];
    let flags = (prop::bool::weighted(0.9), prop::bool::weighted(0.1), prop::bool::weighted(0.1));
    let own = any::<bool>();
    (clients(), urls(), methods, targets, before, policies, flags, own).prop_map(
        |(client, url, method, target, redirected_from, third_party_cookies, flags, own)| Asking {
            client: if own { super::first_party(&url) } else { client },
            url,
            method,
            target,
            redirected_from: if own { Vec::new() } else { redirected_from },
            credentials: flags.0,
            by_script: flags.1,
            third_party_cookies,
            storage_access: flags.2,
        },
    )
}

fn lines() -> impl Strategy<Value = String> {
    let attributes = prop::collection::vec(prop::sample::select(ATTRIBUTES), 0..5);
    (prop::sample::select(NAMES), prop::sample::select(VALUES), attributes).prop_map(
        |(name, value, attributes)| {
            let pair = if name.is_empty() { value.to_owned() } else { format!("{name}={value}") };
            std::iter::once(pair.as_str()).chain(attributes).collect::<Vec<_>>().join("; ")
        },
    )
}

pub fn settings() -> impl Strategy<Value = Vec<Setting>> {
    let one =
        (askings(), lines(), 0..100u64).prop_map(|(asking, line, after)| Setting { asking, line, after });
    prop::collection::vec(one, 0..8)
}
