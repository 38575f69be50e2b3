//! A policy as it is written: plain data, which grants nothing until it is [compiled](Config::compile).

use std::collections::BTreeMap;

/// The longest that every browser keeps a preflight's answer, in seconds.
pub const DEFAULT_MAX_AGE: u32 = 600;

/// The status of a granted preflight, unless the route says otherwise.
pub const DEFAULT_PREFLIGHT_STATUS: u16 = 204;

/// The only version of the policy's shape that there is.
pub const VERSION: i64 = 1;

/// A policy as it is written.
///
/// Everything is denied that no route grants. The order of groups, routes and entries never matters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
#[cfg_attr(feature = "file", derive(schemars::JsonSchema))]
pub struct Config {
    /// The version of this shape: 1.
    pub version: i64,
    /// Whether this policy is for development: it may name loopback origins, and a refused preflight says why.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_false"))]
    pub development: bool,
    /// Whether the policy only observes: decisions are made and reported, and no response is changed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_false"))]
    pub report_only: bool,
    /// Origins under a name; a route includes them as `@name`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    #[cfg_attr(feature = "file", schemars(with = "BTreeMap<String, Vec<super::file::OriginEntry>>"))]
    pub groups: BTreeMap<String, Vec<String>>,
    /// What is granted where.
    #[cfg_attr(feature = "serde", serde(default, rename = "route", skip_serializing_if = "Vec::is_empty"))]
    pub routes: Vec<RouteConfig>,
}

/// What is granted under one path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
#[cfg_attr(feature = "file", derive(schemars::JsonSchema))]
pub struct RouteConfig {
    /// The host that the route is for, perhaps with a port; without it, every host.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub host: Option<String>,
    /// `/a` is exactly that path; `/a/*` is `/a` and everything below it. Paths are compared as they are sent; one that
    /// could be read in two ways (a dot segment, `//`, `\`, an escape that servers decode such as `%2f` or `%61`)
    /// matches no route.
    pub path: String,
    /// Whose pages may read the answers: `"any"`, or origins, patterns (`https://*.example.com` one label,
    /// `https://**.example.com` one or more) and groups (`@name`).
    pub origins: Origins,
    /// Methods beyond GET, HEAD and POST, which CORS cannot withhold.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub methods: Vec<String>,
    /// Request headers beyond the safelisted: names, or `"any"`, which includes `authorization` only when it is
    /// written too.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Names::is_empty"))]
    pub request_headers: Names,
    /// Response headers that the page may read beyond the safelisted: names, or `"any"`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Names::is_empty"))]
    pub expose_headers: Names,
    /// Whether the page may send and use the user's cookies, client certificates and HTTP authentication.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_false"))]
    pub credentials: bool,
    /// How many seconds a browser may keep a preflight's answer; 600 is the longest that every browser honours.
    #[cfg_attr(feature = "serde", serde(default = "default_max_age"))]
    pub max_age: u32,
    /// The status of a granted preflight: 200 or 204.
    #[cfg_attr(feature = "serde", serde(default = "default_preflight_status"))]
    pub preflight_status: u16,
    /// Allows the origin `null`, which every sandboxed frame has on any site. Never together with credentials.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub dangerously_allow_null_origin: Option<Dangerously>,
    /// Allows patterns over a public suffix, below which anyone can register. Never together with credentials.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub dangerously_allow_public_suffixes: Option<Dangerously>,
    /// Allows `http:` origins together with credentials: whoever is on the network can be them.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub dangerously_allow_insecure_origins: Option<Dangerously>,
    /// Allows origins in private networks together with credentials: every network has its own.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub dangerously_allow_private_network_origins: Option<Dangerously>,
}

/// Whose pages may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    /// Every origin's, without credentials.
    Any,
    /// These: origins, patterns and groups.
    Listed(Vec<String>),
}

/// Names of headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Whether `"any"` is written.
    pub any: bool,
    /// The names that are written.
    pub listed: Vec<String>,
}

/// A dangerous choice, with the reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "file", derive(schemars::JsonSchema))]
pub struct Dangerously {
    /// Why it is right here; it stands in every report.
    pub reason: String,
}

impl Config {
    /// A policy that grants nothing.
    #[must_use]
    pub fn new() -> Config {
        Config {
            version: VERSION,
            development: false,
            report_only: false,
            groups: BTreeMap::new(),
            routes: Vec::new(),
        }
    }
}

impl Default for Config {
    fn default() -> Config {
        Config::new()
    }
}

impl RouteConfig {
    /// A route that lets pages of these origins read what GET, HEAD and POST give, without credentials.
    #[must_use]
    pub fn new(path: impl Into<String>, origins: impl Into<Origins>) -> RouteConfig {
        RouteConfig {
            host: None,
            path: path.into(),
            origins: origins.into(),
            methods: Vec::new(),
            request_headers: Names::default(),
            expose_headers: Names::default(),
            credentials: false,
            max_age: DEFAULT_MAX_AGE,
            preflight_status: DEFAULT_PREFLIGHT_STATUS,
            dangerously_allow_null_origin: None,
            dangerously_allow_public_suffixes: None,
            dangerously_allow_insecure_origins: None,
            dangerously_allow_private_network_origins: None,
        }
    }
}

impl Names {
    /// Every name; of request headers, all but `authorization`.
    #[must_use]
    pub fn any() -> Names {
        Names { any: true, listed: Vec::new() }
    }

    /// Whether nothing is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.any && self.listed.is_empty()
    }
}

impl<S: Into<String>> FromIterator<S> for Origins {
    fn from_iter<I: IntoIterator<Item = S>>(entries: I) -> Origins {
        Origins::Listed(entries.into_iter().map(Into::into).collect())
    }
}

impl<S: Into<String>, const N: usize> From<[S; N]> for Origins {
    fn from(entries: [S; N]) -> Origins {
        entries.into_iter().collect()
    }
}

impl From<Vec<String>> for Origins {
    fn from(entries: Vec<String>) -> Origins {
        Origins::Listed(entries)
    }
}

impl<S: Into<String>> FromIterator<S> for Names {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Names {
        Names { any: false, listed: names.into_iter().map(Into::into).collect() }
    }
}

impl<S: Into<String>, const N: usize> From<[S; N]> for Names {
    fn from(names: [S; N]) -> Names {
        names.into_iter().collect()
    }
}

#[cfg(feature = "serde")]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(feature = "serde")]
fn default_max_age() -> u32 {
    DEFAULT_MAX_AGE
}

#[cfg(feature = "serde")]
fn default_preflight_status() -> u16 {
    DEFAULT_PREFLIGHT_STATUS
}
