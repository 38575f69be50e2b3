//! Node.js: Express with `cors`, Fastify with `@fastify/cors`.

use std::process::Command;

use super::Server;
use super::site::{Site, command, files};
use crate::live::program::installed;
use crate::live::request::{Page, Request, get, method};

const NODE: &[&str] = &["node", "nodejs"];

fn missing(packages: &[&str]) -> Vec<String> {
    let mut missing = Vec::new();
    if installed(NODE).is_none() {
        missing.push("node".to_owned());
    }
    for package in packages {
        if !files().join("node_modules").join(package).is_dir() {
            missing.push(format!("the npm package {package} (`npm ci` in crates/corslet-cli/tests/servers)"));
        }
    }
    missing
}

fn node(site: &Site<'_>, script: &str) -> Result<Command, String> {
    let mut command = command(NODE)?;
    command.arg(script).current_dir(files()).env("NODE_ENV", "production").envs(site.facts());
    Ok(command)
}

pub(super) static EXPRESS: Server = Server {
    name: "Express",
    in_part: true,
    missing: || missing(&["express", "cors"]),
    prepare: |site| node(site, "express.js"),
    requests: EXPRESS_REQUESTS,
};

const EXPRESS_REQUESTS: &[Request] = &[
    get("/reflect").with_cookies(),
    get("/reflect").with_cookies().by(Page::Other),
    get("/reflect").with_cookies().by(Page::Opaque),
    method("PUT", "/reflect").json().with_cookies().by(Page::Opaque),
    method("POST", "/fixed").json().with_cookies(),
    get("/fixed").by(Page::Other),
    get("/elsewhere"),
    get("/slash"),
    get("/list").with_cookies(),
    get("/list").with_cookies().by(Page::Other),
    get("/list-without"),
    get("/star"),
    get("/star").by(Page::Opaque),
    get("/star-credentials").with_cookies(),
    get("/null"),
    get("/null").by(Page::Opaque),
    get("/pattern").by(Page::Other),
    method("PATCH", "/methods"),
    get("/headers").headers(&[("x-listed", "1"), ("x-other", "1")]),
    get("/headers").headers(&[("X-Listed", "1")]),
    get("/exposed"),
    method("PUT", "/max-age"),
    get("/none"),
    get("/none").no_cors(),
    get("/get-only"),
    method("PUT", "/get-only"),
    method("DELETE", "/continue"),
    get("/locked").headers(&[("authorization", "Bearer x")]),
    get("/crash-before"),
    get("/crash-after"),
    method("PUT", "/redirect").with_cookies(),
    get("/redirect-bare"),
    get("/redirect-other"),
    get("/redirect-other").redirect("manual"),
];

pub(super) static FASTIFY: Server = Server {
    name: "Fastify",
    in_part: false,
    missing: || missing(&["fastify", "@fastify/cors"]),
    prepare: |site| node(site, "fastify.js"),
    requests: FASTIFY_REQUESTS,
};

const FASTIFY_REQUESTS: &[Request] = &[
    get("/reflect/data").with_cookies(),
    get("/reflect/data").with_cookies().by(Page::Opaque),
    method("DELETE", "/reflect/data").with_cookies().by(Page::Other),
    get("/fixed/data").with_cookies(),
    get("/fixed/data").by(Page::Other),
    method("PUT", "/fixed/data").json().with_cookies(),
    method("PATCH", "/fixed/data").by(Page::Opaque),
    method("PUT", "/default-methods/data"),
    method("POST", "/default-methods/data").json(),
    method("patch", "/fixed/data"),
    get("/list/data").with_cookies(),
    get("/list/data").with_cookies().by(Page::Other),
    get("/list-without/data"),
    get("/star/data"),
    get("/star/data").with_cookies(),
    method("PUT", "/star/data").with_cookies(),
    get("/elsewhere/data"),
    get("/pattern/data").with_cookies().by(Page::Other),
    get("/pattern/data").with_cookies().by(Page::Opaque),
    get("/function/data").with_cookies(),
    get("/function/data").with_cookies().by(Page::Other),
    get("/headers/data").headers(&[("x-listed", "1")]),
    get("/headers/data").headers(&[("x-listed", "1"), ("x-other", "1")]),
    get("/exposed/data"),
    get("/none/data"),
    get("/none/data").no_cors(),
    method("PUT", "/no-preflight/data"),
    get("/no-preflight/data"),
    method("PUT", "/continue/data"),
    get("/error/crash"),
    get("/error/missing"),
    get("/missing"),
    get("/locked/data"),
    get("/locked/data").headers(&[("authorization", "Bearer x")]),
    method("PUT", "/redirect/here").json().with_cookies(),
    method("POST", "/redirect/see-other").form(),
    get("/redirect/there"),
    method("PUT", "/redirect/there"),
    get("/redirect/star"),
    get("/redirect/star").redirect("error"),
];
