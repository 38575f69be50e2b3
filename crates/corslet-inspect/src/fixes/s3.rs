//! Amazon's S3.

use super::Need;
use super::layer::{Fix, Layer};
use super::lists::quoted;

pub(super) static LAYER: Layer = Layer { id: "s3", name: "S3", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    // The bucket knows no other methods.
    let mut methods = grant.all_methods();
    methods.retain(|method| matches!(method.as_str(), "GET" | "HEAD" | "POST" | "PUT" | "DELETE"));
    let text = format!(
        "[\n  {{\n    \"AllowedOrigins\": [{}],\n    \"AllowedMethods\": [{}],\n    \"AllowedHeaders\": [{}],\n    \
         \"ExposeHeaders\": [{}],\n    \"MaxAgeSeconds\": {}\n  }}\n]\n",
        quoted(&grant.origins, '"'),
        quoted(&methods, '"'),
        quoted(&grant.request_headers, '"'),
        quoted(&grant.exposed_headers, '"'),
        grant.max_age
    );
    Fix::new("in the bucket's permissions, under “Cross-origin resource sharing (CORS)”", "json", text)
        .note("One rule has to match origin, method and every header together; an origin has no slash at its end.")
        .note("S3 says `Vary: Origin` to requests with an Origin only: let pages that also show the file in an <img> set `crossorigin` there.")
}
