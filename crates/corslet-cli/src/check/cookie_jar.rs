//! The cookies that the browser is said to have: curl's `-b`, as text or as a cookie file.

use std::time::{SystemTime, UNIX_EPOCH};

use corslet::Url;

/// A cookie of the jar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cookie {
    pub(crate) name: String,
    pub(crate) value: String,
    /// The host; `None` for one that fits every host, which is what a `Set-Cookie` line of a file without a domain does.
    host: Option<String>,
    has_subdomains: bool,
    path: String,
    is_secure: bool,
    /// Seconds since 1970; 0 for a session.
    expires: u64,
}

/// The cookies, in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CookieJar(Vec<Cookie>);

impl CookieJar {
    /// Adds `a=1; b=2`: cookies of one host.
    pub(super) fn add_text(&mut self, text: &str, url: &Url) {
        let host = url.host_str().map(str::to_ascii_lowercase);
        for pair in text.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or(("", pair));
            self.0.push(Cookie {
                name: name.trim().to_owned(),
                value: value.trim().to_owned(),
                host: host.clone(),
                has_subdomains: false,
                path: "/".into(),
                is_secure: false,
                expires: 0,
            });
        }
    }

    /// Adds what a cookie file has: Netscape's lines of seven fields, or `Set-Cookie` lines.
    ///
    /// # Errors
    /// The first line that is neither, by its number from 1.
    pub(super) fn add_file(&mut self, text: &str) -> Result<(), (usize, String)> {
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            let line = line.strip_prefix("#HttpOnly_").unwrap_or(line);
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let header = line.get(..11).filter(|start| start.eq_ignore_ascii_case("set-cookie:"));
            let cookie = match header {
                Some(start) => set_cookie(&line[start.len()..]),
                None => netscape(line).ok_or_else(|| (index + 1, line.to_owned()))?,
            };
            self.0.push(cookie);
        }
        Ok(())
    }

    /// The cookies that fit a URL.
    pub(crate) fn of<'j>(&'j self, url: &Url) -> Vec<&'j Cookie> {
        let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        self.0.iter().filter(|cookie| cookie.fits(&host, url, now)).collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Cookie> {
        self.0.iter()
    }
}

impl Cookie {
    /// [RFC 6265, 5.1.3](https://www.rfc-editor.org/rfc/rfc6265#section-5.1.3) and 5.1.4.
    fn fits(&self, host: &str, url: &Url, now: u64) -> bool {
        let fits_host = self.host.as_deref().is_none_or(|own| {
            let is_below = || host.strip_suffix(own).is_some_and(|rest| rest.ends_with('.'));
            own == host || self.has_subdomains && is_below()
        });
        let fits_path = match url.path().strip_prefix(self.path.as_str()) {
            Some(rest) => rest.is_empty() || self.path.ends_with('/') || rest.starts_with('/'),
            None => false,
        };
        let is_safe = !self.is_secure || url.scheme() == "https" || is_loopback(host);
        fits_host && fits_path && is_safe && (self.expires == 0 || self.expires > now)
    }
}

/// Browsers send Secure cookies to loopback without TLS, and so does curl.
fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1" || host == "[::1]"
}

/// `domain \t subdomains \t path \t secure \t expires \t name \t value`
fn netscape(line: &str) -> Option<Cookie> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [domain, subdomains, path, secure, expires, name, rest @ ..] = fields.as_slice() else { return None };
    let flag = |text: &str| match text.to_ascii_uppercase().as_str() {
        "TRUE" => Some(true),
        "FALSE" => Some(false),
        _ => None,
    };
    Some(Cookie {
        name: (*name).to_owned(),
        // curl leaves the last field out where the value is empty.
        value: rest.first().map_or_else(String::new, |value| (*value).to_owned()),
        host: Some(domain.trim_start_matches('.').to_ascii_lowercase()),
        has_subdomains: flag(subdomains)? || domain.starts_with('.'),
        path: (*path).to_owned(),
        is_secure: flag(secure)?,
        expires: expires.parse().ok()?,
    })
}

fn set_cookie(text: &str) -> Cookie {
    let mut parts = text.split(';').map(str::trim);
    let pair = parts.next().unwrap_or_default();
    let (name, value) = pair.split_once('=').unwrap_or(("", pair));
    let mut cookie = Cookie {
        name: name.trim().to_owned(),
        value: value.trim().to_owned(),
        host: None,
        has_subdomains: false,
        path: "/".into(),
        is_secure: false,
        expires: 0,
    };
    for attribute in parts {
        let (key, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        match key.trim().to_ascii_lowercase().as_str() {
            "domain" => {
                cookie.host = Some(value.trim().trim_start_matches('.').to_ascii_lowercase());
                cookie.has_subdomains = true;
            }
            "path" if value.trim().starts_with('/') => cookie.path = value.trim().to_owned(),
            "secure" => cookie.is_secure = true,
            _ => {}
        }
    }
    cookie
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(jar: &CookieJar, url: &str) -> String {
        let url: Url = url.parse().unwrap();
        jar.of(&url)
            .iter()
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn text_belongs_to_the_host_whatever_the_port() {
        let mut jar = CookieJar::default();
        jar.add_text("a=1; b = 2;;c", &"http://API.example:1/x".parse().unwrap());
        assert_eq!(names(&jar, "https://api.example:2/y"), "a=1 b=2 =c");
        assert_eq!(names(&jar, "https://www.api.example/"), "");
    }

    #[test]
    fn a_netscape_file_is_read() {
        let file = "# Netscape HTTP Cookie File\n\n\
            .a.example\tTRUE\t/\tFALSE\t0\tall\t1\n\
            a.example\tFALSE\t/p\tFALSE\t4102444800\tpath\t2\r\n\
            #HttpOnly_a.example\tFALSE\t/\tTRUE\t0\tsecure\t3\n\
            a.example\tFALSE\t/\tFALSE\t5\told\t4\n";
        let mut jar = CookieJar::default();
        jar.add_file(file).unwrap();
        assert_eq!(names(&jar, "https://a.example/p/q"), "all=1 path=2 secure=3");
        assert_eq!(names(&jar, "http://x.a.example/pq"), "all=1");
        assert_eq!(names(&jar, "http://ba.example/"), "");
    }

    #[test]
    fn set_cookie_lines_are_read_as_curl_reads_them() {
        let mut jar = CookieJar::default();
        jar.add_file("Set-Cookie: a=1; Path=/x; Secure\nset-cookie: b=2; domain=.b.example").unwrap();
        assert_eq!(names(&jar, "https://any.example/x"), "a=1");
        assert_eq!(names(&jar, "https://c.b.example/"), "b=2");
    }

    #[test]
    fn a_line_of_neither_kind_is_located() {
        let mut jar = CookieJar::default();
        assert_eq!(jar.add_file("# x\nnonsense").unwrap_err(), (2, "nonsense".to_owned()));
        assert!(jar.add_file("a\tTRUE\t/\tMAYBE\t0\tn\tv").is_err());
    }
}
