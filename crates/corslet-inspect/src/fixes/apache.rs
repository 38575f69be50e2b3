//! Apache.

use super::layer::{Fix, Layer};
use super::lists::{escaped, line_if, value};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "apache", name: "Apache", write };

/// In the host and not in a directory: there a rewrite runs before authentication, and a directory's after it.
fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let origins: Vec<String> = grant.origins.iter().map(|origin| escaped(origin)).collect();
    let mut text = String::from("# The origins that may read. Whatever is not listed here gets no header.\n");
    text.push_str(&format!("SetEnvIf Origin \"^({})$\" CORS_ORIGIN=$1\n", origins.join("|")));
    text.push_str("# A preflight is answered here, before authentication and before any handler.\n");
    text.push_str("RewriteEngine On\n");
    text.push_str("RewriteCond %{REQUEST_METHOD} =OPTIONS\n");
    text.push_str("RewriteCond %{HTTP:Access-Control-Request-Method} !=\"\"\n");
    text.push_str("RewriteCond %{ENV:CORS_ORIGIN} !=\"\"\n");
    text.push_str("RewriteRule ^ - [R=204,L]\n");
    let mut header = |name: &str, value: &str| {
        text.push_str(&format!("Header always set Access-Control-{name} \"{value}\" env=CORS_ORIGIN\n"));
    };
    header("Allow-Origin", "%{CORS_ORIGIN}e");
    if grant.credentials {
        header("Allow-Credentials", "true");
    }
    header("Allow-Methods", &value(&grant.all_methods()));
    if !grant.request_headers.is_empty() {
        header("Allow-Headers", &value(&grant.request_headers));
    }
    if !grant.exposed_headers.is_empty() {
        header("Expose-Headers", &value(&grant.exposed_headers));
    }
    header("Max-Age", &grant.max_age.to_string());
    text.push_str("Header always merge Vary Origin\n");
    text.push_str(&line_if(need.problem == Problem::GrantedTwice, || {
        let unset = |name: &str| format!("Header onsuccess unset Access-Control-{name}");
        let lines = ["Allow-Origin", "Allow-Credentials", "Expose-Headers"].map(unset).join("\n");
        format!("# What stands behind grants too: its grant goes.\n{lines}")
    }));
    Fix::new("in the <VirtualHost>, in place of every other Access-Control line", "apache", text)
        .note("It needs mod_headers, mod_rewrite and mod_setenvif: `a2enmod headers rewrite setenvif`.")
        .note_if(
            need.problem == Problem::Errors,
            "`always` is what lets errors carry the headers; a second `Header set` without it makes two of them.",
        )
}
