//! The headers that a browser adds by itself: what they tell of the page, and that they are not the page's own.

use std::collections::BTreeSet;

use corslet::Url;
use corslet::browser::{CredentialsMode, Mode};
use corslet::words::Origin;

use super::draft::{Draft, Line, shortened};
use super::form::Form;
use super::remark::RemarkKind;

/// Names that only a browser sets, whole or as a beginning that ends with `-`, or `:` for HTTP/2's own.
const ADDED: &[&str] = &[
    ":",
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "access-control-request-private-network",
    "connection",
    "content-length",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "priority",
    "proxy-",
    "purpose",
    "sec-",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
    "via",
    "x-browser-channel",
    "x-browser-copyright",
    "x-browser-validation",
    "x-browser-year",
    "x-client-data",
];

/// Takes the browser's own headers out, and learns from them where the page is and how it asked.
pub(super) fn sort_out(draft: &mut Draft, url: Option<&Url>) {
    let lines = std::mem::take(&mut draft.headers);
    let is_captured = draft.form == Form::Har || lines.iter().any(is_sign_of_a_browser);
    let hints = Hints::of(&lines);
    let is_uncached = is_captured
        && ["cache-control", "pragma"]
            .iter()
            .all(|name| lines.iter().any(|line| is(line, name) && line.value == b"no-cache"));
    let mut left_out: Vec<String> = Vec::new();
    for line in lines {
        let name = line.name.to_ascii_lowercase();
        match name.as_str() {
            "origin" => origin(draft, &line),
            "cookie" => cookie(draft, &line),
            "referer" => {}
            "cache-control" | "pragma" if is_uncached => {
                if name == "pragma" {
                    draft.remark(
                        RemarkKind::LeftOut,
                        line.at,
                        "Cache-Control and Pragma are both `no-cache`: taken for the `Disable cache` of the developer \
                         tools; write -H 'Cache-Control: no-cache' if the page sets it",
                    );
                }
            }
            "accept" if is_captured && is_browsers_accept(&line.value) => left_out.push(line.name),
            "accept-language" if is_captured => left_out.push(line.name),
            // PowerShell's copies have HTTP/2's names without their colon.
            "authority" | "method" | "path" | "scheme" if draft.form == Form::PowerShell => {
                left_out.push(line.name);
            }
            _ if is_added(&name) => left_out.push(line.name),
            _ => draft.headers.push(line),
        }
    }
    if !left_out.is_empty() {
        let what = format!("left out, because the browser sets it and not the page: {}", listed(&left_out));
        draft.remark(RemarkKind::LeftOut, None, what);
    }
    hints.tell(draft, url);
}

fn is(line: &Line, name: &str) -> bool {
    line.name.eq_ignore_ascii_case(name)
}

fn is_added(name: &str) -> bool {
    ADDED.iter().any(|added| match added.ends_with(['-', ':']) {
        true => name.starts_with(added),
        false => name == *added,
    })
}

fn is_sign_of_a_browser(line: &Line) -> bool {
    line.name.to_ascii_lowercase().starts_with("sec-fetch-")
        || is(line, "user-agent") && line.value.starts_with(b"Mozilla/")
}

/// `*/*`, and what navigations, images and style sheets ask for: a page's own is rarely one of these.
fn is_browsers_accept(value: &[u8]) -> bool {
    value == b"*/*"
        || [b"text/html,application/xhtml+xml".as_slice(), b"image/", b"text/css,*/*;q=0.1"]
            .iter()
            .any(|start| value.starts_with(start))
}

/// The names, each once, and how many more there are.
fn listed(names: &[String]) -> String {
    const MOST: usize = 8;
    let mut seen = BTreeSet::new();
    let mut shown = Vec::new();
    for name in names {
        let name = shortened(&name.to_ascii_lowercase());
        if seen.insert(name.clone()) && shown.len() < MOST {
            shown.push(name);
        }
    }
    let more = seen.len() - shown.len();
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{rest}", shown.join(", "))
}

