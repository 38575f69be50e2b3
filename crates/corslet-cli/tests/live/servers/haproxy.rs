//! HAProxy: `http-request return`, `http-response` and `http-after-response`.

use super::Server;
use super::site::{command, not_installed};
use crate::live::request::{Page, Request, get, method};

pub(super) static HAPROXY: Server = Server {
    name: "HAProxy",
    in_part: false,
    missing: || not_installed(&["haproxy"]),
    prepare: |site| {
        let ssl = if site.certificate().is_some() { " ssl crt @BOTH@ alpn h2,http/1.1" } else { "" };
        let file = site.configuration("haproxy.cfg", &[("SSL", ssl)])?;
        let mut command = command(&["haproxy"])?;
        command.arg("-db").arg("-f").arg(file);
        Ok(command)
    },
    requests: REQUESTS,
};

const REQUESTS: &[Request] = &[
    get("/list").with_cookies(),
    get("/list").with_cookies().by(Page::Other),
    get("/list").by(Page::Opaque),
    method("PUT", "/list").json().with_cookies(),
    method("PUT", "/list").by(Page::Other),
    method("PATCH", "/list"),
    get("/list/missing"),
    get("/list").headers(&[("authorization", "Bearer x")]),
    get("/star"),
    get("/star").by(Page::Opaque),
    get("/star").with_cookies(),
    get("/star").headers(&[("authorization", "Bearer x")]),
    method("PATCH", "/star").json(),
    get("/reflect").with_cookies().by(Page::Other),
    get("/reflect").with_cookies().by(Page::Opaque),
    method("DELETE", "/reflect").headers(&[("x-b", "1"), ("x-a", "1")]).with_cookies(),
    get("/whole").headers(&[("x-b", "1"), ("x-a", "1")]),
    get("/pattern").by(Page::Other),
    get("/pattern").by(Page::Opaque),
    get("/twice"),
    get("/replaced"),
    get("/replaced").by(Page::Other),
    get("/denied"),
    get("/limited"),
    get("/down"),
    method("PUT", "/forwarded"),
    get("/forwarded"),
    get("/locked").headers(&[("authorization", "Bearer x")]),
    get("/locked"),
    get("/slash"),
    method("PUT", "/values"),
    method("put", "/case"),
    method("patch", "/case"),
    method("PATCH", "/case"),
    get("/values").headers(&[("x-listed", "1")]),
    get("/moved"),
    method("PUT", "/redirect/here").with_cookies(),
    get("/redirect/here").with_cookies(),
    get("/redirect/there").with_cookies(),
    get("/redirect/star"),
    get("/redirect/star").redirect("error"),
    get("/none"),
    get("/none").no_cors(),
    method("POST", "/none").form().no_cors().with_cookies(),
];
