//! The handshake of a WebSocket, in whatever form it was pasted: a page can say nothing but its URL.

use corslet::Url;
use corslet::browser::{Api, CredentialsMode, Element, Mode, is_websocket_url};

use super::draft::{Draft, shortened};
use super::form::Form;
use super::remark::RemarkKind;

/// Whether a handshake was pasted. A script that asks for such a URL otherwise means what it says, and gets nothing.
pub(super) fn is_meant(draft: &Draft, url: Option<&Url>) -> bool {
    let is_ws = || url.is_some_and(is_websocket_url);
    let upgrades = || {
        draft.headers.iter().any(|line| {
            line.name.eq_ignore_ascii_case("upgrade") && line.value.eq_ignore_ascii_case(b"websocket")
        })
    };
    match draft.form {
        Form::WebSocket => true,
        Form::Fetch | Form::Xhr | Form::Axios => false,
        _ => is_ws() || upgrades(),
    }
}

/// What need not be inferred from the headers of a browser.
pub(super) fn begin(draft: &mut Draft) {
    draft.api = Api::Element { element: Element::WebSocket, crossorigin: None };
    (draft.mode, draft.credentials) = (Some(Mode::WebSocket), Some(CredentialsMode::Include));
}

/// Leaves out what no page can say of it, and gives the URL as `new WebSocket()` takes it.
pub(super) fn end(draft: &mut Draft, url: Option<Url>) -> Option<Url> {
    (draft.mode, draft.credentials, draft.redirect, draft.referrer_policy) = (None, None, None, None);
    let mut left_out: Vec<String> =
        draft.headers.drain(..).map(|line| shortened(&line.name.to_ascii_lowercase())).collect();
    if let Some(method) = draft.method.take().filter(|method| !method.value.eq_ignore_ascii_case("get")) {
        left_out.push(format!("the method {}", shortened(&method.value)));
    }
    if draft.body.take().is_some() {
        left_out.push("the body".to_owned());
    }
    if !left_out.is_empty() {
        left_out.dedup();
        left_out.truncate(MOST);
        let what = format!(
            "left out, because new WebSocket() takes a URL and protocols, and nothing else: {}",
            left_out.join(", ")
        );
        draft.remark(RemarkKind::LeftOut, None, what);
    }
    let what = "a WebSocket is opened: CORS does not apply to its handshake, and only the server can compare the Origin \
                (corslet explain D46)";
    draft.remark(RemarkKind::Inferred, None, what);
    url.map(with_ws)
}

/// The most that is told of what was left out.
const MOST: usize = 8;

/// The URL of the handshake as a page writes it.
fn with_ws(mut url: Url) -> Url {
    let scheme = match url.scheme() {
        "http" => "ws",
        "https" => "wss",
        _ => return url,
    };
    // From one special scheme to another this cannot fail.
    let _ = url.set_scheme(scheme);
    url
}
