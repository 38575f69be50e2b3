//! Python: Starlette with its own middleware, Flask with flask-cors, Django with django-cors-headers.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Server;
use super::site::{Site, files};
use crate::live::request::{Page, Request, get, method};

/// The virtual environment that `./test` makes.
fn environment() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/test-servers/python")
}

fn missing() -> Vec<String> {
    let program = environment().join("bin/gunicorn");
    let what =
        "the Python packages of crates/corslet-cli/tests/servers/requirements.txt (./test installs them)";
    if program.is_file() { Vec::new() } else { vec![what.to_owned()] }
}

fn python(site: &Site<'_>) -> Command {
    let mut command = Command::new(environment().join("bin/python"));
    command.current_dir(files()).env("PYTHONDONTWRITEBYTECODE", "1").envs(site.facts());
    command
}

/// With threads, because a browser opens connections that it may never use.
fn gunicorn(site: &Site<'_>, application: &str) -> Command {
    let mut command = python(site);
    command.args(["-m", "gunicorn", "--threads", "16", "--keep-alive", "30", "--log-level", "error"]);
    if let Some(certificate) = site.certificate() {
        command.arg("--certfile").arg(certificate.certificate()).arg("--keyfile").arg(certificate.key());
    }
    command.args(site.addresses().iter().flat_map(|address| ["--bind", address]));
    command.arg("--worker-tmp-dir").arg(site.directory()).arg(application);
    command
}

pub(super) static STARLETTE: Server = Server {
    name: "Starlette",
    in_part: true,
    missing,
    prepare: |site| {
        let mut command = python(site);
        command.arg("starlette_app.py");
        Ok(command)
    },
    requests: STARLETTE_REQUESTS,
};

pub(super) static FLASK: Server = Server {
    name: "Flask",
    in_part: false,
    missing,
    prepare: |site| Ok(gunicorn(site, "flask_app:app")),
    requests: FLASK_REQUESTS,
};

pub(super) static DJANGO: Server = Server {
    name: "Django",
    in_part: false,
    missing,
    prepare: |site| Ok(gunicorn(site, "django_app:app")),
    requests: DJANGO_REQUESTS,
};

const STARLETTE_REQUESTS: &[Request] = &[
    get("/fixed/data").with_cookies(),
    get("/fixed/data").by(Page::Other).with_cookies(),
    method("PUT", "/fixed/data").json().with_cookies(),
    method("PUT", "/fixed/data").by(Page::Other),
    get("/fixed/data").headers(&[("x-listed", "1")]),
    get("/fixed/data").headers(&[("x-listed", "1"), ("x-other", "1")]),
    get("/fixed/refused"),
    get("/fixed/missing"),
    method("DELETE", "/fixed/refused"),
    get("/list/data").with_cookies(),
    get("/list/data").by(Page::Opaque),
    get("/list-without/data"),
    get("/star/data"),
    get("/star/data").by(Page::Opaque),
    get("/star/data").headers(&[("authorization", "Bearer x")]),
    method("PATCH", "/star/data").json().by(Page::Other),
    method("PUT", "/star-credentials/data").by(Page::Other),
    get("/star-credentials/data"),
    get("/pattern/data").with_cookies().by(Page::Other),
    get("/pattern/data").by(Page::Opaque),
    get("/slash/data"),
    get("/null/data"),
    get("/null/data").by(Page::Opaque).with_cookies(),
    method("PUT", "/default-methods/data"),
    method("POST", "/default-methods/data").form(),
    get("/double/data").with_cookies(),
    get("/locked/data"),
    get("/locked/data").headers(&[("authorization", "Bearer x")]),
    get("/unlocked/data"),
    get("/unlocked/data").headers(&[("authorization", "Bearer x")]).with_cookies(),
    get("/crash/now"),
    get("/trailing/data"),
    method("PUT", "/trailing/data"),
    method("PUT", "/redirect/here").json().with_cookies(),
    method("PUT", "/redirect/there"),
    get("/redirect/there"),
    get("/redirect/star"),
    get("/none/data"),
    get("/none/data").no_cors().with_cookies(),
    method("PUT", "/none/data"),
];

