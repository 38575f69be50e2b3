//! The session: what `-b`, `-u` and `-H` say, and what of it a target gets.

use std::ffi::OsString;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use corslet::Url;
use corslet::browser::Engine;
use corslet::browser::cookies::{Client, Context};
use corslet::words::{HeaderList, HeaderName, HeaderValue, Origin};
use corslet_inspect::audit::Session;

use crate::check::Problem;
use crate::check::cookie_jar::CookieJar;
use crate::check::header_input::{self, Line};
use corslet_inspect::base64::encoded;
use corslet_inspect::redact::is_secret;

/// The header names that the audit writes itself.
const OWN: &[&str] = &[
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "host",
    "origin",
    "transfer-encoding",
];

/// Everything that goes along with requests.
#[derive(Clone, Debug, Default)]
pub(super) struct Credentials {
    /// `name=value` pairs, as they go into `Cookie`.
    cookies: Vec<String>,
    /// The lines by which cookies were given, when they were.
    set_cookies: Vec<String>,
    /// The text of cookie files, by which hosts get their own cookies.
    files: Vec<String>,
    /// Other header lines that are the session.
    lines: HeaderList,
    /// Header lines that are no session.
    headers: HeaderList,
}

/// Reads `-b`, `-u` and `-H`.
pub(super) fn read(
    cookies: &[OsString],
    user: Option<&OsString>,
    headers: &[OsString],
    problems: &mut Vec<Problem>,
) -> Credentials {
    let mut credentials = Credentials::default();
    for text in cookies {
        credentials.read_cookie(&text.to_string_lossy(), problems);
    }
    for text in headers {
        match header_input::read("-H", text.as_encoded_bytes()) {
            Ok(Line::LeftOut(_)) => {}
            Ok(Line::Set(name, value)) => credentials.read_header(&name, &value, problems),
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(user) = user {
        let text = user.to_string_lossy();
        if text.contains(':') {
            credentials.add_line("Authorization", &format!("Basic {}", encoded(text.as_bytes())));
        } else {
            let what = "the password is missing, and nobody is asked for it: write -u 'user:password', or -u 'user:'";
            problems.push(Problem::new("-u", text, what));
        }
    }
    credentials
}

impl Credentials {
    /// Whether anything of it must not go to everybody.
    pub(super) fn is_empty(&self) -> bool {
        self.cookies.is_empty() && self.files.is_empty() && self.lines.is_empty() && self.headers.is_empty()
    }

    /// The header lines for a target that are no session.
    pub(super) fn headers(&self) -> HeaderList {
        self.headers.clone()
    }

    /// The session for a target.
    pub(super) fn session(&self, url: &Url) -> Session {
        let mut cookies = self.cookies.clone();
        cookies.extend(self.of_files(url));
        let mut headers = HeaderList::new();
        if !cookies.is_empty() {
            append(&mut headers, "Cookie", cookies.join("; ").as_bytes());
        }
        for (name, value) in self.lines.iter() {
            headers.append(name.clone(), value.clone());
        }
        Session { headers, set_cookies: self.set_cookies.clone() }
    }

    fn read_cookie(&mut self, text: &str, problems: &mut Vec<Problem>) {
        if text.chars().any(char::is_control) {
            problems.push(Problem::new(
                "-b",
                "...",
                "a cookie has no control characters: write 'name=value; ...'",
            ));
        } else if CookieJar::is_line(text) {
            let line = text.split_once(':').map_or("", |(_, line)| line.trim());
            let pair = line.split(';').next().unwrap_or_default().trim();
            self.cookies.push(pair.to_owned());
            self.set_cookies.push(line.to_owned());
        } else if text.contains('=') && !text.starts_with('@') {
            self.cookies.push(text.trim().trim_end_matches(';').to_owned());
        } else {
            self.read_file(text, problems);
        }
    }

    fn read_file(&mut self, given: &str, problems: &mut Vec<Problem>) {
        let text = match std::fs::read_to_string(given.trim_start_matches('@')) {
            Ok(text) => text,
            Err(error) => {
                let what = format!(
                    "the cookie file cannot be read ({error}): check its path, or write 'name=value; ...'"
                );
                return problems.push(Problem::new("-b", given, what));
            }
        };
        // Of which host its lines are does not matter to whether they can be read.
        let Ok(any) = Url::parse("https://example.com/") else { return };
        for line in CookieJar::default().add_file(&text, &any, now()).err().into_iter().flatten() {
            let what = format!(
                "line {} of the cookie file is no cookie: write Netscape's seven fields with tabs between them, or \
                 `Set-Cookie: NAME=VALUE; ...`",
                line.number
            );
            problems.push(Problem::new("-b", given, what));
        }
        self.files.push(text);
    }

    /// What the cookie files have for a URL, as a page of the same origin would send it.
    fn of_files(&self, url: &Url) -> Option<String> {
        if self.files.is_empty() {
            return None;
        }
        let mut jar = CookieJar::default();
        for text in &self.files {
            // What is wrong with a file was said when it was read.
            let _ = jar.add_file(text, url, now());
        }
        let profile = Engine::Standard.profile();
        let client = Client::top_level(Origin::of(url));
        let mut filled = jar.fill(profile, now());
        let header =
            filled.jar.retrieve(&Context::new(&client, url), &profile.cookies, now(), &mut ()).header();
        header.map(|header| String::from_utf8_lossy(&header).into_owned())
    }

    fn read_header(&mut self, name: &[u8], value: &[u8], problems: &mut Vec<Problem>) {
        let name = String::from_utf8_lossy(name).into_owned();
        let text = String::from_utf8_lossy(value);
        let folded = name.to_ascii_lowercase();
        if folded == "cookie" {
            self.cookies.push(text.trim_end_matches([';', ' ']).to_owned());
        } else if OWN.contains(&folded.as_str()) {
            let what = match folded.as_str() {
                "host" => "the host is the URL's: write --resolve or --connect-to to ask for it elsewhere",
                "origin" => {
                    "the audit asks from many origins; one that is trusted on purpose is --trusted-origin"
                }
                _ => "the audit writes this header itself: leave it out",
            };
            problems.push(Problem::new("-H", format!("{name}: ..."), what));
        } else if is_secret(&name, &text) {
            self.add_line(&name, &text);
        } else {
            append(&mut self.headers, &name, value);
        }
    }

    fn add_line(&mut self, name: &str, value: &str) {
        append(&mut self.lines, name, value.as_bytes());
    }
}

fn append(list: &mut HeaderList, name: &str, value: &[u8]) {
    if let Ok(name) = HeaderName::parse(name) {
        list.append(name, HeaderValue::received(value));
    }
}

/// The time since the Unix epoch, by which cookies expire.
fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
