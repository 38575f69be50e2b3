//! One entry of a recording, understood: what was asked, and what came.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use corslet::Url;
use corslet::verdict::ResponseHead;
use corslet_inspect::har::{self, Timings, head_lines, value_bytes};

use super::network_error::{self, Said};
use crate::check::har::moment;
use crate::transport::{Phases, TransportFailure};

/// What came back, as far as it was recorded.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    Head(Arc<ResponseHead>),
    Failed(TransportFailure),
    /// The recorder did not keep it: why, as a sentence.
    Withheld(String),
}

/// One entry.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its place in the file, from 1.
    pub(super) number: usize,
    pub(super) url: Url,
    pub(super) method: String,
    /// The header lines, without those that only HTTP/2 has.
    pub(super) headers: Vec<(String, Vec<u8>)>,
    pub(super) has_cookies: bool,
    pub(super) body: Option<String>,
    pub(super) is_preflight: bool,
    pub(super) answer: Answer,
    /// Whether the recorder kept a status.
    pub(super) has_status: bool,
    pub(super) is_http2: bool,
    pub(super) content: Option<Vec<u8>>,
    pub(super) content_size: f64,
    /// `fetch`, `xhr`, `image` and so on, where the recorder says it.
    pub(super) resource_type: String,
    /// The page, or the script, that asked.
    pub(super) initiator: Option<String>,
    pub(super) pageref: String,
    pub(super) began: SystemTime,
    pub(super) phases: Phases,
    pub(super) peer: Option<SocketAddr>,
    /// What `--har` writes beside: whose rules asked, for which check, on which hop and at which time.
    pub(super) engines: Vec<String>,
    pub(super) check: Option<usize>,
    pub(super) hop: Option<usize>,
    pub(super) time: usize,
}

impl Entry {
    /// A request header's value; of several lines all, as the standard's *get* joins them.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<String> = self
            .headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The answer's head.
    pub(super) fn head(&self) -> Option<&Arc<ResponseHead>> {
        match &self.answer {
            Answer::Head(head) => Some(head),
            Answer::Failed(_) | Answer::Withheld(_) => None,
        }
    }

    /// Where the answer sends the browser.
    pub(super) fn redirects_to(&self) -> Option<Url> {
        let head = self.head().filter(|head| head.status.is_redirect())?;
        let location = head.headers.get("location")?;
        self.url.join(&String::from_utf8_lossy(&location)).ok()
    }
}

/// Reads the entry, or says what is wrong with it.
pub(super) fn read(number: usize, entry: har::Entry) -> Result<Entry, String> {
    let url = Url::parse(&entry.request.url)
        .map_err(|error| format!("entry #{number}: request.url is no URL ({error})"))?;
    let headers: Vec<(String, Vec<u8>)> = entry
        .request
        .headers
        .iter()
        .filter(|pair| !pair.name.starts_with(':'))
        .map(|pair| (pair.name.clone(), value_bytes(&pair.value)))
        .collect();
    let asks_for_method =
        headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("access-control-request-method"));
    let is_preflight = entry.request.method.eq_ignore_ascii_case("OPTIONS")
        && (entry.resource_type.as_deref() == Some("preflight") || asks_for_method);
    let version = entry.response.version();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let port = entry.connection.as_deref().and_then(|port| port.parse::<u16>().ok());
    let address = entry
        .server_ip_address
        .as_deref()
        .and_then(|address| address.trim_matches(['[', ']']).parse::<IpAddr>().ok());
    let answer = answer(number, &entry, is_preflight);
    Ok(Entry {
        number,
        has_cookies: !entry.request.cookies.is_empty()
            || headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("cookie")),
        headers,
        method: entry.request.method,
        body: entry.request.post_data.and_then(|data| data.text).filter(|text| !text.is_empty()),
        is_preflight,
        has_status: entry.response.status().is_some(),
        is_http2: matches!(version.as_deref(), Some("HTTP/2" | "HTTP/3")),
        answer,
        content_size: entry.response.content.size.unwrap_or(0.0),
        content: entry.response.content.bytes(),
        resource_type: entry.resource_type.unwrap_or_default(),
        initiator: text(&entry.initiator["url"])
            .or_else(|| text(&entry.initiator["stack"]["callFrames"][0]["url"])),
        pageref: entry.pageref,
        began: moment(&entry.started_date_time).unwrap_or(UNIX_EPOCH),
        phases: phases(&entry.timings),
        peer: address.map(|address| {
            SocketAddr::new(address, port.or(url.port_or_known_default()).unwrap_or_default())
        }),
        url,
        engines: entry.engines,
        check: entry.check,
        hop: entry.hop,
        time: entry.time,
    })
}

fn answer(number: usize, entry: &har::Entry, is_preflight: bool) -> Answer {
    let headers = head_lines(&entry.response.headers);
    if let Some(status) = entry.response.status() {
        return Answer::Head(Arc::new(ResponseHead { status, headers }));
    }
    let refused = match entry.error().map(|error| network_error::read(error, entry.phase.as_deref())) {
        Some(Said::Network(failure)) => return Answer::Failed(failure),
        Some(Said::Refused(error)) => format!(" (it says {error})"),
        None => String::new(),
    };
    // The CORS check of an actual answer does not look at its status, and so its headers alone can be judged.
    if !is_preflight && !headers.is_empty() {
        return Answer::Head(Arc::new(ResponseHead { headers, ..ResponseHead::default() }));
    }
    Answer::Withheld(format!("the recorder kept no answer of entry #{number}{refused}"))
}

fn phases(timings: &Timings) -> Phases {
    let phase = |milliseconds: Option<f64>| {
        let seconds = milliseconds.filter(|took| *took >= 0.0 && *took < 1e9)? / 1e3;
        Some(Duration::from_secs_f64(seconds))
    };
    let tls = phase(timings.ssl);
    Phases {
        dns: phase(timings.dns),
        // The format counts the handshake among the connecting.
        connect: phase(timings.connect).map(|connect| connect.saturating_sub(tls.unwrap_or_default())),
        proxy: None,
        tls,
        wait: phase(timings.wait),
        body: phase(timings.receive),
    }
}
