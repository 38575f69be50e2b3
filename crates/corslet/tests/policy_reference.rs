//! `answer` equals a slow, obvious reference, on near misses of origins and paths; CORSLET_RUNS runs it longer.
#![allow(clippy::panic, clippy::unwrap_used, clippy::disallowed_methods)]

mod policy;

use corslet::policy::{AnswerKind, Config, Policy, RouteConfig};
use policy::{Request, ask};

/// A small generator, so that every run is the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.roll(all.len())]
    }
}

/// What the policies list.
const ORIGINS: &[&str] = &[
    "https://foo.com",
    "https://bar.com",
    "https://example.com",
    "https://app.example.com",
    "https://app.example.com:8443",
    "http://example.com",
    "https://xn--bcher-kva.example",
    "https://[2001:db8::1]",
    "https://[2001:db8::1]:8443",
    "https://192.0.2.1",
    "capacitor://localhost",
    "chrome-extension://abcdefghijklmnop",
    "https://*.foo.com",
    "https://*.example.com",
    "https://**.example.com",
    "https://**.bar.com:8443",
    "https://*.app.example.org",
    "http://**.a.b.example.net",
];

const PATHS: &[&str] = &["/", "/*", "/a", "/a/*", "/a/b", "/a/b/*", "/ab/*", "/b/*"];

/// What makes a near miss of an origin.
const PIECES: &[&str] = &[
    "foo.com",
    "bar.com",
    "barfoo.com",
    "example.com",
    ".example.com",
    "a.",
    "a.b.",
    "..",
    "-",
    "_",
    "*",
    "**.",
    "%2e",
    "é",
    "\t",
    " ",
    "/",
    "@",
    ":8443",
    ":443",
    ":0",
    ":",
    "https://",
    "http://",
    "null",
    "[",
    "]",
    "::",
    "A",
    ".evil.org",
    "xn--",
    "a-label-of-exactly-sixty-four-letters-is-longer-than-dns-allows-a.",
];

const PATH_PIECES: &[&str] = &[
    "/", "//", "/a", "/b", "b", "/a/b", "/A", "/.", "/..", "%2e", "%2F", "%5C", "%", "%4", "%41", "%7E",
    "%20", "\\", "/a/", ";", "*",
];

struct Reference {
    routes: Vec<(String, Vec<String>)>,
}

impl Reference {
    /// The route, as the documentation says it.
    fn route(&self, path: &str) -> Option<usize> {
        let lower = path.to_lowercase();
        // RFC 3986, 2.3.
        let unreserved = ('a'..='z').chain('0'..='9').chain(['-', '.', '_', '~']);
        let mut escaped_upper_case = (b'A'..=b'Z').map(|letter| format!("%{letter:02x}"));
        let is_odd = !path.starts_with('/')
            || path.contains("//")
            || path.contains('\\')
            || path.split('/').any(|segment| segment == "." || segment == "..")
            || ["%2f", "%5c"].iter().any(|escape| lower.contains(escape))
            || unreserved
                .map(|letter| format!("%{:02x}", letter as u32))
                .any(|escape| lower.contains(&escape))
            || escaped_upper_case.any(|escape| lower.contains(&escape))
            || path
                .split('%')
                .skip(1)
                .any(|rest| rest.len() < 2 || !rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit));
        if is_odd {
            return None;
        }
        let matches = |pattern: &str| match pattern.strip_suffix("/*") {
            Some(base) => path == base || path.starts_with(&format!("{base}/")),
            None => path == pattern,
        };
        (0..self.routes.len())
            .filter(|&at| matches(&self.routes[at].0))
            .max_by_key(|&at| (!self.routes[at].0.ends_with("/*"), self.routes[at].0.len()))
    }

    /// Whether an entry lists the origin, as the documentation says it.
    fn lists(entry: &str, origin: &str) -> bool {
        let Some((scheme, rest)) = entry.split_once("://*") else { return entry == origin };
        let (is_deep, base) = match rest.strip_prefix('*') {
            Some(base) => (true, base),
            None => (false, rest),
        };
        let Some(host) = origin.strip_prefix(&format!("{scheme}://")) else { return false };
        let Some(labels) = host.strip_suffix(base) else { return false };
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
        };
        let base_host = base.split(':').next().unwrap();
        (is_deep || !labels.contains('.'))
            && labels.split('.').all(is_label)
            && labels.len() + base_host.len() <= 253
    }
}

