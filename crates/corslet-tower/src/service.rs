//! The service: asks the policy, then the application, and edits what comes back.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use corslet::policy::{Policy, RequestHead};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, header};
use tower_service::Service;

use crate::decision::{Decided, Decision};
use crate::edits::Edits;
use crate::errors::{HandleErrors, PassErrors};
use crate::future::ResponseFuture;
use crate::layer::Shared;

/// A service with a policy in front: what [`CorsLayer`](crate::CorsLayer) makes.
#[derive(Clone)]
pub struct Cors<S, E = PassErrors> {
    pub(crate) inner: S,
    pub(crate) shared: Arc<Shared>,
    pub(crate) errors: E,
}

/// Why a preflight was refused; in a policy for development only.
static REASON: HeaderName = HeaderName::from_static("corslet-reason");

/// What the policy's answer means for this request.
enum Turn {
    /// Answered with this, without the application.
    Answered { status: StatusCode, headers: HeaderMap },
    /// The application's, with these edits to its response; none changes nothing.
    Inner(Option<Edits>),
}

impl<S, E, In, Out> Service<Request<In>> for Cors<S, E>
where
    S: Service<Request<In>, Response = Response<Out>>,
    E: HandleErrors<S::Error, Out> + Clone,
    Out: Default,
{
    type Response = Response<Out>;
    type Error = E::Error;
    type Future = ResponseFuture<S::Future, Out, S::Error, E>;

    #[inline]
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), E::Error>> {
        match self.inner.poll_ready(cx) {
            Poll::Ready(Err(error)) => Poll::Ready(self.errors.keep(error)),
            Poll::Ready(Ok(())) => {
                // A failure that was kept for a request is over when the service is ready again.
                drop(self.errors.kept());
                Poll::Ready(Ok(()))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    #[inline]
    fn call(&mut self, mut request: Request<In>) -> Self::Future {
        let shared = &*self.shared;
        let mut decided = None;
        let edits = match shared.source.with(|policy| shared.decide(policy, &request, &mut decided)) {
            Turn::Inner(edits) => edits,
            Turn::Answered { status, headers } => {
                let mut response = Response::new(Out::default());
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                return ResponseFuture::answered(Ok(response));
            }
        };
        if let Some(error) = self.errors.kept() {
            let mut response = self.errors.handle(error);
            if let (Ok(response), Some(mut edits)) = (&mut response, edits) {
                edits.apply(response.headers_mut());
            }
            return ResponseFuture::answered(response);
        }
        if let Some(decided) = decided {
            request.extensions_mut().insert(decided);
        }
        ResponseFuture::inner(self.inner.call(request), edits, self.errors.clone())
    }
}

impl Shared {
    /// `decided` is set where the application is to find it.
    #[inline]
    fn decide<In>(&self, policy: &Policy, request: &Request<In>, decided: &mut Option<Decided>) -> Turn {
        let (uri, headers) = (request.uri(), request.headers());
        let answer = policy.answer(&RequestHead {
            method: request.method().as_str(),
            host: if policy.has_hosts() { host(request) } else { None },
            path: uri.path().as_bytes(),
            headers,
        });
        let report_only = self.report_only || answer.report_only;
        let decision = Decision { answer: &answer, method: request.method(), uri, headers, report_only };
        #[cfg(feature = "tracing")]
        decision.trace();
        if let Some(tell) = &self.on_decision {
            tell(&decision);
        }
        if self.insert_decision {
            *decided = Some(decision.decided());
        }
        if report_only {
            return Turn::Inner(None);
        }
        let Some(status) = answer.status() else { return Turn::Inner(Some(Edits::new(&answer, headers))) };
        let mut headers = answer.preflight_headers(headers).unwrap_or_default();
        if policy.is_development() && !answer.is_allowed() {
            headers.insert(&REASON, HeaderValue::from_static(answer.reason.code()));
        }
        Turn::Answered { status: StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN), headers }
    }
}

/// The host from `:authority`, or else from `Host`; of several, which no honest client sends, one that is none.
#[inline]
fn host<In>(request: &Request<In>) -> Option<&[u8]> {
    if let Some(authority) = request.uri().authority() {
        return Some(authority.as_str().as_bytes());
    }
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next()?;
    Some(if hosts.next().is_some() { b"" } else { host.as_bytes() })
}

impl<S: fmt::Debug, E> fmt::Debug for Cors<S, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cors").field("inner", &self.inner).finish_non_exhaustive()
    }
}
