//! The bytes of a response's head, which each browser reads by its own rules.

use corslet::browser::head::{self, HeadRead, ReadHead};
use corslet::browser::profile::HeadRules;
use corslet::verdict::NetworkFailure;

/// The bytes of a response's head, interim responses before it included.
#[derive(Clone, Debug)]
pub(crate) struct RawHead {
    pub(crate) bytes: Vec<u8>,
    /// Whether they came from the scheme's own port.
    pub(crate) is_default_port: bool,
}

impl RawHead {
    /// The head as these rules read it.
    ///
    /// # Errors
    /// Why it is none. Neither is an HTTP/0.9 response: it has no headers, so CORS gives a page nothing of it.
    pub(crate) fn read(&self, rules: &HeadRules) -> Result<ReadHead, NetworkFailure> {
        match head::read(&self.bytes, rules, self.is_default_port)? {
            HeadRead::Complete(read) if read.is_http09 => Err(NetworkFailure::NotHttp),
            HeadRead::Complete(read) => Ok(*read),
            HeadRead::Incomplete => Err(NetworkFailure::Closed),
        }
    }

    /// Whether every reader knows what the bytes are.
    pub(super) fn is_decided(&self, readers: &[HeadRules]) -> bool {
        readers.iter().all(|rules| {
            !matches!(head::read(&self.bytes, rules, self.is_default_port), Ok(HeadRead::Incomplete))
        })
    }

    /// The reading with the most lines: it is shown, and says where the body begins.
    pub(super) fn fullest(&self, readers: &[HeadRules]) -> Option<ReadHead> {
        let mut fullest: Option<ReadHead> = None;
        for read in readers.iter().filter_map(|rules| self.read(rules).ok()) {
            if fullest.as_ref().is_none_or(|known| known.head.headers.len() < read.head.headers.len()) {
                fullest = Some(read);
            }
        }
        fullest
    }
}
