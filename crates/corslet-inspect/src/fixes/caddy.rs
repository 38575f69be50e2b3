//! Caddy.

use super::layer::{Fix, Layer};
use super::lists::{lines, value};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "caddy", name: "Caddy", write };

/// Each origin has a matcher of its own and is written out: with one matcher for all, the header would have to be copied from
/// the request, and Caddy joins what came in two lines.
fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let mut text = String::from("# The origins that may read. Whatever is not listed here gets no header.\n");
    text.push_str(&format!("@cors {{\n{}}}\n", lines(&grant.origins, "\theader Origin ", "")));
    text.push_str("@cors_preflight {\n\tmethod OPTIONS\n\theader Access-Control-Request-Method *\n");
    text.push_str(&format!("{}}}\n", lines(&grant.origins, "\theader Origin ", "")));
    text.push_str("header +Vary Origin\n");
    for (index, origin) in grant.origins.iter().enumerate() {
        let matcher = format!("@cors{}", index + 1);
        text.push_str(&format!("{matcher} header Origin {origin}\n"));
        text.push_str(&format!("header {matcher} Access-Control-Allow-Origin {origin}\n"));
    }
    if grant.credentials {
        text.push_str("header @cors Access-Control-Allow-Credentials true\n");
    }
    if !grant.exposed_headers.is_empty() {
        text.push_str(&format!(
            "header @cors Access-Control-Expose-Headers \"{}\"\n",
            value(&grant.exposed_headers)
        ));
    }
    text.push_str("handle @cors_preflight {\n");
    text.push_str(&format!("\theader Access-Control-Allow-Methods \"{}\"\n", value(&grant.all_methods())));
    if !grant.request_headers.is_empty() {
        text.push_str(&format!(
            "\theader Access-Control-Allow-Headers \"{}\"\n",
            value(&grant.request_headers)
        ));
    }
    text.push_str(&format!("\theader Access-Control-Max-Age {}\n\trespond 204\n}}\n", grant.max_age));
    let fix = Fix::new(
        "in a route { } around what answers, first of all and in place of every other Access-Control line",
        "caddyfile",
        text,
    );
    if need.problem != Problem::GrantedTwice {
        return fix
            .note("In `route` the lines keep their order: before basic_auth, reverse_proxy and respond.");
    }
    let behind = "header_down -Access-Control-Allow-Origin\nheader_down -Access-Control-Allow-Credentials\n\
                  header_down -Access-Control-Expose-Headers\n";
    fix.and("in the reverse_proxy { }", "caddyfile", behind.to_owned())
}
