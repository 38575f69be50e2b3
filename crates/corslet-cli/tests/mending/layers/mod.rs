//! The layers that run here, each with every fault, before and after its fix: one file each.

mod apache;
mod caddy;
mod django;
mod express;
mod fastify;
mod flask;
mod haproxy;
pub(crate) mod nginx;
pub(crate) mod node;
pub(crate) mod python;
pub(crate) mod stand;
mod starlette;

pub(crate) use stand::{Stand, Written};

/// Every layer.
pub(crate) static STANDS: &[&Stand] = &[
    &nginx::STAND,
    &apache::STAND,
    &caddy::STAND,
    &haproxy::STAND,
    &express::STAND,
    &fastify::STAND,
    &flask::STAND,
    &django::STAND,
    &starlette::STAND,
];
