//! The cookies that the browsers are said to have: curl's `-b`, as text or as a cookie file.
//!
//! Each cookie is kept as the `Set-Cookie` line that stores it on a visit of its host. So each browser's own rules decide
//! whether it has the cookie at all, and what a line without `SameSite` is taken for.

use std::time::Duration;

use corslet::Url;
use corslet::browser::Profile;
use corslet::browser::cookies::{Client, Context, Jar, Storage, domain_matches};
use corslet::words::Origin;

/// How a line of the other kind begins.
const SET_COOKIE: &str = "set-cookie:";

/// A cookie as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Whether it says `SameSite`; neither curl's text nor Netscape's fields can.
    pub(crate) has_same_site: bool,
    /// Who sets it.
    visited: Url,
    line: String,
}

/// The cookies, in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CookieJar(Vec<Written>);

/// A browser's jar with these cookies.
pub(crate) struct Filled {
    pub(crate) jar: Jar,
    /// The cookies that it does not keep, by name, with every reason.
    pub(crate) refused: Vec<(String, String)>,
}

/// A line that is no cookie.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadLine {
    /// Counted from 1.
    pub(crate) number: usize,
    pub(crate) text: String,
}

impl CookieJar {
    /// Whether the text is a `Set-Cookie: ...` line, and so names no file.
    pub(crate) fn is_line(text: &str) -> bool {
        after_set_cookie(text).is_some()
    }

    /// Adds `a=1; b=2`, cookies of the URL's host alone, or one `Set-Cookie: ...` line.
    pub(crate) fn add_text(&mut self, text: &str, url: &Url) {
        if let Some(line) = after_set_cookie(text) {
            self.0.extend(set_cookie(line, url));
            return;
        }
        for pair in text.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or(("", pair));
            let (name, value) = (name.trim(), value.trim());
            // A browser has no cookie of such a name that is not Secure.
            let folded = name.to_ascii_lowercase();
            let secure = if folded.starts_with("__secure-") || folded.starts_with("__host-") {
                "; Secure"
            } else {
                ""
            };
            let line = format!("{name}={value}; Path=/{secure}");
            self.0.extend(visit(url.host_str().unwrap_or_default()).map(|visited| Written {
                name: name.to_owned(),
                value: value.to_owned(),
                has_same_site: false,
                visited,
                line,
            }));
        }
    }

    /// Adds what a cookie file has: Netscape's lines of seven fields, or `Set-Cookie` lines of the URL's host. `now` is
    /// the time since the Unix epoch.
    ///
    /// # Errors
    /// Every line that is neither.
    pub(crate) fn add_file(&mut self, text: &str, url: &Url, now: Duration) -> Result<(), Vec<BadLine>> {
        let mut bad = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            let (line, is_http_only) = match line.strip_prefix("#HttpOnly_") {
                Some(rest) => (rest, true),
                None => (line, false),
            };
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cookie = match after_set_cookie(line) {
                Some(line) => set_cookie(line, url),
                None => netscape(line, is_http_only, now),
            };
            match cookie {
                Some(cookie) => self.0.push(cookie),
                None => bad.push(BadLine { number: index + 1, text: line.to_owned() }),
            }
        }
        if bad.is_empty() { Ok(()) } else { Err(bad) }
    }

    /// The jar of a browser that was sent these cookies by their own hosts.
    pub(crate) fn fill(&self, profile: &Profile, now: Duration) -> Filled {
        let mut filled = Filled { jar: Jar::new(), refused: Vec::new() };
        for written in &self.0 {
            let client = Client::top_level(Origin::of(&written.visited));
            let context = Context::new(&client, &written.visited);
            let why =
                match filled.jar.store(written.line.as_bytes(), &context, &profile.cookies, now, &mut ()) {
                    Storage::Stored(stored) => {
                        let gone = stored.evicted.iter().map(|cookie| {
                            let name = String::from_utf8_lossy(&cookie.name).into_owned();
                            (name, "it had to go, since the browser keeps no more of its domain".to_owned())
                        });
                        filled.refused.extend(gone);
                        continue;
                    }
                    Storage::Expired { .. } => "its time is over".to_owned(),
                    Storage::Rejected(rejected) => {
                        let sentences: Vec<_> = rejected.reasons.iter().map(|one| one.sentence()).collect();
                        sentences.join("; ")
                    }
                };
            filled.refused.push((written.name.clone(), why));
        }
        filled
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Written> {
        self.0.iter()
    }
}

fn after_set_cookie(text: &str) -> Option<&str> {
    let start = text.get(..SET_COOKIE.len())?;
    start.eq_ignore_ascii_case(SET_COOKIE).then(|| text[SET_COOKIE.len()..].trim())
}

/// Over TLS, so that a Secure cookie can be set.
fn visit(host: &str) -> Option<Url> {
    format!("https://{host}/").parse().ok()
}

