//! Cookies on their way: what a jar gives to each request of a fetch, and keeps of each response.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::cookies::{Client, Context, Jar, Retrieval, Storage, Target};
use super::fetch::{Ask, Fetch};
use super::{Destination, Mode, Request};
use crate::verdict::{Kind, Observe, ResponseHead};

/// A browser's cookies, for a fetch that takes them along.
#[derive(Debug)]
pub struct Cookies<'j> {
    /// The jar; one for each browser.
    pub jar: &'j mut Jar,
    /// The time since the Unix epoch: cookies expire by the calendar.
    pub now: Duration,
    /// Whether the page was granted [storage access](https://privacycg.github.io/storage-access/).
    pub storage_access: bool,
}

impl<'j> Cookies<'j> {
    /// A browser's cookies at a time since the Unix epoch.
    #[must_use]
    pub fn new(jar: &'j mut Jar, now: Duration) -> Self {
        Cookies { jar, now, storage_access: false }
    }
}

/// What one exchange had to do with cookies.
#[derive(Clone, Debug)]
pub struct ExchangeCookies {
    /// The exchange, by its place in the verdict.
    pub exchange: usize,
    /// The cookies that went along, and the others with their reasons.
    pub retrieval: Retrieval,
    /// What became of the response's `Set-Cookie` lines.
    pub stored: Vec<Storage>,
}

impl Request {
    /// The document that asks.
    fn cookie_client(&self) -> Client {
        match &self.top_level_origin {
            Some(top) => Client::frame(self.origin.clone(), top.clone()),
            None => Client::top_level(self.origin.clone()),
        }
    }

    fn cookie_target(&self) -> Target {
        match (self.mode, self.destination) {
            (Mode::Navigate, Destination::Iframe | Destination::Object) => Target::Frame,
            (Mode::Navigate, _) => Target::TopLevel,
            _ => Target::Subresource,
        }
    }
}

impl<O: Observe> Fetch<'_, O> {
    /// Calls `with` with what a jar has to know of the last exchange.
    fn with_cookie_context<T>(
        &mut self,
        storage_access: bool,
        with: impl FnOnce(&Context<'_>, &mut Self) -> T,
    ) -> Option<T> {
        let exchange = self.exchanges.last()?;
        let (url, method) = (Arc::clone(&exchange.url), exchange.method.clone());
        let credentials = exchange.credentials;
        let earlier = &self.exchanges[..self.exchanges.len() - 1];
        let redirected_from: Vec<Arc<Url>> = earlier
            .iter()
            .filter(|exchange| exchange.kind == Kind::Actual)
            .map(|exchange| Arc::clone(&exchange.url))
            .collect();
        let client = self.request.cookie_client();
        let context = Context {
            method: &method,
            target: self.request.cookie_target(),
            redirected_from: &redirected_from,
            credentials,
            storage_access,
            ..Context::new(&client, &url)
        };
        Some(with(&context, self))
    }

    /// Whether this hop is a third party's, whose cookies the browser blocks.
    pub(super) fn blocks_third_party(&self) -> bool {
        let client = self.request.cookie_client();
        let context =
            Context { target: self.request.cookie_target(), ..Context::new(&client, &self.hop.url) };
        self.profile.cookies.blocks_third_party(&context)
    }
}

impl<'p, O: Observe> Ask<'p, O> {
    /// Takes the cookies along that the jar has for this request, and gives the value of its `Cookie` header. The verdict
    /// keeps what was decided.
    pub fn take_cookies(&mut self, cookies: &mut Cookies<'_>) -> Option<Vec<u8>> {
        let now = cookies.now;
        let jar = &mut *cookies.jar;
        let fetch = self.fetch_mut();
        let retrieval = fetch.with_cookie_context(cookies.storage_access, |context, fetch| {
            jar.retrieve(context, &fetch.profile.cookies, now, &mut fetch.observer)
        })?;
        let header = retrieval.header();
        let exchange = fetch.exchanges.len() - 1;
        fetch.cookies.push(ExchangeCookies { exchange, retrieval, stored: Vec::new() });
        header
    }

    /// Goes on with the response's head, as [`answer`](Ask::answer), and stores the cookies that it sets. What becomes of
    /// the fetch has no part in that.
    #[must_use]
    pub fn answer_storing(
        mut self,
        head: impl Into<Arc<ResponseHead>>,
        cookies: &mut Cookies<'_>,
    ) -> Fetch<'p, O> {
        let head = head.into();
        if head.headers.contains("set-cookie") {
            self.store_cookies(&head, cookies);
        }
        self.answer(head)
    }

    fn store_cookies(&mut self, head: &ResponseHead, cookies: &mut Cookies<'_>) {
        let now = cookies.now;
        let jar = &mut *cookies.jar;
        let fetch = self.fetch_mut();
        let stored = fetch.with_cookie_context(cookies.storage_access, |context, fetch| {
            let lines = head.headers.get_all("set-cookie");
            let rules = &fetch.profile.cookies;
            lines
                .map(|line| jar.store(line.as_bytes(), context, rules, now, &mut fetch.observer))
                .collect::<Vec<_>>()
        });
        let exchange = fetch.exchanges.len().saturating_sub(1);
        match fetch.cookies.last_mut().filter(|last| last.exchange == exchange) {
            Some(last) => last.stored.extend(stored.into_iter().flatten()),
            None => fetch.cookies.push(ExchangeCookies {
                exchange,
                retrieval: Retrieval::default(),
                stored: stored.unwrap_or_default(),
            }),
        }
    }
}
