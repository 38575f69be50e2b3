//! Go.

use super::layer::{Fix, Layer};
use super::lists::{line_if, quoted};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "go", name: "Go", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let mut text = String::from("handler := cors.New(cors.Options{\n");
    text.push_str(&format!("\tAllowedOrigins: []string{{{}}},\n", quoted(&grant.origins, '"')));
    text.push_str(&format!("\tAllowedMethods: []string{{{}}},\n", quoted(&grant.all_methods(), '"')));
    text.push_str(&format!("\tAllowedHeaders: []string{{{}}},\n", quoted(&grant.request_headers, '"')));
    text.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("\tExposedHeaders: []string{{{}}},", quoted(&grant.exposed_headers, '"'))
    }));
    text.push_str(&line_if(grant.credentials, || "\tAllowCredentials: true,".to_owned()));
    text.push_str(&format!("\tMaxAge: {},\n}}).Handler(mux)\n", grant.max_age));
    Fix::new(
        "among the imports (`go get github.com/rs/cors`)",
        "go",
        "import \"github.com/rs/cors\"\n".to_owned(),
    )
    .and("in front of ListenAndServe, around the whole mux and around authentication", "go", text)
    .note("Serve `handler` in place of the mux.")
    .note_if(
        need.problem == Problem::GrantedTwice,
        "Delete every `w.Header().Set(\"Access-Control-…\")` of the handlers, or leave the grant to the proxy.",
    )
}
