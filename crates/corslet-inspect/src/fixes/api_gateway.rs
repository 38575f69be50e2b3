//! Amazon's API Gateway.

use super::layer::{Fix, Layer};
use super::lists::{line_if, lines, value};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "api-gateway", name: "API Gateway", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let list = |name: &str, values: &[String]| {
        line_if(!values.is_empty(), || format!("  {name}:\n{}", lines(values, "    - \"", "\"").trim_end()))
    };
    let mut text = String::from("CorsConfiguration:\n");
    text.push_str(&list("AllowOrigins", &grant.origins));
    text.push_str(&list("AllowMethods", &grant.all_methods()));
    text.push_str(&list("AllowHeaders", &grant.request_headers));
    text.push_str(&list("ExposeHeaders", &grant.exposed_headers));
    text.push_str(&line_if(grant.credentials, || "  AllowCredentials: true".to_owned()));
    text.push_str(&format!("  MaxAge: {}\n", grant.max_age));
    let fix = Fix::new("in the properties of an AWS::Serverless::HttpApi", "yaml", text).note(
        "An HTTP API then answers preflights by itself and takes away what the function grants: let the function grant nothing.",
    );
    let fix = match need.problem {
        Problem::Errors => fix.and(
            "in the properties of a REST API (AWS::Serverless::Api), whose own refusals have no CORS header otherwise",
            "yaml",
            gateway_responses(&grant.origins[..grant.origins.len().min(1)], grant.credentials),
        ),
        Problem::PreflightRefused => fix.note(
            "In a REST API let OPTIONS have `AddDefaultAuthorizerToCorsPreflight: false` (authorization NONE), and deploy the stage.",
        ),
        _ => fix.note("In a REST API the proxied function itself has to send the headers with every answer but OPTIONS."),
    };
    fix.note("A change counts when the stage is deployed.")
}

/// A gateway response can name one origin only: its value is fixed.
fn gateway_responses(origin: &[String], credentials: bool) -> String {
    let headers = |origin: &str| {
        let mut text =
            format!("        Access-Control-Allow-Origin: \"'{origin}'\"\n        Vary: \"'Origin'\"\n");
        if credentials {
            text.push_str("        Access-Control-Allow-Credentials: \"'true'\"\n");
        }
        text
    };
    let headers = headers(&value(origin));
    ["DEFAULT_4XX", "DEFAULT_5XX"].iter().fold(String::from("GatewayResponses:\n"), |text, kind| {
        format!("{text}  {kind}:\n    ResponseParameters:\n      Headers:\n{headers}")
    })
}
