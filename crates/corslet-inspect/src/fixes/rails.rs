//! Rails, and every other Rack application.

use super::layer::{Fix, Layer};
use super::lists::{line_if, quoted};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "rails", name: "Rails", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let methods: Vec<String> = grant
        .all_methods()
        .iter()
        .chain([&"OPTIONS".to_owned()])
        .map(|method| format!(":{}", method.to_ascii_lowercase().replace(['-', '.'], "_")))
        .collect();
    let mut text =
        String::from("Rails.application.config.middleware.insert_before 0, Rack::Cors do\n  allow do\n");
    text.push_str(&format!("    origins {}\n    resource \"*\",\n", quoted(&grant.origins, '"')));
    text.push_str(&format!("      headers: [{}],\n", quoted(&grant.request_headers, '"')));
    text.push_str(&format!("      methods: [{}],\n", methods.join(", ")));
    text.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("      expose: [{}],", quoted(&grant.exposed_headers, '"'))
    }));
    text.push_str(&line_if(grant.credentials, || "      credentials: true,".to_owned()));
    text.push_str(&format!("      max_age: {}\n  end\nend\n", grant.max_age));
    Fix::new("in config/initializers/cors.rb (`bundle add rack-cors`)", "ruby", text)
        .note("`insert_before 0` puts it before everything that could answer by itself: hosts, authentication, errors.")
        .note_if(
            need.problem == Problem::GrantedTwice,
            "Delete every `headers['Access-Control-…']` of the controllers, or leave the grant to the proxy.",
        )
}
