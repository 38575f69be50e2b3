//! Compiling the methods and headers of a route.

use std::collections::BTreeSet;

use crate::words::{
    HeaderName, Method, is_cors_safelisted_response_header_name, is_forbidden_request_header,
    is_forbidden_response_header_name,
};

use super::compile::Compiler;
use super::config::{Names, RouteConfig};
use super::place::Place;
use super::problem_kind::ProblemKind;

/// The methods that a route grants beyond the safelisted.
pub(super) struct Methods {
    /// Sorted.
    pub(super) granted: Vec<String>,
}

pub(super) fn methods(compiler: &mut Compiler, route: &RouteConfig, place: &Place) -> Methods {
    let list = place.key("methods");
    let mut granted = BTreeSet::new();
    for (index, text) in route.methods.iter().enumerate() {
        let place = list.entry(index);
        if text == "*" {
            compiler.problem(ProblemKind::MethodWildcard { credentials: route.credentials }, place);
            continue;
        }
        let method = match Method::parse(text) {
            Ok(method) => method,
            Err(error) => {
                compiler.problem(ProblemKind::MethodInvalid { message: error.to_string() }, place);
                continue;
            }
        };
        let name = || text.clone();
        let upper = text.to_ascii_uppercase();
        if method.is_forbidden() {
            compiler.problem(ProblemKind::MethodForbidden { method: name() }, place);
        } else if method.clone().normalize() != method {
            compiler.problem(ProblemKind::MethodNeverSent { method: name() }, place);
        } else if method.is_cors_safelisted() {
            compiler.problem(ProblemKind::MethodSafelisted { method: name() }, place);
        } else if !granted.insert(name()) {
            compiler.problem(ProblemKind::MethodDuplicate { method: name() }, place);
        } else if *text != upper && upper == "PATCH" {
            compiler.problem(ProblemKind::MethodCase { method: name() }, place);
        }
    }
    Methods { granted: granted.into_iter().collect() }
}

/// The request headers that a route grants, in the normal form.
pub(super) fn request_headers(compiler: &mut Compiler, route: &RouteConfig, place: &Place) -> Names {
    let list = place.key("request-headers");
    let names = &route.request_headers;
    let wildcard = Wildcard { key: "request-headers", is_covered: |name| name != "authorization" };
    let normal = header_names(compiler, names, route.credentials, &list, &wildcard, |name| {
        // The value decides too for a few names; only names are written here.
        if is_forbidden_request_header(name, "").is_some() {
            return Some(ProblemKind::RequestHeaderForbidden { name: name.to_owned() });
        }
        matches!(name, "accept" | "accept-language" | "content-language")
            .then(|| ProblemKind::RequestHeaderSafelisted { name: name.to_owned() })
    });
    if names.any && !route.credentials && !normal.listed.iter().any(|name| name == "authorization") {
        compiler.problem(ProblemKind::AuthorizationNotCovered, list);
    }
    normal
}

/// The response headers that a route exposes, in the normal form.
pub(super) fn exposed_headers(compiler: &mut Compiler, route: &RouteConfig, place: &Place) -> Names {
    let list = place.key("expose-headers");
    let wildcard = Wildcard { key: "expose-headers", is_covered: |_| true };
    header_names(compiler, &route.expose_headers, route.credentials, &list, &wildcard, |name| {
        if is_forbidden_response_header_name(name) {
            return Some(ProblemKind::ResponseHeaderForbidden { name: name.to_owned() });
        }
        is_cors_safelisted_response_header_name(name)
            .then(|| ProblemKind::ResponseHeaderSafelisted { name: name.to_owned() })
    })
}

/// What `"any"` stands for under a key.
struct Wildcard {
    key: &'static str,
    is_covered: fn(&str) -> bool,
}

fn header_names(
    compiler: &mut Compiler,
    names: &Names,
    credentials: bool,
    list: &Place,
    wildcard: &Wildcard,
    judge: impl Fn(&str) -> Option<ProblemKind>,
) -> Names {
    if names.any && credentials {
        compiler.problem(ProblemKind::WildcardLiteralWithCredentials { key: wildcard.key }, list.clone());
    }
    let mut listed = BTreeSet::new();
    for (index, text) in names.listed.iter().enumerate() {
        let place = list.entry(index);
        if text == "*" {
            compiler.problem(ProblemKind::HeaderWildcard, place);
            continue;
        }
        if let Err(error) = HeaderName::parse(text) {
            compiler.problem(ProblemKind::HeaderInvalid { message: error.to_string() }, place);
            continue;
        }
        let name = text.to_ascii_lowercase();
        if names.any && (wildcard.is_covered)(&name) {
            compiler.problem(ProblemKind::HeaderCovered { name }, place);
        } else if listed.contains(&name) {
            compiler.problem(ProblemKind::HeaderDuplicate { name }, place);
        } else {
            if let Some(kind) = judge(&name) {
                compiler.problem(kind, place);
            }
            listed.insert(name);
        }
    }
    Names { any: names.any, listed: listed.into_iter().collect() }
}
