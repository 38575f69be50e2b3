//! A response's [status](https://fetch.spec.whatwg.org/#concept-status).

use std::fmt;

/// A [status](https://fetch.spec.whatwg.org/#concept-status): an integer from 0 to 999. The default is 200.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Status(u16);

impl Status {
    /// 200
    pub const OK: Status = Status(200);
    /// 204
    pub const NO_CONTENT: Status = Status(204);
    /// 403
    pub const FORBIDDEN: Status = Status(403);

    /// The status with this number; none above 999.
    #[must_use]
    pub const fn new(code: u16) -> Option<Status> {
        if code <= 999 { Some(Status(code)) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn code(self) -> u16 {
        self.0
    }

    /// [Ok status](https://fetch.spec.whatwg.org/#ok-status): what a preflight's answer must have.
    #[must_use]
    pub const fn is_ok(self) -> bool {
        matches!(self.0, 200..=299)
    }

    /// [Redirect status](https://fetch.spec.whatwg.org/#redirect-status).
    #[must_use]
    pub const fn is_redirect(self) -> bool {
        matches!(self.0, 301 | 302 | 303 | 307 | 308)
    }

    /// [Null body status](https://fetch.spec.whatwg.org/#null-body-status).
    #[must_use]
    pub const fn is_null_body(self) -> bool {
        matches!(self.0, 101 | 103 | 204 | 205 | 304)
    }

    /// [Range status](https://fetch.spec.whatwg.org/#range-status).
    #[must_use]
    pub const fn is_range(self) -> bool {
        matches!(self.0, 206 | 416)
    }
}

/// The default [status](https://fetch.spec.whatwg.org/#concept-response-status) of a response.
impl Default for Status {
    fn default() -> Status {
        Status::OK
    }
}

/// A number above 999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatusError(u16);

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a status is a number from 0 to 999, not {}", self.0)
    }
}

impl std::error::Error for StatusError {}

impl TryFrom<u16> for Status {
    type Error = StatusError;

    fn try_from(code: u16) -> Result<Status, StatusError> {
        Status::new(code).ok_or(StatusError(code))
    }
}

impl PartialEq<u16> for Status {
    fn eq(&self, code: &u16) -> bool {
        self.0 == *code
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
