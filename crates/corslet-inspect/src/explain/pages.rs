//! The pages: the headers of the protocol and its topics, each a document of its own.

use super::page::Page;

/// The headers of the protocol, and three beside it.
pub static HEADERS: &[Page] = &[
    Page::of_file("origin", include_str!("pages/header/origin.md")),
    Page::of_file(
        "access-control-request-method",
        include_str!("pages/header/access-control-request-method.md"),
    ),
    Page::of_file(
        "access-control-request-headers",
        include_str!("pages/header/access-control-request-headers.md"),
    ),
    Page::of_file("access-control-allow-origin", include_str!("pages/header/access-control-allow-origin.md")),
    Page::of_file(
        "access-control-allow-credentials",
        include_str!("pages/header/access-control-allow-credentials.md"),
    ),
    Page::of_file(
        "access-control-allow-methods",
        include_str!("pages/header/access-control-allow-methods.md"),
    ),
    Page::of_file(
        "access-control-allow-headers",
        include_str!("pages/header/access-control-allow-headers.md"),
    ),
    Page::of_file(
        "access-control-expose-headers",
        include_str!("pages/header/access-control-expose-headers.md"),
    ),
    Page::of_file("access-control-max-age", include_str!("pages/header/access-control-max-age.md")),
    Page::of_file("vary", include_str!("pages/header/vary.md")),
    Page::of_file("timing-allow-origin", include_str!("pages/header/timing-allow-origin.md")),
    Page::of_file(
        "cross-origin-resource-policy",
        include_str!("pages/header/cross-origin-resource-policy.md"),
    ),
];

/// The words of the protocol.
pub static TOPICS: &[Page] = &[
    Page::of_file("same-origin-policy", include_str!("pages/topic/same-origin-policy.md")),
    Page::of_file("preflight", include_str!("pages/topic/preflight.md")),
    Page::of_file("credentials", include_str!("pages/topic/credentials.md")),
    Page::of_file("wildcard", include_str!("pages/topic/wildcard.md")),
    Page::of_file("authentication", include_str!("pages/topic/authentication.md")),
];
