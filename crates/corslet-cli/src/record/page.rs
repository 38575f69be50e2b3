//! The page of a case: where it stands, and what its own response said.

use corslet::browser::PolicyContainer;
use corslet::browser::cookies::Client;
use corslet::words::{HeaderList, Origin};
use serde::Deserialize;

use super::case::PageRequest;
use super::latin1;

/// What a case says of its page, beside the request.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct PageFields {
    page_origin: Option<String>,
    top_origin: Option<String>,
    #[serde(default)]
    page_headers: Vec<(String, String)>,
}

/// The page that asks.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) origin: Origin,
    pub(crate) top_level_origin: Option<Origin>,
    pub(crate) policies: PolicyContainer,
}

impl Page {
    /// The page as a jar sees it.
    pub(crate) fn client(&self) -> Client {
        match &self.top_level_origin {
            Some(top) => Client::frame(self.origin.clone(), top.clone()),
            None => Client::top_level(self.origin.clone()),
        }
    }
}

impl PageFields {
    /// Whether the case says which page is at the top, as those do that are about more than CORS.
    pub(crate) fn has_top(&self) -> bool {
        self.top_origin.is_some()
    }

    /// The page of one of the case's requests, which may name its origin itself.
    ///
    /// # Errors
    /// When an origin or a header is none, or there is no origin at all.
    pub(crate) fn page(&self, request: &PageRequest) -> Result<Page, String> {
        let text = request.page_origin.as_deref().or(self.page_origin.as_deref());
        let text = text.ok_or("missing field `page_origin`")?;
        let origin = Origin::parse(text).map_err(|error| format!("page_origin: {error}"))?;
        let top_level_origin = match (&self.top_origin, request.page_origin_kind.as_deref()) {
            (Some(top), _) => Some(Origin::parse(top).map_err(|error| format!("top_origin: {error}"))?),
            // The recorder's frames stand in a page of this origin.
            (None, Some("null-iframe" | "null-data")) => Origin::parse("http://127.0.0.1:8101").ok(),
            _ => None,
        };
        let headers = self.page_headers.iter().map(|(name, value)| (latin1(name), latin1(value)));
        let headers =
            HeaderList::parse_pairs(headers).map_err(|(_, error)| format!("page_headers: {error}"))?;
        let policies = PolicyContainer::of_page(&origin, &headers);
        Ok(Page { origin, top_level_origin, policies })
    }
}
