//! Traefik.

use super::Need;
use super::layer::{Fix, Layer};
use super::lists::{line_if, lines};

pub(super) static LAYER: Layer = Layer { id: "traefik", name: "Traefik", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let list = |name: &str, values: &[String]| {
        line_if(!values.is_empty(), || {
            format!("        {name}:\n{}", lines(values, "          - \"", "\"").trim_end())
        })
    };
    let mut text = String::from("http:\n  middlewares:\n    cors:\n      headers:\n");
    text.push_str(&list("accessControlAllowOriginList", &grant.origins));
    text.push_str(&list("accessControlAllowMethods", &grant.all_methods()));
    text.push_str(&list("accessControlAllowHeaders", &grant.request_headers));
    text.push_str(&list("accessControlExposeHeaders", &grant.exposed_headers));
    text.push_str(&line_if(grant.credentials, || "        accessControlAllowCredentials: true".to_owned()));
    text.push_str(&format!("        accessControlMaxAge: {}\n        addVaryHeader: true\n", grant.max_age));
    Fix::new("in the dynamic configuration", "yaml", text)
        .and("in the router, before every other middleware", "yaml", "middlewares:\n  - cors\n".to_owned())
        .note("The middleware takes the place of what the application itself grants to these origins.")
}
