//! Flask.

use super::layer::{Fix, Layer};
use super::lists::{escaped, line_if, quoted};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "flask", name: "Flask", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    // Patterns, because the package sends a single plain origin to whoever asks, and without `Vary`.
    let origins: Vec<String> =
        grant.origins.iter().map(|origin| format!("r\"^{}$\"", escaped(origin))).collect();
    let mut text = String::from("CORS(\n    app,\n");
    text.push_str(&format!("    origins=[{}],\n", origins.join(", ")));
    text.push_str(&format!("    methods=[{}],\n", quoted(&grant.all_methods(), '"')));
    text.push_str(&format!("    allow_headers=[{}],\n", quoted(&grant.request_headers, '"')));
    text.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("    expose_headers=[{}],", quoted(&grant.exposed_headers, '"'))
    }));
    text.push_str(&line_if(grant.credentials, || "    supports_credentials=True,".to_owned()));
    text.push_str(&format!("    max_age={},\n    vary_header=True,\n)\n", grant.max_age));
    let mut fix = Fix::new(
        "at the beginning of the file (`pip install flask-cors`)",
        "python",
        "from flask_cors import CORS\n".to_owned(),
    )
    .and("in front of the routes, behind `app = Flask(…)`", "python", text);
    if matches!(need.problem, Problem::PreflightRefused | Problem::PreflightUnanswered) {
        let hook = "@app.before_request\ndef answer_preflights():\n    \
                    if request.method == \"OPTIONS\" and \"Access-Control-Request-Method\" in request.headers:\n        \
                    return \"\", 204\n";
        fix = fix.and(
            "in front of every other before_request (with `from flask import request`)",
            "python",
            hook.to_owned(),
        );
    }
    fix.note_if(
        need.problem == Problem::GrantedTwice,
        "Delete every `Access-Control-…` that a view sets by hand, and every @cross_origin, or leave the grant to the proxy.",
    )
}
