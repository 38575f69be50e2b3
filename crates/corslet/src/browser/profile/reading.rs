//! How browsers read response headers differently: empty lines, and the age of a preflight.

use std::borrow::Cow;

use super::choices::{EmptyLines, MaxAge};
use crate::verdict::ResponseHead;
use crate::words::{Extracted, HeaderList};

impl EmptyLines {
    /// [Gets](https://fetch.spec.whatwg.org/#concept-header-list-get) a header's value.
    pub(in crate::browser) fn get<'h>(self, headers: &'h HeaderList, name: &str) -> Option<Cow<'h, [u8]>> {
        let is_single = headers.get_all(name).nth(1).is_none();
        if self == EmptyLines::Kept || is_single {
            return headers.get(name);
        }
        let kept: Vec<&[u8]> =
            headers.get_all(name).map(|value| value.as_bytes()).filter(|value| !value.is_empty()).collect();
        Some(Cow::Owned(kept.join(b", ".as_slice())))
    }
}

/// A max-age as read.
pub(in crate::browser) struct ReadMaxAge {
    /// Seconds to keep the entries for; `None` keeps nothing and touches nothing.
    pub(in crate::browser) seconds: Option<u64>,
    /// Whether the header gave it.
    pub(in crate::browser) is_given: bool,
}

/// Without a max-age: <https://fetch.spec.whatwg.org/#cors-preflight-fetch-0>, step 7.9.
const DEFAULT_MAX_AGE: u64 = 5;

impl MaxAge {
    pub(in crate::browser) fn read(self, head: &ResponseHead, empty_lines: EmptyLines) -> ReadMaxAge {
        let given = |seconds| ReadMaxAge { seconds: Some(seconds), is_given: true };
        let default = ReadMaxAge { seconds: Some(DEFAULT_MAX_AGE), is_given: false };
        match self {
            MaxAge::DeltaSeconds => match head.headers.extract_delta_seconds("access-control-max-age") {
                Extracted::Values(seconds) => given(seconds),
                _ => default,
            },
            MaxAge::SignedInteger => {
                let value = head.headers.get("access-control-max-age");
                let parsed =
                    value.as_deref().and_then(|value| std::str::from_utf8(value).ok()?.parse::<i64>().ok());
                parsed.map_or(default, |seconds| given(u64::try_from(seconds).unwrap_or(0)))
            }
            MaxAge::DigitsOrNothing => {
                let value = empty_lines.get(&head.headers, "access-control-max-age").unwrap_or_default();
                if value.is_empty() {
                    return default;
                }
                let digits = std::str::from_utf8(&value)
                    .ok()
                    .filter(|text| text.bytes().all(|it| it.is_ascii_digit()));
                let seconds = digits.map(|digits| digits.parse::<u64>().unwrap_or(u64::MAX));
                ReadMaxAge { seconds: seconds.filter(|&seconds| seconds > 0), is_given: seconds.is_some() }
            }
        }
    }
}
