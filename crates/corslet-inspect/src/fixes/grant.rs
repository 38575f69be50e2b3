//! What a server has to grant so that a page gets what it asks for, and nothing beside it.

use corslet::words::{Method, Origin};

use crate::diagnoses::Case;

/// What is wrong with a server's grants, as far as its configuration is written otherwise for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Problem {
    /// It grants nothing, or something else: the grant is to be written.
    Grant,
    /// Errors come without the grant that other answers have.
    Errors,
    /// Something refuses the preflight before the grant's turn: authentication, a firewall.
    PreflightRefused,
    /// Nothing answers `OPTIONS`.
    PreflightUnanswered,
    /// Two layers grant.
    GrantedTwice,
    /// Only the preflight's answer has the grant.
    PreflightOnly,
}

/// What a server has to grant, and what is wrong with what it does now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What is wrong.
    pub problem: Problem,
    /// What is to be granted.
    pub grant: Grant,
}

/// What a server has to grant: the words of a policy, for one route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The origins, as browsers send them. Never `*`, never `null`.
    pub origins: Vec<String>,
    /// The methods beyond `GET`, `HEAD` and `POST`, which CORS cannot withhold.
    pub methods: Vec<String>,
    /// The request headers, in lower case.
    pub request_headers: Vec<String>,
    /// The response headers that a page may read beside the safelisted ones.
    pub exposed_headers: Vec<String>,
    /// Whether cookies may go along.
    pub credentials: bool,
    /// How many seconds a preflight may be remembered.
    pub max_age: u32,
}

/// The longest that every browser honours in full.
const MAX_AGE: u32 = 600;

impl Grant {
    /// What this case needs, and what its server grants by name already; none for a page without an origin, because nothing
    /// may be granted to `null`.
    #[must_use]
    pub fn of(case: &Case) -> Option<Grant> {
        if case.init.origin.is_opaque() {
            return None;
        }
        let mut grant = Grant {
            origins: vec![case.origin().to_owned()],
            methods: Vec::new(),
            request_headers: Vec::new(),
            exposed_headers: Vec::new(),
            credentials: case.includes_credentials(),
            max_age: MAX_AGE,
        };
        grant.allow_method(&case.method());
        for name in case.requested_headers() {
            grant.allow_header(&name);
        }
        for seen in &case.exchanges {
            if let Some(origin) = seen.header("access-control-allow-origin") {
                grant.allow_origin(&origin);
                // A page that asks without cookies here sends them elsewhere: what it is granted for that stays.
                let is_granted = seen.header("access-control-allow-credentials").as_deref() == Some("true");
                grant.credentials |= is_granted && origin == case.origin();
            }
            for method in seen.list("access-control-allow-methods") {
                grant.allow_method(&method);
            }
            for name in seen.list("access-control-allow-headers") {
                grant.allow_header(&name);
            }
            for name in seen.list("access-control-expose-headers") {
                grant.expose(&name);
            }
        }
        Some(grant)
    }

    /// Grants to an origin, when that is what it is.
    pub fn allow_origin(&mut self, origin: &str) {
        let is_one = Origin::parse(origin).is_ok_and(|origin| !origin.is_opaque());
        if is_one && !self.origins.iter().any(|known| known == origin) {
            self.origins.push(origin.to_owned());
        }
    }

    /// Grants a method, when it is one that has to be granted.
    pub fn allow_method(&mut self, method: &str) {
        let needs_grant = Method::parse(method)
            .is_ok_and(|it| !it.is_cors_safelisted() && it != Method::OPTIONS && !it.is_forbidden());
        if needs_grant && is_plain(method) && !self.methods.iter().any(|known| known == method) {
            self.methods.push(method.to_owned());
        }
    }

    /// Grants a request header by its name.
    pub fn allow_header(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        let is_foreign = name == "origin" || name.starts_with("access-control-");
        if !is_foreign && is_plain(&name) && !self.request_headers.contains(&name) {
            self.request_headers.push(name);
        }
    }

    /// Lets the page read a response header.
    pub fn expose(&mut self, name: &str) {
        if is_plain(name) && !self.exposed_headers.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            self.exposed_headers.push(name.to_owned());
        }
    }

    /// Every method that may be used: the three that cannot be withheld, and the granted ones. Frameworks want them all.
    #[must_use]
    pub fn all_methods(&self) -> Vec<String> {
        ["GET", "HEAD", "POST"].into_iter().map(str::to_owned).chain(self.methods.iter().cloned()).collect()
    }
}

/// Whether a name means in no configuration anything but itself. A token may contain quotes and dollars; no header that is in
/// use does.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

impl Need {
    /// What this case needs; none for a page without an origin.
    #[must_use]
    pub fn of(case: &Case, problem: Problem) -> Option<Need> {
        Grant::of(case).map(|grant| Need { problem, grant })
    }
}
