//! The page's headers as a browser puts them on the wire.

use std::borrow::Cow;
use std::sync::Arc;

use super::Body;
use super::fetch::Fetch;
use crate::verdict::Observe;
use crate::words::{HeaderList, HeaderName, HeaderValue, Method};

/// The headers of this hop's request that the page set, changed as this browser changes them; shared when it does not.
pub(super) fn headers<O: Observe>(fetch: &Fetch<'_, O>) -> Option<Arc<HeaderList>> {
    let headers = &fetch.hop.headers;
    if headers.is_empty() {
        return None;
    }
    let rules = fetch.rules().sent;
    if rules.is_plain() {
        return Some(Arc::clone(headers));
    }
    let mut sent = HeaderList::with_capacity(headers.len());
    for (index, (name, value)) in headers.iter().enumerate() {
        let is_repetition = headers.iter().take(index).any(|(earlier, _)| earlier == name);
        let is_dropped = (rules.joined && is_repetition)
            || (rules.no_user_agent && name.is("user-agent"));
        if is_dropped {
            continue;
        }
        let value = if rules.joined { joined(fetch, name, value) } else { value.clone() };
        let is_rewritten = rules.range_rewritten && name.is("range") && is_cacheable_range(fetch);
        let value = if is_rewritten { rewritten_range(&value).unwrap_or(value) } else { value };
        let value = if rules.utf8 { utf8(&value) } else { value };
        sent.append(name.clone(), value);
    }
    (!sent.is_empty()).then(|| Arc::new(sent))
}

/// The request headers of which Gecko keeps one value.
const SINGLETONS: [&str; 8] = [
    "authorization",
    "content-disposition",
    "content-type",
    "from",
    "if-modified-since",
    "if-unmodified-since",
    "location",
    "max-forwards",
];

/// The one value under which repeated headers go out.
fn joined<O>(fetch: &Fetch<'_, O>, name: &HeaderName, value: &HeaderValue) -> HeaderValue {
    let headers = &fetch.hop.headers;
    let rules = fetch.profile.rules.sent;
    let values = headers.get_all(name.as_str());
    if values.clone().nth(1).is_none() {
        return value.clone();
    }
    if rules.single_headers {
        let is_single = SINGLETONS.iter().any(|single| name.is(single));
        if name.is("content-type") && fetch.hop.body != Body::None && fetch.hop.index == 0 {
            return value.clone();
        }
        let set = values.fold(Vec::new(), |set, next| match next.as_bytes() {
            next if set.is_empty() || next.is_empty() || is_single => next.to_vec(),
            next => [&set, b", ".as_slice(), next].concat(),
        });
        return HeaderValue::received(set);
    }
    let all = headers.get(name.as_str()).unwrap_or(Cow::Borrowed(value.as_bytes()));
    HeaderValue::received(all)
}

/// Whether a ranged request goes through the HTTP cache: `net::HttpCache::Transaction` takes `GET` only, and no ranges beside
/// validation headers.
fn is_cacheable_range<O>(fetch: &Fetch<'_, O>) -> bool {
    const VALIDATION: [&str; 5] = ["if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since"];
    fetch.hop.method == Method::GET && !VALIDATION.iter().any(|name| fetch.hop.headers.contains(name))
}

/// A range as the HTTP cache writes it after reading it: `net::HttpUtil::ParseRangeHeader` is lenient with blanks and
/// signs, and a header with one valid range is written anew.
fn rewritten_range(value: &HeaderValue) -> Option<HeaderValue> {
    let text = std::str::from_utf8(value.as_bytes()).ok()?;
    let blank = [' ', '\t'];
    let (unit, set) = text.split_once('=')?;
    if !unit.trim_matches(blank).eq_ignore_ascii_case("bytes") {
        return None;
    }
    let mut ranges = set.split(',').map(|range| range.trim_matches(blank)).filter(|range| !range.is_empty());
    let (range, None) = (ranges.next()?, ranges.next()) else { return None };
    let (first, last) = range.split_once('-')?;
    let number = |text: &str| match text.trim_matches(blank) {
        "" => Some(None),
        digits => digits.parse::<i64>().ok().map(Some),
    };
    let written = match (number(first)?, number(last)?) {
        (Some(first), None | Some(-1)) if first >= 0 => format!("bytes={first}-"),
        (Some(first), Some(last)) if first >= 0 && last >= first => format!("bytes={first}-{last}"),
        (None, Some(suffix)) if suffix > 0 => format!("bytes=-{suffix}"),
        _ => return None,
    };
    Some(HeaderValue::received(written))
}

fn utf8(value: &HeaderValue) -> HeaderValue {
    if value.as_bytes().is_ascii() { value.clone() } else { HeaderValue::received(value.to_latin1().as_bytes()) }
}
