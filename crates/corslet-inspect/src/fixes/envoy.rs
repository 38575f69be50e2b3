//! Envoy, and what is built on it.

use super::layer::{Fix, Layer};
use super::lists::{line_if, lines, value};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "envoy", name: "Envoy", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let filter = "- name: envoy.filters.http.cors\n  typed_config:\n    \
                  \"@type\": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors\n";
    let mut policy = String::from(
        "typed_per_filter_config:\n  envoy.filters.http.cors:\n    \
         \"@type\": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy\n    allow_origin_string_match:\n",
    );
    policy.push_str(&lines(&grant.origins, "    - exact: \"", "\""));
    policy.push_str(&format!("    allow_methods: \"{}\"\n", value(&grant.all_methods())));
    policy.push_str(&line_if(!grant.request_headers.is_empty(), || {
        format!("    allow_headers: \"{}\"", value(&grant.request_headers))
    }));
    policy.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("    expose_headers: \"{}\"", value(&grant.exposed_headers))
    }));
    policy.push_str(&line_if(grant.credentials, || "    allow_credentials: true".to_owned()));
    policy.push_str(&format!(
        "    max_age: \"{}\"\n    forward_not_matching_preflights: false\n",
        grant.max_age
    ));
    // The filter itself never says that its answer depends on the origin.
    policy.push_str("response_headers_to_add:\n- header: { key: Vary, value: Origin }\n");
    policy.push_str(&line_if(need.problem == Problem::GrantedTwice, || {
        let removed = ["allow-origin", "allow-credentials", "expose-headers"]
            .map(|name| format!("- access-control-{name}"))
            .join("\n");
        format!("response_headers_to_remove:\n{removed}")
    }));
    Fix::new("in http_filters, before authentication and before the router", "yaml", filter.to_owned())
        .and("in the route, or its virtual host", "yaml", policy)
        .note("Envoy answers a preflight with 200, and one that it refuses with the other headers but without an origin.")
}
