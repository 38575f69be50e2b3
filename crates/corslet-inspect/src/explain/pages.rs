//! The pages: the headers of the protocol and its topics, each a document of its own.

use super::page::Page;

/// The headers of the protocol, and three beside it.
pub static HEADERS: &[Page<'static>] = &[
    Page { id: "origin", docs: include_str!("pages/header/origin.md") },
    Page {
        id: "access-control-request-method",
        docs: include_str!("pages/header/access-control-request-method.md"),
    },
    Page {
        id: "access-control-request-headers",
        docs: include_str!("pages/header/access-control-request-headers.md"),
    },
    Page {
        id: "access-control-allow-origin",
        docs: include_str!("pages/header/access-control-allow-origin.md"),
    },
    Page {
        id: "access-control-allow-credentials",
        docs: include_str!("pages/header/access-control-allow-credentials.md"),
    },
    Page {
        id: "access-control-allow-methods",
        docs: include_str!("pages/header/access-control-allow-methods.md"),
    },
    Page {
        id: "access-control-allow-headers",
        docs: include_str!("pages/header/access-control-allow-headers.md"),
    },
    Page {
        id: "access-control-expose-headers",
        docs: include_str!("pages/header/access-control-expose-headers.md"),
    },
    Page { id: "access-control-max-age", docs: include_str!("pages/header/access-control-max-age.md") },
    Page { id: "vary", docs: include_str!("pages/header/vary.md") },
    Page { id: "timing-allow-origin", docs: include_str!("pages/header/timing-allow-origin.md") },
    Page {
        id: "cross-origin-resource-policy",
        docs: include_str!("pages/header/cross-origin-resource-policy.md"),
    },
];

/// The words of the protocol.
pub static TOPICS: &[Page<'static>] = &[
    Page { id: "same-origin-policy", docs: include_str!("pages/topic/same-origin-policy.md") },
    Page { id: "preflight", docs: include_str!("pages/topic/preflight.md") },
    Page { id: "credentials", docs: include_str!("pages/topic/credentials.md") },
    Page { id: "wildcard", docs: include_str!("pages/topic/wildcard.md") },
    Page { id: "authentication", docs: include_str!("pages/topic/authentication.md") },
];
