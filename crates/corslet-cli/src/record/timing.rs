//! A resource timing entry in the record's format: which of its fields tell something.

use corslet::browser::{ResourceTiming, Verdict};
use corslet::verdict::Kind;
use serde::Serialize;

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Timing {
    entries: u8,
    #[serde(flatten)]
    entry: Option<Entry>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    redirect_start: bool,
    request_start: bool,
    response_start: bool,
    next_hop_protocol: bool,
    transfer_size: bool,
    encoded_body_size: bool,
    response_status: bool,
    content_type: bool,
    server_timing: bool,
}

impl Timing {
    pub(crate) fn of(verdict: &Verdict, has_body: bool) -> Timing {
        let Some(ResourceTiming {
            times,
            redirects,
            protocol,
            transfer_size,
            body_size,
            status,
            server_timing,
        }) = verdict.resource_timing()
        else {
            return Timing::default();
        };
        let last = verdict.exchanges.iter().rev().find(|exchange| exchange.kind == Kind::Actual);
        let has_type =
            last.and_then(|last| last.head()).is_some_and(|head| head.headers.contains("content-type"));
        Timing {
            entries: 1,
            entry: Some(Entry {
                redirect_start: redirects,
                request_start: times,
                response_start: times,
                next_hop_protocol: protocol,
                transfer_size,
                encoded_body_size: body_size && has_body,
                response_status: status,
                content_type: status && has_type,
                server_timing,
            }),
        }
    }
}
