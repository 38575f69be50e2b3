//! The reader of a [`Set-Cookie` line](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.6).

use std::time::Duration;

use super::attribute::{Attribute, Fate};
use super::cookie::{Priority, SameSite};
use super::date::parse_cookie_date;
use super::rules::{CookieRules, Lifetime};
use crate::verdict::{Observe, steps};

steps! {
    /// The steps of reading a `Set-Cookie` line.
    SET_COOKIE, "the Set-Cookie header field", "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.6";
    "1" NO_CONTROL_CHARACTER "the line has no control character but tabs"
    "5" IS_SHORT_ENOUGH "name and value together are no longer than 4096 bytes"
}

/// A `Set-Cookie` line as it was read. Every line can be read; whether it is stored is another question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetCookie {
    /// The name; empty when there was no `=`.
    pub name: Vec<u8>,
    /// The value.
    pub value: Vec<u8>,
    /// The attributes in the order of the line, with what became of each.
    pub attributes: Vec<Attribute>,
    /// Whether there is a control character in it, tabs apart.
    pub has_control_character: bool,
    /// `Domain`, without its dot; `None` without one, or with an empty one.
    pub domain: Option<Vec<u8>>,
    /// `Path`, when it begins with `/`.
    pub path: Option<Vec<u8>>,
    /// `Secure`
    pub secure: bool,
    /// `HttpOnly`
    pub http_only: bool,
    /// `SameSite`
    pub same_site: SameSite,
    /// `Priority`
    pub priority: Priority,
    /// `Partitioned`
    pub partitioned: bool,
    /// When it expires, since the Unix epoch; none for a session cookie.
    pub expires: Option<Duration>,
}

impl SetCookie {
    /// Reads a line as a browser with these rules does.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use corslet::browser::cookies::{CookieRules, Fate, SetCookie};
    ///
    /// let line = SetCookie::read(b"id=42; SameSite=Foo; Secure", CookieRules::chromium(), Duration::ZERO);
    /// assert_eq!((&line.name[..], line.secure), (&b"id"[..], true));
    /// assert_eq!(line.attributes[0].fate, Fate::Invalid);
    /// ```
    #[must_use]
    pub fn read(line: &[u8], rules: &CookieRules, now: Duration) -> SetCookie {
        let mut parts = line.split(|&byte| byte == b';');
        let (name, value) = match pair(parts.next().unwrap_or_default()) {
            (name, Some(value)) => (name, value),
            (value, None) => (b"".as_slice(), value),
        };
        let mut read = SetCookie {
            name: name.to_vec(),
            value: value.to_vec(),
            attributes: Vec::new(),
            has_control_character: line.iter().any(|&byte| byte != b'\t' && byte.is_ascii_control()),
            domain: None,
            path: None,
            secure: false,
            http_only: false,
            same_site: SameSite::Default,
            priority: Priority::default(),
            partitioned: false,
            expires: None,
        };
        let mut lifetime = Ages::default();
        for part in parts {
            let (name, value) = pair(part);
            read.attribute(name, value.unwrap_or_default(), &mut lifetime, rules, now);
        }
        read.settle(lifetime, rules);
        read
    }

    /// Takes the steps that can void the line as it is written.
    pub(super) fn check<O: Observe>(&self, rules: &CookieRules, observer: &mut O) -> (bool, bool) {
        let is_clean = !(self.has_control_character && rules.control_characters_void);
        observer.step(&NO_CONTROL_CHARACTER, is_clean, || {
            format!("control character: {}", self.has_control_character)
        });
        let len = self.name.len() + self.value.len();
        let is_short = rules.size_limit.is_none_or(|limit| len <= limit);
        observer.step(&IS_SHORT_ENOUGH, is_short, || format!("{len} bytes"));
        (is_clean, is_short)
    }

