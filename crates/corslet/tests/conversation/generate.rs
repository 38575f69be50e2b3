//! Conversations out of bytes: whatever the bytes, a conversation; most of them go somewhere.

use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet::browser::{
    Api, Body, CredentialsMode, Destination, EmbedderPolicy, Fetch, Mode, PolicyContainer, PreflightCache,
    Profile, RedirectMode, ReferrerPolicy, Request, Verdict,
};
use corslet::verdict::{Answer, Exchange, NetworkFailure, ResponseHead};
use corslet::words::{HeaderList, HeaderName, HeaderValue, Method, Origin, Status};

use super::play::play;

/// Choices read from bytes; the first of everything once they are used up.
pub struct Dice<'b> {
    bytes: &'b [u8],
}

impl<'b> Dice<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Dice { bytes }
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        let [first, rest @ ..] = self.bytes else { return 0 };
        self.bytes = rest;
        usize::from(*first) % sides
    }

    /// True once in so many rolls.
    pub fn once_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == sides - 1
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

/// A request, and how the server answers one exchange after another.
#[derive(Clone, Debug)]
pub struct Scene {
    pub request: Arc<Request>,
    /// Answers in order; once used up, they begin again.
    pub replies: Vec<Reply>,
}

/// How the server answers one exchange.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Not at all.
    Fails,
    /// With this head.
    Head(ResponseHead),
    /// With this head, and the grant of whatever is asked for.
    Grants(ResponseHead),
}

#[rustfmt::skip]
const PAGES: &[&str] = &["https://a.test", "https://a.test", "https://a.test", "http://a.test", "null", "capacitor://localhost"];

/// The first eight take part in CORS.
#[rustfmt::skip]
const URLS: &[&str] = &[
    "https://b.test/", "https://b.test/", "https://b.test/2#f", "https://c.test/", "https://a.test/", "https://a.test/2",
    "https://sub.b.test/", "https://c.test:8443/", "http://localhost/", "https://u:p@b.test/", "https://u@a.test/",
    "https://:@b.test/", "http://b.test/", "http://a.test/", "https://b.test:6000/", "data:,x", "ftp://b.test/",
    "about:blank", "blob:https://a.test/x",
];

#[rustfmt::skip]
const LOCATIONS: &[&str] = &[
    "/2", "", "//c.test/", "https://b.test/", "https://a.test/", "https://sub.b.test/", "?q", "#f", "http://[", "x:y", "\u{ff}",
];

#[rustfmt::skip]
const METHODS: &[&str] = &["GET", "PUT", "POST", "HEAD", "DELETE", "PATCH", "patch", "get", "OPTIONS", "*", "X"];

#[rustfmt::skip]
const REQUEST_HEADERS: &[(&str, &str)] = &[
    ("X-A", "1"), ("Authorization", "Bearer t"), ("Content-Type", "application/json"), ("x-b", ""), ("X-a", "2"),
    ("Content-Type", "text/plain"), ("Accept", "a/b"), ("Accept", "(x)"), ("Range", "bytes=0-9"), ("range", "bytes=+1-2"),
    ("Range", "bytes=9223372036854775807-"), ("Range", "bytes=18446744073709551616-"), ("DPR", "2"), ("Save-Data", "on"),
    ("User-Agent", "x"), ("Content-Language", "en"), ("Accept-Language", "de"), ("*", "1"), ("X-H", "\u{e4}"),
    ("Accept", "\u{e4}"), ("Content-Type", "text/plain; a=,"), ("Content-Encoding", "gzip"), ("authorization", "Basic u"),
];

