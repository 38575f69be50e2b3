//! The layer axum, and every other tower service.

use corslet::policy::{Config, Names, Origins, RouteConfig};

use super::layer::{Fix, Layer};
use super::lists::{line_if, quoted};
use super::{Grant, Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "axum", name: "axum and tower", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let strings = |values: &[String]| {
        values.iter().map(|value| format!("\"{value}\".into()")).collect::<Vec<_>>().join(", ")
    };
    let policy = grant.policy();
    let is_development = policy.development;
    let mut text = String::from("let policy = Config {\n    routes: vec![RouteConfig {\n");
    text.push_str(&line_if(!grant.methods.is_empty(), || {
        format!("        methods: vec![{}],", strings(&grant.methods))
    }));
    text.push_str(&line_if(!grant.request_headers.is_empty(), || {
        format!("        request_headers: [{}].into(),", quoted(&grant.request_headers, '"'))
    }));
    text.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("        expose_headers: [{}].into(),", quoted(&grant.exposed_headers, '"'))
    }));
    text.push_str(&line_if(grant.credentials, || "        credentials: true,".to_owned()));
    text.push_str(&format!("        max_age: {},\n", grant.max_age));
    text.push_str(&format!(
        "        ..RouteConfig::new(\"/*\", [{}])\n    }}],\n",
        quoted(&grant.origins, '"')
    ));
    text.push_str(&line_if(is_development, || "    development: true,".to_owned()));
    text.push_str("    ..Config::new()\n};\nlet app = app.layer(CorsLayer::new(policy.compile()?));\n");
    let mut fix = Fix::new(
        "at the beginning of the file (`cargo add corslet corslet-tower`)",
        "rust",
        "use corslet::policy::{Config, RouteConfig};\nuse corslet_tower::CorsLayer;\n".to_owned(),
    )
    .and("behind every route and every other layer: the last layer is the outermost", "rust", text)
    .note_if(
        is_development,
        "`development: true` is what lets a policy name this machine; leave it out where it is deployed.",
    );
    if let Err(problems) = policy.compile() {
        fix = fix.note(format!("The policy does not compile as it stands, and says why: {problems}"));
    }
    fix.note_if(
        need.problem == Problem::GrantedTwice,
        "The layer takes away what handlers grant by themselves; a grant of the proxy has to go.",
    )
}

impl Grant {
    /// The same as a policy, as the fix for axum writes it. One that names this machine is a policy for development.
    #[must_use]
    pub fn policy(&self) -> Config {
        let deployed = self.policy_for(false);
        if deployed.compile().is_ok() {
            return deployed;
        }
        let development = self.policy_for(true);
        if development.compile().is_ok() { development } else { deployed }
    }

    fn policy_for(&self, development: bool) -> Config {
        let names = |listed: &[String]| Names { any: false, listed: listed.to_vec() };
        Config {
            development,
            routes: vec![RouteConfig {
                methods: self.methods.clone(),
                request_headers: names(&self.request_headers),
                expose_headers: names(&self.exposed_headers),
                credentials: self.credentials,
                max_age: self.max_age,
                ..RouteConfig::new("/*", Origins::Listed(self.origins.clone()))
            }],
            ..Config::new()
        }
    }
}
