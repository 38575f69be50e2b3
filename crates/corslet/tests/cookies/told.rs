//! Cookies in a line: who asks for what, what was set where, and what became of it.

use std::time::Duration;

use corslet::Url;
use corslet::browser::Engine;
use corslet::browser::cookies::{Client, Context, CookieRules, Jar, Storage};
use corslet::words::Origin;

/// A fixed day in 2026.
pub const NOW: Duration = Duration::from_secs(1_790_000_000);

pub fn origin(text: &str) -> Origin {
    Origin::parse(text).unwrap()
}

/// `https://a.example`, or a frame and what it is in: `https://a.example < https://b.example < https://c.example`.
pub fn client(text: &str) -> Client {
    let mut documents: Vec<Origin> = text.split(" < ").map(origin).collect();
    let top_level_origin = documents.pop().unwrap();
    if documents.is_empty() {
        return Client::top_level(top_level_origin);
    }
    let origin = documents.remove(0);
    Client { origin, top_level_origin, ancestors: documents }
}

/// The client of a page at this URL.
pub fn first_party(url: &Url) -> Client {
    Client::top_level(Origin::of(url))
}

pub fn url(text: &str) -> Url {
    text.parse().unwrap()
}

/// Whether a line is stored that a page gets from its own server, or why not.
pub fn set(engine: Engine, at: &str, line: &str) -> String {
    set_by(CookieRules::of(engine), at, line, at)
}

/// Whether a line is stored that a page somewhere gets from this URL, or why not.
pub fn set_by(rules: &CookieRules, page: &str, line: &str, at: &str) -> String {
    let at = url(at);
    let client = match Url::parse(page) {
        Ok(page) => first_party(&page),
        Err(_) => client(page),
    };
    told(&Jar::new().store(line.as_bytes(), &Context::new(&client, &at), rules, NOW, &mut ()))
}

pub fn told(storage: &Storage) -> String {
    match storage {
        Storage::Stored(_) => "stored".to_owned(),
        Storage::Expired { removed, .. } => if removed.is_some() { "removed" } else { "expired" }.to_owned(),
        Storage::Rejected(rejected) => {
            let codes: Vec<&str> = rejected.reasons.iter().map(|reason| reason.code()).collect();
            codes.join(", ")
        }
    }
}

/// What becomes of a cookie that was set by a visit to a page of its own: `sent`, or why not.
pub fn send(rules: &CookieRules, set_at: &str, line: &str, page: &str, to: &str) -> String {
    let mut jar = Jar::new();
    let set_at = url(set_at);
    let own = first_party(&set_at);
    let stored = jar.store(line.as_bytes(), &Context::new(&own, &set_at), rules, NOW, &mut ());
    assert_eq!(told(&stored), "stored", "{line} at {set_at}");
    let (client, to) = (client(page), url(to));
    ask(&mut jar, &Context::new(&client, &to), rules)
}

/// What becomes of the one cookie of a jar.
pub fn ask(jar: &mut Jar, context: &Context<'_>, rules: &CookieRules) -> String {
    let retrieval = jar.retrieve(context, rules, NOW, &mut ());
    match (retrieval.sent.as_slice(), retrieval.withheld.as_slice()) {
        ([_], []) => "sent".to_owned(),
        ([], [withheld]) => {
            let codes: Vec<&str> = withheld.reasons.iter().map(|reason| reason.code()).collect();
            assert!(!codes.is_empty(), "a cookie stays for a reason");
            codes.join(", ")
        }
        ([], []) => "none".to_owned(),
        others => panic!("more than one cookie: {others:?}"),
    }
}
