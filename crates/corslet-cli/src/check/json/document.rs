//! The shape of `corslet/check/1`.
//!
//! Nothing here is removed, renamed or retyped; optional fields may be added.

use corslet::verdict::Step;
use serde::Serialize;

use super::diagnosis::Diagnosis;

/// The schema's name and version.
pub(super) const SCHEMA: &str = "corslet/check/1";

#[derive(Serialize)]
pub(super) struct Check<'r> {
    pub(super) schema: &'static str,
    /// Of a batch: the line, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<usize>,
    /// Of a batch: what the line calls itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<&'r serde_json::Value>,
    /// Of several ways to ask: which one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) way: Option<WayAsked>,
    pub(super) request: Request<'r>,
    pub(super) exchanges: Vec<Exchange<'r>>,
    pub(super) engines: Engines<'r>,
    /// Why, and what to change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) diagnosis: Option<Diagnosis>,
    /// The later times of `--repeat`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) repeats: Vec<Repeat<'r>>,
    /// The exchanges as curl commands, with `--curl`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) curl: Option<Vec<String>>,
    pub(super) notes: Vec<String>,
    /// `blocked` when that was expected: then 0 and 1 have changed places in `exit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expect: Option<&'static str>,
    pub(super) exit: u8,
}

/// One of several ways to ask.
#[derive(Serialize)]
pub(super) struct WayAsked {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) http_version: Option<&'static str>,
    /// Whether its answers are not those of the most.
    pub(super) differs: bool,
}

#[derive(Serialize)]
pub(super) struct Repeat<'r> {
    /// How much later than the first time, by the browser's clock.
    pub(super) later_seconds: f64,
    pub(super) engines: Engines<'r>,
}

#[derive(Serialize)]
pub(super) struct Request<'r> {
    pub(super) url: String,
    pub(super) origin: &'r str,
    pub(super) method: String,
    pub(super) headers: Vec<Header>,
    /// What never left the page.
    pub(super) dropped: Vec<Dropped>,
    pub(super) mode: &'static str,
    pub(super) credentials: &'static str,
    pub(super) redirect: &'static str,
    pub(super) has_body: bool,
    /// What asks: `fetch`, `xhr` or an element's keyword; of a WebSocket the mode says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) api: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) upload_listener: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) crossorigin: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) referrer_policy: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) top_site: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) third_party_cookies: Option<&'static str>,
    /// What the page's own response says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) page_headers: Vec<Header>,
}

#[derive(Serialize)]
pub(super) struct Header {
    pub(super) name: String,
    pub(super) value: String,
}

#[derive(Serialize)]
pub(super) struct Dropped {
    pub(super) name: String,
    pub(super) why: &'static str,
}

#[derive(Serialize)]
pub(super) struct Exchange<'r> {
    pub(super) hop: usize,
    pub(super) kind: &'static str,
    pub(super) method: &'r str,
    pub(super) url: String,
    pub(super) headers: Vec<Header>,
    pub(super) credentials: bool,
    pub(super) has_body: bool,
    /// Which time it was, with `--repeat`: 0 for the first, which is left out.
    #[serde(skip_serializing_if = "is_first")]
    pub(super) time: usize,
    /// The engines that asked for it.
    pub(super) engines: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) response: Option<Response>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) failure: Option<NoResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) not_sent: Option<WhyNotSent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) peer: Option<String>,
    /// `HTTP/1.1` or `HTTP/2`, where there was an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) http_version: Option<&'static str>,
    /// Whether an earlier request's connection was used again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_reused: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_proxied: bool,
    /// With `--from-har`: the entry of the recording, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) har_entry: Option<usize>,
    pub(super) milliseconds: Milliseconds,
}

fn is_first(time: &usize) -> bool {
    *time == 0
}

#[derive(Serialize)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: Vec<Header>,
}

#[derive(Serialize)]
pub(super) struct NoResponse {
    pub(super) phase: &'static str,
    pub(super) text: String,
    pub(super) advice: String,
}