    fn attribute(&mut self, name: &[u8], value: &[u8], ages: &mut Ages, rules: &CookieRules, now: Duration) {
        let at = self.attributes.len();
        let lower = name.to_ascii_lowercase();
        let fate = if rules.attribute_limit.is_some_and(|limit| value.len() > limit) {
            Fate::TooLong
        } else {
            match lower.as_slice() {
                b"expires" => ages.expires(at, parse_cookie_date(value), rules),
                b"max-age" => ages.max_age(at, max_age(value), now),
                b"domain" => {
                    let value = value.strip_prefix(b".").unwrap_or(value);
                    let value =
                        if rules.domain_case_folded { value.to_ascii_lowercase() } else { value.to_vec() };
                    self.domain = Some(value).filter(|value| !value.is_empty());
                    Fate::Used
                }
                b"path" => {
                    self.path = Some(value.to_vec()).filter(|value| value.starts_with(b"/"));
                    if self.path.is_some() { Fate::Used } else { Fate::Invalid }
                }
                b"secure" => used(&mut self.secure),
                b"httponly" => used(&mut self.http_only),
                b"partitioned" if rules.partitioned => used(&mut self.partitioned),
                b"samesite" => {
                    self.same_site =
                        keyword(value, &[SameSite::None, SameSite::Lax, SameSite::Strict], SameSite::as_str)
                            .unwrap_or_default();
                    if self.same_site == SameSite::Default { Fate::Invalid } else { Fate::Used }
                }
                b"priority" => {
                    let read =
                        keyword(value, &[Priority::Low, Priority::Medium, Priority::High], Priority::as_str);
                    self.priority = read.unwrap_or_default();
                    if read.is_some() { Fate::Used } else { Fate::Invalid }
                }
                _ => Fate::Unknown,
            }
        };
        // The last one counts, and one that sets nothing leaves the default behind, not the one before it.
        let replaces = fate == Fate::Used
            || fate == Fate::Invalid && matches!(lower.as_slice(), b"path" | b"samesite" | b"priority");
        if replaces {
            let same = self.attributes.iter_mut().filter(|other| other.name.eq_ignore_ascii_case(name));
            for other in same.filter(|other| other.fate == Fate::Used) {
                other.fate = Fate::Overridden;
            }
        }
        self.attributes.push(Attribute { name: name.to_vec(), value: value.to_vec(), fate });
    }

    fn settle(&mut self, ages: Ages, rules: &CookieRules) {
        let (winner, loser) = match (ages.max_age, ages.expires) {
            (Some(max_age), Some(expires)) => match rules.lifetime {
                Lifetime::LastWins if expires.0 > max_age.0 => (expires, Some((max_age, Fate::Overridden))),
                Lifetime::LastWins => (max_age, Some((expires, Fate::Overridden))),
                Lifetime::MaxAgeFirst => (max_age, Some((expires, Fate::OverriddenByMaxAge))),
            },
            (Some(age), None) | (None, Some(age)) => (age, None),
            (None, None) => return,
        };
        if let Some(((at, _), fate)) = loser
            && let Some(attribute) = self.attributes.get_mut(at)
        {
            attribute.fate = fate;
        }
        self.expires = Some(winner.1);
    }
}

/// Where in the line `Max-Age` and `Expires` were, and the time that each means.
#[derive(Default)]
struct Ages {
    max_age: Option<(usize, Duration)>,
    expires: Option<(usize, Duration)>,
}

impl Ages {
    fn expires(&mut self, at: usize, date: Option<Duration>, rules: &CookieRules) -> Fate {
        match date {
            Some(date) => self.expires = Some((at, date)),
            // Where the last attribute wins, a date that is none takes the one before it away.
            None if rules.lifetime == Lifetime::LastWins => {
                (self.expires, self.max_age) = (None, None);
                return Fate::Invalid;
            }
            None => return Fate::Invalid,
        }
        Fate::Used
    }

    fn max_age(&mut self, at: usize, seconds: Option<u64>, now: Duration) -> Fate {
        let Some(seconds) = seconds else { return Fate::Invalid };
        let expires = match seconds {
            0 => Duration::ZERO,
            seconds => now.saturating_add(Duration::from_secs(seconds)),
        };
        self.max_age = Some((at, expires));
        Fate::Used
    }
}

fn used(flag: &mut bool) -> Fate {
    *flag = true;
    Fate::Used
}

fn keyword<T: Copy>(value: &[u8], all: &[T], as_str: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|&keyword| value.eq_ignore_ascii_case(as_str(keyword).as_bytes()))
}

/// A name and, behind a `=`, a value, without the white space around them.
fn pair(part: &[u8]) -> (&[u8], Option<&[u8]>) {
    match part.iter().position(|&byte| byte == b'=') {
        Some(equals) => (trim(&part[..equals]), Some(trim(&part[equals + 1..]))),
        None => (trim(part), None),
    }
}

fn trim(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

/// The seconds of a `Max-Age`, none of them when it is negative; as many as can be when it is too large.
fn max_age(value: &[u8]) -> Option<u64> {
    let digits = value.strip_prefix(b"-").unwrap_or(value);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    if digits.len() < value.len() {
        return Some(0);
    }
    Some(
        digits
            .iter()
            .fold(0u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))),
    )
}
