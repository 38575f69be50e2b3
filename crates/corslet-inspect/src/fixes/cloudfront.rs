//! Amazon's CloudFront.

use super::Need;
use super::layer::{Fix, Layer};
use super::lists::{line_if, lines};

pub(super) static LAYER: Layer = Layer { id: "cloudfront", name: "CloudFront", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let list = |name: &str, values: &[String]| {
        let quoted = lines(values, "        - \"", "\"");
        line_if(!values.is_empty(), || format!("    {name}:\n      Items:\n{}", quoted.trim_end()))
    };
    // CloudFront has a fixed set of methods.
    let mut methods = grant.all_methods();
    methods.retain(|method| matches!(method.as_str(), "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE"));
    methods.push("OPTIONS".to_owned());
    let mut text = String::from("ResponseHeadersPolicyConfig:\n  Name: cors\n  CorsConfig:\n");
    text.push_str(&list("AccessControlAllowOrigins", &grant.origins));
    text.push_str(&list("AccessControlAllowMethods", &methods));
    text.push_str(&list("AccessControlAllowHeaders", &grant.request_headers));
    text.push_str(&list("AccessControlExposeHeaders", &grant.exposed_headers));
    text.push_str(&format!("    AccessControlAllowCredentials: {}\n", grant.credentials));
    text.push_str(&format!("    AccessControlMaxAgeSec: {}\n    OriginOverride: true\n", grant.max_age));
    Fix::new("as an AWS::CloudFront::ResponseHeadersPolicy", "yaml", text)
        .and(
            "in the cache behaviour",
            "yaml",
            "AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]\n\
             ResponseHeadersPolicyId: !Ref Cors\n"
                .to_owned(),
        )
        .note("`OriginOverride: true` replaces what stands behind CloudFront grants, so that nothing is there twice.")
        .note("Purge what is cached already: it was stored without these headers.")
}
