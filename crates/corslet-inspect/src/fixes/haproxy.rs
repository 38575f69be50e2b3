//! HAProxy.

use super::layer::{Fix, Layer};
use super::lists::value;
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "haproxy", name: "HAProxy", write };

/// `req.fhdr` and not `req.hdr`, which takes a header apart at its commas and matches any piece; `http-after-response` and not
/// `http-response`, which HAProxy's own answers never pass.
fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let mut text = String::from("# The origins that may read. Whatever is not listed here gets no header.\n");
    text.push_str(&format!("acl cors_listed req.fhdr(origin) -m str {}\n", grant.origins.join(" ")));
    text.push_str("acl cors_single req.fhdr_cnt(origin) eq 1\n");
    text.push_str("http-request set-var(txn.cors) req.fhdr(origin) if cors_listed cors_single\n");
    text.push_str(
        "http-request return status 204 if METH_OPTIONS { req.hdr(access-control-request-method) -m found } \
         { var(txn.cors) -m found }\n",
    );
    let mut set = |name: &str, value: &str| {
        text.push_str(&format!(
            "http-after-response set-header Access-Control-{name} \"{value}\" if {{ var(txn.cors) -m found }}\n"
        ));
    };
    set("Allow-Origin", "%[var(txn.cors)]");
    if grant.credentials {
        set("Allow-Credentials", "true");
    }
    set("Allow-Methods", &value(&grant.all_methods()));
    if !grant.request_headers.is_empty() {
        set("Allow-Headers", &value(&grant.request_headers));
    }
    if !grant.exposed_headers.is_empty() {
        set("Expose-Headers", &value(&grant.exposed_headers));
    }
    set("Max-Age", &grant.max_age.to_string());
    text.push_str("http-after-response add-header Vary Origin\n");
    let fix = Fix::new(
        "in the frontend, before every other http-request line and in place of every other Access-Control line",
        "haproxy",
        text,
    );
    let fix = fix.note_if(
        need.problem == Problem::GrantedTwice,
        "`set-header` replaces what the application sends: its own grant needs no line.",
    );
    fix.note_if(
        need.problem == Problem::PreflightRefused,
        "`return` stands before every `deny` and `auth`, so a preflight passes them; nothing else does.",
    )
}
