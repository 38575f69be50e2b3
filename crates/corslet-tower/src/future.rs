//! The response to come, with what the policy says about it.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::Response;
use pin_project_lite::pin_project;

use crate::edits::Edits;
use crate::errors::HandleErrors;

pin_project! {
    /// The future of a [`Cors`](crate::Cors) service.
    #[must_use = "futures do nothing unless polled"]
    pub struct ResponseFuture<F, B, X, E>
    where
        E: HandleErrors<X, B>,
    {
        #[pin]
        state: State<F, Response<B>, E::Error, E>,
        error: PhantomData<fn(X)>,
    }
}

pin_project! {
    #[project = Projected]
    enum State<F, R, Y, E> {
        // Answered without the inner service.
        Answered { answer: Option<Result<R, Y>> },
        // On its way through the inner service.
        Inner { #[pin] future: F, edits: Option<Edits>, errors: E },
    }
}

impl<F, B, X, E> ResponseFuture<F, B, X, E>
where
    E: HandleErrors<X, B>,
{
    pub(crate) fn answered(answer: Result<Response<B>, E::Error>) -> Self {
        ResponseFuture { state: State::Answered { answer: Some(answer) }, error: PhantomData }
    }

    /// `edits` is none where the response has to stay as it is.
    pub(crate) fn inner(future: F, edits: Option<Edits>, errors: E) -> Self {
        ResponseFuture { state: State::Inner { future, edits, errors }, error: PhantomData }
    }
}

impl<F, B, X, E> Future for ResponseFuture<F, B, X, E>
where
    F: Future<Output = Result<Response<B>, X>>,
    E: HandleErrors<X, B>,
{
    type Output = Result<Response<B>, E::Error>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            Projected::Answered { answer } => match answer.take() {
                Some(answer) => Poll::Ready(answer),
                // Polled again after it was ready; a future may do anything then but be unsafe.
                None => Poll::Pending,
            },
            Projected::Inner { future, edits, errors } => {
                let mut response = match ready!(future.poll(cx)) {
                    Ok(response) => response,
                    Err(error) => errors.handle(error)?,
                };
                if let Some(edits) = edits {
                    edits.apply(response.headers_mut());
                }
                Poll::Ready(Ok(response))
            }
        }
    }
}
