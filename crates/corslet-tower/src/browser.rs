//! A browser in front of a service: what may a page read of your API? No socket, no browser to install.
//!
//! ```
//! # use std::convert::Infallible;
//! # use http::{Request, Response};
//! use corslet::browser::Request as PageRequest;
//! use corslet::words::Origin;
//! use corslet_tower::browser::Browser;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // Any service will do: an axum `Router`, a tonic `Routes`, a function.
//! let api = tower::service_fn(async |_: Request<String>| {
//!     let answer = Response::builder().header("access-control-allow-origin", "https://app.example");
//!     Ok::<_, Infallible>(answer.body(String::new()).unwrap())
//! });
//! let mut browser = Browser::firefox();
//! let page = Origin::parse("https://app.example")?;
//! let verdict = browser.fetch(api, PageRequest::new(page, "https://api.example/orders".parse()?)).await;
//! assert!(verdict.outcome.is_allowed(), "{:?}", verdict.blocked);
//! # Ok(())
//! # }
//! ```

use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use corslet::browser::{Fetch, Next, PreflightCache, Profile, Verdict};
use corslet::verdict::{Exchange, NetworkFailure, ResponseHead};
use corslet::words::{HeaderList, HeaderName, HeaderValue, Status};
use http::{Request, Response, Uri, header};
use tower_service::Service;

/// Fetches once, as a page in `profile`'s browser does, and asks `service` instead of the network.
///
/// [`Browser`] does the same with a clock and cookies.
pub async fn fetch<S, In, Out>(
    service: S,
    request: impl Into<Arc<corslet::browser::Request>>,
    profile: &Profile,
    cache: &mut PreflightCache,
) -> Verdict
where
    S: Service<Request<In>, Response = Response<Out>>,
    In: Default,
{
    run(service, request.into(), profile, cache, Duration::ZERO, None).await
}

/// A browser: a profile, a preflight cache, a clock and the cookies it would send.
#[derive(Clone, Debug)]
pub struct Browser {
    profile: &'static Profile,
    cache: PreflightCache,
    now: Duration,
    cookies: Option<http::HeaderValue>,
}

impl Browser {
    /// A browser with an empty cache and no cookies.
    #[must_use]
    pub fn new(profile: &'static Profile) -> Self {
        Browser { profile, cache: PreflightCache::new(), now: Duration::ZERO, cookies: None }
    }

    /// Chrome, Edge, Opera, Brave.
    #[must_use]
    pub fn chromium() -> Self {
        Browser::new(Profile::chromium())
    }

    /// Firefox.
    #[must_use]
    pub fn firefox() -> Self {
        Browser::new(Profile::firefox())
    }

    /// Safari, and every browser on iOS.
    #[must_use]
    pub fn webkit() -> Self {
        Browser::new(Profile::webkit())
    }

    /// All three, for a test that should hold in each.
    #[must_use]
    pub fn all() -> [Browser; 3] {
        [Browser::chromium(), Browser::firefox(), Browser::webkit()]
    }

    /// With this `Cookie` header on requests that carry credentials.
    #[must_use]
    pub fn with_cookies(mut self, cookies: http::HeaderValue) -> Self {
        self.cookies = Some(cookies);
        self
    }

    /// Lets time pass: preflights are kept for as long as the server allows.
    pub fn wait(&mut self, time: Duration) {
        self.now += time;
    }

    /// Fetches as a page does, and asks `service` instead of the network.
    ///
    /// An error of the service is a connection that ended early. A service of requests with any body has to be told
    /// with which: `router.into_service::<axum::body::Body>()`.
    pub async fn fetch<S, In, Out>(
        &mut self,
        service: S,
        request: impl Into<Arc<corslet::browser::Request>>,
    ) -> Verdict
    where
        S: Service<Request<In>, Response = Response<Out>>,
        In: Default,
    {
        run(service, request.into(), self.profile, &mut self.cache, self.now, self.cookies.as_ref()).await
    }
}

async fn run<S, In, Out>(
    mut service: S,
    request: Arc<corslet::browser::Request>,
    profile: &Profile,
    cache: &mut PreflightCache,
    now: Duration,
    cookies: Option<&http::HeaderValue>,
) -> Verdict
where
    S: Service<Request<In>, Response = Response<Out>>,
    In: Default,
{
    let mut fetch = Fetch::new(request, profile);
    loop {
        let ask = match fetch.next(now, cache) {
            Next::Send(ask) => ask,
            Next::Done(verdict) => return verdict,
        };
        let sent = match wire(ask.exchange(), cookies) {
            Ok(sent) => sent,
            Err(error) => {
                fetch = ask.failed(NetworkFailure::Other(error.to_string()));
                continue;
            }
        };
        let answer = match poll_fn(|cx| service.poll_ready(cx)).await {
            Ok(()) => service.call(sent).await,
            Err(error) => Err(error),
        };
        fetch = match answer {
            Ok(response) => ask.answer(head(&response)),
            Err(_) => ask.failed(NetworkFailure::Closed),
        };
    }
}

/// The request as it arrives over HTTP/1.1: the path as the target, the authority in `Host`.
fn wire<In: Default>(exchange: &Exchange, cookies: Option<&http::HeaderValue>) -> http::Result<Request<In>> {
    let url = &exchange.url;
    let target: Uri = match url.query() {
        Some(query) => format!("{}?{query}", url.path()).parse()?,
        None => url.path().parse()?,
    };
    let host = url.host_str().unwrap_or_default();
    let mut request = Request::builder().method(exchange.method.as_str()).uri(target);
    request = match url.port() {
        Some(port) => request.header(header::HOST, format!("{host}:{port}")),
        None => request.header(header::HOST, host),
    };
    for (name, value) in exchange.header_lines() {
        request = request.header(name, value);
    }
    if let Some(cookies) = cookies.filter(|_| exchange.credentials) {
        request = request.header(header::COOKIE, cookies);
    }
    request.body(In::default())
}

fn head<Out>(response: &Response<Out>) -> ResponseHead {
    let lines = response.headers().iter();
    let headers: HeaderList = lines
        .filter_map(|(name, value)| {
            // Both libraries take the same names.
            Some((HeaderName::parse(name.as_str()).ok()?, HeaderValue::received(value.as_bytes())))
        })
        .collect();
    ResponseHead { status: Status::new(response.status().as_u16()).unwrap_or_default(), headers }
}
