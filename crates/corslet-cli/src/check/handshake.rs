//! The lines with which a browser begins a WebSocket, and why the program does not.

/// The lines that stand in each handshake: <https://websockets.spec.whatwg.org/#concept-websocket-establish>, steps 3 to 9. The key
/// is the one of [RFC 6455](https://www.rfc-editor.org/rfc/rfc6455#section-1.3); browsers make one up each time.
const LINES: [(&str, &str); 4] = [
    ("Upgrade", "websocket"),
    ("Connection", "Upgrade"),
    ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ("Sec-WebSocket-Version", "13"),
];

/// Why it is not sent.
pub(crate) const NOT_SENT: &str = "no browser judges the answer to a handshake by CORS, and an open connection can be as good as a login; --curl \
     prints it as a command";

/// The lines.
pub(super) fn lines() -> impl Iterator<Item = (String, Vec<u8>)> {
    LINES.into_iter().map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec()))
}
