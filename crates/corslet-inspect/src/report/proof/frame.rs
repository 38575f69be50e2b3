//! The HTML around a proof: the policy that keeps it from doing anything else, the style, and the script.

use crate::report::html::attribute;

/// How the page looks.
const STYLE: &str = include_str!("page.css");

/// What the page does.
const SCRIPT: &str = include_str!("page.js");

/// The hashes of both, by which the page's own policy knows them.
const STYLE_HASH: &str = "9fbRRYN2UcUjQk0y/D5vtGkNHKJuGfEMoLZgBUjgSIU=";
const SCRIPT_HASH: &str = "8DAcSc5ANNB70s7g+bObgjN16Z1yfkyYruNuXJq0Pkw=";

/// A page that may ask one origin, and nobody else anything.
pub(super) fn page(title: &str, asks: &str, body: &str, has_script: bool) -> String {
    let script = if has_script { format!("<script>{SCRIPT}</script>\n") } else { String::new() };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; connect-src {asks}; \
         script-src 'sha256-{SCRIPT_HASH}'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}{script}</body>\n</html>\n",
        title = attribute(title),
        asks = attribute(asks),
    )
}