fn origin(draft: &mut Draft, line: &Line) {
    match Origin::parse(&line.value) {
        Ok(origin) => {
            if let Some(known) = draft.origin.as_ref().filter(|known| known.serialize() != origin.serialize())
            {
                let what = format!("the origin is {known} already: write it once");
                draft.problem(line.at.clone(), what);
                return;
            }
            draft.remark(
                RemarkKind::Inferred,
                line.at.clone(),
                format!("the page's origin is {origin}, from the Origin header"),
            );
            draft.origin = Some(origin);
        }
        Err(error) => draft.problem(line.at.clone(), format!("this is no origin: {error}")),
    }
}

fn cookie(draft: &mut Draft, line: &Line) {
    let text = String::from_utf8_lossy(&line.value).trim().to_owned();
    if !text.is_empty() {
        draft.cookies.push(text);
    }
}

/// What the browser's headers tell of the page.
struct Hints {
    referer: Option<String>,
    fetch_mode: Option<String>,
    fetch_dest: Option<String>,
}

impl Hints {
    fn of(lines: &[Line]) -> Self {
        let value = |name: &str| {
            let line = lines.iter().find(|line| is(line, name))?;
            Some(String::from_utf8_lossy(&line.value).trim().to_owned())
        };
        Hints {
            referer: value("referer"),
            fetch_mode: value("sec-fetch-mode"),
            fetch_dest: value("sec-fetch-dest"),
        }
    }

    fn tell(self, draft: &mut Draft, url: Option<&Url>) {
        if let Some(referer) = self.referer.filter(|_| draft.origin.is_none()) {
            referrer(draft, &referer, "the Referer header");
        }
        match self.fetch_mode.as_deref().map(str::parse::<Mode>) {
            Some(Ok(Mode::Navigate)) => draft.remark(
                RemarkKind::Inferred,
                None,
                "this was a navigation, to which CORS does not apply (Sec-Fetch-Mode); it is read as if a script of the \
                 page asked",
            ),
            Some(Ok(mode)) if draft.mode.is_none() => {
                draft.mode = Some(mode);
                if mode != Mode::Cors {
                    let what = format!("the mode is {}, from Sec-Fetch-Mode", mode.as_str());
                    draft.remark(RemarkKind::Inferred, None, what);
                }
            }
            _ => {}
        }
        if let Some(dest) = self.fetch_dest.filter(|dest| !matches!(dest.as_str(), "empty" | "document" | ""))
        {
            let what = format!("not a script but `{}` asked (Sec-Fetch-Dest)", shortened(&dest));
            draft.remark(RemarkKind::Inferred, None, what);
        }
        credentials(draft, url);
    }
}

/// Takes the page's origin from its address.
pub(super) fn referrer(draft: &mut Draft, address: &str, source: &str) {
    let origin = Url::parse(address).ok().and_then(|page| {
        let origin = page.origin().ascii_serialization();
        Origin::parse(origin.as_bytes()).ok().filter(|origin| !origin.is_opaque())
    });
    if let Some(origin) = origin {
        draft.remark(RemarkKind::Inferred, None, format!("the page's origin is {origin}, from {source}"));
        draft.origin = Some(origin);
    }
}

/// A cookie that went along says the credentials mode, as far as it can be told.
fn credentials(draft: &mut Draft, url: Option<&Url>) {
    if draft.cookies.is_empty() || draft.credentials.is_some() {
        return;
    }
    let is_own = url.zip(draft.origin.as_ref()).is_some_and(|(url, origin)| origin.same_origin_as_url(url));
    let (mode, why) = match is_own {
        true => {
            (CredentialsMode::SameOrigin, "same-origin, the default: a Cookie went to the page's own origin")
        }
        false => (CredentialsMode::Include, "include, because a Cookie went along"),
    };
    draft.credentials = Some(mode);
    draft.remark(RemarkKind::Inferred, None, format!("the credentials mode is {why}"));
}
