//! What browsers make of a request differently after a redirect.

use std::sync::Arc;

use super::super::fetch::Fetch;
use super::super::redirect::Stripped;
use super::choices::{DeleteBecomesGet, HeadersAfterRedirect, PreflightAfterRedirect};
use crate::verdict::Observe;
use crate::words::{HeaderList, Method, UnsafeNames, cors_unsafe_request_header_names, url_same_origin};

impl PreflightAfterRedirect {
    /// Whether this hop is preflighted whatever its own method and headers are.
    pub(in crate::browser) fn is_forced<O: Observe>(self, fetch: &Fetch<'_, O>) -> bool {
        self != PreflightAfterRedirect::ThisHop
            && fetch.hop.index > 0
            && (fetch.hop.was_preflighted
                || !cors_unsafe_request_header_names(&fetch.request.headers, &fetch.rules().safelist)
                    .is_empty())
    }

    /// The names that this hop's preflight asks for.
    pub(in crate::browser) fn unsafe_names<O: Observe>(self, fetch: &Fetch<'_, O>) -> UnsafeNames {
        let safelist = &fetch.rules().safelist;
        if fetch.hop.index == 0 {
            return cors_unsafe_request_header_names(&fetch.hop.headers, safelist);
        }
        match self {
            PreflightAfterRedirect::ThisHop => cors_unsafe_request_header_names(&fetch.hop.headers, safelist),
            PreflightAfterRedirect::Original => {
                cors_unsafe_request_header_names(&fetch.request.headers, safelist)
            }
            PreflightAfterRedirect::OriginalWithoutStripped => {
                cors_unsafe_request_header_names(&fetch.hop.stripped.from(&fetch.request.headers), safelist)
            }
        }
    }
}

impl HeadersAfterRedirect {
    /// The header list of the next hop; `is_checked` when that hop will go through the CORS check.
    pub(in crate::browser) fn headers<O: Observe>(
        self,
        fetch: &Fetch<'_, O>,
        stripped: Stripped,
        is_checked: bool,
    ) -> Arc<HeaderList> {
        match self {
            HeadersAfterRedirect::Deleted => stripped.from(&fetch.hop.headers),
            HeadersAfterRedirect::AuthorizationRebuilt => {
                let body_headers = stripped.body_headers || fetch.hop.has_lost_body;
                Stripped { body_headers, ..stripped }.from(&fetch.request.headers)
            }
            HeadersAfterRedirect::RestoredFromTheSecond if fetch.hop.index > 0 && is_checked => {
                let kept = Stripped {
                    body_headers: false,
                    authorization: !fetch.hop.headers.contains("authorization"),
                };
                let restored = kept.from(&fetch.request.headers);
                Stripped { body_headers: false, ..stripped }.from(&restored)
            }
            HeadersAfterRedirect::RestoredFromTheSecond => stripped.from(&fetch.hop.headers),
        }
    }
}

impl DeleteBecomesGet {
    pub(in crate::browser) fn applies<O: Observe>(self, fetch: &Fetch<'_, O>, location: &url::Url) -> bool {
        self == DeleteBecomesGet::CrossOrigin
            && fetch.hop.method == Method::DELETE
            && !url_same_origin(&fetch.hop.url, location)
    }
}
