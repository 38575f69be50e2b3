//! Real servers with CORS set up rightly and wrongly: one file each, and one line in the registry.
//!
//! Their set-ups are in `tests/servers/`, one for each first part of a path.

mod apache;
mod caddy;
mod haproxy;
mod nginx;
mod node;
mod python;
mod running;

pub(crate) use running::Place;

use super::request::Request;
use running::Site;

/// A kind of server.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    /// Whether `./test` asks it too.
    pub(crate) in_part: bool,
    /// What it needs and this machine does not have.
    pub(crate) missing: fn() -> Vec<String>,
    /// The command that starts it.
    prepare: fn(&Site<'_>) -> Result<std::process::Command, String>,
    pub(crate) requests: &'static [Request],
}

/// Every server.
pub(crate) static SERVERS: &[&Server] = &[
    &nginx::NGINX,
    &apache::APACHE,
    &caddy::CADDY,
    &haproxy::HAPROXY,
    &node::EXPRESS,
    &node::FASTIFY,
    &python::STARLETTE,
    &python::DJANGO,
    &python::FLASK,
];
