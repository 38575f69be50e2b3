//! What each problem says, and what to write instead.

use super::problem_kind::ProblemKind;
use super::severity::Severity;

/// The longest that each engine keeps a preflight's answer, in seconds: WebKit, Chromium, Firefox.
const WEBKIT_CAP: u32 = 600;
const CHROMIUM_CAP: u32 = 7200;
const FIREFOX_CAP: u32 = 86_400;

impl ProblemKind {
    /// How severe it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            ProblemKind::OriginLoopback { credentials: true, .. } => Severity::Error,
            ProblemKind::MaxAgeBeyondBrowsers { max_age } if *max_age > FIREFOX_CAP => Severity::Warning,
            _ => self.usual_severity(),
        }
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> String {
        use ProblemKind::*;
        match self {
            Syntax { message } => format!("this is not TOML: {message}"),
            UnknownKey { key, .. } => format!("`{key}` is no key of a policy here"),
            WrongType { expected, found } => format!("expected {expected}, found {found}"),
            MissingKey { key } => format!("`{key}` is missing"),
            EnvironmentVariableMissing { name } => format!("the environment variable `{name}` is not set"),
            VersionUnsupported { found } => format!("version {found} of the policy is unknown"),
            NoRoutes => "the policy has no routes, so it grants nothing".into(),
            GroupUnknown { name, .. } => format!("there is no group `{name}`"),
            GroupInGroup { entry } => format!("a group holds origins, not groups such as `{entry}`"),
            GroupUnused { name } => format!("no route includes the group `{name}`"),
            OriginWildcard => "`*` is not an origin".into(),
            OriginWithoutScheme { .. } => "an origin begins with its scheme, and this is a bare host".into(),
            OriginTrailingSlash { .. } => "an origin ends without a slash, or it never matches".into(),
            OriginWithPath { .. } => "an origin has no path, query or fragment".into(),
            OriginUpperCase { .. } => "browsers write origins in lower case, and bytes are compared".into(),
            OriginDefaultPort { .. } => "browsers never write the scheme's default port".into(),
            OriginUserinfo { .. } => "an origin has no user name or password".into(),
            OriginUnicodeHost { .. } => "browsers write international hosts in ASCII".into(),
            OriginAddressNotCanonical { .. } => "browsers write IP addresses in one form only".into(),
            OriginSeveral { .. } => "one entry is one origin".into(),
            OriginOpaqueScheme => "pages of this scheme have the origin `null`".into(),
            OriginInvalid { sentence, .. } => format!("this is no origin: {sentence}"),
            OriginSchemeNeverSent { scheme } => format!("no page has an origin with the scheme `{scheme}`"),
            PatternMisplaced => "a wildcard stands for whole labels before the host, and nothing else".into(),
            PatternWholeHost => "this pattern is every host there is".into(),
            PatternOverAddress => "an address has no labels that a wildcard could stand for".into(),
            OriginDuplicate { entry } => format!("`{entry}` is already listed"),
            OriginCovered { entry, by } => format!("`{entry}` is already covered by `{by}`"),
            OriginLoopback { entry, credentials: false } => {
                format!("`{entry}` is each visitor's own machine, and the policy is not for development")
            }
            OriginLoopback { entry, credentials: true } => {
                format!("`{entry}` is each visitor's own machine: whatever runs there would act as the user")
            }
            OriginsEmpty => "the route lists no origin, so it grants nothing".into(),
            AnyOriginWithCredentials => {
                "any origin with credentials would let every site read what the user can".into()
            }
            NullOriginWithCredentials => {
                "`null` with credentials would let every site read what the user can, from a sandboxed frame"
                    .into()
            }
            PublicSuffixWithCredentials { suffix } => {
                format!("anyone can register a name below `{suffix}` and read what the user can")
            }
            SharedHostingWithCredentials { host } => {
                format!("anyone can publish pages at `{host}` and read what the user can")
            }
            NullOrigin => "`null` is the origin of sandboxed frames on every site".into(),
            PublicSuffix { suffix } => format!("anyone can register a name below `{suffix}`"),
            InsecureOriginWithCredentials { entry } => {
                format!("whoever is on the network can be `{entry}`, and would act as the user")
            }
            PrivateNetworkOriginWithCredentials { entry } => {
                format!("every private network has its own `{entry}`, which would act as the user")
            }
            DangerousReasonMissing { key } => format!("`{key}` has no reason"),
            DangerousKeyUnused { key } => format!("nothing in the route needs `{key}`"),
            MethodWildcard { credentials: false } => "methods are named one by one".into(),
            MethodWildcard { credentials: true } => {
                "with credentials `*` is a method's name, not a wildcard".into()
            }
            MethodInvalid { message } => format!("this is no method: {message}"),
            MethodForbidden { method } => format!("no page can send `{method}`"),
            MethodNeverSent { method } => {
                format!("browsers send `{method}` in upper case, whatever the page says")
            }
            MethodCase { method } => {
                format!("`{method}` is another method than `{}`", method.to_ascii_uppercase())
            }
            MethodSafelisted { method } => format!("`{method}` needs no grant, and CORS cannot withhold it"),
            MethodDuplicate { method } => format!("`{method}` is already listed"),
            HeaderWildcard => "`*` is not a header's name".into(),
            HeaderInvalid { message } => format!("this is no header's name: {message}"),
            RequestHeaderForbidden { name } => format!("no page can set `{name}`: it belongs to the browser"),
            ResponseHeaderForbidden { name } => format!("no page ever reads `{name}`, exposed or not"),
            RequestHeaderSafelisted { name } => format!("`{name}` needs no grant where its value is usual"),
            ResponseHeaderSafelisted { name } => format!("every page may read `{name}` anyway"),
            HeaderDuplicate { name } => format!("`{name}` is already listed"),
            HeaderCovered { name } => format!("`{name}` is already covered by `\"any\"`"),
            WildcardLiteralWithCredentials { key } => {
                format!(
                    "with credentials `*` is a header's name, not a wildcard: `{key} = \"any\"` would grant nothing"
                )
            }
            AuthorizationNotCovered => "`\"any\"` does not cover `authorization`".into(),
            MaxAgeBeyondBrowsers { max_age } => {
                let keeps = if *max_age <= CHROMIUM_CAP {
                    "WebKit does not keep"
                } else if *max_age <= FIREFOX_CAP {
                    "only Firefox keeps"
                } else {
                    "no browser keeps"
                };
                format!("{keeps} a preflight's answer for {max_age} seconds")
            }
            MaxAgeOutOfRange { found } => format!("{found} is no number of seconds"),
            PreflightStatusInvalid { status } => format!("{status} is no status for a granted preflight"),
            RoutePathInvalid { sentence } => format!("this is no route's path: {sentence}"),
            RoutePathWildcard => "`*` stands only for the last segments of a path".into(),
            RouteNeverMatches { because } => format!("no request matches this route: {}", because.sentence()),
            RouteHostInvalid { sentence, .. } => format!("this is no route's host: {sentence}"),
            RouteDuplicate { other } => {
                format!("route {} is for the same host and path, and order never matters", other + 1)
            }
        }
    }

    /// What to write instead.
    #[must_use]
    pub fn advice(&self) -> String {
        use ProblemKind::*;
        let write = |text: &str| format!("write `{text}`");
        match self {
            Syntax { .. } => "see https://toml.io".into(),
            UnknownKey { nearest: Some(nearest), .. } => write(nearest),
            UnknownKey { known, .. } => format!("known here: {}", known.join(", ")),
            WrongType { expected, .. } => format!("write {expected}"),
            MissingKey { key: "version" } => "write `version = 1` at the top".into(),
            MissingKey { key: "path" } => "write `path = \"/*\"` for every path".into(),
            MissingKey { key: "origins" } => "write `origins = [\"https://app.example.com\"]`".into(),
            MissingKey { key } => format!("write `{key} = …`"),
            EnvironmentVariableMissing { name } => format!("set `{name}`, or write the origin here"),
            VersionUnsupported { .. } => "write `version = 1`".into(),
            NoRoutes => "add a `[[route]]` with a path and origins".into(),
            GroupUnknown { nearest: Some(nearest), .. } => write(&format!("@{nearest}")),
            GroupUnknown { name, .. } => format!("define `{name} = [\"https://…\"]` under `[groups]`"),
            GroupInGroup { .. } => "list both groups in the route".into(),
            GroupUnused { name } => format!("write `\"@{name}\"` in a route's origins, or remove the group"),
            OriginWildcard => "write `origins = \"any\"` if everyone may read".into(),
            OriginWithoutScheme { suggestion }
            | OriginTrailingSlash { suggestion }
            | OriginWithPath { suggestion }
            | OriginUpperCase { suggestion }
            | OriginDefaultPort { suggestion }
            | OriginUserinfo { suggestion }
            | OriginUnicodeHost { suggestion }
            | OriginAddressNotCanonical { suggestion }
            | OriginInvalid { suggestion, .. } => match suggestion {
                Some(suggestion) => write(suggestion),
                None => "write for example `https://app.example.com`".into(),
            },
            OriginSeveral { suggestion } => match suggestion {
                Some(suggestion) => format!("write each in an entry of its own, such as `{suggestion}`"),
                None => "write each in an entry of its own".into(),
            },
            OriginOpaqueScheme => {
                "serve the page over https, or read about `dangerously-allow-null-origin`".into()
            }
            OriginSchemeNeverSent { scheme } => match scheme.as_str() {
                "ws" => "pages have `http` there".into(),
                "wss" => "pages have `https` there".into(),
                _ => "remove it".into(),
            },
            PatternMisplaced => {
                "write `https://*.example.com` for one label, `https://**.example.com` for one or more".into()
            }
            PatternWholeHost => "name the domain, or write `origins = \"any\"` if everyone may read".into(),
            PatternOverAddress => "write each address".into(),
            OriginDuplicate { .. }
            | OriginCovered { .. }
            | HeaderDuplicate { .. }
            | MethodDuplicate { .. } => "remove it".into(),
            OriginLoopback { .. } => "keep it in a policy of its own, with `development = true`".into(),
            OriginsEmpty => "list an origin, or keep the route to close what a wider one opens".into(),
            AnyOriginWithCredentials => "list the origins, or remove `credentials`".into(),
            NullOriginWithCredentials => {
                "give the page an origin, or remove `credentials`: nothing else allows this".into()
            }
            PublicSuffixWithCredentials { suffix } => {
                format!(
                    "name the domain before `{suffix}`, or remove `credentials`: nothing else allows this"
                )
            }
            SharedHostingWithCredentials { .. } => {
                "use a domain of your own, or remove `credentials`: nothing else allows this".into()
            }
            NullOrigin => "add `dangerously-allow-null-origin = { reason = \"…\" }` if it must be".into(),
            PublicSuffix { .. } => {
                "name the domain, or add `dangerously-allow-public-suffixes = { reason = \"…\" }`".into()
            }
            InsecureOriginWithCredentials { entry } => format!(
                "write `{}`, or add `dangerously-allow-insecure-origins = {{ reason = \"…\" }}`",
                entry.replacen("http:", "https:", 1)
            ),
            PrivateNetworkOriginWithCredentials { .. } => {
                "use a public name, or add `dangerously-allow-private-network-origins = { reason = \"…\" }`"
                    .into()
            }
            DangerousReasonMissing { key } => {
                format!("write `{key} = {{ reason = \"why this is right here\" }}`")
            }
            DangerousKeyUnused { key } => format!("remove `{key}`"),
            MethodWildcard { .. } => "list them, such as `methods = [\"PUT\", \"DELETE\"]`".into(),
            MethodInvalid { .. } => "write a method such as `DELETE`".into(),
            MethodForbidden { .. } => "remove it".into(),
            MethodNeverSent { method } | MethodCase { method } => write(&method.to_ascii_uppercase()),
            MethodSafelisted { .. } | RequestHeaderSafelisted { .. } | ResponseHeaderSafelisted { .. } => {
                "remove it".into()
            }
            HeaderWildcard => "write `\"any\"`".into(),
            HeaderInvalid { .. } => "write a name such as `x-request-id`".into(),
            RequestHeaderForbidden { name } if name.eq_ignore_ascii_case("cookie") => {
                "remove it; cookies come with `credentials = true`".into()
            }
            RequestHeaderForbidden { .. } | ResponseHeaderForbidden { .. } | HeaderCovered { .. } => {
                "remove it".into()
            }
            WildcardLiteralWithCredentials { .. } => "list the names, or remove `credentials`".into(),
            AuthorizationNotCovered => {
                "write `request-headers = [\"any\", \"authorization\"]` if pages send it".into()
            }
            MaxAgeBeyondBrowsers { .. } => format!(
                "browsers keep it for at most {WEBKIT_CAP} (WebKit), {CHROMIUM_CAP} (Chromium) and {FIREFOX_CAP} (Firefox) seconds"
            ),
            MaxAgeOutOfRange { .. } => "write seconds from 0 to 4294967295, such as `max-age = 600`".into(),
            PreflightStatusInvalid { .. } => "write `preflight-status = 204`, or 200".into(),
            RoutePathInvalid { .. } => {
                "write `/orders` for one path, `/orders/*` for it and all below".into()
            }
            RoutePathWildcard => "write `/orders/*` for `/orders` and all below".into(),
            RouteNeverMatches { .. } => "write the path as it is sent, without what servers resolve".into(),
            RouteHostInvalid { suggestion: Some(suggestion), .. } => write(suggestion),
            RouteHostInvalid { .. } => "write for example `api.example.com`".into(),
            RouteDuplicate { .. } => "make one route of the two".into(),
        }
    }
}
