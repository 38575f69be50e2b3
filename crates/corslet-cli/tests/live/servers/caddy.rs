//! Caddy: `header` and its matchers.

use super::Server;
use super::site::{command, not_installed};
use crate::live::request::{Page, Request, get, method};

pub(super) static CADDY: Server = Server {
    name: "Caddy",
    in_part: false,
    missing: || not_installed(&["caddy"]),
    prepare: |site| {
        let tls = if site.certificate().is_some() { "tls @CERTIFICATE@ @KEY@" } else { "" };
        let file = site.configuration("Caddyfile", &[("TLS", tls)])?;
        let mut command = command(&["caddy"])?;
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(file);
        command.env("XDG_DATA_HOME", site.directory()).env("XDG_CONFIG_HOME", site.directory());
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
    get("/list").headers(&[("authorization", "Bearer x")]).with_cookies(),
    get("/list/missing"),
    get("/star"),
    get("/star").by(Page::Opaque),
    get("/star").with_cookies(),
    method("DELETE", "/star").headers(&[("x-trace", "1")]),
    get("/star").headers(&[("authorization", "Bearer x")]),
    get("/reflect").with_cookies().by(Page::Other),
    get("/reflect").with_cookies().by(Page::Opaque),
    method("PATCH", "/reflect").json().with_cookies().by(Page::Other),
    get("/pattern").by(Page::Other),
    get("/pattern").by(Page::Opaque),
    get("/slash"),
    get("/twice"),
    get("/origins"),
    get("/placeholder"),
    get("/error"),
    get("/handled"),
    get("/unhandled"),
    method("PUT", "/preflight-only"),
    get("/preflight-only"),
    method("PUT", "/refused"),
    get("/refused"),
    get("/locked").headers(&[("authorization", "Bearer x")]),
    get("/locked"),
    method("PUT", "/values"),
    method("PUT", "/values").json(),
    get("/values").with_cookies(),
    get("/none"),
    get("/none").no_cors().with_cookies(),
    get("/redirect/here").with_cookies(),
    method("PUT", "/redirect/here").with_cookies(),
    get("/redirect/there"),
    get("/redirect/star"),
    get("/redirect/star").redirect("error"),
    get("/redirect-bare"),
    get("/redirect-bare").redirect("manual"),
];
