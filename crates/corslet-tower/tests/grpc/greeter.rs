//! A service of tonic without generated code: its messages are text.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::{Buf, BufMut, Bytes};
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::server::{Grpc, NamedService};
use tonic::{Code, Status};
use tower::service_fn;

/// What the error says.
pub const MESSAGE: &str = "nobody";

/// Messages that are text.
#[derive(Clone, Copy)]
struct Text;

impl Codec for Text {
    type Encode = String;
    type Decode = String;
    type Encoder = Text;
    type Decoder = Text;

    fn encoder(&mut self) -> Text {
        *self
    }

    fn decoder(&mut self) -> Text {
        *self
    }
}

impl Encoder for Text {
    type Item = String;
    type Error = Status;

    fn encode(&mut self, item: String, into: &mut EncodeBuf<'_>) -> Result<(), Status> {
        into.put_slice(item.as_bytes());
        Ok(())
    }
}

impl Decoder for Text {
    type Item = String;
    type Error = Status;

    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> Result<Option<String>, Status> {
        let bytes = from.copy_to_bytes(from.remaining());
        String::from_utf8(bytes.into()).map(Some).map_err(|_| Status::invalid_argument("no text"))
    }
}

/// A message as gRPC frames it.
pub fn frame(text: &str) -> Bytes {
    let length = u32::try_from(text.len()).unwrap().to_be_bytes();
    [&[0], &length[..], text.as_bytes()].concat().into()
}

/// `Hello` greets, `Fail` finds nobody; whatever else is called is not implemented.
#[derive(Clone, Default)]
pub struct Greeter {
    calls: Arc<AtomicUsize>,
}

impl Greeter {
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }
}

impl NamedService for Greeter {
    const NAME: &'static str = "test.Greeter";
}

type Response = http::Response<tonic::body::Body>;

impl tower::Service<http::Request<tonic::body::Body>> for Greeter {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<tonic::body::Body>) -> Self::Future {
        self.calls.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            let mut grpc = Grpc::new(Text);
            let mut response = match request.uri().path() {
                "/test.Greeter/Hello" => grpc.unary(service_fn(hello), request).await,
                "/test.Greeter/Fail" => grpc.unary(service_fn(fail), request).await,
                _ => Status::new(Code::Unimplemented, "").into_http(),
            };
            response.headers_mut().insert("x-shard", http::HeaderValue::from_static("7"));
            Ok(response)
        })
    }
}

async fn hello(request: tonic::Request<String>) -> Result<tonic::Response<String>, Status> {
    Ok(tonic::Response::new(format!("hello {}", request.into_inner())))
}

async fn fail(_: tonic::Request<String>) -> Result<tonic::Response<String>, Status> {
    Err(Status::not_found(MESSAGE))
}
