//! Why a page is blocked, and the fix: one file a diagnosis.
//!
//! [`diagnose`] asks every diagnosis of [`RULES`] about a [`Case`], the evidence of one check, and says one root cause first
//! and what else is true behind it: what is certain before what is advice, what blocks before what is merely missing, and then
//! in the order of the conversation ([`Rank`]), because what comes first is the cause of what comes later.
//!
//! # How a diagnosis is added
//!
//! Its file is `dNN_what_is_wrong.rs`; the stem in kebab case is its id. It has a line `mod dNN_what_is_wrong;` below and a
//! line in [`RULES`]. In it stands one `diagnosis!`:
//!
//! - its doc comment: `# ` the title, a sentence, and the headings of [`Diagnosis::HEADINGS`]. `Found` and `Clean` are
//!   ```` ```http ```` blocks in the style of `curl -v`, read by [`Case::of_conversation`]: every engine runs on them, so an
//!   example is blocked exactly when a browser would block it. In each block of *Found* the diagnosis is the root cause; in no
//!   block of *Clean* does it hold. *Clean* is the near twin: what looks alike and is another thing, or no fault at all;
//! - `rank`, and `certainty`: how sure it can be;
//! - `specialises`: the numbers of the diagnoses that say the same less exactly and are not told beside it;
//! - `probes`: the extra requests that would make it surer; with `suspects: NAME` they are also sent when `NAME(&case)` holds
//!   and the diagnosis does not yet;
//! - `judge`: `fn(&Case) -> Option<Judgement>`. It looks at what the engines found ([`Case::fails`], [`Case::failing`]) before
//!   it looks at header lines of its own. The cause names the very ports, names and values of the case, the evidence points to
//!   bytes, and the fix says what to write. It never looks at more than it was given, and it says nothing when it is not sure.
//!
//! `tests/diagnoses.rs` holds all of this, and that no example's root cause is another diagnosis.

mod allow_origin;
pub mod case;
mod diagnose;
mod diagnosis;
mod evidence;
mod granted_elsewhere;
mod judgement;
mod origin_difference;
mod preflight_redirect;
mod probe;
mod proxys_line;
mod rank;
mod refused_headers;
mod shared_cache;
mod wording;

mod d01_no_cors_at_all;
mod d02_failure_without_grant;
mod d03_refusal_without_grant;
mod d04_preflight_needs_credentials;
mod d05_no_options_route;
mod d06_preflight_fails;
mod d07_preflight_redirected_to_https;
mod d08_preflight_redirected_to_slash;
mod d09_preflight_redirected_elsewhere;
mod d10_redirect_without_grant;
mod d11_redirect_with_userinfo;
mod d12_credentials_with_wildcard;
mod d13_allow_credentials_not_true;
mod d14_wildcard_names_with_credentials;
mod d15_authorization_with_wildcard;
mod d16_header_not_allowed;
mod d17_response_header_in_request;
mod d18_method_not_allowed;
mod d19_why_a_preflight;
mod d20_content_type_not_allowed;
mod d21_origin_differs;
mod d22_origin_list;
mod d23_granted_twice;
mod d24_pattern_as_origin;
mod d25_template_left_over;
mod d26_page_without_origin;
mod d27_app_origin;
mod d28_only_preflight_grants;
mod d29_grant_on_get_only;
mod d30_cached_without_grant;
mod d31_cached_for_another_origin;
mod d32_cookie_left_behind;
mod d33_credentials_not_asked_for;
mod d34_header_not_exposed;
mod d35_no_cors_mode;
mod d36_mixed_content;
mod d37_local_network;
mod d38_no_answer;
mod d39_firewall;
mod d40_api_gateway_has_no_options;
mod d41_bucket_has_no_rule;
mod d42_page_instead_of_api;
mod d43_framework_answers_options;
mod d44_old_preflight_kept;
mod d45_preflight_every_time;
mod d46_websocket;
mod d47_something_in_the_browser;
mod d48_element_asks_with_cors;
mod d49_resource_policy;
mod d50_any_origin_is_echoed;
mod d51_list_is_no_list;
mod d52_misspelt_header;
mod d53_header_in_meta;
mod d54_stranger_is_refused;
mod d55_one_node_differs;

pub use case::Case;
pub use diagnose::{Diagnosed, Judged, diagnose};
pub use diagnosis::Diagnosis;
pub use evidence::{Evidence, Of, Place, position};
pub use judgement::Judgement;
pub use probe::{Asked, Probe, Wanted, wanted};
pub use rank::{Certainty, Effect, Rank};

/// Every diagnosis, in the order of the table.
#[rustfmt::skip]
pub static RULES: &[&Diagnosis] = &[
    &d01_no_cors_at_all::RULE,
    &d02_failure_without_grant::RULE,
    &d03_refusal_without_grant::RULE,
    &d04_preflight_needs_credentials::RULE,
    &d05_no_options_route::RULE,
    &d06_preflight_fails::RULE,
    &d07_preflight_redirected_to_https::RULE,
    &d08_preflight_redirected_to_slash::RULE,
    &d09_preflight_redirected_elsewhere::RULE,
    &d10_redirect_without_grant::RULE,
    &d11_redirect_with_userinfo::RULE,
    &d12_credentials_with_wildcard::RULE,
    &d13_allow_credentials_not_true::RULE,
    &d14_wildcard_names_with_credentials::RULE,
    &d15_authorization_with_wildcard::RULE,
    &d16_header_not_allowed::RULE,
    &d17_response_header_in_request::RULE,
    &d18_method_not_allowed::RULE,
    &d19_why_a_preflight::RULE,
    &d20_content_type_not_allowed::RULE,
    &d21_origin_differs::RULE,
    &d22_origin_list::RULE,
    &d23_granted_twice::RULE,
    &d24_pattern_as_origin::RULE,
    &d25_template_left_over::RULE,
    &d26_page_without_origin::RULE,
    &d27_app_origin::RULE,
    &d28_only_preflight_grants::RULE,
    &d29_grant_on_get_only::RULE,
    &d30_cached_without_grant::RULE,
    &d31_cached_for_another_origin::RULE,
    &d32_cookie_left_behind::RULE,
    &d33_credentials_not_asked_for::RULE,
    &d34_header_not_exposed::RULE,
    &d35_no_cors_mode::RULE,
    &d36_mixed_content::RULE,
    &d37_local_network::RULE,
    &d38_no_answer::RULE,
    &d39_firewall::RULE,
    &d40_api_gateway_has_no_options::RULE,
    &d41_bucket_has_no_rule::RULE,
    &d42_page_instead_of_api::RULE,
    &d43_framework_answers_options::RULE,
    &d44_old_preflight_kept::RULE,
    &d45_preflight_every_time::RULE,
    &d46_websocket::RULE,
    &d47_something_in_the_browser::RULE,
    &d48_element_asks_with_cors::RULE,
    &d49_resource_policy::RULE,
    &d50_any_origin_is_echoed::RULE,
    &d51_list_is_no_list::RULE,
    &d52_misspelt_header::RULE,
    &d53_header_in_meta::RULE,
    &d54_stranger_is_refused::RULE,
    &d55_one_node_differs::RULE,
];
