//! Real servers with CORS set up rightly and wrongly: one file each, and one line in the registry.
//!
//! Their set-ups are in `tests/servers/`, each below a first part of the path of its own.

mod apache;
mod caddy;
mod haproxy;
mod nginx;
mod node;
mod python;
mod server;
mod site;

pub(crate) use server::Server;
pub(crate) use site::Place;

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