const FLASK_REQUESTS: &[Request] = &[
    get("/reflect").with_cookies().by(Page::Other),
    get("/reflect").with_cookies().by(Page::Opaque),
    method("DELETE", "/reflect").json().with_cookies().by(Page::Other),
    get("/fixed").with_cookies(),
    get("/fixed").by(Page::Other),
    method("PUT", "/fixed").json().with_cookies(),
    get("/list").with_cookies(),
    get("/list").by(Page::Other),
    get("/list-without"),
    get("/elsewhere"),
    get("/star"),
    get("/star").by(Page::Opaque),
    get("/star").with_cookies(),
    method("PUT", "/star").json(),
    get("/pattern").by(Page::Other).with_cookies(),
    get("/null").by(Page::Opaque),
    get("/null"),
    method("PUT", "/methods"),
    method("PATCH", "/methods"),
    method("put", "/methods"),
    get("/headers").headers(&[("x-listed", "1")]),
    get("/headers").headers(&[("x-other", "1"), ("x-another", "1")]),
    get("/slash"),
    method("PUT", "/no-preflight"),
    get("/none"),
    method("PUT", "/none"),
    get("/by-hand"),
    get("/true"),
    get("/true").with_cookies(),
    get("/double"),
    get("/crash"),
    get("/refused"),
    get("/application/refused"),
    get("/application/crash"),
    get("/application/missing"),
    get("/trailing"),
    method("PUT", "/trailing"),
    method("PUT", "/redirect").with_cookies(),
    method("POST", "/redirect-other").json().with_cookies(),
    get("/redirect-bare"),
    get("/locked").headers(&[("authorization", "Bearer x")]),
];

const DJANGO_REQUESTS: &[Request] = &[
    get("/fixed/data/").with_cookies(),
    get("/fixed/data/").with_cookies().by(Page::Other),
    get("/fixed/data/").by(Page::Opaque),
    method("PUT", "/fixed/data/").json().with_cookies(),
    get("/fixed/data"),
    method("PUT", "/fixed/data"),
    get("/fixed/crash/"),
    get("/fixed/refused/"),
    get("/fixed/missing/"),
    get("/fixed/double/"),
    get("/list/data/"),
    get("/list/data/").with_cookies(),
    get("/list-without/data/"),
    get("/star/data/"),
    get("/star/data/").by(Page::Opaque),
    get("/star/data/").with_cookies(),
    get("/star/data/").headers(&[("authorization", "Bearer x")]),
    get("/reflect/data/").with_cookies().by(Page::Other),
    get("/reflect/data/").with_cookies().by(Page::Opaque),
    method("DELETE", "/reflect/data/").with_cookies().by(Page::Opaque),
    get("/pattern/data/").with_cookies().by(Page::Other),
    get("/null/data/").by(Page::Opaque),
    method("PATCH", "/null/data/").by(Page::Opaque),
    method("PUT", "/methods/data/"),
    method("PATCH", "/methods/data/"),
    method("POST", "/headers/data/").json(),
    get("/headers/data/").headers(&[("x-listed", "1"), ("x-other", "1")]),
    get("/exposed/data/"),
    method("PUT", "/max-age/data/"),
    get("/elsewhere/data/"),
    method("PUT", "/elsewhere/data/"),
    get("/after/data"),
    method("PUT", "/after/data"),
    get("/locked/data/").headers(&[("authorization", "Bearer x")]),
    get("/locked/data/"),
    get("/unlocked/data/").headers(&[("authorization", "Bearer x")]),
    get("/unlocked/data/"),
    get("/none/data/"),
    get("/none/data/").no_cors(),
    method("PUT", "/fixed/here/").with_cookies(),
    get("/fixed/there/"),
    get("/fixed/star/"),
];
