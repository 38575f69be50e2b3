//! What a server can get wrong, one file each.
//!
//! A new one: a file named by its id, which declares a [`Rule`] with the macro `rule!`, and two lines here.
//! The order is the catalogue's, and so the order of reports.

mod acac_invalid;
mod acah_reflect;
mod acah_star_authorization;
mod acam_reflect;
mod acao_invalid;
mod acao_multiple;
mod any_port;
mod dangling_trust;
mod error_no_cors;
mod expose_useless;
mod ext_scheme_trusted;
mod headers_overbroad;
mod http_trusted;
mod jsonp;
mod legacy_crossdomain;
mod lenient_compare;
mod localhost_prefix;
mod localhost_trusted;
mod maxage_excessive;
mod maxage_invalid;
mod methods_overbroad;
mod null_origin;
mod origin_as_access_control;
mod origin_error;
mod prefix_match;
mod preflight_actual_mismatch;
mod preflight_redirect;
mod preflight_reflect;
mod preflight_status;
mod private_net_trusted;
mod private_network_allow;
mod reflect_any;
mod reflect_on_error;
mod regex_unescaped_dot;
mod reverse_substring;
mod shared_host_trusted;
mod special_char_host;
mod static_third_party;
mod subdomain_any;
mod substring_match;
mod suffix_match;
mod tld_wildcard;
mod vary_missing;
mod wildcard_literal_credentials;
mod wildcard_public;
mod wildcard_with_credentials;

use crate::audit::Rule;

/// Every rule.
pub static ALL: &[&Rule] = &[
    // Who is trusted.
    &reflect_any::RULE,
    &reflect_on_error::RULE,
    &null_origin::RULE,
    &prefix_match::RULE,
    &suffix_match::RULE,
    &substring_match::RULE,
    &reverse_substring::RULE,
    &regex_unescaped_dot::RULE,
    &tld_wildcard::RULE,
    &special_char_host::RULE,
    &http_trusted::RULE,
    &any_port::RULE,
    &subdomain_any::RULE,
    &localhost_trusted::RULE,
    &localhost_prefix::RULE,
    &private_net_trusted::RULE,
    &ext_scheme_trusted::RULE,
    &shared_host_trusted::RULE,
    &static_third_party::RULE,
    &dangling_trust::RULE,
    &lenient_compare::RULE,
    // Values, caching, preflights, and what is left behind.
    &wildcard_public::RULE,
    &wildcard_with_credentials::RULE,
    &acac_invalid::RULE,
    &acao_multiple::RULE,
    &acao_invalid::RULE,
    &wildcard_literal_credentials::RULE,
    &acah_star_authorization::RULE,
    &vary_missing::RULE,
    &preflight_reflect::RULE,
    &preflight_actual_mismatch::RULE,
    &preflight_status::RULE,
    &preflight_redirect::RULE,
    &acam_reflect::RULE,
    &acah_reflect::RULE,
    &methods_overbroad::RULE,
    &headers_overbroad::RULE,
    &maxage_excessive::RULE,
    &maxage_invalid::RULE,
    &expose_useless::RULE,
    &error_no_cors::RULE,
    &private_network_allow::RULE,
    &origin_as_access_control::RULE,
    &origin_error::RULE,
    &legacy_crossdomain::RULE,
    &jsonp::RULE,
];
