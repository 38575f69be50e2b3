//! What becomes of an error of the inner service: it passes, or it is made a response.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use http::Response;

/// What a layer does with an error of the inner service: [`PassErrors`] or [`MakeResponses`].
pub trait HandleErrors<X, B>: sealed::Sealed {
    /// The error of the service with the layer.
    type Error;

    /// The inner service failed before it got a request.
    #[doc(hidden)]
    fn keep(&mut self, error: X) -> Result<(), Self::Error>;

    /// The failure that was kept for the next request.
    #[doc(hidden)]
    fn kept(&mut self) -> Option<X>;

    #[doc(hidden)]
    fn handle(&self, error: X) -> Result<Response<B>, Self::Error>;
}

/// Errors pass as they are: there is no response that could carry headers.
#[derive(Clone, Copy, Debug, Default)]
pub struct PassErrors;

impl<X, B> HandleErrors<X, B> for PassErrors {
    type Error = X;

    fn keep(&mut self, error: X) -> Result<(), X> {
        Err(error)
    }

    fn kept(&mut self) -> Option<X> {
        None
    }

    fn handle(&self, error: X) -> Result<Response<B>, X> {
        Err(error)
    }
}

/// A function makes responses of errors; the service with the layer does not fail.
pub struct MakeResponses<F, X> {
    function: Arc<F>,
    kept: Option<X>,
}

impl<F, X> MakeResponses<F, X> {
    pub(crate) fn new(function: F) -> Self {
        MakeResponses { function: Arc::new(function), kept: None }
    }
}

impl<F, X, B> HandleErrors<X, B> for MakeResponses<F, X>
where
    F: Fn(X) -> Response<B>,
{
    type Error = Infallible;

    fn keep(&mut self, error: X) -> Result<(), Infallible> {
        self.kept = Some(error);
        Ok(())
    }

    fn kept(&mut self) -> Option<X> {
        self.kept.take()
    }

    fn handle(&self, error: X) -> Result<Response<B>, Infallible> {
        Ok((self.function)(error))
    }
}

/// A clone of a service is another service: the failure stays with the first.
impl<F, X> Clone for MakeResponses<F, X> {
    fn clone(&self) -> Self {
        MakeResponses { function: Arc::clone(&self.function), kept: None }
    }
}

impl<F, X> fmt::Debug for MakeResponses<F, X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MakeResponses")
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::PassErrors {}
    impl<F, X> Sealed for super::MakeResponses<F, X> {}
}
