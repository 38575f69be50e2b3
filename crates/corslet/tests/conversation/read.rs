//! A conversation written in a line: a page's request, and what the server answers to it.
//!
//! ```text
//! PUT https://b.test/ credentials=include; x-a: 1 | pre 204; acao: @; acac: true; acam: PUT | 200; acao: @
//! ```
//! The request comes first: method, URL, options, then headers. Answers follow in order; `pre` is one to a preflight,
//! `failed` is none at all. Header names of answers may be short, `@` is the page's origin, and a character is a byte.

use std::sync::Arc;

use corslet::Url;
use corslet::browser::{Api, Body, CrossOrigin, Element, EmbedderPolicy, Profile, Request, RequestInit};
use corslet::verdict::{Answer, Kind, NetworkFailure, ResponseHead};
use corslet::words::{HeaderList, HeaderName, HeaderValue, Method, Origin, Status};

/// The page's origin, unless `from=` says another.
const PAGE: &str = "https://a.test";

/// A request, and the answers that it gets.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// What the page asks.
    pub request: Arc<Request>,
    /// What an element asks in place of it.
    pub element: Option<RequestInit>,
    /// What the server answers, in the order of the exchanges.
    pub turns: Vec<Turn>,
}

/// One answer, and the exchange that it belongs to.
#[derive(Clone, Debug)]
pub struct Turn {
    /// 0 for the request's URL, n after the nth redirect.
    pub hop: usize,
    /// Preflight or actual.
    pub kind: Kind,
    /// What comes back.
    pub answer: Answer,
}

impl Conversation {
    /// Reads a conversation; nothing panics on text from outside.
    pub fn read(text: &str) -> Result<Conversation, String> {
        let mut parts = text.split(" | ");
        let (request, element) = request(parts.next().unwrap_or_default())?;
        let page = request.origin.serialize().to_owned();
        let mut turns: Vec<Turn> = Vec::new();
        for part in parts {
            let (kind, part) = match part.trim_matches(' ').strip_prefix("pre ") {
                Some(rest) => (Kind::Preflight, rest),
                None => (Kind::Actual, part),
            };
            // An answer to the request itself is the last of its hop.
            let hop = turns.last().map_or(0, |last| last.hop + usize::from(last.kind == Kind::Actual));
            turns.push(Turn { hop, kind, answer: answer(part.trim_matches(' '), &page)? });
        }
        Ok(Conversation { request: Arc::new(request), element, turns })
    }

    /// Reads a conversation from bytes, one character a byte.
    pub fn read_bytes(bytes: &[u8]) -> Result<Conversation, String> {
        Conversation::read(&bytes.iter().map(|&byte| char::from(byte)).collect::<String>())
    }
}

impl Conversation {
    /// The request as it is made in this browser.
    pub fn request_in(&self, profile: &Profile) -> Arc<Request> {
        match &self.element {
            Some(init) => match init.construct(profile) {
                Ok(constructed) => Arc::new(constructed.request),
                Err(error) => panic!("{error}"),
            },
            None => self.request.clone(),
        }
    }
}

fn request(text: &str) -> Result<(Request, Option<RequestInit>), String> {
    let mut parts = text.split("; ");
    let mut words = parts.next().unwrap_or_default().split(' ').filter(|word| !word.is_empty());
    let method = Method::parse(words.next().unwrap_or_default()).map_err(|error| error.to_string())?;
    let url = Url::parse(words.next().unwrap_or_default()).map_err(|error| error.to_string())?;
    let page = Origin::parse(PAGE).map_err(|error| error.to_string())?;
    let mut request = Request { method, ..Request::new(page, url) };
    let (mut element, mut crossorigin, mut noreferrer) = (None, None, false);
    for word in words {
        match word.split_once('=') {
            Some(("element", keyword)) => element = Some(keyword.parse::<Element>()?),
            Some(("crossorigin", value)) => crossorigin = Some(CrossOrigin::of_attribute(value)),
            _ if word == "noreferrer" => noreferrer = true,
            _ => option(&mut request, word)?,
        }
    }
    request.headers = Arc::new(headers(parts, "")?);
    let init = element.map(|element| RequestInit {
        policies: request.policies,
        method: Some(request.method.as_str().into()),
        noreferrer,
        api: Api::Element { element, crossorigin },
        ..RequestInit::new(request.origin.clone(), request.url.as_str())
    });
    Ok((request, init))
}