fn near_miss(dice: &mut Dice, listed: &[String], pieces: &[&str]) -> String {
    let mut text: String = if dice.roll(8) == 0 || listed.is_empty() {
        String::new()
    } else {
        let entry = &listed[dice.roll(listed.len())];
        let labels = dice.pick(&["", "a.", "a.b.", "a.b.c.", "x-1.", "A.", ".", "a..", "a_b."]);
        entry.replace("**.", labels).replace("*.", labels).replace("/*", dice.pick(&["", "/", "/x", "/x/y"]))
    };
    for _ in 0..dice.roll(3) {
        let at = text.floor_char_boundary(dice.roll(text.len() + 1));
        match dice.roll(5) {
            0 => text.insert_str(at, dice.pick(pieces)),
            1 => text.push_str(dice.pick(pieces)),
            2 => drop(text.drain(..at)),
            3 => text.truncate(at),
            _ => {
                let byte = dice.pick(&["a", "b", ".", "-", "A", "/", ":", "1", "%"]);
                let end = text.ceil_char_boundary((at + 1).min(text.len()));
                text.replace_range(at..end, byte);
            }
        }
    }
    if dice.roll(500) == 0 {
        text.insert_str(text.find("://").map_or(0, |at| at + 3), &"a.".repeat(2048));
    }
    text
}

fn policy(dice: &mut Dice) -> (Policy, Reference) {
    let mut config = Config::new();
    let mut routes: Vec<(String, Vec<String>)> = Vec::new();
    for path in PATHS {
        if dice.roll(2) == 0 {
            continue;
        }
        let origins: Vec<String> =
            ORIGINS.iter().filter(|_| dice.roll(3) == 0).map(|origin| (*origin).to_owned()).collect();
        config.routes.push(RouteConfig::new(*path, origins.clone()));
        routes.push(((*path).to_owned(), origins));
    }
    (config.compile().unwrap(), Reference { routes })
}

#[test]
fn answers_equal_the_reference() {
    let runs = std::env::var("CORSLET_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(20_000);
    let mut dice = Dice(7);
    let (mut allowed, mut routed) = (0, 0);
    let mut current = policy(&mut dice);
    for run in 0..runs {
        if run % 50 == 0 {
            current = policy(&mut dice);
        }
        let (policy, reference) = &current;
        let all: Vec<String> = ORIGINS.iter().map(|origin| (*origin).to_owned()).collect();
        let paths: Vec<String> = PATHS.iter().map(|path| (*path).to_owned()).collect();
        let path = near_miss(&mut dice, &paths, PATH_PIECES);
        let mut origin = near_miss(&mut dice, &all, PIECES);
        // Blanks at the ends belong to the syntax of the line, and servers take them off.
        origin.retain(|letter| letter == '\t' || !letter.is_control());
        let origin = origin.trim_matches([' ', '\t']).to_owned();
        let route = reference.route(&path);
        let entry_lists =
            |at: usize| reference.routes[at].1.iter().any(|entry| Reference::lists(entry, &origin));
        let is_allowed = route.is_some_and(entry_lists);
        let lines = [origin.as_str()];
        let actual = ask(policy, &Request { origins: &lines, ..Request::new("GET", &path) });
        assert_eq!(actual.route, route, "{path:?}");
        assert_eq!(!actual.headers.is_empty(), is_allowed, "{origin:?} at {path:?}: {actual:?}");
        if is_allowed {
            assert_eq!(actual.headers, [format!("access-control-allow-origin: {origin}")]);
            assert!(Reference::lists(actual.entry.as_deref().unwrap(), &origin));
        }
        let asked =
            ask(policy, &Request { origins: &lines, asks: &["GET"], ..Request::new("OPTIONS", &path) });
        assert_eq!(asked.kind == AnswerKind::PreflightGranted, is_allowed, "{origin:?} at {path:?}");
        allowed += usize::from(is_allowed);
        routed += usize::from(route.is_some());
    }
    // The generator is worth something only if it hits both sides.
    assert!(allowed * 50 > runs && allowed * 2 < runs && routed * 4 > runs, "{allowed} {routed} of {runs}");
}

#[test]
fn equal_normal_forms_answer_alike() {
    let mut dice = Dice(11);
    for _ in 0..200 {
        let (policy, _) = policy(&mut dice);
        let normal = policy.to_config();
        let again = normal.compile().unwrap();
        assert_eq!(again.to_config(), normal);
        for _ in 0..20 {
            let paths: Vec<String> = PATHS.iter().map(|path| (*path).to_owned()).collect();
            let all: Vec<String> = ORIGINS.iter().map(|origin| (*origin).to_owned()).collect();
            let path = near_miss(&mut dice, &paths, PATH_PIECES);
            let origin = near_miss(&mut dice, &all, PIECES).replace(|letter: char| letter.is_control(), "");
            let origin = origin.trim_matches(' ').to_owned();
            let lines = [origin.as_str()];
            let request = Request { origins: &lines, ..Request::new("GET", &path) };
            let (one, other) = (ask(&policy, &request), ask(&again, &request));
            assert_eq!((one.headers, one.reason, one.vary), (other.headers, other.reason, other.vary));
        }
    }
}
