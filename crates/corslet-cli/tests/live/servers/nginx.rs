//! The server nginx: `add_header`, `map` and `if`.

use super::Server;
use super::site::{command, not_installed};
use crate::live::request::{Page, Request, get, method};

pub(super) static NGINX: Server = Server {
    name: "nginx",
    in_part: true,
    missing: || not_installed(&["nginx"]),
    prepare: |site| {
        let [ssl, tls] = match site.certificate() {
            None => ["", ""],
            Some(_) => [" ssl", "ssl_certificate @CERTIFICATE@; ssl_certificate_key @KEY@;"],
        };
        let file = site.configuration("nginx.conf", &[("SSL", ssl), ("TLS", tls)])?;
        let mut command = command(&["nginx"])?;
        command.arg("-p").arg(site.directory()).arg("-e").arg("stderr").arg("-c").arg(file);
        Ok(command)
    },
    requests: REQUESTS,
};

const REQUESTS: &[Request] = &[
    get("/map"),
    get("/map").with_cookies(),
    get("/map").by(Page::Other).with_cookies(),
    get("/map").by(Page::Opaque),
    method("PUT", "/map").json().with_cookies(),
    method("PUT", "/map").json().by(Page::Other),
    method("PATCH", "/map"),
    get("/map").headers(&[("x-trace", "1")]),
    get("/map").headers(&[("authorization", "Bearer x")]).with_cookies(),
    get("/none"),
    get("/none").no_cors(),
    get("/none").no_cors().with_cookies(),
    get("/star"),
    get("/star").by(Page::Opaque),
    get("/star").with_cookies(),
    get("/star").headers(&[("authorization", "Bearer x")]),
    get("/star-credentials").with_cookies(),
    get("/slash"),
    get("/twice"),
    get("/list"),
    get("/pattern"),
    get("/true").with_cookies(),
    get("/error-bare"),
    get("/missing-bare"),
    get("/missing-always"),
    method("PUT", "/preflight-only").json(),
    method("DELETE", "/preflight-refused"),
    method("PUT", "/preflight-redirected"),
    method("PUT", "/preflight-bare"),
    method("PUT", "/spaces"),
    method("PUT", "/semicolon").json(),
    get("/redirect-to-star"),
    get("/redirect-to-star").by(Page::Opaque),
    get("/redirect-to-front"),
    get("/redirect-to-null"),
    get("/redirect-to-null").by(Page::Opaque),
    get("/redirect-bare"),
    get("/redirect-userinfo"),
    get("/redirect-to-star").redirect("manual"),
    get("/redirect-to-star").redirect("error"),
];
