//! The likely causes that explanations name: the ids of the diagnoses, with a line for each.

/// A likely cause.
#[derive(Debug, PartialEq, Eq)]
pub struct Cause {
    /// The id of its diagnosis.
    pub id: &'static str,
    /// What is wrong, in a line.
    pub line: &'static str,
}

/// Every cause, by its id.
pub static CAUSES: &[Cause] = &[
    Cause { id: "D01", line: "The server has no CORS on this route at all" },
    Cause { id: "D02", line: "A server error without CORS headers hides behind the message" },
    Cause { id: "D03", line: "A 401, 403, 404 or 429 without CORS headers hides behind the message" },
    Cause { id: "D04", line: "The preflight is asked for a login, which it can never have" },
    Cause { id: "D05", line: "Nothing answers OPTIONS on this route: 404, 405 or 501" },
    Cause { id: "D06", line: "The server fails on the preflight: 400 or a server error" },
    Cause { id: "D07", line: "The preflight is redirected from http to https" },
    Cause { id: "D08", line: "The preflight is redirected to add or take away a slash" },
    Cause { id: "D09", line: "The preflight is redirected to a login or to another host" },
    Cause { id: "D10", line: "The request is redirected to another origin, and a hop lacks CORS headers" },
    Cause { id: "D11", line: "A redirect leads to a URL with a user name or password" },
    Cause { id: "D12", line: "Credentials, and `*` as the allowed origin" },
    Cause {
        id: "D13",
        line: "Access-Control-Allow-Credentials is missing, not lower-case `true`, or there twice",
    },
    Cause { id: "D14", line: "`*` for methods or headers counts as a literal name with credentials" },
    Cause { id: "D15", line: "Authorization is covered by `*` alone" },
    Cause { id: "D16", line: "A header that the page or one of its libraries sets is not allowed" },
    Cause { id: "D17", line: "The page sets a response header, Access-Control-Allow-..., on its request" },
    Cause { id: "D18", line: "The method is not allowed, or `patch` is not written in capitals" },
    Cause { id: "D19", line: "A preflight where none was expected" },
    Cause { id: "D20", line: "Content-Type: application/json is not allowed" },
    Cause {
        id: "D21",
        line: "The allowed origin differs in scheme, host, port, case or by a slash at its end",
    },
    Cause { id: "D22", line: "Access-Control-Allow-Origin is a list" },
    Cause { id: "D23", line: "Two layers each add Access-Control-Allow-Origin" },
    Cause { id: "D24", line: "A pattern such as https://*.example.com as the allowed origin" },
    Cause { id: "D25", line: "A placeholder, `null` or nothing as the allowed origin" },
    Cause { id: "D26", line: "The page's origin is null: a file, a sandboxed frame, or a redirect" },
    Cause { id: "D27", line: "The origin of an app or an extension is not allowed" },
    Cause { id: "D28", line: "The headers are only on the answer to OPTIONS" },
    Cause { id: "D29", line: "CORS is set up for GET only, and the preflight fails" },
    Cause { id: "D30", line: "A cached copy without CORS headers" },
    Cause { id: "D31", line: "A cached copy for another origin" },
    Cause { id: "D32", line: "The cookie did not go along: SameSite, or third-party cookies are blocked" },
    Cause { id: "D33", line: "The page did not ask with credentials" },
    Cause { id: "D34", line: "A response header is not exposed to the page" },
    Cause { id: "D35", line: "Mode no-cors, or another mode that forbids the request" },
    Cause { id: "D36", line: "Mixed content: an https page asks for an http URL" },
    Cause { id: "D37", line: "The local network: the browser asks for permission, or refuses" },
    Cause { id: "D38", line: "The network below: name, connection, certificate, time" },
    Cause { id: "D39", line: "A firewall or a bot challenge answers in place of the server" },
    Cause { id: "D40", line: "The API gateway knows no OPTIONS for this path or stage" },
    Cause { id: "D41", line: "The bucket's CORS rules match neither origin, method nor headers" },
    Cause { id: "D42", line: "HTML of the front end where the API should answer" },
    Cause { id: "D43", line: "The framework answers OPTIONS by itself, without CORS headers" },
    Cause { id: "D44", line: "The browser still has the preflight from before the change" },
    Cause { id: "D45", line: "Every request has a preflight of its own: it may not be kept" },
    Cause { id: "D46", line: "A WebSocket: CORS does not apply to it" },
    Cause { id: "D47", line: "A service worker, an extension or a test runner in the middle" },
    Cause { id: "D48", line: "Fonts, module scripts and canvases need CORS as well" },
    Cause { id: "D49", line: "Cross-Origin-Resource-Policy or -Embedder-Policy, which is another check" },
    Cause { id: "D50", line: "The server allows every origin with credentials" },
    Cause { id: "D51", line: "A method or header list with something that is no token in it" },
    Cause { id: "D52", line: "The header's name is misspelt" },
    Cause { id: "D53", line: "The header stands in a <meta> element, where it counts for nothing" },
    Cause { id: "D54", line: "Origins that are not allowed get a 403" },
    Cause { id: "D55", line: "One of several servers, or one version of HTTP, is set up otherwise" },
];

/// The cause of an id, in any case.
#[must_use]
pub fn of_id(id: &str) -> Option<&'static Cause> {
    CAUSES.iter().find(|cause| cause.id.eq_ignore_ascii_case(id))
}
