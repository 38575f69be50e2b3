//! Every reason for a cookie to stay behind, each with its step.

use super::{retrieve, set_cookie, store};
use crate::verdict::Step;

/// Declares reasons in one table: variant, code, Chromium's name, step, sentence.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident $code:literal $chromium:expr, $step:expr, $sentence:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = concat!("`", $code, "`: ", $sentence, ".")] $variant),+
        }

        impl $name {
            /// All reasons, in the order of the steps.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// A short name in kebab case; it stays what it is.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// What Chromium's developer tools call it, where they have a name.
            #[must_use]
            pub fn chromium_name(self) -> Option<&'static str> {
                match self { $($name::$variant => $chromium),+ }
            }

            /// The step that says no.
            #[must_use]
            pub fn step(self) -> &'static Step {
                match self { $($name::$variant => &$step),+ }
            }

            /// The reason as a sentence.
            #[must_use]
            pub fn sentence(self) -> &'static str {
                match self { $($name::$variant => $sentence),+ }
            }
        }
    )+};
}

reasons! {
    /// Why a cookie in the jar does not go along with a request.
    NotSent {
        CredentialsNotIncluded "credentials-not-included" None, retrieve::CREDENTIALS_ARE_INCLUDED,
            "the request has no credentials, so that no cookie goes along";
        ThirdPartyBlocked "third-party-blocked" Some("UserPreferences"), retrieve::THIRD_PARTY_MAY_READ,
            "the browser blocks the cookies of third parties";
        ThirdPartyPartitioned "third-party-partitioned" None, retrieve::THIRD_PARTY_MAY_READ,
            "it was stored outside of this page's partition, and the browser partitions third parties";
        OtherPartition "other-partition" None, retrieve::PARTITION_MATCHES,
            "it lives in the partition of another top-level site";
        Expired "expired" None, retrieve::IS_NOT_EXPIRED,
            "its time is over";
        DomainMismatch "domain-mismatch" Some("DomainMismatch"), retrieve::DOMAIN_MATCHES,
            "it belongs to another host: without Domain, only the host that set it gets it";
        NotOnPath "not-on-path" Some("NotOnPath"), retrieve::PATH_MATCHES,
            "the request's path is not below its Path";
        SecureOnly "secure-only" Some("SecureOnly"), retrieve::CONNECTION_IS_SECURE,
            "it is Secure, and the request is not";
        HttpOnly "http-only" None, retrieve::IS_FOR_SCRIPTS,
            "it is HttpOnly, and a script asks";
        SameSiteStrict "same-site-strict" Some("SchemefulSameSiteStrict"), retrieve::SAME_SITE_ALLOWS,
            "it is SameSite=Strict, and the request is cross-site";
        SameSiteLax "same-site-lax" Some("SchemefulSameSiteLax"), retrieve::SAME_SITE_ALLOWS,
            "it is SameSite=Lax, and the request is cross-site and opens no page";
        SameSiteUnspecifiedTreatedAsLax "same-site-unspecified-treated-as-lax"
            Some("SchemefulSameSiteUnspecifiedTreatedAsLax"), retrieve::SAME_SITE_ALLOWS,
            "it has no SameSite, which this browser takes for Lax, and the request is cross-site and opens no page";
    }
    /// Why a `Set-Cookie` line is not stored.
    NotStored {
        CredentialsNotIncluded "credentials-not-included" None, store::CREDENTIALS_ARE_INCLUDED,
            "the request has no credentials, so that its response sets no cookie";
        SchemeNotSupported "scheme-not-supported" Some("SchemeNotSupported"), store::CREDENTIALS_ARE_INCLUDED,
            "the URL's scheme has no cookies";
        ThirdPartyBlocked "third-party-blocked" Some("UserPreferences"), store::THIRD_PARTY_MAY_WRITE,
            "the browser blocks the cookies of third parties";
        ControlCharacter "control-character" Some("DisallowedCharacter"), set_cookie::NO_CONTROL_CHARACTER,
            "the line has a control character";
        TooLong "too-long" Some("NameValuePairExceedsMaxSize"), set_cookie::IS_SHORT_ENOUGH,
            "name and value together are longer than 4096 bytes";
        Empty "empty" Some("NoCookieContent"), store::IS_NOT_EMPTY,
            "neither name nor value is there";
        DomainNotAscii "domain-not-ascii" Some("InvalidDomain"), store::DOMAIN_IS_ASCII,
            "Domain has a character beyond ASCII: write its Punycode";
        PublicSuffix "public-suffix" Some("InvalidDomain"), store::DOMAIN_IS_NO_PUBLIC_SUFFIX,
            "Domain is a public suffix, below which anybody can have a host";
        DomainMismatch "domain-mismatch" Some("InvalidDomain"), store::HOST_DOMAIN_MATCHES,
            "the host that sets it is not within Domain";
        SecureOnly "secure-only" Some("SecureOnly"), store::CONNECTION_IS_SECURE,
            "it is Secure, and the response did not come over a secure connection";
        HttpOnly "http-only" None, store::SCRIPT_SETS_NO_HTTP_ONLY,
            "it is HttpOnly, and a script sets it";
        OverwriteSecure "overwrite-secure" Some("OverwriteSecure"), store::LEAVES_SECURE_ALONE,
            "it would hide a Secure cookie of the same name, and the response did not come over a secure connection";
        SameSiteStrict "same-site-strict" Some("SchemefulSameSiteStrict"), store::SAME_SITE_ALLOWS,
            "it is SameSite=Strict, and the response is cross-site";
        SameSiteLax "same-site-lax" Some("SchemefulSameSiteLax"), store::SAME_SITE_ALLOWS,
            "it is SameSite=Lax, and the response is cross-site";
        SameSiteUnspecifiedTreatedAsLax "same-site-unspecified-treated-as-lax"
            Some("SchemefulSameSiteUnspecifiedTreatedAsLax"), store::SAME_SITE_ALLOWS,
            "it has no SameSite, which this browser takes for Lax, and the response is cross-site";
        SameSiteNoneInsecure "same-site-none-insecure" Some("SameSiteNoneInsecure"), store::NONE_IS_SECURE,
            "it is SameSite=None without Secure";
        PrefixNeedsSecure "prefix-needs-secure" Some("InvalidPrefix"), store::SECURE_PREFIX_HOLDS,
            "its name begins with __Secure-, and it is not Secure";
        PrefixNeedsHost "prefix-needs-host" Some("InvalidPrefix"), store::HOST_PREFIX_HOLDS,
            "its name begins with __Host-, and it is not Secure with Path=/ and without Domain";
        PrefixNeedsHttpOnly "prefix-needs-http-only" Some("InvalidPrefix"), store::HTTP_PREFIX_HOLDS,
            "its name begins with __Http- or __Host-Http-, and it is not Secure and HttpOnly";
        NamelessPrefix "nameless-prefix" Some("InvalidPrefix"), store::NAMELESS_HAS_NO_PREFIX,
            "it has no name, and its value begins like a prefixed name";
        PartitionedInsecure "partitioned-insecure" None, store::PARTITIONED_IS_SECURE,
            "it is Partitioned without Secure";
        OverwriteHttpOnly "overwrite-http-only" None, store::SCRIPT_LEAVES_HTTP_ONLY_ALONE,
            "a script would replace a cookie that is HttpOnly";
        NoRoom "no-room" None, store::HAS_ROOM,
            "its domain has as many cookies as the browser keeps, all of them Secure, and it is not";
    }
}
