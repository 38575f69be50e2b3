//! The flags `-b` and `-u` with a browser's meaning: what is stored, not what is sent.

use std::ffi::OsString;
use std::time::Duration;

use corslet::Url;
use corslet::words::Origin;

use super::cookie_jar::CookieJar;
use super::problem::Problem;
use super::session::Session;
use super::stored::{Login, Stored};

/// Reads `-b`, `--cookie-jar`, the cookies of `-H Cookie`, and `-u`.
pub(super) fn read(
    cookies: &[OsString],
    files: &[OsString],
    cookie_headers: &[String],
    user: Option<&OsString>,
    url: &Url,
    problems: &mut Vec<Problem>,
) -> Stored {
    let mut reader = Reader { jar: CookieJar::default(), url, problems };
    for text in cookies {
        let text = text.to_string_lossy();
        // As curl: without an equals sign it names a file.
        match text.strip_prefix('@') {
            Some(path) => reader.file("-b", &text, path),
            None if !text.contains('=') && !CookieJar::is_line(&text) => reader.file("-b", &text, &text),
            None => reader.jar.add_text(&text, url),
        }
    }
    for path in files {
        let path = path.to_string_lossy();
        reader.file("--cookie-jar", &path, &path);
    }
    for text in cookie_headers {
        reader.jar.add_text(text, url);
    }
    let Reader { jar, problems, .. } = reader;
    if jar.iter().any(|cookie| cookie.name.chars().chain(cookie.value.chars()).any(char::is_control)) {
        problems.push(Problem::new(
            "-b",
            "...",
            "a cookie has no control characters: write `name=value; ...`",
        ));
    }
    let login = user.and_then(|user| {
        let text = user.to_string_lossy().into_owned();
        if !text.contains(':') {
            let what = "the password is missing, and nobody is asked for it: write -u 'user:password', or -u 'user:'";
            problems.push(Problem::new("-u", text, what));
            return None;
        }
        Some(Login { text, origin: Origin::of(url) })
    });
    Stored { cookies: jar, login }
}

struct Reader<'r> {
    jar: CookieJar,
    url: &'r Url,
    problems: &'r mut Vec<Problem>,
}

impl Reader<'_> {
    fn file(&mut self, argument: &'static str, given: &str, path: &str) {
        let text = if path == "-" {
            std::io::read_to_string(std::io::stdin())
        } else {
            std::fs::read_to_string(path)
        };
        match text {
            Ok(text) => {
                let bad = self.jar.add_file(&text, self.url, Session::calendar(Duration::ZERO)).err();
                for line in bad.into_iter().flatten() {
                    let shown: String = line.text.chars().take(20).collect();
                    let what = format!(
                        "line {} of the cookie file begins with `{}`: write Netscape's seven fields with tabs between \
                         them, or `Set-Cookie: NAME=VALUE; ...`",
                        line.number,
                        shown.escape_default()
                    );
                    self.problems.push(Problem::new(argument, given, what));
                }
            }
            Err(error) => {
                let instead = if argument == "-b" { ", or write 'name=value; ...'" } else { "" };
                let what = format!("the cookie file cannot be read ({error}): check its path{instead}");
                self.problems.push(Problem::new(argument, given, what));
            }
        }
    }
}
