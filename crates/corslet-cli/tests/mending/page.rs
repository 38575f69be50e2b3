//! The page that asks, open in headless Chromium where there is one.

use std::sync::Mutex;

use serde_json::{Value, json};

use super::fault::Fault;
use crate::live::browser::{Browser, expression, response};
use crate::live::certificate::Certificate;
use crate::live::chromium::{self, Chromium};
use crate::live::pages::Pages;
use crate::live::program::installed;
use crate::live::request;

/// The page that asks.
pub(crate) struct Page {
    pages: Pages,
    /// The browser and the page's number in it; none where the browser is missing.
    browser: Option<Mutex<(Chromium, usize)>>,
}

impl Page {
    /// Serves the page, and opens it in the browser; says what is missing for that.
    pub(crate) fn open(missing: &mut Vec<String>) -> Result<Page, String> {
        let pages = Pages::start(None)?;
        let lacking = [chromium::NAMES, &["openssl"]].into_iter().filter(|names| installed(names).is_none());
        let lacking: Vec<String> = lacking.map(|names| names[0].to_owned()).collect();
        if !lacking.is_empty() {
            missing.extend(lacking);
            return Ok(Page { pages, browser: None });
        }
        let mut browser = Chromium::start(&Certificate::issue()?)?;
        let url = pages.url(request::Page::Front);
        let page = browser.open(&url, &url)?;
        Ok(Page { pages, browser: Some(Mutex::new((browser, page))) })
    }

    /// Its origin, as it is serialised.
    pub(crate) fn origin(&self) -> String {
        self.pages.front()
    }

    /// Whether the page gets what it wants; none without a browser.
    pub(crate) fn gets(&self, fault: &Fault, url: &str) -> Result<Option<bool>, String> {
        let Some(browser) = &self.browser else { return Ok(None) };
        let mut locked =
            browser.lock().map_err(|_| "another server's test failed with the browser in its hands")?;
        let (browser, page) = &mut *locked;
        let told = browser.run(*page, &expression(url, &init(fault)))?;
        let Ok(response) = response(&told) else { return Ok(Some(false)) };
        Ok(Some(fault.reads.is_none_or(|name| response.headers.contains_key(&name.to_lowercase()))))
    }
}

fn init(fault: &Fault) -> Value {
    let credentials = if fault.credentials { "include" } else { "same-origin" };
    json!({ "method": fault.method, "headers": fault.headers, "credentials": credentials })
}
