//! Spring.

use super::layer::{Fix, Layer};
use super::lists::{line_if, quoted};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "spring", name: "Spring", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let mut text = String::from("@Bean\nCorsConfigurationSource corsConfigurationSource() {\n");
    text.push_str("    var cors = new CorsConfiguration();\n");
    text.push_str(&format!("    cors.setAllowedOrigins(List.of({}));\n", quoted(&grant.origins, '"')));
    text.push_str(&format!("    cors.setAllowedMethods(List.of({}));\n", quoted(&grant.all_methods(), '"')));
    text.push_str(&line_if(!grant.request_headers.is_empty(), || {
        format!("    cors.setAllowedHeaders(List.of({}));", quoted(&grant.request_headers, '"'))
    }));
    text.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("    cors.setExposedHeaders(List.of({}));", quoted(&grant.exposed_headers, '"'))
    }));
    text.push_str(&line_if(grant.credentials, || "    cors.setAllowCredentials(true);".to_owned()));
    text.push_str(&format!("    cors.setMaxAge({}L);\n", grant.max_age));
    text.push_str("    var source = new UrlBasedCorsConfigurationSource();\n");
    text.push_str("    source.registerCorsConfiguration(\"/**\", cors);\n    return source;\n}\n");
    Fix::new("in a @Configuration class", "java", text)
        .and(
            "in the SecurityFilterChain, first of all",
            "java",
            "http.cors(Customizer.withDefaults());\n".to_owned(),
        )
        .note("`http.cors` puts the filter before authentication, so that it answers preflights; @CrossOrigin alone does not.")
        .note_if(
            need.problem == Problem::GrantedTwice,
            "Take every @CrossOrigin and every CorsFilter of your own away, or leave the grant to the proxy.",
        )
}