#[derive(Serialize)]
pub(super) struct WhyNotSent {
    pub(super) code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    /// The exchange, counted from 0, that was performed in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) performed: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct Milliseconds {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) dns: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) connect: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tls: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wait: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) proxy: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<f64>,
}

#[derive(Default, Serialize)]
pub(super) struct Engines<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) chromium: Option<EngineVerdict<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) firefox: Option<EngineVerdict<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) webkit: Option<EngineVerdict<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) standard: Option<EngineVerdict<'r>>,
}

#[derive(Serialize)]
pub(super) struct EngineVerdict<'r> {
    pub(super) version: &'static str,
    pub(super) outcome: &'static str,
    pub(super) headline: Option<Headline>,
    pub(super) failed: Vec<Failed>,
    pub(super) steps: Vec<StepTaken>,
    pub(super) readable: Option<PageReads>,
    /// The exchanges that this engine saw, counted from 0.
    pub(super) exchanges: &'r [usize],
    /// The preflights that the cache answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cache_hits: Vec<CacheHit>,
    /// What the page's script learns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page_gets: Option<String>,
    /// The event that an element's page hears.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) event: Option<&'static str>,
    /// What became of the cookies, exchange by exchange.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cookies: Vec<ExchangeCookies>,
}

/// What an exchange had to do with cookies.
#[derive(Serialize)]
pub(super) struct ExchangeCookies {
    /// The exchange, counted from 0.
    pub(super) exchange: usize,
    /// Those that go along, in the order of the header.
    pub(super) sent: Vec<Cookie>,
    /// The others of the same registrable domain.
    pub(super) withheld: Vec<Cookie>,
    /// What the answer sets.
    pub(super) set: Vec<CookieSet>,
}

/// A cookie of the jar, without its value.
#[derive(Serialize)]
pub(super) struct Cookie {
    pub(super) name: String,
    pub(super) domain: String,
    pub(super) host_only: bool,
    pub(super) path: String,
    pub(super) secure: bool,
    pub(super) http_only: bool,
    /// Not there where the cookie says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) same_site: Option<&'static str>,
    /// The partition that it lives in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) partition: Option<String>,
    /// Why it stays behind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) reasons: Vec<CookieReason>,
}

/// A `Set-Cookie` line, without its value.
#[derive(Serialize)]
pub(super) struct CookieSet {
    pub(super) name: String,
    /// `stored`, `removed` or `rejected`.
    pub(super) outcome: &'static str,
    /// Why it is not stored.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) reasons: Vec<CookieReason>,
}

#[derive(Serialize)]
pub(super) struct CookieReason {
    pub(super) code: &'static str,
    pub(super) text: &'static str,
    pub(super) step: StepOf,
}

#[derive(Serialize)]
pub(super) struct CacheHit {
    pub(super) hop: usize,
    pub(super) seconds_left: u64,
}

#[derive(Serialize)]
pub(super) struct Headline {
    pub(super) code: Option<&'static str>,
    pub(super) text: String,
}

#[derive(Serialize)]
pub(super) struct Failed {
    pub(super) code: String,
    pub(super) text: String,
    pub(super) fault: &'static str,
    pub(super) hop: usize,
    pub(super) on: &'static str,
    pub(super) step: StepOf,
}

#[derive(Serialize)]
pub(super) struct StepOf {
    pub(super) algorithm: &'static str,
    pub(super) number: &'static str,
    pub(super) sentence: &'static str,
    pub(super) link: &'static str,
}

impl StepOf {
    pub(super) fn of(step: &Step) -> StepOf {
        StepOf { algorithm: step.algorithm, number: step.number, sentence: step.sentence, link: step.link }
    }
}

#[derive(Serialize)]
pub(super) struct StepTaken {
    #[serde(flatten)]
    pub(super) step: StepOf,
    pub(super) held: bool,
    pub(super) hop: usize,
    pub(super) on: &'static str,
    pub(super) saw: String,
}

#[derive(Serialize)]
pub(super) struct PageReads {
    pub(super) status: u16,
    pub(super) headers: Vec<Header>,
    /// The header lines that came and stay hidden.
    pub(super) hidden: Vec<Header>,
}
