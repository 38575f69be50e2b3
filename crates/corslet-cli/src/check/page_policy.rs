//! The headers of the page's own response, which decide about the requests that the page makes.

use std::ffi::OsString;

use corslet::browser::{EmbedderPolicy, PolicyContainer, ReferrerPolicy};
use corslet::words::{HeaderList, HeaderName, HeaderValue, Origin};

use super::header_input::{self, Line};
use super::problem::Problem;

const ARGUMENT: &str = "--page-header";

const EMBEDDER: &str = "cross-origin-embedder-policy";
const SECURITY: &str = "content-security-policy";
const REFERRER: &str = "referrer-policy";

/// Reads every `--page-header`.
pub(super) fn read(written: &[OsString], problems: &mut Vec<Problem>) -> HeaderList {
    let mut headers = HeaderList::default();
    for text in written {
        match header_input::read(ARGUMENT, text.as_encoded_bytes()) {
            Ok(Line::Set(name, value)) => {
                if let Ok(name) = HeaderName::parse(&name) {
                    headers.append(name, HeaderValue::received(&value));
                }
            }
            Ok(Line::LeftOut(name)) => {
                let what = "the header has no value: write what the page's response says, such as \
                            --page-header 'Cross-Origin-Embedder-Policy: require-corp'";
                problems.push(Problem::new(ARGUMENT, format!("{name}:"), what));
            }
            Err(problem) => problems.push(problem),
        }
    }
    headers
}

/// What of the headers changes nothing here, or not as it seems.
pub(super) fn remarks(headers: &HeaderList, origins: &[Origin]) -> Vec<String> {
    let mut remarks = Vec::new();
    for (name, _) in headers.iter() {
        if ![EMBEDDER, SECURITY, REFERRER].iter().any(|known| name.is(known)) {
            remarks.push(format!(
                "{ARGUMENT} {name} changes nothing here: Cross-Origin-Embedder-Policy, Referrer-Policy and \
                 Content-Security-Policy: upgrade-insecure-requests do"
            ));
        }
    }
    remarks.extend(embedder(headers, origins));
    if headers.contains(SECURITY) && !is_only_upgrade(headers) {
        remarks.push(format!(
            "{ARGUMENT} Content-Security-Policy: of its directives only upgrade-insecure-requests changes something \
             here; whether the others let the request pass is not modelled"
        ));
    }
    if let Some(value) = headers.get(REFERRER) {
        remarks.push(format!(
            "{ARGUMENT} Referrer-Policy decides here about Origin where the request is no CORS request; a Referer is not \
             sent, because only the page's origin is known"
        ));
        let text = String::from_utf8_lossy(&value).to_ascii_lowercase();
        if !text.split(',').any(|word| word.trim().parse::<ReferrerPolicy>().is_ok()) {
            remarks.push(format!(
                "{ARGUMENT} Referrer-Policy: no browser knows this policy, so the default stays: {}",
                ReferrerPolicy::default().as_str()
            ));
        }
    }
    remarks
}

fn embedder(headers: &HeaderList, origins: &[Origin]) -> Vec<String> {
    let Some(value) = headers.get(EMBEDDER) else { return Vec::new() };
    let obtained = EmbedderPolicy::obtain(headers);
    if obtained == EmbedderPolicy::UnsafeNone {
        let says_so = value.trim_ascii().starts_with(b"unsafe-none");
        let text = format!(
            "{ARGUMENT} Cross-Origin-Embedder-Policy: this is no policy, so browsers take it for unsafe-none; the policies \
             are require-corp and credentialless, in lower case and once"
        );
        return if says_so { Vec::new() } else { vec![text] };
    }
    let is_ignored = |origin: &&Origin| PolicyContainer::of_page(origin, headers).embedder_policy != obtained;
    let ignored = origins.iter().filter(is_ignored).map(|origin| {
        format!(
            "{ARGUMENT} Cross-Origin-Embedder-Policy: the page on {origin} is not secure, and so has no embedder policy"
        )
    });
    ignored.collect()
}

fn is_only_upgrade(headers: &HeaderList) -> bool {
    let value = headers.get(SECURITY).unwrap_or_default();
    value
        .split(|&byte| matches!(byte, b',' | b';'))
        .map(<[u8]>::trim_ascii)
        .filter(|directive| !directive.is_empty())
        .all(|directive| directive.eq_ignore_ascii_case(b"upgrade-insecure-requests"))
}
