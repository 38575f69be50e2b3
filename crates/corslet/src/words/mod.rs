//! The protocol's words: origins, sites, methods, header names, values and lists, as the standards define them.
//!
//! Everything here is pure data with pure questions asked of it. Terms are the
//! [Fetch Standard's](https://fetch.spec.whatwg.org/) and the [URL Standard's](https://url.spec.whatwg.org/);
//! where browsers classify differently, the difference is a field of [`Safelist`].

mod bytes;
mod difference;
mod extract;
mod forbidden;
mod header_list;
mod header_name;
mod header_names;
mod header_value;
mod host;
mod method;
mod mime;
mod name_sets;
mod origin;
mod origin_error;
mod origin_parse;
mod port;
mod range;
mod safelist;
#[cfg(feature = "serde")]
mod serialize;
mod site;
mod status;
mod text;
mod token;
mod trustworthy;

pub use difference::Difference;
pub use extract::{ExtractFailure, ExtractFailureReason, Extracted};
pub use forbidden::{ForbiddenRequestHeader, is_forbidden_request_header};
pub use header_list::{HeaderLines, HeaderList};
pub use header_name::{HeaderName, HeaderNameError};
pub use header_value::{HeaderValue, HeaderValueError};
pub use method::{Method, MethodError};
pub use mime::{Essence, essence};
pub use name_sets::{
    is_cors_non_wildcard, is_cors_safelisted_response_header_name, is_forbidden_response_header_name,
    is_no_cors_safelisted_name, is_privileged_no_cors, is_request_body_header_name,
};
pub use origin::{Origin, url_same_origin};
pub use origin_error::{OriginError, OriginProblem, OriginProblemKind};
pub use port::{BAD_PORTS, is_bad_port};
pub use range::{Digits, RangeError, RangeSyntax, SingleRange, parse_single_range};
pub use safelist::{
    ContentTypeSyntax, Repeated, Safelist, Unsafe, UnsafeLine, UnsafeNames, cors_safelisted_request_header,
    cors_unsafe_request_header_names, no_cors_safelisted_request_header,
};
pub use site::{
    is_under_listed_suffix, is_under_private_suffix, registrable_domain, same_site, same_site_as_url,
    schemelessly_same_site, schemelessly_same_site_as_url,
};
pub use status::{Status, StatusError};
pub use token::{is_token, is_token_byte};
pub use trustworthy::{is_potentially_trustworthy, is_potentially_trustworthy_origin};
