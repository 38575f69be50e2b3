//! The client hints that an engine may safelist, each with the values that the browser itself could send.

/// A client hint without the `Sec-` that would keep pages from setting it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ClientHint {
    DeviceMemory,
    Dpr,
    Width,
    ViewportWidth,
    Rtt,
    Downlink,
    Ect,
    SaveData,
    Intervention,
}

const NAMES: [(&str, ClientHint); 9] = [
    ("device-memory", ClientHint::DeviceMemory),
    ("dpr", ClientHint::Dpr),
    ("width", ClientHint::Width),
    ("viewport-width", ClientHint::ViewportWidth),
    ("rtt", ClientHint::Rtt),
    ("downlink", ClientHint::Downlink),
    ("ect", ClientHint::Ect),
    ("save-data", ClientHint::SaveData),
    ("intervention", ClientHint::Intervention),
];

impl ClientHint {
    pub(super) fn of(name: &str) -> Option<ClientHint> {
        NAMES.iter().find(|(hint, _)| name.eq_ignore_ascii_case(hint)).map(|(_, hint)| *hint)
    }

    pub(super) fn is_valid(self, value: &[u8]) -> bool {
        match self {
            ClientHint::DeviceMemory | ClientHint::Dpr | ClientHint::Downlink => is_decimal(value),
            ClientHint::Width | ClientHint::ViewportWidth | ClientHint::Rtt => is_integer(value),
            ClientHint::Ect => matches!(value, b"slow-2g" | b"2g" | b"3g" | b"4g"),
            ClientHint::SaveData => value.eq_ignore_ascii_case(b"on"),
            // The browser writes a link to an explanation here, so any value goes.
            ClientHint::Intervention => true,
        }
    }
}

/// `1*DIGIT`
fn is_integer(value: &[u8]) -> bool {
    !value.is_empty() && value.iter().all(u8::is_ascii_digit)
}

/// `1*DIGIT [ "." 1*DIGIT ]`
fn is_decimal(value: &[u8]) -> bool {
    match value.iter().position(|&byte| byte == b'.') {
        Some(point) => is_integer(&value[..point]) && is_integer(&value[point + 1..]),
        None => is_integer(value),
    }
}
