//! A pasted request as it was understood, and the command that checks it.

use std::fmt;

use corslet::browser::{Api, Mode, PageBody, is_websocket_url};
use corslet_inspect::input::{AddressFamily, HttpVersion, Pasted, RemarkKind};
use corslet_inspect::redact::Redactor;
use corslet_inspect::shell::quoted;

use super::label::{beside, command};
use crate::check::human::Sheet;

/// The longest body that stands in a command.
const LONGEST_BODY: usize = 400;

/// Knows the secrets of a pasted request.
pub(crate) fn redactor(pasted: &Pasted) -> Redactor {
    let mut redactor = Redactor::default();
    if let Some(url) = &pasted.url {
        redactor.learn_url(url);
    }
    for (name, value) in &pasted.headers {
        redactor.learn_header(name, &String::from_utf8_lossy(value));
    }
    for cookies in &pasted.cookies {
        redactor.learn_header("Cookie", cookies);
    }
    if let Some((_, password)) = pasted.user.as_deref().and_then(|user| user.split_once(':')) {
        redactor.learn_header("Authorization", password);
    }
    redactor.ready()
}

/// Writes the request as it was understood.
pub(super) fn write(out: &mut Sheet, pasted: &Pasted, redactor: &Redactor) -> fmt::Result {
    beside(out, "read as", &pasted.form.to_string())?;
    let method = pasted.method.as_deref().unwrap_or("GET");
    let url = pasted.url.as_ref().map_or("", |url| url.as_str());
    beside(out, "request", &redactor.text(&format!("{method} {url}")))?;
    let origin = pasted.origin.as_ref().map_or("not told: say it with --origin", |origin| origin.serialize());
    beside(out, "page", origin)?;
    for (index, (name, value)) in pasted.headers.iter().enumerate() {
        let line = format!("{name}: {}", String::from_utf8_lossy(value));
        beside(out, if index == 0 { "headers" } else { "" }, &redactor.text(&line))?;
    }
    if let Some(body) = &pasted.body {
        beside(out, "body", &format!("{} bytes", body.bytes.len()))?;
    }
    let mut label = "remarks";
    for remark in &pasted.remarks {
        let kind = match remark.kind {
            RemarkKind::Inferred | RemarkKind::NotTold | RemarkKind::LeftOut => "",
            RemarkKind::NotFollowed => "not followed: ",
        };
        beside(out, label, &redactor.text(&format!("{kind}{}", remark.what)))?;
        label = "";
    }
    command(out, "next", &check_command(pasted, redactor))
}

/// `corslet check …` for this request.
pub(super) fn check_command(pasted: &Pasted, redactor: &Redactor) -> String {
    let mut words = vec!["corslet check".to_owned()];
    let text = |text: &str| quoted(redactor.text(text).as_bytes());
    words.push(pasted.url.as_ref().map_or_else(|| "URL".to_owned(), |url| text(url.as_str())));
    words.push(match &pasted.origin {
        Some(origin) => format!("--origin {}", text(origin.serialize())),
        None => "--origin ORIGIN".to_owned(),
    });
    match &pasted.method {
        Some(method) => words.push(format!("-X {}", text(method))),
        // With a body the command line takes POST where a page's fetch() takes GET, and throws.
        None if pasted.body.is_some() => words.push("-X GET".to_owned()),
        None => {}
    }
    for (name, value) in &pasted.headers {
        let value = String::from_utf8_lossy(value);
        let line = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        words.push(format!("-H {}", text(&line)));
    }
    body(pasted, redactor, &mut words);
    words.extend(pasted.cookies.iter().map(|cookies| format!("-b {}", text(cookies))));
    words.extend(pasted.user.iter().map(|user| format!("-u {}", text(user))));
    words.extend(pasted.credentials.map(|mode| format!("--credentials {}", mode.as_str())));
    let is_ws = pasted.url.as_ref().is_some_and(is_websocket_url);
    // Such a URL alone means `new WebSocket()`.
    let default_mode = (is_ws && pasted.api == Api::Fetch).then_some(Mode::Cors);
    words.extend(pasted.mode.or(default_mode).map(|mode| format!("--mode {}", mode.as_str())));
    words.extend(pasted.redirect.map(|mode| format!("--redirect {}", mode.as_str())));
    let policy = pasted.referrer_policy.map(|policy| policy.as_str()).filter(|policy| !policy.is_empty());
    words.extend(policy.map(|policy| format!("--referrer-policy {policy}")));
    match pasted.api {
        Api::Xhr { upload_listener: true } => words.push("--upload-listener".to_owned()),
        Api::Xhr { .. } => words.push("--xhr".to_owned()),
        Api::Fetch | Api::Element { .. } => {}
    }
    network(pasted, &mut words);
    words.join(" ")
}

/// What a decision rests on is the body's type; its bytes only have to be there.
fn body(pasted: &Pasted, redactor: &Redactor, words: &mut Vec<String>) {
    let Some(body) = &pasted.body else { return };
    let is_typed = pasted.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let kind = match &body.kind {
        PageBody::Text => Some("text/plain;charset=UTF-8"),
        PageBody::UrlSearchParams => Some("application/x-www-form-urlencoded;charset=UTF-8"),
        PageBody::FormData => Some("multipart/form-data; boundary=----corslet"),
        PageBody::Blob(kind) if !kind.is_empty() => Some(kind.as_str()),
        // curl's letters name a type where there is none.
        PageBody::Blob(_) | PageBody::Bytes | PageBody::Stream => None,
    };
    if !is_typed {
        words.push(match kind {
            Some(kind) => format!("-H {}", quoted(format!("Content-Type: {kind}").as_bytes())),
            None => "-H 'Content-Type:'".to_owned(),
        });
    }
    let shown = match std::str::from_utf8(&body.bytes) {
        Ok(text) if text.len() <= LONGEST_BODY => redactor.text(text).into_bytes(),
        _ => b"...".to_vec(),
    };
    words.push(format!("--data-raw {}", quoted(&shown)));
}

fn network(pasted: &Pasted, words: &mut Vec<String>) {
    let network = &pasted.network;
    let text = |text: &String| quoted(text.as_bytes());
    words.extend(network.resolve.iter().map(|value| format!("--resolve {}", text(value))));
    words.extend(network.connect_to.iter().map(|value| format!("--connect-to {}", text(value))));
    words.extend(network.proxy.iter().map(|value| format!("-x {}", text(value))));
    words.extend(network.noproxy.iter().map(|value| format!("--noproxy {}", text(value))));
    words.extend(network.insecure.then(|| "-k".to_owned()));
    words.extend(network.version.map(|version| match version {
        HttpVersion::Http1 => "--http1.1".to_owned(),
        HttpVersion::Http2 => "--http2".to_owned(),
    }));
    words.extend(network.family.map(|family| match family {
        AddressFamily::V4 => "-4".to_owned(),
        AddressFamily::V6 => "-6".to_owned(),
    }));
    words.extend(network.max_time.iter().map(|value| format!("-m {}", text(value))));
}
