//! The peer actix-cors behind actix's own trait, whose service the requests of a thread share.

use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use actix_cors::Cors;
use actix_service::{IntoService, Service, Transform, fn_service};
use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::test::TestRequest;
use actix_web::{Error, HttpResponse};
use http::Request;

use crate::cases::Written;

fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

fn inner() -> impl Service<ServiceRequest, Response = ServiceResponse<BoxBody>, Error = Error> + 'static {
    let answer = |request: ServiceRequest| {
        let mut response = HttpResponse::Ok();
        response.content_type("application/json").insert_header(("content-length", "17"));
        let response = request.into_response(response.finish());
        std::future::ready(Ok::<_, Error>(response))
    };
    fn_service(answer).into_service()
}

pub type Run = Box<dyn Fn(ServiceRequest) -> ServiceResponse<EitherBody<BoxBody>>>;

pub fn bare() -> Run {
    let service = inner();
    Box::new(move |request| at_once(service.call(request)).unwrap().map_into_left_body())
}

/// Exact origins; for subdomains it only has a function.
pub fn layered(size: usize) -> Run {
    let mut cors = Cors::default()
        .allowed_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::PATCH])
        .allowed_headers(["authorization", "content-type", "x-token"])
        .expose_headers(["x-count"])
        .supports_credentials()
        .max_age(600);
    for number in 0..size {
        cors = cors.allowed_origin(&format!("https://{}", Written::base(number)));
    }
    let service = Rc::new(at_once(cors.new_transform(inner())).unwrap());
    Box::new(move |request| at_once(service.call(request)).unwrap())
}

pub fn request(like: &Request<()>) -> ServiceRequest {
    let mut request = TestRequest::default()
        .method(Method::from_bytes(like.method().as_str().as_bytes()).unwrap())
        .uri("/orders/1?page=2");
    for (name, value) in like.headers() {
        request = request.append_header((name.as_str(), value.as_bytes()));
    }
    request.to_srv_request()
}
