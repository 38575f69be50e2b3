//! Runs a fetch against the application with the layer around it, in memory and to the end.

use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

use corslet::browser::{Request, Verdict};
use corslet::policy::Policy;
use corslet_tower::CorsLayer;
use corslet_tower::browser::Browser;
use http::Response;
use tower::{Layer, Service, service_fn};

use super::generate::Application;

/// A fetch, and how many requests the application got.
pub struct Played {
    pub verdict: Verdict,
    pub reached: usize,
}

/// A browser fetches from the application behind the policy.
pub fn play(
    policy: &Policy,
    application: &Application,
    request: &Arc<Request>,
    browser: &mut Browser,
) -> Played {
    served(&CorsLayer::new(policy.clone()), application, request, browser)
}

pub fn served(
    layer: &CorsLayer,
    application: &Application,
    request: &Arc<Request>,
    browser: &mut Browser,
) -> Played {
    let reached = AtomicUsize::new(0);
    let inner = service_fn(|request: http::Request<()>| {
        reached.fetch_add(1, Ordering::Relaxed);
        std::future::ready(Ok::<Response<()>, Infallible>(application.answer(request.headers())))
    });
    let verdict = at_once(browser.fetch(layer.layer(inner), Arc::clone(request)));
    Played { verdict, reached: reached.into_inner() }
}

/// The output of a future that waits for nothing.
pub fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

/// One request of any kind through the layer, without a browser.
pub fn ask(layer: &CorsLayer, application: &Application, request: http::Request<()>) -> Response<()> {
    let inner = service_fn(|request: http::Request<()>| {
        std::future::ready(Ok::<Response<()>, Infallible>(application.answer(request.headers())))
    });
    at_once(layer.layer(inner).call(request)).unwrap_or_else(|never| match never {})
}
