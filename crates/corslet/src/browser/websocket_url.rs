//! The URL of a WebSocket, and that of its handshake.

use url::Url;

/// Whether `new WebSocket()` means this URL, written as it is. Nothing else asks for such a URL.
#[must_use]
pub fn is_websocket_url(url: &Url) -> bool {
    matches!(url.scheme(), "ws" | "wss")
}

/// The URL that is asked: of a WebSocket its
/// [handshake's](https://websockets.spec.whatwg.org/#concept-websocket-establish), which is http; any other as it is.
#[must_use]
pub fn handshake_url(mut url: Url) -> Url {
    let scheme = match url.scheme() {
        "ws" => "http",
        "wss" => "https",
        _ => return url,
    };
    // From one special scheme to another this cannot fail.
    let _ = url.set_scheme(scheme);
    url
}
