//! The fix: what a server has to grant, written down for the layer that grants it.
//!
//! A diagnosis says what is needed ([`Need`]): the problem, and the grant that this page asks for. Each layer of [`LAYERS`]
//! writes it down for itself, minimal and safe: a list of origins that are written out, `Vary`, errors included, never `*`
//! with credentials, and nothing that comes from the request is ever sent back unless it stands in the list.
//!
//! A layer is added with a file, a `mod` line and a line in [`LAYERS`].

mod apache;
mod api_gateway;
mod aspnet;
mod axum;
mod caddy;
mod cloudfront;
mod django;
mod envoy;
mod express;
mod fastify;
mod flask;
mod go;
mod grant;
mod haproxy;
mod layer;
mod lists;
mod nginx;
mod rails;
mod s3;
mod spring;
mod starlette;
mod traefik;

pub use grant::{Grant, Need, Problem};
pub use layer::{Fix, Layer, Piece};

/// Every layer: servers and proxies, then frameworks, then clouds.
#[rustfmt::skip]
pub static LAYERS: &[&Layer] = &[
    &nginx::LAYER,
    &apache::LAYER,
    &caddy::LAYER,
    &haproxy::LAYER,
    &envoy::LAYER,
    &traefik::LAYER,
    &express::LAYER,
    &fastify::LAYER,
    &django::LAYER,
    &flask::LAYER,
    &starlette::LAYER,
    &spring::LAYER,
    &aspnet::LAYER,
    &rails::LAYER,
    &go::LAYER,
    &axum::LAYER,
    &api_gateway::LAYER,
    &s3::LAYER,
    &cloudfront::LAYER,
];
