//! The layer nginx, and OpenResty on top of it.

use super::layer::{Fix, Layer};
use super::lists::{line_if, lines, value};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "nginx", name: "nginx", write };

/// One flat list of `add_header`: a level that has one of its own inherits none, so that a second list somewhere below would
/// drop all of these. What is not to be sent has an empty value, which nginx leaves out.
fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let mut maps = String::from("# The origins that may read. Whatever is not listed here gets no header.\n");
    maps.push_str("map $http_origin $cors_origin {\n    default \"\";\n");
    for origin in &grant.origins {
        maps.push_str(&format!("    \"{origin}\" \"{origin}\";\n"));
    }
    maps.push_str("}\n# A preflight of one of them.\n");
    maps.push_str(
        "map \"$request_method $http_access_control_request_method $cors_origin\" $cors_preflight {\n",
    );
    maps.push_str("    default \"\";\n    \"~^OPTIONS [^ ]+ [^ ]+$\" \"1\";\n}\n");
    let mut map = |from: &str, to: &str, value: &str| {
        maps.push_str(&format!("map ${from} ${to} {{\n    default \"{value}\";\n    \"\" \"\";\n}}\n"));
    };
    map("cors_preflight", "cors_methods", &value(&grant.all_methods()));
    if !grant.request_headers.is_empty() {
        map("cors_preflight", "cors_headers", &value(&grant.request_headers));
    }
    map("cors_preflight", "cors_max_age", &grant.max_age.to_string());
    if grant.credentials {
        map("cors_origin", "cors_credentials", "true");
    }
    if !grant.exposed_headers.is_empty() {
        map("cors_origin", "cors_exposed", &value(&grant.exposed_headers));
    }

    let mut location = String::from("if ($cors_preflight) {\n    return 204;\n}\n");
    let mut add = |name: &str, from: &str| location.push_str(&format!("add_header {name} {from} always;\n"));
    add("Access-Control-Allow-Origin", "$cors_origin");
    if grant.credentials {
        add("Access-Control-Allow-Credentials", "$cors_credentials");
    }
    add("Access-Control-Allow-Methods", "$cors_methods");
    if !grant.request_headers.is_empty() {
        add("Access-Control-Allow-Headers", "$cors_headers");
    }
    add("Access-Control-Max-Age", "$cors_max_age");
    if !grant.exposed_headers.is_empty() {
        add("Access-Control-Expose-Headers", "$cors_exposed");
    }
    add("Vary", "Origin");
    let hidden = ["Allow-Origin", "Allow-Credentials", "Expose-Headers"].map(str::to_owned);
    location.push_str(&line_if(need.problem == Problem::GrantedTwice, || {
        let lines = lines(&hidden, "proxy_hide_header Access-Control-", ";");
        format!("# What stands behind grants too: its grant goes.\n{}", lines.trim_end())
    }));

    let is_long = grant.origins.iter().any(|origin| origin.len() > 40);
    Fix::new("in http { }, before server { }", "nginx", maps)
        .and("in the location { } that answers, first of all and in place of every other Access-Control line", "nginx", location)
        .note(
            "Every add_header of that location has to stand beside these: a block with one of its own inherits none from \
             outside.",
        )
        .note_if(is_long, "If nginx says `could not build map_hash`, set `map_hash_bucket_size 128;` in http { }.")
        .note_if(
            need.problem == Problem::PreflightRefused,
            "`return` comes before auth_basic, auth_request and `limit_except`, so a preflight passes them; nothing else does.",
        )
}
