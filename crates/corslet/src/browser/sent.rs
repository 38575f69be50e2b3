//! The page's headers as a browser puts them on the wire.

use std::borrow::Cow;
use std::sync::Arc;

use super::Body;
use super::fetch::Fetch;
use super::profile::SentRules;
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
        let value = if rules.joined { joined(rules, headers, name, value, fetch.hop.body) } else { value.clone() };
        // Only GET goes through the HTTP cache's partial responses.
        let is_rewritten = rules.range_rewritten && name.is("range") && fetch.hop.method == Method::GET;
        let value = if is_rewritten { rewritten_range(&value).unwrap_or(value) } else { value };
        let value = if rules.utf8 { utf8(&value) } else { value };
        sent.append(name.clone(), value);
    }
    (!sent.is_empty()).then(|| Arc::new(sent))
}

/// The one value under which repeated headers go out.
fn joined(rules: SentRules, headers: &HeaderList, name: &HeaderName, value: &HeaderValue, body: Body) -> HeaderValue {
    let mut values = headers.get_all(name.as_str());
    if values.clone().nth(1).is_none() {
        return value.clone();
    }
    if rules.single_headers {
        if name.is("content-type") && body != Body::None {
            return value.clone();
        }
        if name.is("content-type") || name.is("authorization") {
            return values.last().unwrap_or(value).clone();
        }
        let kept: Vec<&[u8]> = values.map(HeaderValue::as_bytes).filter(|value| !value.is_empty()).collect();
        return HeaderValue::received(kept.join(b", ".as_slice()));
    }
    values.next();
    let all = headers.get(name.as_str()).unwrap_or(Cow::Borrowed(value.as_bytes()));
    HeaderValue::received(all)
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
