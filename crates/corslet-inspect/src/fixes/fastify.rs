//! Fastify.

use super::layer::{Fix, Layer};
use super::lists::{line_if, quoted};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "fastify", name: "Fastify", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let mut text = String::from("await app.register(cors, {\n");
    text.push_str(&format!("  origin: [{}],\n", quoted(&grant.origins, '\'')));
    text.push_str(&format!("  methods: [{}],\n", quoted(&grant.all_methods(), '\'')));
    text.push_str(&format!("  allowedHeaders: [{}],\n", quoted(&grant.request_headers, '\'')));
    text.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("  exposedHeaders: [{}],", quoted(&grant.exposed_headers, '\''))
    }));
    text.push_str(&line_if(grant.credentials, || "  credentials: true,".to_owned()));
    text.push_str(&format!("  maxAge: {},\n}});\n", grant.max_age));
    Fix::new(
        "at the beginning of the file (`npm install @fastify/cors`)",
        "js",
        "import cors from '@fastify/cors';\n".to_owned(),
    )
    .and("in front of every route, and of every hook that answers by itself", "js", text)
    .note_if(
        need.problem == Problem::GrantedTwice,
        "Delete every `reply.header('Access-Control-…')` of the application, or leave the grant to the proxy.",
    )
}
