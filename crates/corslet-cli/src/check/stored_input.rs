//! The flags `-b` and `-u` with a browser's meaning: what is stored, not what is sent.

use std::ffi::OsString;

use corslet::Url;
use corslet::words::Origin;

use super::cookie_jar::CookieJar;
use super::problem::Problem;
use super::stored::{Login, Stored};

/// Reads `-b`, the cookies of `-H Cookie`, and `-u`.
pub(super) fn read(
    cookies: &[OsString],
    cookie_headers: &[String],
    user: Option<&OsString>,
    url: &Url,
    problems: &mut Vec<Problem>,
) -> Stored {
    let mut jar = CookieJar::default();
    for text in cookies {
        let text = text.to_string_lossy();
        // As curl: without an equals sign it names a file.
        match text.strip_prefix('@') {
            Some(path) => file(&mut jar, &text, path, problems),
            None if !text.contains('=') => file(&mut jar, &text, &text, problems),
            None => jar.add_text(&text, url),
        }
    }
    for text in cookie_headers {
        jar.add_text(text, url);
    }
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

fn file(jar: &mut CookieJar, given: &str, path: &str, problems: &mut Vec<Problem>) {
    let text =
        if path == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    match text {
        Ok(text) => {
            if let Err((line, found)) = jar.add_file(&text) {
                let shown: String = found.chars().take(20).collect();
                let what = format!(
                    "line {line} of the cookie file begins with `{shown}`: write Netscape's seven fields with tabs between \
                     them, or a Set-Cookie line"
                );
                problems.push(Problem::new("-b", given, what));
            }
        }
        Err(error) => {
            let what = format!(
                "the cookie file cannot be read ({error}): check its path, or write 'name=value; ...'"
            );
            problems.push(Problem::new("-b", given, what));
        }
    }
}