fn option(request: &mut Request, word: &str) -> Result<(), String> {
    let (key, value) = word.split_once('=').unwrap_or((word, ""));
    match key {
        "from" => request.origin = Origin::parse(value).map_err(|error| error.to_string())?,
        "top" => request.top_level_origin = Some(Origin::parse(value).map_err(|error| error.to_string())?),
        "partition" => request.network_partition_key = Some(value.into()),
        "mode" => request.mode = value.parse()?,
        "credentials" => request.credentials = value.parse()?,
        "redirect" => request.redirect = value.parse()?,
        "cache" => request.cache = value.parse()?,
        "coep" if value == "require-corp" => request.policies.embedder_policy = EmbedderPolicy::RequireCorp,
        "coep" => request.policies.embedder_policy = EmbedderPolicy::Credentialless,
        "uir" => request.policies.upgrades_insecure_requests = true,
        "policy" => request.referrer_policy = value.parse()?,
        "body" if value == "stream" => {
            request.body = Body::Stream;
            request.use_cors_preflight = true;
        }
        "body" => request.body = Body::Source,
        // The unsafe-request flag unset: how a form or an image asks.
        "safe" => request.unsafe_request = false,
        "xhr" => request.api = Api::Xhr { upload_listener: false },
        "upload" => {
            request.api = Api::Xhr { upload_listener: true };
            request.use_cors_preflight = true;
        }
        _ => return Err(format!("`{word}` is no option")),
    }
    Ok(())
}

fn answer(text: &str, page: &str) -> Result<Answer, String> {
    let mut parts = text.split("; ");
    let status = parts.next().unwrap_or_default();
    if status == "failed" {
        return Ok(Answer::Failed(NetworkFailure::Closed));
    }
    let code: u16 = status.trim().parse().map_err(|_| format!("`{status}` is no status"))?;
    let status = Status::new(code).ok_or_else(|| format!("{code} is no status"))?;
    Ok(Answer::Head(Arc::new(ResponseHead { status, headers: headers(parts, page)? })))
}

fn headers<'t>(lines: impl Iterator<Item = &'t str>, page: &str) -> Result<HeaderList, String> {
    let mut headers = HeaderList::new();
    for line in lines {
        let (name, value) = line.split_once(':').ok_or_else(|| format!("`{line}` is no header"))?;
        let name = HeaderName::parse(long(name)).map_err(|error| error.to_string())?;
        // An `@` in a Location is one of user and host.
        let is_plain = page.is_empty() || name.is("location");
        let value = if is_plain { value.to_owned() } else { value.replace('@', page) };
        let bytes: Option<Vec<u8>> =
            value.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect();
        // Not `append`, which would spell a repeated name as the first.
        headers.extend([(name, HeaderValue::received(bytes.ok_or("a character above U+00FF")?))]);
    }
    Ok(headers)
}

fn long(name: &str) -> &str {
    match name {
        "acao" => "access-control-allow-origin",
        "acac" => "access-control-allow-credentials",
        "acam" => "access-control-allow-methods",
        "acah" => "access-control-allow-headers",
        "aceh" => "access-control-expose-headers",
        "acma" => "access-control-max-age",
        "tao" => "timing-allow-origin",
        "corp" => "cross-origin-resource-policy",
        "coep" => "cross-origin-embedder-policy",
        "to" => "location",
        _ => name,
    }
}
