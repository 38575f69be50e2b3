//! What a server can get wrong, one file each.
//!
//! A new one: a file named by its id, which declares a [`Rule`](crate::audit::Rule) with the macro `rule!`, and two lines here.
//! The order is the catalogue's, and so the order of reports.

mod any_port;
mod dangling_trust;
mod ext_scheme_trusted;
mod http_trusted;
mod lenient_compare;
mod localhost_prefix;
mod localhost_trusted;
mod null_origin;
mod prefix_match;
mod private_net_trusted;
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
];
