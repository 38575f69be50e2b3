//! Apache: `Header`, `SetEnvIf` and `RewriteRule`.

use std::path::Path;

use super::Server;
use super::site::{command, is_root, not_installed};
use crate::live::request::{Page, Request, get, method};

/// Where Debian's package has the modules.
const MODULES: &str = "/usr/lib/apache2/modules";

pub(super) static APACHE: Server = Server {
    name: "Apache",
    in_part: false,
    missing: || not_installed(&["apache2"]),
    prepare: |site| {
        let tls = match site.certificate() {
            None => "",
            Some(_) => {
                "SSLEngine on\nSSLCertificateFile @CERTIFICATE@\nSSLCertificateKeyFile @KEY@\n\
                 SSLSessionCache shmcb:@DIR@/sessions"
            }
        };
        let user = if is_root() { "User nobody\nGroup nogroup" } else { "" };
        let more = [("TLS", tls), ("USER", user), ("MODULES", MODULES)];
        let file = site.configuration("apache.conf", &more)?;
        let put = |path: &Path, text: &str| {
            std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
        };
        put(&site.directory().join("data.json"), "{}")?;
        let folder = site.directory().join("folder");
        std::fs::create_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        put(&folder.join("index.html"), "folder")?;
        let mut command = command(&["apache2"])?;
        command.arg("-DFOREGROUND").arg("-f").arg(file);
        Ok(command)
    },
    requests: REQUESTS,
};

const REQUESTS: &[Request] = &[
    get("/list/data").with_cookies(),
    get("/list/data").with_cookies().by(Page::Other),
    get("/list/data").by(Page::Opaque),
    method("DELETE", "/list/data").with_cookies(),
    method("PUT", "/list/data").json().by(Page::Other),
    get("/list/data").headers(&[("authorization", "Bearer x")]),
    get("/list/data").headers(&[("x-trace", "1")]),
    get("/list/missing"),
    method("POST", "/list/data").form(),
    get("/star/data"),
    get("/star/data").by(Page::Opaque),
    get("/star/data").with_cookies(),
    get("/star/data").headers(&[("authorization", "Bearer x")]),
    method("PUT", "/star/data").with_cookies(),
    get("/reflect/data").with_cookies().by(Page::Other),
    get("/reflect/data").with_cookies().by(Page::Opaque),
    method("PATCH", "/reflect/data").with_cookies().by(Page::Opaque),
    get("/pattern/data").by(Page::Other),
    get("/pattern/data").by(Page::Opaque),
    get("/errors-bare/data"),
    get("/errors-bare/missing"),
    get("/twice/data"),
    get("/added/data"),
    get("/origins/data"),
    get("/quoted/data"),
    get("/unset/data"),
    get("/methods-missing/data").headers(&[("content-type", "application/json")]),
    method("PUT", "/methods-missing/data").json(),
    get("/locked/data").headers(&[("authorization", "Bearer x")]),
    get("/locked/data"),
    method("PUT", "/limited/data"),
    get("/limited/data"),
    get("/folders/folder"),
    method("PUT", "/folders/folder"),
    get("/folders/folder/"),
    get("/redirect/here").with_cookies(),
    method("POST", "/redirect/here").form().with_cookies(),
    get("/redirect/there").with_cookies(),
    get("/redirect/star"),
    get("/redirect/star").redirect("manual"),
    get("/none/data"),
    get("/none/data").no_cors(),
];
