//! Who seems to answer: each by what it leaves in a response, from the outside to the inside.
#![allow(clippy::panic, clippy::unwrap_used)]

use corslet_inspect::diagnoses::Case;
use corslet_inspect::docs::Docs;
use corslet_inspect::layers::guess;

/// A response as it is shown, and who it looks like.
const ROWS: &[(&str, &[&str])] = &[
    ("HTTP/1.1 200 OK\nServer: nginx/1.25.3\nX-Powered-By: Express", &["nginx", "Express"]),
    ("HTTP/1.1 200 OK\nserver: cloudflare\ncf-ray: 8a1-AMS\nx-vercel-id: fra1", &["Cloudflare", "Vercel"]),
    ("HTTP/1.1 200 OK\nServer: AmazonS3\nVia: 1.1 abc.cloudfront.net (CloudFront)", &["CloudFront", "S3"]),
    ("HTTP/1.1 200 OK\nserver: uvicorn\nvia: 1.1 Caddy", &["Caddy", "Starlette or FastAPI"]),
    (
        "HTTP/1.1 200 OK\nx-envoy-upstream-service-time: 3\nserver: istio-envoy\nx-runtime: 0.01",
        &["Envoy", "Rails"],
    ),
    ("HTTP/1.1 200 OK\nX-Kong-Proxy-Latency: 1", &["Kong"]),
    ("HTTP/1.1 200 OK\nfly-request-id: 01H", &["Fly.io"]),
    ("HTTP/1.1 200 OK\nserver: Werkzeug/3.0 Python/3.12", &["Flask"]),
    ("HTTP/1.1 403 Forbidden\nx-amzn-errortype: MissingAuthenticationTokenException\n\n{}", &["API Gateway"]),
    ("HTTP/1.1 403 Forbidden\nVary: Origin\n\nInvalid CORS request", &["Spring"]),
    ("HTTP/1.1 404 Not Found\nVary: Accept\n\n<pre>Cannot GET /orders</pre>", &["Express"]),
    ("HTTP/1.1 404 Not Found\nVary: Accept\n\n{\"message\":\"Route GET:/orders not found\"}", &["Fastify"]),
    ("HTTP/1.1 503 Service Unavailable\nVary: Accept\n\nno healthy upstream", &["Envoy"]),
    // What an error's text says counts in errors only.
    ("HTTP/1.1 200 OK\nVary: Accept\n\nno healthy upstream", &[]),
    // A name that only begins alike is another's.
    ("HTTP/1.1 200 OK\nX-Served-By: me\nServer: example\nVia: 1.1 proxy", &[]),
];

#[test]
fn each_is_known_by_what_it_leaves() {
    for (response, wanted) in ROWS {
        let (head, body) = response.split_once("\n\n").unwrap_or((response, ""));
        let head: String = head.lines().map(|line| format!("< {line}\n")).collect();
        let text = format!(
            "# T\n\nL.\n\n## Found\n\n```http\n> GET /orders HTTP/1.1\n> Host: api.example.com\n> Origin: https://a.example\n>\n\
             {head}<\n{body}\n```\n"
        );
        let blocks = Docs::parse(&text).section("Found").unwrap().http_blocks().unwrap();
        let guesses = guess(&Case::of_conversation(&blocks[0]).unwrap());
        let names: Vec<&str> = guesses.iter().map(|guess| guess.name).collect();
        assert_eq!(names, *wanted, "{response}");
        assert!(guesses.iter().all(|guess| !guess.evidence.is_empty()), "{response}");
    }
}
