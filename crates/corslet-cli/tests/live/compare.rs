//! One browser beside `corslet check` as that browser, request by request.

use std::path::{Path, PathBuf};

use corslet::browser::Profile;

use super::browser::Browser;
use super::outcome::Outcome;
use super::pages::Pages;
use super::request::{Page, Request};
use super::said::{self, Said};
use super::servers::Server;

/// A browser with its pages open, and what it agreed on so far.
pub(crate) struct Side {
    browser: Box<dyn Browser + Send>,
    profile: &'static Profile,
    authority: PathBuf,
    /// The browser's number of each page, by its URL.
    open: Vec<(String, usize)>,
    /// Every request gets a URL of its own, so that no cache serves two.
    asked: usize,
    pub(crate) outcome: Outcome,
}

impl Side {
    /// Opens every page, and stores a cookie for the servers' host.
    pub(crate) fn new(
        mut browser: Box<dyn Browser + Send>,
        pages: &[Pages],
        authority: &Path,
    ) -> Result<Self, String> {
        let profile = match browser.engine() {
            "chromium" => Profile::chromium(),
            "firefox" => Profile::firefox(),
            other => return Err(format!("{other} has no profile here")),
        };
        let mut open = Vec::new();
        for pages in pages {
            for page in [Page::Front, Page::Other, Page::Opaque] {
                let url = pages.url(page);
                let number = browser.open(&url, &pages.front())?;
                open.push((url, number));
            }
        }
        let outcome = Outcome::new(browser.engine(), browser.version(), profile.version);
        Ok(Side { browser, profile, authority: authority.to_owned(), open, asked: 0, outcome })
    }

    /// Has both ask a server everything that there is to ask it.
    pub(crate) fn ask(&mut self, server: &Server, origin: &str, pages: &Pages) {
        for request in server.requests {
            let compared = self.compare(request, origin, pages);
            self.outcome.note(server.name, request.setup(), compared);
        }
    }

    fn compare(&mut self, request: &Request, origin: &str, pages: &Pages) -> Result<(), String> {
        self.asked += 1;
        let separator = if request.path.contains('?') { '&' } else { '?' };
        let url = format!("{origin}{}{separator}case={}", request.path, self.asked);
        let asker = pages.url(request.page);
        let here = || format!("{url} {} by {:?}", request.init(), request.page);
        let number = self.open.iter().find(|(url, _)| *url == asker).map(|(_, number)| *number);
        let seen = number
            .ok_or_else(|| "the page is not open".to_owned())
            .and_then(|number| self.browser.fetch(number, &url, &request.init()))
            .map_err(|error| format!("{}\n  browser: {error}", here()))?;
        let browser = said::by_browser(request, seen);
        let origin = pages.origin(request.page);
        let corslet = said::by_corslet(request, &url, &origin, self.profile, &self.authority)
            .map_err(|error| format!("{}\n  {error}", here()))?;
        match difference(&browser, &corslet) {
            None => Ok(()),
            Some(difference) => Err(format!("{}{difference}", here())),
        }
    }
}

/// Where the two accounts differ, part by part.
fn difference(browser: &Said, corslet: &Said) -> Option<String> {
    let parts = |said: &Said| {
        [
            ("outcome", said.outcome.clone()),
            ("code", format!("{:?}", said.code)),
            ("status", format!("{:?}", said.status)),
            ("readable headers", format!("{:?}", said.headers)),
            (
                "requests sent",
                said.exchanges.iter().map(|exchange| format!("\n      {exchange:?}")).collect(),
            ),
        ]
    };
    let text: String = parts(browser)
        .into_iter()
        .zip(parts(corslet))
        .filter(|((_, one), (_, other))| one != other)
        .map(|((part, one), (_, other))| format!("\n  {part}\n    browser: {one}\n    corslet: {other}"))
        .collect();
    (!text.is_empty()).then_some(text)
}
