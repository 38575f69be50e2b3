//! The keys of a policy file.

/// At the top.
pub(super) const TOP: &[&str] = &["version", "development", "report-only", "groups", "route"];

/// In a route.
pub(super) const ROUTE: &[&str] = &[
    "host",
    "path",
    "origins",
    "methods",
    "request-headers",
    "expose-headers",
    "credentials",
    "max-age",
    "preflight-status",
    "dangerously-allow-null-origin",
    "dangerously-allow-public-suffixes",
    "dangerously-allow-insecure-origins",
    "dangerously-allow-private-network-origins",
];

/// In a dangerous choice.
pub(super) const DANGEROUSLY: &[&str] = &["reason"];

/// In what stands for an environment variable.
pub(super) const ENVIRONMENT: &[&str] = &["env"];