/// `domain \t subdomains \t path \t secure \t expires \t name \t value`
fn netscape(line: &str, is_http_only: bool, now: Duration) -> Option<Written> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [domain, subdomains, path, secure, expires, name, rest @ ..] = fields.as_slice() else { return None };
    let flag = |text: &str| match text.to_ascii_uppercase().as_str() {
        "TRUE" => Some(true),
        "FALSE" => Some(false),
        _ => None,
    };
    // curl leaves the last field out where the value is empty.
    let value = rest.first().copied().unwrap_or_default();
    let host = domain.trim_start_matches('.').to_ascii_lowercase();
    if host.is_empty() || [name, value, path].iter().any(|text| text.contains(';')) {
        return None;
    }
    let mut line = format!("{name}={value}; Path={path}");
    if flag(subdomains)? || domain.starts_with('.') {
        line.push_str("; Domain=");
        line.push_str(&host);
    }
    if flag(secure)? {
        line.push_str("; Secure");
    }
    if is_http_only {
        line.push_str("; HttpOnly");
    }
    // 0 is a session.
    match expires.parse::<u64>().ok()? {
        0 => {}
        at => line.push_str(&format!("; Max-Age={}", at.saturating_sub(now.as_secs()))),
    }
    Some(Written {
        name: (*name).to_owned(),
        value: value.to_owned(),
        has_same_site: false,
        visited: visit(&host)?,
        line,
    })
}

/// A line of the URL's host; where that is not within its `Domain`, of the domain itself.
fn set_cookie(line: &str, url: &Url) -> Option<Written> {
    let mut parts = line.split(';').map(str::trim);
    let pair = parts.next().unwrap_or_default();
    let (name, value) = pair.split_once('=').unwrap_or(("", pair));
    let mut host = url.host_str().unwrap_or_default().to_owned();
    let mut has_same_site = false;
    for attribute in parts {
        let (key, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        match key.trim().to_ascii_lowercase().as_str() {
            "domain" => {
                let domain = value.trim().trim_start_matches('.').to_ascii_lowercase();
                if !domain.is_empty() && !domain_matches(&host, &domain) {
                    host = domain;
                }
            }
            "samesite" => has_same_site = true,
            _ => {}
        }
    }
    Some(Written {
        name: name.trim().to_owned(),
        value: value.trim().to_owned(),
        has_same_site,
        visited: visit(&host)?,
        line: line.to_owned(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use corslet::browser::Engine;

    use super::*;

    const NOW: Duration = Duration::from_secs(1_800_000_000);

    fn check() -> Url {
        "https://api.example/x".parse().unwrap()
    }

    /// What a first-party request takes along.
    fn names(jar: &CookieJar, url: &str) -> String {
        let url: Url = url.parse().unwrap();
        let profile = Engine::Chromium.profile();
        let client = Client::top_level(Origin::of(&url));
        let mut filled = jar.fill(profile, NOW);
        let context = Context::new(&client, &url);
        let header = filled.jar.retrieve(&context, &profile.cookies, NOW, &mut ()).header();
        String::from_utf8(header.unwrap_or_default()).unwrap()
    }

    #[test]
    fn text_belongs_to_the_host_whatever_the_port() {
        let mut jar = CookieJar::default();
        jar.add_text("a=1; b = 2;;c; __Host-d=4", &"http://API.example:1/x".parse().unwrap());
        assert_eq!(names(&jar, "https://api.example:2/y"), "a=1; b=2; c; __Host-d=4");
        assert_eq!(names(&jar, "https://www.api.example/"), "");
        let mut address = CookieJar::default();
        address.add_text("a=1", &"http://[::1]:1/".parse().unwrap());
        assert_eq!(names(&address, "http://[::1]:2/"), "a=1");
    }

    #[test]
    fn a_netscape_file_is_read() {
        let file = "# Netscape HTTP Cookie File\n\n\
            .a.example\tTRUE\t/\tFALSE\t0\tall\t1\n\
            a.example\tFALSE\t/p\tFALSE\t4102444800\tpath\t2\r\n\
            #HttpOnly_a.example\tFALSE\t/\tTRUE\t0\tsecure\t3\n\
            a.example\tFALSE\t/\tFALSE\t5\told\t4\n";
        let mut jar = CookieJar::default();
        jar.add_file(file, &check(), NOW).unwrap();
        assert_eq!(names(&jar, "https://a.example/p/q"), "path=2; all=1; secure=3");
        assert_eq!(names(&jar, "http://x.a.example/pq"), "all=1");
        assert_eq!(names(&jar, "http://ba.example/"), "");
        let refused = jar.fill(Engine::Firefox.profile(), NOW).refused;
        assert_eq!(refused, [("old".to_owned(), "its time is over".to_owned())]);
    }

    #[test]
    fn set_cookie_lines_are_of_the_host_or_of_their_domain() {
        let mut jar = CookieJar::default();
        let lines = "Set-Cookie: a=1; Path=/x; Secure\nset-cookie: b=2; domain=.b.example";
        jar.add_file(lines, &check(), NOW).unwrap();
        jar.add_text("Set-Cookie: c=3; SameSite=Strict; Domain=example", &check());
        assert_eq!(names(&jar, "https://api.example/x"), "a=1");
        assert_eq!(names(&jar, "https://any.example/x"), "");
        assert_eq!(names(&jar, "https://c.b.example/"), "b=2");
        assert_eq!(jar.iter().map(|one| one.has_same_site).collect::<Vec<_>>(), [false, false, true]);
        let refused = jar.fill(Engine::Chromium.profile(), NOW).refused;
        assert_eq!(refused.len(), 1, "{refused:?}");
        assert!(refused[0].1.contains("public suffix"), "{refused:?}");
    }

    #[test]
    fn every_line_of_neither_kind_is_located() {
        let mut jar = CookieJar::default();
        let file = "# x\nnonsense\na\tTRUE\t/\tMAYBE\t0\tn\tv\na\tTRUE\t/\tTRUE\t0\tn\tv\na b\tTRUE\t/\tTRUE\t0\tn\tv";
        let numbers: Vec<usize> =
            jar.add_file(file, &check(), NOW).unwrap_err().iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 3, 5]);
    }
}
