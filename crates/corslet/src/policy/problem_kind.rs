//! Every problem that a policy can have, as data with a stable code.

use super::path::Ambiguity;
use super::severity::Severity;

macro_rules! kinds {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident $({ $($(#[doc = $field_doc:literal])* $field:ident: $type:ty),* $(,)? })? = $severity:ident $code:literal
    )*) => {
        /// Every problem that a policy can have.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", rename_all_fields = "kebab-case"))]
        #[non_exhaustive]
        pub enum ProblemKind {
            $($(#[doc = $doc])* $name $({ $($(#[doc = $field_doc])* $field: $type),* })?,)*
        }

        impl ProblemKind {
            /// Every code, in the order of this list.
            pub const CODES: &[&str] = &[$($code),*];

            /// The stable code.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self {
                    $(ProblemKind::$name { .. } => $code,)*
                }
            }

            /// How severe it is before anything that the data says.
            pub(super) fn usual_severity(&self) -> Severity {
                match self {
                    $(ProblemKind::$name { .. } => Severity::$severity,)*
                }
            }
        }
    };
}

kinds! {
    /// The file is not TOML here.
    Syntax {
        /// What the parser says.
        message: String
    } = Error "syntax"
    /// A key that means nothing.
    UnknownKey {
        /// The key.
        key: String,
        /// The known key that is nearest, if one is near.
        nearest: Option<&'static str>,
        /// Every key that is known here.
        known: Vec<&'static str>
    } = Error "unknown-key"
    /// A value of another type.
    WrongType {
        /// What belongs here.
        expected: &'static str,
        /// What stands here.
        found: &'static str
    } = Error "wrong-type"
    /// A key that must be there.
    MissingKey {
        /// The key.
        key: &'static str
    } = Error "missing-key"
    /// An environment variable that is not set.
    EnvironmentVariableMissing {
        /// Its name.
        name: String
    } = Error "environment-variable-missing"
    /// Another version of the policy's shape.
    VersionUnsupported {
        /// The version.
        found: i64
    } = Error "version-unsupported"
    /// Without routes nothing is granted.
    NoRoutes = Note "no-routes"

    /// A group that is not defined.
    GroupUnknown {
        /// The name.
        name: String,
        /// The defined name that is nearest, if one is near.
        nearest: Option<String>
    } = Error "group-unknown"
    /// A group within a group.
    GroupInGroup {
        /// The entry.
        entry: String
    } = Error "group-in-group"
    /// A group that no route includes.
    GroupUnused {
        /// The name.
        name: String
    } = Warning "group-unused"

    /// `*` among origins.
    OriginWildcard = Error "origin-wildcard"
    /// An origin without its scheme: a bare host.
    OriginWithoutScheme {
        /// The origin to write instead.
        suggestion: Option<String>
    } = Error "origin-without-scheme"
    /// An origin with a slash behind it.
    OriginTrailingSlash {
        /// The origin to write instead.
        suggestion: Option<String>
    } = Error "origin-trailing-slash"
    /// An origin with a path, a query or a fragment.
    OriginWithPath {
        /// The origin to write instead.
        suggestion: Option<String>
    } = Error "origin-with-path"
    /// Upper-case letters in an origin.
    OriginUpperCase {
        /// The origin to write instead.
        suggestion: Option<String>
    } = Error "origin-upper-case"
    /// The scheme's default port in an origin.
    OriginDefaultPort {
        /// The origin to write instead.
        suggestion: Option<String>
    } = Error "origin-default-port"
    /// A user name or a password in an origin.
    OriginUserinfo {
        /// The origin to write instead.
        suggestion: Option<String>
    } = Error "origin-userinfo"
    /// Letters beyond ASCII in an origin's host.
    OriginUnicodeHost {
        /// The origin to write instead.
        suggestion: Option<String>
    } = Error "origin-unicode-host"
    /// An IP address in another form than browsers write.
    OriginAddressNotCanonical {
        /// The origin to write instead.
        suggestion: Option<String>
    } = Error "origin-address-not-canonical"
    /// Several origins in one entry.
    OriginSeveral {
        /// The first of them.
        suggestion: Option<String>
    } = Error "origin-several"
    /// A scheme whose pages have the origin `null`.
    OriginOpaqueScheme = Error "origin-opaque-scheme"
    /// No origin for another reason.
    OriginInvalid {
        /// What is wrong.
        sentence: &'static str,
        /// The origin to write instead.
        suggestion: Option<String>
    } = Error "origin-invalid"
    /// A scheme that no page has.
    OriginSchemeNeverSent {
        /// The scheme.
        scheme: String
    } = Warning "origin-scheme-never-sent"
    /// A wildcard elsewhere than in place of the first labels.
    PatternMisplaced = Error "pattern-misplaced"
    /// A wildcard in place of the whole host.
    PatternWholeHost = Error "pattern-whole-host"
    /// A wildcard before an address.
    PatternOverAddress = Error "pattern-over-address"
    /// An entry that is written twice.
    OriginDuplicate {
        /// The entry.
        entry: String
    } = Warning "origin-duplicate"
    /// An entry that a pattern covers.
    OriginCovered {
        /// The entry.
        entry: String,
        /// The pattern.
        by: String
    } = Warning "origin-covered"
    /// An origin on this machine, in a policy that is not for development.
    OriginLoopback {
        /// The entry.
        entry: String,
        /// Whether the route grants credentials.
        credentials: bool
    } = Warning "origin-loopback"
    /// A route that lists no origin.
    OriginsEmpty = Note "origins-empty"

    /// Any origin together with credentials.
    AnyOriginWithCredentials = Error "any-origin-with-credentials"
    /// `null` together with credentials.
    NullOriginWithCredentials = Error "null-origin-with-credentials"
    /// A pattern over a public suffix, together with credentials.
    PublicSuffixWithCredentials {
        /// The suffix.
        suffix: String
    } = Error "public-suffix-with-credentials"
    /// Hosting that is shared by strangers, together with credentials.
    SharedHostingWithCredentials {
        /// The host.
        host: String
    } = Error "shared-hosting-with-credentials"
    /// `null` without the key that allows it.
    NullOrigin = Error "null-origin"
    /// A pattern over a public suffix without the key that allows it.
    PublicSuffix {
        /// The suffix.
        suffix: String
    } = Error "public-suffix"
    /// An `http:` origin together with credentials, without the key that allows it.
    InsecureOriginWithCredentials {
        /// The entry.
        entry: String
    } = Error "insecure-origin-with-credentials"
    /// An origin in a private network together with credentials, without the key that allows it.
    PrivateNetworkOriginWithCredentials {
        /// The entry.
        entry: String
    } = Error "private-network-origin-with-credentials"
    /// A dangerous choice without a reason.
    DangerousReasonMissing {
        /// The key.
        key: &'static str
    } = Error "dangerous-reason-missing"
    /// A dangerous choice that nothing needs.
    DangerousKeyUnused {
        /// The key.
        key: &'static str
    } = Warning "dangerous-key-unused"

    /// `*` among methods.
    MethodWildcard {
        /// Whether the route grants credentials.
        credentials: bool
    } = Error "method-wildcard"
    /// Not a method.
    MethodInvalid {
        /// What is wrong.
        message: String
    } = Error "method-invalid"
    /// A method that no page can send.
    MethodForbidden {
        /// The method.
        method: String
    } = Error "method-forbidden"
    /// A method that browsers send in upper case only.
    MethodNeverSent {
        /// The method.
        method: String
    } = Error "method-never-sent"
    /// A method that is another than the one in upper case.
    MethodCase {
        /// The method.
        method: String
    } = Warning "method-case"
    /// GET, HEAD or POST, which need no grant.
    MethodSafelisted {
        /// The method.
        method: String
    } = Warning "method-safelisted"
    /// A method that is written twice.
    MethodDuplicate {
        /// The method.
        method: String
    } = Warning "method-duplicate"

    /// `*` among headers.
    HeaderWildcard = Error "header-wildcard"
    /// Not a header name.
    HeaderInvalid {
        /// What is wrong.
        message: String
    } = Error "header-invalid"
    /// A request header that belongs to the browser.
    RequestHeaderForbidden {
        /// The name.
        name: String
    } = Error "request-header-forbidden"
    /// A response header that no page ever reads.
    ResponseHeaderForbidden {
        /// The name.
        name: String
    } = Error "response-header-forbidden"
    /// A request header that needs no grant.
    RequestHeaderSafelisted {
        /// The name.
        name: String
    } = Warning "request-header-safelisted"
    /// A response header that every page may read.
    ResponseHeaderSafelisted {
        /// The name.
        name: String
    } = Warning "response-header-safelisted"
    /// A header that is written twice.
    HeaderDuplicate {
        /// The name.
        name: String
    } = Warning "header-duplicate"
    /// A header that `"any"` covers.
    HeaderCovered {
        /// The name.
        name: String
    } = Warning "header-covered"
    /// `"any"` together with credentials, where `*` is a name like any other.
    WildcardLiteralWithCredentials {
        /// The key.
        key: &'static str
    } = Error "wildcard-literal-with-credentials"
    /// `"any"` without `authorization`, which it does not cover.
    AuthorizationNotCovered = Note "authorization-not-covered"

    /// A max age that browsers cut down.
    MaxAgeBeyondBrowsers {
        /// The seconds.
        max_age: u32
    } = Note "max-age-beyond-browsers"
    /// No number of seconds.
    MaxAgeOutOfRange {
        /// The number.
        found: String
    } = Error "max-age-out-of-range"
    /// No status for a granted preflight.
    PreflightStatusInvalid {
        /// The status.
        status: i64
    } = Error "preflight-status-invalid"

    /// Not the path of a route.
    RoutePathInvalid {
        /// What is wrong.
        sentence: &'static str
    } = Error "route-path-invalid"
    /// A `*` elsewhere than as the last segment.
    RoutePathWildcard = Error "route-path-wildcard"
    /// A path that no request can match.
    RouteNeverMatches {
        /// Why.
        because: Ambiguity
    } = Error "route-never-matches"
    /// Not the host of a route.
    RouteHostInvalid {
        /// What is wrong.
        sentence: &'static str,
        /// The host to write instead.
        suggestion: Option<String>
    } = Error "route-host-invalid"
    /// Two routes for the same host and path.
    RouteDuplicate {
        /// The other route, counted from 0.
        other: usize
    } = Error "route-duplicate"
}
