//! Starlette, and FastAPI on top of it.

use super::layer::{Fix, Layer};
use super::lists::{line_if, quoted};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "starlette", name: "FastAPI and Starlette", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    // What `add_middleware` adds stands inside of what answers unhandled exceptions: around all of it stands only a wrapper.
    let mut text = String::from("app = CORSMiddleware(\n    app,\n");
    text.push_str(&format!("    allow_origins=[{}],\n", quoted(&grant.origins, '"')));
    text.push_str(&format!("    allow_methods=[{}],\n", quoted(&grant.all_methods(), '"')));
    text.push_str(&format!("    allow_headers=[{}],\n", quoted(&grant.request_headers, '"')));
    text.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("    expose_headers=[{}],", quoted(&grant.exposed_headers, '"'))
    }));
    text.push_str(&line_if(grant.credentials, || "    allow_credentials=True,".to_owned()));
    text.push_str(&format!("    max_age={},\n)\n", grant.max_age));
    Fix::new("at the beginning of the file", "python", "from starlette.middleware.cors import CORSMiddleware\n".to_owned())
        .and("at the end of the file, behind every route and every add_middleware", "python", text)
        .note("Around the whole application, errors carry the headers too, and preflights are answered before authentication.")
        .note("Take an `app.add_middleware(CORSMiddleware, …)` away: two of them would answer for each other.")
        .note_if(
            need.problem == Problem::GrantedTwice,
            "Delete every `Access-Control-…` that a handler sets by hand, or leave the grant to the proxy.",
        )
}
