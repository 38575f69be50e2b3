//! Where the demo is: two listeners on loopback, one for the page and one for the API.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::Ipv4Addr;

use corslet::words::is_bad_port;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};

use super::{api, front_end};

/// The ports that are tried first when the servers stay up, so that a command can be typed twice.
const USUAL: u16 = 8480;

/// Which ports to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ports {
    /// Any two that are free.
    Free,
    /// The usual ones, or free ones where these are taken.
    Usual,
    /// This one and the next.
    From(u16),
}

/// The addresses of the page and of the API.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// The page's origin.
    pub(crate) app: String,
    /// The API's origin.
    pub(crate) api: String,
}

impl Site {
    /// The API as it should be.
    pub(crate) fn orders(&self) -> String {
        format!("{}{}", self.api, api::ORDERS)
    }

    /// The same, broken.
    pub(crate) fn broken_orders(&self) -> String {
        format!("{}{}", self.api, api::BROKEN_ORDERS)
    }

    /// Listens on two ports, and serves from then on.
    ///
    /// # Errors
    /// When the ports cannot be had.
    pub(crate) async fn serve(ports: Ports) -> io::Result<Site> {
        let (app, api) = listeners(ports).await?;
        let site = Site {
            app: format!("http://app.localhost:{}", app.local_addr()?.port()),
            api: format!("http://api.localhost:{}", api.local_addr()?.port()),
        };
        let page_of = site.clone();
        tokio::spawn(accept(app, move |request| std::future::ready(front_end::answer(&page_of, &request))));
        let grants_to = site.app.clone();
        tokio::spawn(accept(api, move |request| std::future::ready(api::answer(&grants_to, &request))));
        Ok(site)
    }
}

async fn listeners(ports: Ports) -> io::Result<(TcpListener, TcpListener)> {
    match ports {
        Ports::Free => pair(0, 0).await,
        Ports::Usual => match pair(USUAL, USUAL + 1).await {
            Ok(pair) => Ok(pair),
            Err(_) => pair(0, 0).await,
        },
        Ports::From(first) => {
            let second = first.checked_add(1).ok_or(io::ErrorKind::InvalidInput)?;
            if let Some(bad) = [first, second].into_iter().find(|port| is_bad_port(*port)) {
                return Err(io::Error::other(format!("browsers never connect to port {bad}")));
            }
            pair(first, second).await
        }
    }
}

async fn pair(app: u16, api: u16) -> io::Result<(TcpListener, TcpListener)> {
    let app = TcpListener::bind((Ipv4Addr::LOCALHOST, app)).await?;
    let api = TcpListener::bind((Ipv4Addr::LOCALHOST, api)).await?;
    Ok((app, api))
}

/// Serves every connection until the program ends.
async fn accept<A, F>(listener: TcpListener, answer: A)
where
    A: Fn(Request<Incoming>) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Response<Full<Bytes>>> + Send + 'static,
{
    loop {
        // A connection that is gone again is no reason to stop.
        let Ok((stream, _)) = listener.accept().await else { continue };
        tokio::spawn(connection(stream, answer.clone()));
    }
}

async fn connection<A, F>(stream: TcpStream, answer: A)
where
    A: Fn(Request<Incoming>) -> F,
    F: Future<Output = Response<Full<Bytes>>>,
{
    let service = service_fn(|request| {
        let answered = answer(request);
        async { Ok::<_, Infallible>(answered.await) }
    });
    // Whatever goes wrong on one connection, the other side sees it.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .title_case_headers(true)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
