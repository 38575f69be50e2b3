//! Every way for a fetch to fail, in one table, with the data that proves it.

use super::{AllowOriginMismatch, Fault, NetworkFailure};

/// Declares the failures in one table: variant, code, fault.
macro_rules! failures {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),+ $(,)? })? => $code:literal $fault:ident;)+) => {
        /// Every condition that can fail.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Failure {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: $type),+ })?,)+
        }

        impl Failure {
            /// The code of this kind of failure, without the exchange it happened on.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Failure::$name $({ $($field: _),+ })? => $code,)+ }
            }

            /// Who has to change something.
            #[must_use]
            pub fn fault(&self) -> Fault {
                match self { $(Failure::$name $({ $($field: _),+ })? => Fault::$fault,)+ }
            }

            /// All codes.
            pub const CODES: &'static [&'static str] = &[$($code),+];
        }
    };
}

failures! {
    /// A page cannot construct this request: `fetch()` or `XMLHttpRequest` throws.
    NotConstructible {
        /// Why, as a sentence.
        why: String,
    } => "type-error" Page;
    /// Mode `same-origin`, and the URL is cross-origin.
    ModeIsSameOrigin => "same-origin-mode" Page;
    /// Mode `no-cors` follows redirects, and the page asked not to.
    NoCorsRedirectModeIsNotFollow => "no-cors-redirect-mode" Page;
    /// CORS exists for `http:` and `https:` only.
    SchemeIsNotHttp {
        /// The URL's scheme.
        scheme: String,
    } => "scheme" Page;
    /// The port is one that browsers never connect to.
    PortIsBad {
        /// The port.
        port: u16,
    } => "bad-port" Page;
    /// An `https:` page asks for an `http:` URL that is not potentially trustworthy.
    MixedContent => "mixed-content" Page;
    /// No response.
    Network {
        /// What went wrong.
        failure: NetworkFailure,
    } => "network" Network;

    /// No `Access-Control-Allow-Origin`.
    AllowOriginIsMissing {
        /// The response's status: a failing server often leaves its CORS headers out.
        status: u16,
    } => "missing-acao" Server;
    /// `Access-Control-Allow-Origin: *` on a request with credentials.
    AllowOriginIsWildcardWithCredentials => "wildcard-with-credentials" Server;
    /// `Access-Control-Allow-Origin` is not the request's origin, byte for byte.
    AllowOriginDiffers {
        /// The value as the standard's *get* sees it: lines joined with `, `.
        received: Vec<u8>,
        /// How many lines it came in.
        lines: usize,
        /// The request's origin, serialised.
        expected: String,
        /// In which way they differ.
        mismatch: AllowOriginMismatch,
        /// The response's status.
        status: u16,
    } => "acao-mismatch" Server;
    /// Credentials asked for, and `Access-Control-Allow-Credentials` is not exactly `true`.
    AllowCredentialsIsNotTrue {
        /// The value, if there is one.
        received: Option<Vec<u8>>,
    } => "acac-not-true" Server;

    /// The preflight was answered with a redirect: browsers do not follow it.
    PreflightIsRedirected {
        /// The redirect status.
        status: u16,
    } => "preflight:status" Server;
    /// The preflight's status is not 200 to 299.
    PreflightStatusIsNotOk {
        /// The status.
        status: u16,
    } => "preflight:status" Server;
    /// `Access-Control-Allow-Methods` is not a list of methods; all of it counts for nothing.
    AllowMethodsIsInvalid {
        /// The lines joined with `, `.
        received: Vec<u8>,
        /// The first element that is not a token.
        element: Vec<u8>,
    } => "preflight:invalid-acam" Server;
    /// `Access-Control-Allow-Headers` is not a list of header names; all of it counts for nothing.
    AllowHeadersIsInvalid {
        /// The lines joined with `, `.
        received: Vec<u8>,
        /// The first element that is not a token.
        element: Vec<u8>,
    } => "preflight:invalid-acah" Server;
    /// The preflight does not allow the method.
    MethodIsNotAllowed {
        /// The method.
        method: String,
        /// The methods allowed; `None` without the header.
        allowed: Option<Vec<u8>>,
    } => "preflight:method" Server;
    /// The preflight does not allow a header.
    HeaderIsNotAllowed {
        /// The header's name in lower case.
        name: String,
        /// The names allowed; `None` without the header.
        allowed: Option<Vec<u8>>,
    } => "preflight:header" Server;
    /// `Authorization` must be listed: `*` does not cover it.
    AuthorizationIsNotListed {
        /// The names allowed; `None` without the header.
        allowed: Option<Vec<u8>>,
    } => "preflight:authorization" Server;

    /// `Cross-Origin-Resource-Policy` keeps the response to its own origin or site.
    ResourcePolicyForbids {
        /// The value.
        received: Vec<u8>,
    } => "resource-policy" Server;
    /// The page's embedder policy demands a `Cross-Origin-Resource-Policy` that lets the page use the response.
    ResourcePolicyIsMissing {
        /// The page's embedder policy.
        demanded: &'static str,
        /// The value, if there is one that is no policy.
        received: Option<Vec<u8>>,
    } => "resource-policy-missing" Server;
    /// The page's embedder policy demands one of the frame's response, and there is none.
    EmbedderPolicyIsMissing {
        /// The page's embedder policy.
        demanded: &'static str,
    } => "embedder-policy-missing" Server;
    /// Status 407 from a server that is no proxy, in a browser that refuses it.
    ProxyStatusIsRefused => "proxy-status" Server;

    /// Redirect mode `error`, and the response is a redirect.
    RedirectModeIsError {
        /// The redirect status.
        status: u16,
    } => "redirect-error-mode" Page;
    /// `Location` cannot be parsed against the response's URL.
    LocationIsInvalid {
        /// The value.
        received: Vec<u8>,
    } => "redirect:bad-location" Server;
    /// Several `Location` lines.
    SeveralLocations {
        /// How many.
        lines: usize,
    } => "redirect:two-locations" Server;
    /// An empty `Location`, in a browser that refuses it at once.
    LocationIsEmpty => "redirect:empty" Server;
    /// The redirect leads out of HTTP.
    RedirectSchemeIsNotHttp {
        /// Where it leads.
        location: String,
    } => "redirect:scheme" Server;
    /// The twenty-first redirect.
    TooManyRedirects => "redirect:count" Server;
    /// The redirect's URL has a user name or a password, which a cross-origin request may not be sent to.
    RedirectUrlHasCredentials {
        /// Where it leads.
        location: String,
    } => "redirect:userinfo" Server;
    /// The redirect's URL has a user name or a password, in a browser that always refuses this.
    RedirectUrlHasCredentialsAnyMode {
        /// Where it leads.
        location: String,
    } => "redirect:userinfo-any" Server;
    /// A body that is a stream cannot be sent again.
    RedirectOfStreamBody {
        /// The redirect status.
        status: u16,
    } => "redirect:stream-body" Page;
    /// The redirect was checked once more as if credentials were included, and that check failed.
    RedirectIsCheckedWithCredentials {
        /// What failed in that check.
        failure: Box<Failure>,
    } => "actual:redirect-credentialed-check" Server;
}

impl Failure {
    /// Whether this is a condition of the CORS check, which runs on both kinds of exchange.
    #[must_use]
    pub fn is_of_the_cors_check(&self) -> bool {
        matches!(
            self,
            Failure::AllowOriginIsMissing { .. }
                | Failure::AllowOriginIsWildcardWithCredentials
                | Failure::AllowOriginDiffers { .. }
                | Failure::AllowCredentialsIsNotTrue { .. }
        )
    }
}
