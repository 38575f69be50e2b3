//! The layer: a policy, and how its decisions are told.

use std::fmt;
use std::sync::Arc;

use corslet::policy::Policy;
use http::Response;
use tower_layer::Layer;

use crate::decision::Decision;
use crate::errors::{MakeResponses, PassErrors};
use crate::reload::{Handle, Source};
use crate::service::Cors;

type Tell = Arc<dyn Fn(&Decision<'_>) + Send + Sync>;

/// What all services of a layer share; a clone of one is a clone of this pointer.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) source: Source,
    pub(crate) report_only: bool,
    pub(crate) insert_decision: bool,
    pub(crate) on_decision: Option<Tell>,
}

/// Applies a [`Policy`] to a service: see the [crate's documentation](crate).
///
/// The type parameter says what becomes of the inner service's errors; it is [`PassErrors`] unless
/// [`on_error`](CorsLayer::on_error) was called.
#[must_use]
#[derive(Clone)]
pub struct CorsLayer<E = PassErrors> {
    shared: Arc<Shared>,
    errors: E,
}

impl CorsLayer {
    /// A layer that grants what `policy` says. It cannot fail: what could be wrong was found when the policy was
    /// compiled.
    pub fn new(policy: Policy) -> Self {
        CorsLayer::from(Source::Fixed(policy))
    }

    /// A layer whose policy can be changed while requests are served.
    pub fn reloadable(policy: Policy) -> (Self, Handle) {
        let handle = Handle::new(policy);
        (CorsLayer::from(Source::Reloadable(handle.clone())), handle)
    }

    fn from(source: Source) -> Self {
        let shared = Shared { source, report_only: false, insert_decision: false, on_decision: None };
        CorsLayer { shared: Arc::new(shared), errors: PassErrors }
    }

    /// Makes a response of each error of the inner service, so that a page can read what went wrong; the service with
    /// the layer then never fails.
    ///
    /// Without this an error passes as it is, and whoever makes a response of it further out makes one without headers.
    pub fn on_error<F, X, B>(self, respond: F) -> CorsLayer<MakeResponses<F, X>>
    where
        F: Fn(X) -> Response<B>,
    {
        CorsLayer { shared: self.shared, errors: MakeResponses::new(respond) }
    }
}

impl<E> CorsLayer<E> {
    /// Decides and tells, but changes nothing: every request reaches the application, every response leaves as the
    /// application made it.
    pub fn report_only(mut self) -> Self {
        Arc::make_mut(&mut self.shared).report_only = true;
        self
    }

    /// Calls `tell` with every decision, before the request goes on. It runs in the request's path: let it be quick.
    pub fn on_decision(mut self, tell: impl Fn(&Decision<'_>) + Send + Sync + 'static) -> Self {
        Arc::make_mut(&mut self.shared).on_decision = Some(Arc::new(tell));
        self
    }

    /// Whether the application finds a [`Decided`](crate::Decided) among the request's extensions. That allocates, so
    /// it is off unless it is asked for.
    pub fn insert_decision(mut self, insert: bool) -> Self {
        Arc::make_mut(&mut self.shared).insert_decision = insert;
        self
    }
}

impl<S, E: Clone> Layer<S> for CorsLayer<E> {
    type Service = Cors<S, E>;

    fn layer(&self, inner: S) -> Cors<S, E> {
        Cors { inner, shared: Arc::clone(&self.shared), errors: self.errors.clone() }
    }
}

impl<E> fmt::Debug for CorsLayer<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CorsLayer").field("report_only", &self.shared.report_only).finish_non_exhaustive()
    }
}
