//! Every failure as a sentence.

use std::fmt;

use super::{AllowOriginMismatch, Failure};

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let list = |allowed: &Option<Vec<u8>>, header: &str| match allowed {
            Some(value) => format!("{header} says `{}`", text(value)),
            None => format!("there is no {header}"),
        };
        match self {
            Failure::NotConstructible { why } => f.write_str(why),
            Failure::ModeIsSameOrigin => {
                f.write_str("the request's mode is `same-origin`, and the URL is of another origin")
            }
            Failure::NoCorsRedirectModeIsNotFollow => {
                f.write_str("mode `no-cors` needs redirect mode `follow` on a cross-origin URL")
            }
            Failure::SchemeIsNotHttp { scheme } => {
                write!(f, "cross-origin requests exist for http and https only, not for `{scheme}:`")
            }
            Failure::PortIsBad { port } => write!(f, "browsers never connect to port {port}"),
            Failure::MixedContent => f.write_str("a page on https may not ask a URL on http (mixed content)"),
            Failure::Network { failure } => write!(f, "{failure}"),
            Failure::AllowOriginIsMissing { status } => {
                write!(f, "the response (status {status}) has no Access-Control-Allow-Origin")
            }
            Failure::AllowOriginIsWildcardWithCredentials => f.write_str(
                "Access-Control-Allow-Origin is `*`, which grants nothing to a request with credentials",
            ),
            Failure::AllowOriginDiffers { received, lines, expected, mismatch, .. } => {
                write!(f, "Access-Control-Allow-Origin is `{}`, not `{expected}`", text(received))?;
                if *lines > 1 {
                    write!(f, " ({lines} lines, which browsers join)")?;
                }
                write!(f, ": {mismatch}")
            }
            Failure::AllowCredentialsIsNotTrue { received: Some(value) } => {
                write!(f, "Access-Control-Allow-Credentials is `{}`, not exactly `true`", text(value))
            }
            Failure::AllowCredentialsIsNotTrue { received: None } => f.write_str(
                "the request carries credentials, and there is no Access-Control-Allow-Credentials: true",
            ),
            Failure::PreflightIsRedirected { status } => {
                write!(f, "the preflight was answered with a redirect ({status}), which browsers do not follow")
            }
            Failure::PreflightStatusIsNotOk { status } => {
                write!(f, "the preflight's status is {status}, and must be 200 to 299")
            }
            Failure::AllowMethodsIsInvalid { element, .. } => write!(
                f,
                "Access-Control-Allow-Methods cannot be parsed: `{}` is not a method; the whole header is void",
                text(element)
            ),
            Failure::AllowHeadersIsInvalid { element, .. } => write!(
                f,
                "Access-Control-Allow-Headers cannot be parsed: `{}` is not a header name; the whole header is void",
                text(element)
            ),
            Failure::MethodIsNotAllowed { method, allowed } => {
                write!(
                    f,
                    "the preflight does not allow the method `{method}`: {}",
                    list(allowed, "Access-Control-Allow-Methods")
                )
            }
            Failure::HeaderIsNotAllowed { name, allowed } => {
                write!(
                    f,
                    "the preflight does not allow the header `{name}`: {}",
                    list(allowed, "Access-Control-Allow-Headers")
                )
            }
            Failure::AuthorizationIsNotListed { allowed: None } => f.write_str(
                "the preflight does not allow the header `authorization`: there is no Access-Control-Allow-Headers",
            ),
            Failure::AuthorizationIsNotListed { allowed } => write!(
                f,
                "`authorization` must be listed by its name (`*` does not cover it): {}",
                list(allowed, "Access-Control-Allow-Headers")
            ),
            Failure::ResourcePolicyForbids { received } => write!(
                f,
                "Cross-Origin-Resource-Policy is `{}`, which withholds the response from this page",
                text(received)
            ),
            Failure::ResourcePolicyIsMissing { demanded, received: None } => write!(
                f,
                "the page's Cross-Origin-Embedder-Policy is `{demanded}`, and the response has no \
                 Cross-Origin-Resource-Policy"
            ),
            Failure::ResourcePolicyIsMissing { demanded, received: Some(value) } => write!(
                f,
                "the page's Cross-Origin-Embedder-Policy is `{demanded}`, and the response's Cross-Origin-Resource-Policy \
                 is `{}`, which is none of same-origin, same-site and cross-origin",
                text(value)
            ),
            Failure::EmbedderPolicyIsMissing { demanded } => write!(
                f,
                "the page's Cross-Origin-Embedder-Policy is `{demanded}`, and the frame's response has none of its own"
            ),
            Failure::ProxyStatusIsRefused => {
                f.write_str("status 407 is a proxy's, and this browser refuses it from a server")
            }
            Failure::RedirectModeIsError { status } => {
                write!(f, "the response is a redirect ({status}), and the request's redirect mode is `error`")
            }
            Failure::LocationIsInvalid { received } => {
                write!(f, "Location `{}` is not a URL", text(received))
            }
            Failure::SeveralLocations { lines } => write!(f, "the redirect has {lines} Location lines"),
            Failure::LocationIsEmpty => f.write_str("the redirect's Location is empty"),
            Failure::RedirectSchemeIsNotHttp { location } => {
                write!(f, "the redirect leads to `{location}`, which is neither http nor https")
            }
            Failure::TooManyRedirects => f.write_str("more than 20 redirects"),
            Failure::RedirectUrlHasCredentials { location } => write!(
                f,
                "the redirect leads to `{location}`, which has a user name or password in it: not allowed cross-origin"
            ),
            Failure::RedirectUrlHasCredentialsAnyMode { location } => {
                write!(f, "the redirect leads to `{location}`, which has a user name or password in it")
            }
            Failure::RedirectOfStreamBody { status } => {
                write!(f, "a body that is a stream cannot be sent again after a redirect ({status})")
            }
            Failure::RedirectIsCheckedWithCredentials { failure } => {
                write!(f, "this browser checks this redirect as if credentials were included, and then {failure}")
            }
        }
    }
}

impl fmt::Display for AllowOriginMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AllowOriginMismatch::SeveralLines => "send one line with one origin",
            AllowOriginMismatch::SeveralValues => "it holds one origin, never a list",
            AllowOriginMismatch::Empty => "it is empty",
            AllowOriginMismatch::Case => "origins compare byte for byte, so case counts",
            AllowOriginMismatch::TrailingSlash => "an origin has no slash at its end",
            AllowOriginMismatch::Path => "an origin has no path",
            AllowOriginMismatch::Scheme => "the scheme differs",
            AllowOriginMismatch::Port => "the port differs",
            AllowOriginMismatch::Null => "`null` is the origin of sandboxed and local documents only",
            AllowOriginMismatch::OriginIsNull => "the request's origin is opaque and prints as `null`",
            AllowOriginMismatch::Pattern => "browsers know no patterns here",
            AllowOriginMismatch::Other => "it is another origin",
            AllowOriginMismatch::NotAnOrigin => "it is not an origin",
        })
    }
}
