//! The HTTP client: heads kept as they came, phases timed, connections used again.
//!
//! Nothing here knows about CORS: redirects are not followed, of a body only the beginning is read, and every failure
//! says in which phase it happened and what to do about it.

mod address;
mod body;
mod client;
mod connect;
mod connection;
mod every_address;
mod failure;
mod http1;
mod http2;
mod metadata;
mod phases;
mod pool;
mod proxy;
mod raw_head;
mod reach;
mod route;
mod settings;
mod tls;
mod tunnel;

pub(crate) use body::{Body, BodyEnd, LONGEST_WAIT, MOST_KEPT};
pub(crate) use client::{Client, Outgoing, Received, Reply};
pub(crate) use every_address::{Every, every_address};
pub(crate) use failure::TransportFailure;
pub(crate) use metadata::is_metadata_host;
pub(crate) use phases::{Phase, Phases};
pub(crate) use proxy::{Bypass, Proxies, Proxy, ProxyKind};
pub(crate) use raw_head::RawHead;
pub(crate) use settings::{ConnectTo, Family, Identity, Network, Resolve, Settings, Version};
pub(crate) use tls::Trust;
