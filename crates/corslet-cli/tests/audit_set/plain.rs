//! Servers without an API beneath them: whom they trust is asked of the row, and how they answer is one function.

use super::request::Request;
use super::response::Response;
use super::server::Server;

/// What a server answers, given whether it trusts the origin that asks.
pub(crate) type Style = fn(&Request, bool) -> Response;

impl Server {
    /// Answers in this style, whatever is asked.
    pub(crate) fn styled(self, style: Style) -> Self {
        self.finish(move |request, response| {
            *response = style(request, response.first("access-control-allow-origin").is_some());
        })
    }

    /// The same, without credentials.
    pub(crate) fn uncredentialed(self) -> Self {
        self.finish(|_, response| response.remove("Access-Control-Allow-Credentials"))
    }
}

impl Response {
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.add(name, value);
        self
    }

    /// The origin and credentials, where they are granted; `Vary` in any case.
    pub(crate) fn granting(self, request: &Request, is_granted: bool) -> Self {
        let response = self.with("Vary", "Origin");
        match request.origin().filter(|_| is_granted) {
            Some(origin) => response
                .with("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Allow-Credentials", "true"),
            None => response,
        }
    }

    /// What else a preflight is told that is granted.
    pub(crate) fn offering(self, methods: &str, headers: &str) -> Self {
        match self.first("access-control-allow-origin").is_some() {
            true => self
                .with("Access-Control-Allow-Methods", methods)
                .with("Access-Control-Allow-Headers", headers),
            false => self,
        }
    }
}

/// The orders of whoever has a session.
fn orders(request: &Request) -> Response {
    match request.has_session() {
        true => Response::json(200, r#"[{"order":71204,"to":"Grace, 4 Hill Road","total":"38.20"}]"#),
        false => Response::json(401, r#"{"message":"no session"}"#),
    }
    .with("Cache-Control", "no-store")
}

/// A handler with no router: every path and every method are one, and `OPTIONS` is no exception.
pub(crate) fn anywhere(request: &Request, is_granted: bool) -> Response {
    let name = if request.has_session() { r#""Grace""# } else { "null" };
    Response::json(200, format!(r#"{{"ok":true,"user":{name}}}"#)).granting(request, is_granted)
}

/// Ten lines before the router: `OPTIONS` ends there with 204, granted or not, and errors have what answers have.
pub(crate) fn before_the_router(request: &Request, is_granted: bool) -> Response {
    if request.method == "OPTIONS" {
        return Response::empty(204)
            .granting(request, is_granted)
            .offering("GET, POST, PUT", "content-type, x-csrf-token");
    }
    let is_known = ["/me", "/api/orders", "/v1/account", "/graphql"].contains(&request.path.as_str());
    let response = if is_known { orders(request) } else { Response::json(404, r#"{"message":"no route"}"#) };
    response.granting(request, is_granted)
}

/// A site: a page for whoever has a session, the way to the login for anybody else; no preflight is known.
pub(crate) fn site(request: &Request, is_granted: bool) -> Response {
    if request.method == "OPTIONS" {
        return Response::empty(200).with("Allow", "GET, HEAD, OPTIONS").granting(request, is_granted);
    }
    match request.has_session() {
        true => Response::of(200, "text/html", "<!doctype html><title>Inbox</title><p>3 letters for Grace"),
        false => Response::empty(302).with("Location", "/login"),
    }
    .with("Cache-Control", "private, no-cache")
    .granting(request, is_granted)
}

/// To whoever has no session, nothing is there.
pub(crate) fn hidden(request: &Request, is_granted: bool) -> Response {
    if request.method == "OPTIONS" {
        return Response::empty(204).granting(request, is_granted).offering("PATCH", "content-type");
    }
    match request.has_session() {
        true => {
            Response::of(200, "application/vnd.ledger+json; charset=utf-8", r#"{"iban":"XX00 7120 4438"}"#)
        }
        false => Response::of(404, "text/plain", "not found"),
    }
    .with("Cache-Control", "private, max-age=0")
    .granting(request, is_granted)
}

/// To whoever has no session, it breaks.
pub(crate) fn brittle(request: &Request, is_granted: bool) -> Response {
    if request.method == "OPTIONS" {
        return Response::of(200, "text/plain", "ok")
            .granting(request, is_granted)
            .offering("GET,PUT,DELETE", "content-type,authorization");
    }
    match request.has_session() {
        true => Response::json(200, r#"{"tenant":"north","seats":14}"#),
        false => Response::of(500, "text/html", "<h1>Internal Server Error</h1>"),
    }
    .with("Cache-Control", "no-store")
    .granting(request, is_granted)
}

/// The same for everybody, and anybody may know it.
pub(crate) fn tides(request: &Request, is_granted: bool) -> Response {
    let response = match request.method.as_str() {
        "OPTIONS" => Response::empty(204).granting(request, is_granted).offering("GET", "accept-language"),
        _ => Response::json(200, r#"{"harbour":"Kiel","high":"04:12","low":"10:31"}"#)
            .with("Cache-Control", "public, max-age=300")
            .granting(request, is_granted),
    };
    let mut response = response;
    response.remove("Access-Control-Allow-Credentials");
    response
}