/// Header lines of answers, apart from `Access-Control-Allow-Origin` and `Location`.
#[rustfmt::skip]
const RESPONSE_HEADERS: &[(&str, &str)] = &[
    ("Access-Control-Allow-Credentials", "true"), ("Access-Control-Allow-Methods", "PUT, DELETE, PATCH"),
    ("Access-Control-Allow-Headers", "x-a, content-type, authorization"), ("Access-Control-Max-Age", "600"),
    ("Access-Control-Allow-Methods", "*"), ("Access-Control-Allow-Headers", "*"), ("Access-Control-Expose-Headers", "*"),
    ("Access-Control-Expose-Headers", "x-secret, Set-Cookie, set-cookie2"), ("Set-Cookie", "a=b"), ("Set-Cookie2", "c=d"),
    ("X-Secret", "1"), ("X-Secret", "\u{e4}"), ("Timing-Allow-Origin", "*"), ("Timing-Allow-Origin", "https://a.test"),
    ("Access-Control-Allow-Methods", "a b"), ("Access-Control-Allow-Headers", "a b"), ("Access-Control-Expose-Headers", "*, a b"),
    ("Access-Control-Allow-Methods", ""), ("Access-Control-Allow-Headers", ""), ("Access-Control-Allow-Credentials", "True"),
    ("Access-Control-Allow-Credentials", ""), ("Access-Control-Max-Age", "0"), ("Access-Control-Max-Age", "-1"),
    ("Access-Control-Max-Age", "99999999999999999999"), ("Access-Control-Max-Age", "+5"), ("Content-Type", "text/html"),
    ("Access-Control-Allow-Headers", "x-a, x-b"), ("Access-Control-Allow-Headers", ",x-b,, X-A"), ("Location", "/3"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-site"),
    ("Cross-Origin-Resource-Policy", "cross-origin"), ("Cross-Origin-Embedder-Policy", "require-corp"),
];

#[rustfmt::skip]
const ALLOW_ORIGINS: &[&str] = &["https://a.test", "*", "null", "https://b.test", "", "https://a.test/", "https://a.test, *"];

#[rustfmt::skip]
const STATUSES: &[u16] = &[200, 307, 200, 302, 307, 301, 303, 308, 204, 307, 404, 302, 299, 304, 101, 999];

impl Scene {
    pub fn roll(dice: &mut Dice<'_>) -> Scene {
        let request = Arc::new(request(dice));
        let replies = (0..1 + dice.roll(6)).map(|_| Reply::roll(dice)).collect();
        Scene { request, replies }
    }

    /// Another request of the same page for the same URL, more or less alike, and answered alike.
    pub fn again(&self, dice: &mut Dice<'_>) -> Scene {
        let (own, mut other) = (&self.request, request(dice));
        if dice.roll(4) < 2 {
            other.method = own.method.clone();
        }
        if dice.roll(4) < 2 {
            other.headers = Arc::clone(&own.headers);
        }
        if dice.roll(4) < 3 {
            other.mode = own.mode;
        }
        let (url, origin) = (Arc::clone(&own.url), own.origin.clone());
        let network_partition_key = own.network_partition_key.clone();
        Scene {
            request: Arc::new(Request { url, origin, network_partition_key, ..other }),
            replies: self.replies.clone(),
        }
    }

    /// The verdict of a browser that has kept nothing.
    pub fn verdict(&self, profile: &Profile) -> Verdict {
        self.changed(profile, as_it_is)
    }

    /// As [`Scene::verdict`], with every head changed on its way.
    pub fn changed(
        &self,
        profile: &Profile,
        change: impl Fn(&Exchange, ResponseHead) -> ResponseHead,
    ) -> Verdict {
        let fetch = Fetch::new(Arc::clone(&self.request), profile);
        play(fetch, Duration::ZERO, &mut PreflightCache::new(), self.server(change))
    }

    /// The server, from its first answer on; `change` has the last word about each head.
    pub fn server(
        &self,
        change: impl Fn(&Exchange, ResponseHead) -> ResponseHead,
    ) -> impl FnMut(&Exchange) -> Answer {
        let mut replies = self.replies.iter().cycle();
        move |exchange| match replies.next() {
            Some(Reply::Head(head)) => Answer::Head(Arc::new(change(exchange, head.clone()))),
            Some(Reply::Grants(head)) => {
                Answer::Head(Arc::new(change(exchange, granting(exchange, head.clone()))))
            }
            Some(Reply::Fails) | None => Answer::Failed(NetworkFailure::Closed),
        }
    }
}

/// Leaves a head as it is.
pub fn as_it_is(_: &Exchange, head: ResponseHead) -> ResponseHead {
    head
}

impl Reply {
    fn roll(dice: &mut Dice<'_>) -> Reply {
        let grants = !dice.once_in(5);
        let status = Status::new(dice.pick(STATUSES)).unwrap_or_default();
        let mut headers = HeaderList::new();
        for _ in 0..dice.roll(5) {
            headers.extend([line(dice.pick(RESPONSE_HEADERS))]);
        }
        if status.is_redirect() && !dice.once_in(8) {
            let to = if dice.once_in(4) { dice.pick(LOCATIONS) } else { url(dice) };
            headers.extend([line(("Location", to))]);
        }
        let lines = if grants { 0 } else { [1, 0, 2][dice.roll(3)] };
        for _ in 0..lines {
            headers.extend([line(("Access-Control-Allow-Origin", dice.pick(ALLOW_ORIGINS)))]);
        }
        let head = ResponseHead { status, headers };
        match grants {
            true => Reply::Grants(head),
            false if dice.once_in(10) => Reply::Fails,
            false => Reply::Head(head),
        }
    }
}

/// The head with everything that the exchange asks for, in front; to a preflight with the status that it needs.
fn granting(exchange: &Exchange, head: ResponseHead) -> ResponseHead {
    let origin = exchange.origin.as_ref().map_or("*", Origin::serialize);
    let mut headers = HeaderList::from_pairs([
        ("access-control-allow-origin", origin),
        ("access-control-allow-credentials", "true"),
    ]);
    if let Some(method) = &exchange.request_method {
        headers.extend([line(("access-control-allow-methods", method.as_str()))]);
    }
    if let Some(names) = &exchange.request_headers {
        headers.extend([line(("access-control-allow-headers", names))]);
    }
    // A second line of these two would take the grant back.
    headers.extend(head.headers.into_iter().filter(|(name, _)| !name.is("access-control-allow-credentials")));
    let status = if exchange.request_method.is_some() { Status::NO_CONTENT } else { head.status };
    ResponseHead { status, headers }
}

fn line((name, value): (&str, &str)) -> (HeaderName, HeaderValue) {
    let bytes: Vec<u8> =
        value.chars().filter_map(|character| u8::try_from(u32::from(character)).ok()).collect();
    (HeaderName::parse(name).unwrap_or(HeaderName::VARY), HeaderValue::received(bytes))
}

/// Mostly where CORS is.
fn url(dice: &mut Dice<'_>) -> &'static str {
    let urls = if dice.once_in(6) { URLS } else { &URLS[..8] };
    dice.pick(urls)
}

fn request(dice: &mut Dice<'_>) -> Request {
    let origin = Origin::parse(dice.pick(PAGES)).unwrap_or_else(|_| Origin::opaque());
    let url = Url::parse(url(dice)).unwrap_or_else(|error| panic!("a URL of this file: {error}"));
    let body = dice.pick(&[Body::None, Body::None, Body::Source, Body::Stream]);
    let listens = dice.once_in(8);
    let mut headers = HeaderList::new();
    for _ in 0..dice.roll(4) {
        headers.extend([line(dice.pick(REQUEST_HEADERS))]);
    }
    // So many that the safelisted ones exceed their limit together.
    if dice.once_in(30) {
        headers.extend((0..9).map(|_| (HeaderName::ACCEPT, HeaderValue::received([b'a'; 128]))));
    }
    Request {
        method: Method::parse(dice.pick(METHODS)).unwrap_or_default(),
        headers: Arc::new(headers),
        mode: match dice.roll(12) {
            7 | 8 => Mode::NoCors,
            9 => Mode::SameOrigin,
            10 => Mode::Navigate,
            11 => Mode::WebSocket,
            _ => Mode::Cors,
        },
        credentials: dice.pick(&[
            CredentialsMode::SameOrigin,
            CredentialsMode::Include,
            CredentialsMode::Omit,
        ]),
        redirect: match dice.roll(12) {
            10 => RedirectMode::Manual,
            11 => RedirectMode::Error,
            _ => RedirectMode::Follow,
        },
        referrer_policy: dice.pick(POLICIES),
        body,
        unsafe_request: !dice.once_in(6),
        use_cors_preflight: body == Body::Stream || listens,
        api: if listens { Api::Xhr { upload_listener: true } } else { Api::Fetch },
        network_partition_key: dice.once_in(5).then(|| "https://top.test".into()),
        top_level_origin: dice.once_in(5).then(|| Origin::of(&url)),
        // Only a navigation looks at it.
        destination: dice.pick(&[Destination::Empty, Destination::Iframe]),
        policies: PolicyContainer {
            embedder_policy: match dice.roll(8) {
                6 => EmbedderPolicy::RequireCorp,
                7 => EmbedderPolicy::Credentialless,
                _ => EmbedderPolicy::UnsafeNone,
            },
            ..PolicyContainer::default()
        },
        ..Request::new(origin, url)
    }
}

#[rustfmt::skip]
const POLICIES: &[ReferrerPolicy] = &[
    ReferrerPolicy::StrictOriginWhenCrossOrigin, ReferrerPolicy::NoReferrer, ReferrerPolicy::NoReferrerWhenDowngrade,
    ReferrerPolicy::SameOrigin, ReferrerPolicy::Origin, ReferrerPolicy::StrictOrigin, ReferrerPolicy::OriginWhenCrossOrigin,
    ReferrerPolicy::UnsafeUrl,
];
