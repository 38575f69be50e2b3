//! What a page sees in a [`PerformanceResourceTiming`](https://w3c.github.io/resource-timing/#sec-performanceresourcetiming) of a fetch.

use super::Mode;
use super::page::Api;
use super::verdict::Verdict;
use crate::verdict::{Exchange, Kind, Outcome, ResponseHead, ResponseType};
use crate::words::{Method, is_potentially_trustworthy_origin};

/// Which parts of the entry tell something. What is not told is 0 or empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResourceTiming {
    /// `domainLookupStart` to `responseStart`.
    pub times: bool,
    /// `redirectStart` and `redirectEnd`.
    pub redirects: bool,
    /// `nextHopProtocol`
    pub protocol: bool,
    /// `transferSize`
    pub transfer_size: bool,
    /// `encodedBodySize` and `decodedBodySize`
    pub body_size: bool,
    /// `responseStatus` and `contentType`
    pub status: bool,
    /// `serverTiming`
    pub server_timing: bool,
}

impl Verdict {
    /// What the page sees in the entry of this fetch; `None` when there is none.
    #[must_use]
    pub fn resource_timing(&self) -> Option<ResourceTiming> {
        // A handshake is no resource.
        if self.request.mode == Mode::WebSocket {
            return None;
        }
        let rules = &self.timing_rules;
        let last = self.exchanges.iter().rev().find(|exchange| exchange.kind == Kind::Actual)?;
        let has_redirects = self.redirects() > 0;
        if !self.outcome.is_allowed() {
            let told = rules.errors_tell_times && self.tao_passed;
            return (!rules.errors_have_no_entry).then_some(ResourceTiming {
                times: told,
                redirects: told && has_redirects,
                protocol: told,
                transfer_size: told,
                ..ResourceTiming::default()
            });
        }
        let head = last.head()?;
        let is_opaque = self.outcome != Outcome::Readable;
        if is_opaque
            && rules.unread_bodies_have_no_entry
            && self.request.api == Api::Fetch
            && has_body(last, head)
        {
            return None;
        }
        if is_opaque && rules.failing_opaque_tells_nothing && !head.status.is_ok() {
            return Some(ResourceTiming::default());
        }
        let is_told = self.timing_allowed;
        let protocol = is_told || rules.last_hop_decides_protocol && self.last_hop_allows_timing;
        // Response tainting never returns to basic, so this is of every hop.
        let is_own = self.response_type == ResponseType::Basic;
        let has_sizes = !rules.sizes_are_own_origin_only || is_own;
        let is_secure = is_potentially_trustworthy_origin(&self.request.origin);
        Some(ResourceTiming {
            times: is_told,
            redirects: is_told && has_redirects,
            protocol,
            transfer_size: is_told && has_sizes,
            body_size: has_sizes && if rules.body_size_needs_tao { is_told } else { !is_opaque },
            status: !is_opaque && !rules.has_no_status,
            server_timing: protocol
                && has_sizes
                && (is_secure || !rules.server_timing_needs_security)
                && head.headers.contains("server-timing"),
        })
    }
}

/// Whether a body follows the head.
fn has_body(exchange: &Exchange, head: &ResponseHead) -> bool {
    exchange.method != Method::HEAD
        && !matches!(head.status.code(), 101 | 204 | 205 | 304)
        && head.headers.get("content-length").as_deref() != Some(b"0")
}
