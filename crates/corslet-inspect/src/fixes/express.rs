//! Express, and NestJS on top of it.

use super::layer::{Fix, Layer};
use super::lists::{line_if, quoted};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "express", name: "Express", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let mut text = String::from("app.use(cors({\n");
    text.push_str(&format!("  origin: [{}],\n", quoted(&grant.origins, '\'')));
    text.push_str(&format!("  methods: [{}],\n", quoted(&grant.all_methods(), '\'')));
    // Without this option the package sends back whatever a preflight asks for.
    text.push_str(&format!("  allowedHeaders: [{}],\n", quoted(&grant.request_headers, '\'')));
    text.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("  exposedHeaders: [{}],", quoted(&grant.exposed_headers, '\''))
    }));
    text.push_str(&line_if(grant.credentials, || "  credentials: true,".to_owned()));
    text.push_str(&format!("  maxAge: {},\n}}));\n", grant.max_age));
    let fix = Fix::new(
        "at the beginning of the file (`npm install cors`)",
        "js",
        "import cors from 'cors';\n".to_owned(),
    )
    .and("in front of every route, of authentication and of whatever else answers", "js", text)
    // The last one that runs writes over what this one has granted.
    .note("It stands in place of every other `app.use(cors(…))`: delete those.");
    match need.problem {
        Problem::GrantedTwice => fix.note(
            "Delete every `res.set('Access-Control-…')` of the application, or leave the grant to the proxy.",
        ),
        Problem::Errors => fix
            .note("An error handler that answers by itself keeps these headers; one in the proxy does not."),
        _ => fix.note("In NestJS the same options go into `app.enableCors({ … })`, before `listen`."),
    }
}
